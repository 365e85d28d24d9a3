"""`nntutor` and `python -m tutor`."""

from __future__ import annotations


def main() -> int:
    """Run the command line; returns the exit status."""
    from tutor.cli import run  # noqa: PLC0415 (nothing heavy before the arguments are known)

    return run()


if __name__ == "__main__":
    raise SystemExit(main())
