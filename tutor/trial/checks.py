"""Checks of a program: the right values are computed before the learner's code has run, and in another namespace."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import numpy as np

from tutor.trial.compare import difference, text
from tutor.trial.program import Program, failure

Plain = dict[str, Any]


class Round:
    """One call with what is given to it, and what is right."""

    def __init__(self, check: Mapping[str, Any], given: dict[str, Any], expected: Any) -> None:
        self.check = check
        self.given = given
        self.expected = expected


def rounds(job: Mapping[str, Any]) -> list[list[Round]]:
    """For each check its rounds; raises what the author's own expressions raise."""
    reference = Program(job["setup"], job["solution"])
    reference.run()
    if reference.raised:
        raise RuntimeError(f"the solution raises {reference.raised}")
    found = []
    for number, check in enumerate(job["checks"]):
        found.append([_round(check, reference, [job["seed"], number, turn]) for turn in range(check["times"])])
    return found


def _round(check: Mapping[str, Any], reference: Program, seed: list[int]) -> Round:
    given = drawn(check["given"], seed)
    if check["expect"]:
        expected = eval(check["expect"], {"np": np, **copy.deepcopy(given)})  # noqa: S307 (the author's, in this process)
    else:
        expected = copy.deepcopy(reference.call(check["call"], copy.deepcopy(given)))
    return Round(check, given, expected)


def drawn(given: Mapping[str, str], seed: list[int]) -> dict[str, Any]:
    """The values of `given`, each an expression over those above it, `np` and `rng`."""
    names: dict[str, Any] = {}
    around = {"np": np, "rng": np.random.default_rng(seed)}
    for name, source in given.items():
        names[name] = eval(source, {**around, **names})  # noqa: S307 (as above)
    return names


def checked(program: Program, turns: list[Round]) -> Plain:
    """How one check went: its first round that is not right, or the last one."""
    told: Plain = {}
    for turn in turns:
        told = _turned(program, turn)
        if not told["right"]:
            break
    return told


def _turned(program: Program, turn: Round) -> Plain:
    check = turn.check
    given = copy.deepcopy(turn.given)
    told: Plain = {
        "right": False, "call": check["call"], "given": [[name, text(value)] for name, value in turn.given.items()],
        "got": "", "expected": text(turn.expected), "difference": None, "raised": None,
    }  # fmt: skip
    if name := program.undefined(check["call"], given):
        return told | {"difference": {"kind": "undefined", "part": name}}
    try:
        got = program.call(check["call"], given)
    except BaseException as error:  # noqa: BLE001 (whatever a learner's program raises is its outcome)
        return told | {"raised": failure(error)}
    told["got"] = text(got)
    found = difference(got, turn.expected, check["absolute"], check["relative"])
    if found is None and check["keeps"]:
        changed = [name for name, value in turn.given.items() if difference(given[name], value)]
        found = {"kind": "changed", "part": changed[0]} if changed else None
    return told | {"right": found is None, "difference": found}


def shows(program: Program, when: Mapping[str, Any], printed: str) -> bool:
    """Whether the program shows a known mistake, as far as running tells."""
    if when["prints"] and when["prints"] not in printed:
        return False
    if when["holds"] and not _holds(program, when["holds"]):
        return False
    if not when["call"]:
        return True
    given = drawn(when["given"], [0])
    try:
        got = program.call(when["call"], copy.deepcopy(given))
    except BaseException as error:  # noqa: BLE001 (as above)
        return bool(when["raises"]) and when["raises"] in {kind.__name__ for kind in type(error).__mro__}
    if when["raises"]:
        return False
    wanted = eval(when["gives"], {"np": np, **given})  # noqa: S307 (as above)
    return difference(got, wanted, when["absolute"], when["relative"]) is None


def _holds(program: Program, source: str) -> bool:
    try:
        return bool(program.call(source, {"np": np}))
    except BaseException:  # noqa: BLE001 (a condition that cannot be asked does not hold)
        return False
