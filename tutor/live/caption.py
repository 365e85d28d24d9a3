"""A figure in a line of words: what its letters say, which a picture of few pixels cannot show."""

from __future__ import annotations

from typing import Any

_LONGEST = 400
_MOST_NAMES = 12
_WORDS = {
    "es": {"figure": "Figura", "empty": "vacía", "image": "imagen", "panels": "recuadros", "log": "log"},
    "en": {"figure": "Figure", "empty": "empty", "image": "image", "panels": "panels", "log": "log"},
}
# matplotlib's own cycle first, so that its colours get their names exactly.
_COLOURS: dict[tuple[int, int, int], tuple[str, str]] = {
    (31, 119, 180): ("azul", "blue"),
    (255, 127, 14): ("naranja", "orange"),
    (44, 160, 44): ("verde", "green"),
    (214, 39, 40): ("rojo", "red"),
    (148, 103, 189): ("morado", "purple"),
    (140, 86, 75): ("marrón", "brown"),
    (227, 119, 194): ("rosa", "pink"),
    (127, 127, 127): ("gris", "grey"),
    (188, 189, 34): ("oliva", "olive"),
    (23, 190, 207): ("cian", "cyan"),
    (0, 0, 0): ("negro", "black"),
    (255, 255, 255): ("blanco", "white"),
    (255, 255, 0): ("amarillo", "yellow"),
    (255, 0, 0): ("rojo", "red"),
    (0, 0, 255): ("azul", "blue"),
    (0, 128, 0): ("verde", "green"),
    (0, 255, 0): ("verde", "green"),
    (255, 0, 255): ("magenta", "magenta"),
    (0, 255, 255): ("cian", "cyan"),
    (128, 0, 128): ("morado", "purple"),
}


def caption(figure: Any, language: str = "en") -> str:
    """Title, axes with labels and ranges, images with their size and values, the legend's names with their colours."""
    words = _WORDS["es" if language == "es" else "en"]
    panels = [axes for axes in figure.axes if axes.get_visible() and axes.get_label() != "<colorbar>"]
    title = figure.get_suptitle() or (panels[0].get_title() if len(panels) == 1 else "")
    head = f"{words['figure']}: {title}" if title else words["figure"]
    if not panels:
        return _line(f"{head} ({words['empty']})")
    if len(panels) == 1:
        return _line(" · ".join([head, *_panel(panels[0], words, language)]))
    head = f"{head} · {len(panels)} {words['panels']}"
    details = [", ".join([axes.get_title(), *_panel(axes, words, language)]).strip(", ") for axes in panels]
    if all(axes.images for axes in panels):  # a sheet of pictures: their titles say it
        details = [axes.get_title() for axes in panels]
    return _line(" | ".join([head, *filter(None, details)]))


def _panel(axes: Any, words: dict[str, str], language: str) -> list[str]:
    images = [_image(image, words) for image in axes.images]
    if images or not (axes.axison and axes.get_frame_on() and axes.has_data()):
        return images + _legend(axes, language)
    sides = [_axis("x", axes.xaxis, axes, words), _axis("y", axes.yaxis, axes, words)]
    return sides + _legend(axes, language)


def _image(image: Any, words: dict[str, str]) -> str:
    pixels = image.get_array()
    size = "×".join(map(str, pixels.shape[:2]))
    return f"{words['image']} {size} {_range(float(pixels.min()), float(pixels.max()))}"


def _axis(name: str, axis: Any, axes: Any, words: dict[str, str]) -> str:
    low, high = sorted(axis.get_view_interval())
    first, last = sorted(getattr(axes.dataLim, f"interval{name}"))
    if low <= last and first <= high:  # what is shown of the data, without the margins
        low, high = max(low, first), min(high, last)
    named = type(axis.get_major_formatter()).__name__ in {"StrCategoryFormatter", "FixedFormatter"}
    labels = [label.get_text() for label in axis.get_ticklabels()] if named else []
    what = ", ".join(labels[:_MOST_NAMES]) if any(labels) else _range(low, high)
    scale = f" {words['log']}" if axis.get_scale() == "log" else ""
    label = axis.get_label_text()
    return f"{name}: {label} {what}{scale}" if label else f"{name}{scale} {what}"


def _legend(axes: Any, language: str) -> list[str]:
    handles, labels = axes.get_legend_handles_labels()
    named = [f"{label}{_look(handle, language)}" for handle, label in zip(handles, labels, strict=True)]
    return [", ".join(named[:_MOST_NAMES])] if named else []


def _look(handle: Any, language: str) -> str:
    """The colour of a legend's entry, and its dashes: ` (blue --)`."""
    handle = handle[0] if isinstance(handle, tuple) and handle else handle
    get = getattr(handle, "get_color", None) or getattr(handle, "get_facecolor", None)
    if get is None:
        return ""
    from matplotlib.colors import to_rgba_array  # noqa: PLC0415 (the learner has imported it)

    rgba = to_rgba_array(get())
    dashes = str(getattr(handle, "get_linestyle", str)())
    dashes = f" {dashes}" if dashes in {"--", "-.", ":"} else ""
    if len(rgba) != 1:  # points of many colours
        return ""
    red, green, blue = (round(float(part) * 255) for part in rgba[0][:3])
    near = min(_COLOURS, key=lambda known: (known[0] - red) ** 2 + (known[1] - green) ** 2 + (known[2] - blue) ** 2)
    return f" ({_COLOURS[near][0 if language == 'es' else 1]}{dashes})"


def _range(low: float, high: float) -> str:
    return f"[{low:.3g}, {high:.3g}]"


def _line(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
