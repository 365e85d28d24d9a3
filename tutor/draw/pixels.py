"""Pictures in character cells: two pixels a cell where colours can be shown, a ramp of shades where they cannot."""

from __future__ import annotations

import io
import warnings
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tutor.draw.canvas import Ink, Row, Span
from tutor.locale import _

Pixels = NDArray[np.uint8]

_MOST_BYTES = 32 * 2**20
_MOST_PIXELS = 16 * 2**20
_MOST_COLOURS = 640  # pairs of colours in a picture; more than a terminal shows apart, and each costs time
_SHARPEN = 1.0
_SHADES = " ░▒▓█"
_ASCII_SHADES = " .:-=+*#%@"


class PictureError(ValueError):
    """A picture that cannot be shown; the message says why."""


def decode(data: bytes) -> Pixels:
    """PNG or JPEG bytes as RGB pixels `(height, width, 3)`, what is transparent on white. Raises `PictureError`."""
    if len(data) > _MOST_BYTES:
        raise PictureError(
            _("the picture has {size} bytes, and the most is {limit}").format(size=len(data), limit=_MOST_BYTES)
        )
    from PIL import Image  # noqa: PLC0415 (50 ms that only pictures pay)

    try:
        # Pillow warns of large pictures on stderr, which is the screen; our limit is far below its own.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=["PNG", "JPEG"]) as image:
                _check_size(*image.size)
                if image.mode in ("RGB", "L") and "transparency" not in image.info:
                    return np.asarray(image.convert("RGB"))
                layer = image.convert("RGBA")
                white = Image.new("RGBA", layer.size, "white")
                return np.asarray(Image.alpha_composite(white, layer).convert("RGB"))
    except PictureError:
        raise
    except Exception as error:  # Pillow's decoders raise whatever a broken file makes them stumble over
        raise PictureError(_("not a readable PNG or JPEG picture ({error})").format(error=error)) from error


def _check_size(wide: int, tall: int) -> None:
    if wide * tall > _MOST_PIXELS:
        raise PictureError(_("the picture has {wide} × {tall} pixels, too many to show").format(wide=wide, tall=tall))


def picture(
    rgb: Pixels,
    width: int,
    height: int,
    *,
    ascii: bool = False,
    color: bool = True,
) -> list[Row]:
    """The picture in at most `width` × `height` cells, its proportions kept (a cell is twice as high as wide).

    It is never enlarged. Without colour, and in ASCII, what differs from the picture's edge is drawn dense, so that a
    plot on white and a digit on black both read on a light and on a dark terminal.
    """
    tall, wide = rgb.shape[:2]
    if not (tall and wide and width > 0 and height > 0):
        return []
    scale = min(1.0, width / wide, 2 * height / tall)
    columns, lines = max(1, round(wide * scale)), max(1, round(tall * scale))
    small = _sharpened(shrink(rgb, columns, lines)) if scale < 1 else np.ascontiguousarray(rgb)
    if len(small) % 2:
        small = np.concatenate((small, small[-1:]))
    if ascii or not color:
        return _shaded(small, _ASCII_SHADES if ascii else _SHADES)
    return _coloured(small)


def shrink(rgb: Pixels, columns: int, lines: int) -> Pixels:
    """Each new pixel is the mean of the box of old ones it covers; boxes lie on whole pixels."""
    tall, wide = rgb.shape[:2]
    rows = _boxed(rgb, tall, lines)
    return np.asarray(_boxed(rows.swapaxes(0, 1), wide, columns).swapaxes(0, 1), dtype=np.uint8)


def _boxed(pixels: NDArray[np.generic], size: int, boxes: int) -> NDArray[np.uint16]:
    """Mean over boxes along the first axis. Boxes differ by one in size: the shorter take one of theirs twice."""
    deep = -(-size // boxes)
    start = np.arange(boxes) * size // boxes
    length = (np.arange(boxes) + 1) * size // boxes - start
    total = np.zeros((boxes, *pixels.shape[1:]), dtype=np.uint32 if deep > 256 else np.uint16)  # noqa: PLR2004 (256·255)
    for step in range(deep):
        total += pixels[start + step * length // deep]
    return np.asarray((total + deep // 2) // deep, dtype=np.uint16)


def _sharpened(rgb: Pixels) -> Pixels:
    """Thin lines that the shrinking paled get their contrast back (unsharp mask against the eight neighbours)."""
    around = np.pad(rgb.astype(np.float32), ((1, 1), (1, 1), (0, 0)), mode="edge")
    around = around[:-2] + around[1:-1] + around[2:]
    mean = (around[:, :-2] + around[:, 1:-1] + around[:, 2:]) / np.float32(9)
    return np.asarray(np.clip(rgb + np.float32(_SHARPEN) * (rgb - mean), 0, 255), dtype=np.uint8)


def _coloured(rgb: Pixels) -> list[Row]:
    """Half blocks: the upper pixel is the ink, the lower one the ground."""
    # Coarser colours until there are few enough; an eye in front of 100 × 96 pixels hardly sees it.
    for levels in (32, 12, 5, 3):
        red, green, blue = _ladder(levels)[rgb].astype(np.int64).transpose(2, 0, 1)
        packed = red << 16 | green << 8 | blue
        pairs = packed[::2] << 24 | packed[1::2]
        kinds, which = np.unique(pairs, return_inverse=True)
        if len(kinds) <= _MOST_COLOURS:
            break
    inks = [Ink(_triple(kind >> 24), _triple(kind)) for kind in kinds.tolist()]
    rows: list[Row] = []
    for line in which.reshape(pairs.shape):
        cuts = [0, *(np.flatnonzero(line[1:] != line[:-1]) + 1).tolist(), len(line)]
        kind = line[cuts[:-1]].tolist()
        rows.append(tuple(Span("▀" * (b - a), inks[k]) for a, b, k in zip(cuts[:-1], cuts[1:], kind, strict=True)))
    return rows


@cache
def _ladder(levels: int) -> Pixels:
    """Each value's nearest among `levels` evenly spaced ones, black and white among them."""
    return np.asarray(np.rint(np.rint(np.arange(256) / 255 * (levels - 1)) * (255 / (levels - 1))), dtype=np.uint8)


def _triple(packed: int) -> tuple[int, int, int]:
    return packed >> 16 & 255, packed >> 8 & 255, packed & 255


def _shaded(rgb: Pixels, shades: str) -> list[Row]:
    light = rgb @ np.array([0.299, 0.587, 0.114])
    light = (light[::2] + light[1::2]) / 2
    edge = np.median(np.concatenate((light[0], light[-1], light[:, 0], light[:, -1])))
    ink = np.abs(light - edge)
    level = np.rint(ink / max(float(ink.max()), 1.0) * (len(shades) - 1)).astype(np.int64)
    glyphs = np.array(list(shades))[level]
    return [(Span("".join(line)),) for line in glyphs.tolist()]
