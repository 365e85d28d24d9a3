from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tutor.draw.canvas import row_text, row_width
from tutor.draw.pixels import PictureError, decode, picture, shrink


def png(pixels: np.ndarray, **options: object) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "PNG", **options)
    return stream.getvalue()


@given(
    tall=st.integers(1, 70), wide=st.integers(1, 70), width=st.integers(1, 50), height=st.integers(1, 30),
    ascii_=st.booleans(), color=st.booleans(), seed=st.integers(0, 9),
)  # fmt: skip
def test_any_picture_fits_and_keeps_its_proportions(tall, wide, width, height, ascii_, color, seed):
    rgb = np.random.default_rng(seed).integers(0, 256, (tall, wide, 3), dtype=np.uint8)
    rows = picture(rgb, width, height, ascii=ascii_, color=color)
    columns = row_width(rows[0])
    assert 0 < len(rows) <= height
    assert 0 < columns <= width
    assert {row_width(row) for row in rows} == {columns}
    scale = min(1, width / wide, 2 * height / tall)
    assert abs(columns - wide * scale) < 1
    assert abs(2 * len(rows) - tall * scale) < 2.1
    if ascii_:
        assert "".join(map(row_text, rows)).isascii()


def test_equal_neighbours_are_one_span_and_white_stays_white():
    rgb = np.full((20, 40, 3), 255, dtype=np.uint8)
    rgb[:, 20:] = 0
    rows = picture(rgb, 80, 30)
    assert len(rows) == 10
    assert all(len(row) == 2 for row in rows)
    assert rows[0][0].ink.fg == rows[0][0].ink.bg == (255, 255, 255)
    assert rows[0][1].ink.fg == (0, 0, 0)


def test_shrinking_is_the_mean_of_boxes():
    rgb = np.random.default_rng(1).integers(0, 256, (60, 90, 3), dtype=np.uint8)
    exact = rgb.reshape(20, 3, 30, 3, 3).mean(axis=(1, 3))
    assert np.abs(shrink(rgb, 30, 20) - exact).max() <= 1


def test_a_thin_line_keeps_its_contrast():
    rgb = np.full((480, 640, 3), 255, dtype=np.uint8)
    rgb[:, 320] = 0
    darkest = min(min(span.ink.fg) for row in picture(rgb, 100, 48) for span in row)
    assert darkest < 215 - 25


def test_a_dark_plot_on_white_and_a_digit_on_black_are_both_drawn_dense():
    white = np.full((16, 16, 3), 255, dtype=np.uint8)
    white[6:10, 6:10] = 0
    on_white, on_black = picture(white, 16, 8, color=False), picture(255 - white, 16, 8, color=False)
    assert on_white == on_black
    assert row_text(on_white[3]) == "      ████"
    assert row_text(on_white[0]) == ""


def test_noise_is_drawn_in_few_colours():
    rgb = np.random.default_rng(1).integers(0, 256, (96, 100, 3), dtype=np.uint8)
    inks = {span.ink for row in picture(rgb, 100, 48) for span in row}
    assert 100 < len(inks) <= 4096


def test_png_and_transparency_decode():
    rgb = np.random.default_rng(1).integers(0, 256, (9, 7, 3), dtype=np.uint8)
    assert np.array_equal(decode(png(rgb)), rgb)
    clear = np.zeros((4, 4, 4), dtype=np.uint8)
    assert (decode(png(clear)) == 255).all()
    assert decode(png(rgb[..., 0])).shape == (9, 7, 3)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(side: int) -> bytes:
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", png(np.eye(50, dtype=np.uint8))[:60], *map(bomb, (9_000, 10_000, 60_000))],
    ids=["empty", "gif", "header", "cut", "large", "warned", "bomb"],
)  # fmt: skip
def test_what_is_no_picture_or_too_large_is_one_clear_error(data, recwarn):
    with pytest.raises(PictureError, match=r"picture"):
        decode(data)
    assert not recwarn.list
