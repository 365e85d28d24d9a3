from __future__ import annotations

import subprocess
import sys
import time
from textwrap import dedent

from tutor.content.lesson import (
    Ask,
    Code,
    Heading,
    Inline,
    Items,
    Math,
    Note,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Table,
)
from tutor.draw.canvas import Ink, row_text, row_width
from tutor.show.prose import prose


def words(text):
    return (Inline(text),)


def paragraph(text):
    return Paragraph(words(text))


def drawn(blocks, width=40, **options):
    return "\n".join(row_text(row) for row in prose(blocks, width, **options))


def expected(text):
    return dedent(text).strip("\n")


def test_paragraphs_wrap_between_words_with_a_blank_row_between_blocks():
    text = "Una época es una vuelta completa a los datos, y cada lote un paso."
    assert drawn([paragraph(text), paragraph("Fin.")], 30) == expected("""
        Una época es una vuelta
        completa a los datos, y cada
        lote un paso.

        Fin.
    """)


def test_wide_and_combining_characters_are_counted_as_the_terminal_does():
    assert drawn([paragraph("你好 你好 你好")], 10) == "你好 你好\n你好"
    assert drawn([paragraph("caf\u0065\u0301s caf\u0065\u0301s")], 11) == "cafe\u0301s cafe\u0301s"
    assert drawn([paragraph("x" * 25)], 10) == "x" * 10 + "\n" + "x" * 10 + "\n" + "x" * 5


def test_text_keeps_a_readable_measure_on_a_wide_screen():
    rows = prose([paragraph("palabra " * 60)], 200)
    assert max(map(row_width, rows)) <= 88


def test_headings_have_a_rank_without_colour():
    blocks = [Heading(1, words("Uno")), Heading(2, words("Dos")), Heading(3, words("Tres"))]
    assert drawn(blocks) == "Uno\n═══\n\nDos\n───\n\nTres"
    assert prose(blocks, 40)[-1][0].ink.bold


def test_lists_nest_and_their_numbers_align():
    inner = Items((words_item("pérdida"), words_item("exactitud")))
    bullets = Items(((paragraph("Mide cosas que se leen en dos líneas"), inner), words_item("Sigue")))
    numbers = Items(tuple(words_item(f"punto {n}") for n in (9, 10)), start=9)
    assert drawn([bullets, numbers], 24) == expected("""
        • Mide cosas que se leen
          en dos líneas
          ◦ pérdida
          ◦ exactitud
        • Sigue

         9. punto 9
        10. punto 10
    """)


def words_item(text):
    return (paragraph(text),)


def test_items_of_several_blocks_have_air_between_them():
    items = Items(((paragraph("uno"), paragraph("más")), words_item("dos")))
    assert drawn([items]) == "• uno\n\n  más\n\n• dos"


def test_quote_rule_picture_and_question():
    blocks = [
        Quote((paragraph("todos los modelos son falsos, algunos útiles"),)),
        Rule(),
        Picture("Un 5 escrito a mano", "5.png", (paragraph("Figura 1"),)),
        Ask("1-foundations/matrix-vector"),
    ]
    assert drawn(blocks, 34) == expected("""
        ▌ todos los modelos son falsos,
        ▌ algunos útiles

        ──────────────────────────────────

        [image: Un 5 escrito a mano]
        Figura 1

        ╭ Question ──────────────────────╮
        │ 1-foundations/matrix-vector    │
        ╰────────────────────────────────╯
    """)


def test_admonitions_are_boxes_with_their_kind_or_title():
    blocks = [
        Note("warning", (), (paragraph("Cuidado con la forma."),)),
        Note("exercise", words("Cambia la tasa"), (paragraph("Pon 0.01."),)),
        Note("unheard", (), (paragraph("Texto."),)),
    ]
    assert drawn(blocks, 30) == expected("""
        ╭ Warning ───────────────────╮
        │ Cuidado con la forma.      │
        ╰────────────────────────────╯

        ╭ Exercise · Cambia la tasa ─╮
        │ Pon 0.01.                  │
        ╰────────────────────────────╯

        ╭ unheard ───────────────────╮
        │ Texto.                     │
        ╰────────────────────────────╯
    """)


TABLE = Table(
    (words("Capa"), words("Salida"), words("Parámetros")),
    (
        (words("Dense(512)"), words("512"), words("401920")),
        (words("La de salida, con softmax"), words("10"), words("5130")),
    ),
    ("left", "center", "right"),
)


def test_a_table_that_fits():
    assert drawn([TABLE], 60) == expected("""
        ┌───────────────────────────┬────────┬────────────┐
        │ Capa                      │ Salida │ Parámetros │
        ├───────────────────────────┼────────┼────────────┤
        │ Dense(512)                │  512   │     401920 │
        │ La de salida, con softmax │   10   │       5130 │
        └───────────────────────────┴────────┴────────────┘
    """)


def test_a_table_shrinks_its_longest_column_and_parts_its_rows():
    assert drawn([TABLE], 42) == expected("""
        ┌──────────────────┬────────┬────────────┐
        │ Capa             │ Salida │ Parámetros │
        ├──────────────────┼────────┼────────────┤
        │ Dense(512)       │  512   │     401920 │
        ├──────────────────┼────────┼────────────┤
        │ La de salida,    │   10   │       5130 │
        │ con softmax      │        │            │
        └──────────────────┴────────┴────────────┘
    """)


def test_a_line_does_not_end_within_a_number_or_a_short_piece_of_code():
    text = (Inline("Son 24 000 reseñas, un 20 % menos, en "), Inline("zeros((2, 3))", "code"), Inline(" y ya."))
    for width in range(13, 40):
        rows = "\n".join(row_text(row) for row in prose([Paragraph(text)], width))
        assert "24 000" in rows
        assert "20 %" in rows
        assert "zeros((2, 3))" in rows


def test_a_word_of_code_is_not_torn_while_prose_beside_it_can_wrap():
    head = (words("problema"), words("pérdida en Keras"), words("salida de la red"))
    row = (words("varias clases, una sola es la buena"), words("categorical_crossentropy"), words("una por clase"))
    assert "categorical_crossentropy" in drawn([Table(head, (row,), ())], 60)


def test_a_table_without_room_is_told_row_by_row():
    head = tuple(words(f"columna{n}") for n in range(4))
    assert drawn([Table(head, (head,), ())], 20).startswith("columna0: columna0\ncolumna1: columna1")


def test_code_stands_on_a_panel_and_long_lines_go_on_after_a_sign():
    rows = prose([Code("fit(x, epochs=5,  # vueltas\n    batch_size=128)", "python")], 24)
    assert [row_text(row) for row in rows] == [
        "  fit(x, epochs=5,  #",
        "  ↪ vueltas",
        "      batch_size=128)",
    ]
    assert all(span.ink.bg == "panel" for row in rows for span in row)
    assert all(row_width(row) == 24 for row in rows)
    assert any(span.ink.fg == "comment" for span in rows[1])


def test_emphasis_links_and_code_are_inks_on_a_screen_and_signs_in_a_console():
    text = (
        Inline("Usa "),
        Inline("fit", kind="code"),
        Inline(" ya", strong=True),
        Inline(": "),
        Inline("la guía", href="https://keras.io"),
    )
    (row,) = prose([Paragraph(text)], 60)
    assert row_text(row) == "Usa fit ya: la guía"
    assert row[-1].href == "https://keras.io"
    assert row[-1].ink == Ink(fg="link", underline=True)
    assert drawn([Paragraph(text)], 60, links="print") == "Usa `fit` *ya*: la guía <https://keras.io>"


def test_formulas_in_the_line_are_not_broken_and_displayed_ones_stand_in_the_middle():
    text = (Inline("cada época da 32 pasos, "), Inline(r"\lceil 4000/128 \rceil = 32", kind="math"))
    assert drawn([Paragraph(text)], 30) == "cada época da 32 pasos,\n⌈4000/128⌉ = 32"
    assert drawn([Math(r"\frac{1}{2}")], 21) == "          1\n         ───\n          2"


def test_ascii_keeps_only_the_letters_of_latin_1():
    blocks = [
        Heading(2, words("¿Qué es “η”?")),
        Items((words_item("a → b … m²"),)),
        Note("tip", (), (paragraph("≥ 3"),)),
        Math(r"\sum_{i=1}^n x_i \ge \sqrt{2}"),
    ]
    assert drawn(blocks, 24, ascii=True) == expected("""
        ¿Qué es "eta"?
        --------------

        * a -> b ... m^2

        + Tip -----------------+
        | >= 3                 |
        +----------------------+

            n
           sum x_i >= sqrt(2)
           i=1
    """)


def test_a_long_lesson_is_laid_out_in_an_instant():
    blocks = [
        block
        for n in range(60)
        for block in (
            Heading(2, words(f"Sección {n}")),
            paragraph("Una época es una vuelta completa a los datos, y cada lote un paso. " * 4),
            Items((words_item("Mide"), words_item("Sigue"))),
            Math(rf"J_{{{n}}} = \frac{{1}}{{n}}\sum_i (y_i - \hat y_i)^2"),
        )
    ]
    start = time.process_time()
    rows = prose(blocks, 80)
    assert len(rows) > 600
    assert time.process_time() - start < 0.3  # 25 ms at leisure; the machine may be busy


def test_pygments_and_numpy_are_not_imported_before_they_are_needed():
    code = "import sys, tutor.show.prose; print({'pygments', 'numpy', 'textual', 'rich'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
