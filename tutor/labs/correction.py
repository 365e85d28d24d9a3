"""What is said about a typed gradient: the mistake by its name, with the numbers that were put together; and hints."""

from __future__ import annotations

from tutor.labs.diagnosis import Finding
from tutor.labs.graph import Graph, Path
from tutor.labs.wiring import value
from tutor.locale import N_, _

MISTAKES = {
    "upstream": N_(
        "A factor is missing: {number} is only the local derivative {local}; multiply it by what comes back from "
        "{into}, {upstream} = {coming}."
    ),
    "upstream, several": N_(
        "Factors are missing: these are only the local derivatives; multiply each by what comes back on its path."
    ),
    "local": N_(
        "A factor is missing: you have handed on {upstream} = {coming} as it is; multiply it by the local derivative "
        "{local} = {rule}."
    ),
    "local, several": N_(
        "Factors are missing: you have added what comes back; multiply each by the local derivative on its path."
    ),
    "sign": N_("The size is right, the sign is not: nothing on the way is negative."),
    "sign, local": N_("The size is right, the sign is not: the local derivative is negative, {local} = {rule}."),
    "sign, coming": N_("The size is right, the sign is not: mind what comes back, {upstream} = {coming}."),
    "path": N_(
        "You have counted one path only, the one through {into}: {name} gets to {last} by {count} paths, and what "
        "comes back on each is added up."
    ),
    "multiplied": N_("You have multiplied the paths: {name} gets to {last} by each of them, and they are added."),
    "own": N_(
        "You have multiplied by {name} itself: in {formula} its local derivative is what it is multiplied by, "
        "{local} = {rule}."
    ),
    "sum": N_("In a sum the local derivative is 1, whatever the other terms are: {local} = {rule}."),
    "power": N_("That is not the derivative of a square, in which the 2 becomes a factor: {local} = {rule}."),
    "sigmoid": N_("That is not the derivative of the sigmoid, which needs both factors: {local} = {rule}."),
    "value": N_(
        "That is the value of {name} from the forward pass; asked is by how much {last} changes for each unit of "
        "{name}."
    ),
    "forward": N_(
        "You have multiplied by the value of {into}, {forward}, from the forward pass; what comes back is its "
        "gradient, {upstream} = {coming}."
    ),
    "added": N_("Along a path slopes are multiplied, not added: {upstream} times {local}."),
    "rounded": N_("Nearly: it was rounded too much on the way. Give three digits."),
    "other": N_("No mistake that I know gives this. Begin with what comes back from {into}: {upstream} = {coming}."),
}
"""What each mistake is told with; some differ by where they were made."""


def told(graph: Graph, name: str, finding: Finding) -> str:
    """One mistake, in a sentence or two."""
    path = finding.path or graph.paths(name)[0]
    return _Words(graph, name, path).into(_(MISTAKES[_kind(graph, name, finding)]))


def _kind(graph: Graph, name: str, finding: Finding) -> str:
    paths = graph.paths(name)
    match finding.name:
        case "upstream" | "local" if len(paths) > 1:
            return f"{finding.name}, several"
        case "sign" if finding.path:
            return "sign, local"
        case "sign" if any(path.upstream < 0 for path in paths):
            return "sign, coming"
        case kind:
            return kind


def unread() -> str:
    """That what was typed is no number."""
    return _("That is no number. Type something like 6, −0.5, 2/3 or 3*2.")


def hint(graph: Graph, name: str, level: int) -> str:
    """First where to look, then the product with its numbers still to be worked out."""
    if level > 1:
        return _("It is {sum}: work it out.").format(sum=product(graph, name))
    paths = graph.paths(name)
    steps = _(", and into ").join(f"{path.into.name} = {path.into.formula}" for path in paths)
    if len(paths) > 1:
        text = _("{name} goes into {steps}. For each, multiply what comes back by the local derivative, and add up.")
        return text.format(name=name, steps=steps)
    text = _("{name} goes into {steps}. Multiply {upstream} by the local derivative {local} = {rule}.")
    return _Words(graph, name, paths[0]).into(text, steps=steps)


def product(graph: Graph, name: str) -> str:
    """The gradient as a sum of products of numbers: `3 · 2`, `5 · 1 + 3 · 1`."""
    return " + ".join(f"{_signed(path.upstream)} · {_signed(path.local)}" for path in graph.paths(name))


def solved(graph: Graph, name: str) -> str:
    """The gradient with what it is made of."""
    return f"d{graph.nodes[-1].name}/d{name} = {product(graph, name)} = {value(graph.gradients()[name])}"


def _signed(number: float) -> str:
    return f"({value(number)})" if number < 0 else value(number)


class _Words:
    """What the sentences name: `local` is du/dv, `rule` what it is, `upstream` dJ/du, `coming` its number."""

    def __init__(self, graph: Graph, name: str, path: Path) -> None:
        last, into = graph.nodes[-1].name, path.into.name
        local = value(path.local)
        self._fields = {
            "name": name,
            "last": last,
            "into": into,
            "local": f"d{into}/d{name}",
            "rule": path.rule if path.rule == local else f"{path.rule} = {local}",
            "upstream": f"d{last}/d{into}",
            "coming": value(path.upstream),
            "number": local,
            "forward": value(graph.values()[into]),
            "formula": f"{into} = {path.into.formula}",
            "count": len(graph.paths(name)),
        }

    def into(self, text: str, **more: str) -> str:
        """The sentence with its fields, and any `more` that it has, filled in."""
        return text.format(**self._fields, **more)
