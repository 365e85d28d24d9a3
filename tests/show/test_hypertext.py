from __future__ import annotations

from tutor.draw.canvas import row_text
from tutor.show.hypertext import hypertext_rows


def shown(html, width=40, **options):
    return [row_text(row) for row in hypertext_rows(html, width, **options)]


def test_paragraphs_lists_and_entities():
    html = "<h1>Modelo</h1><p>x &lt; y &amp; <b>z</b></p><ul><li>uno<li>dos</ul><script>alert(1)</script>"
    assert shown(html) == ["Modelo", "x < y & z", "• uno", "• dos"]


def test_a_table_is_drawn():
    html = "<table><tr><th>a<th>b</tr><tr><td>1</td><td>22</td></tr></table><p>fin"
    assert shown(html) == ["┌───┬────┐", "│ a │ b  │", "├───┼────┤", "│ 1 │ 22 │", "└───┴────┘", "fin"]


def test_spaces_of_pre_stay_and_images_say_their_words():
    assert shown("<pre>a  b\n c</pre><img alt='un 5'>") == ["a  b", " c", "[un 5]"]
    assert shown("<style>p{}</style><!-- x --><p>") == []


def test_broken_html_is_read_as_far_as_it_goes():
    assert shown("</table><td>x<table><tr><td>1<p>uno") == ["x", "┌──────┐", "│ 1uno │", "└──────┘"]


def test_character_references_bring_no_control_characters():
    (row,) = shown("a&#27;]52;c;x&#7;&#x202e;b&#155;2J<img alt='&#x202e;c'>")
    assert row == "a]52;c;xb›2J[c]"
