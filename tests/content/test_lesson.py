"""Lesson files: front matter, title, cells as Jupyter sees them, and one message for each fault."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import jupytext
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.clean import clean
from tutor.content.lesson import Cell, Paragraph
from tutor.content.markdown import open_document, parse_lesson, read_lesson
from tutor.content.problem import ContentError

ROOT = Path(__file__).parents[2]
PATH = Path("lessons/es/1.05-red.md")
GOOD = """\
---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {name: python3, display_name: Python 3, language: python}
nntutor: {unit: "1.5", minutes: 12}
---

# La *primera* red

Lo que harás. Sigue en [1.6](1.6).

```{code-cell} ipython3
:name: load
import numpy as np
```

## Entrena

:::{note} Ojo
Un texto.
:::

```{code-cell} ipython3
:name: train
:tags: [raises-exception]

from keras import Sequential
```

```{question} 1-foundations/steps
```

$$
x = 1
$$

```python
no_cell = 1
```
"""


def faults(text):
    with pytest.raises(ContentError) as caught:
        parse_lesson(text, PATH, "es")
    return [f"{problem.line}: {problem.message}" for problem in caught.value.problems]


def test_a_lesson_is_read():
    lesson = parse_lesson(GOOD, PATH, "es")
    assert (lesson.unit, lesson.title, lesson.language, lesson.minutes) == ("1.5", "La primera red", "es", 12)
    assert [(cell.name, cell.index, cell.line) for cell in lesson.cells] == [("load", 0, 13), ("train", 1, 26)]
    assert isinstance(lesson.blocks[0], Paragraph)
    assert lesson.uses_keras


@pytest.mark.parametrize(
    ("source", "uses"),
    [
        ("import keras", True),
        ("import keras.layers as kl", True),
        ("def f():\n    from tensorflow.keras import layers", True),
        ("%time\nimport tensorflow as tf", True),
        ("import numpy, keras", True),
        ("# import keras", False),
        ('print("import keras")', False),
        ("from .keras import x", False),
        ("keras = 1", False),
        ("import kerasaurus", False),
    ],
)
def test_keras_is_found_in_the_code(source, uses):
    text = GOOD.replace("from keras import Sequential", source)
    assert parse_lesson(text, PATH, "es").uses_keras is uses


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        (GOOD[: GOOD.index("# La")], "", 1, "no front matter"),
        ("---\n\n# La", "\n# La", 1, "no front matter"),
        ('nntutor: {unit: "1.5", minutes: 12}\n', "", 2, "no nntutor"),
        ('unit: "1.5", ', "", 4, "no unit"),
        ('unit: "1.5"', "unit: 1.5", 4, "no unit, or a bad one: write it in quotes"),
        ('unit: "1.5"', 'unit: "one"', 4, "no unit"),
        (", minutes: 12", "", 4, "no minutes"),
        ("minutes: 12", 'minutes: "12"', 4, "no minutes"),
        ("minutes: 12", "minutes: 0", 4, "no minutes"),
        ("minutes: 12", "minutes: true", 4, "no minutes"),
        ("minutes: 12", "minutes: 12, minuts: 3", 4, "did you mean “minutes”"),
        ("minutes: 12}", "minutes: 12", 4, "not closed"),
        ("minutes: 12}", "minutes: 12}\nnntutor: {}", 5, "there twice, first in line 4"),
        ("kernelspec: {name", "\tkernelspec: {name", 3, "tab"),
        ("# La *primera* red\n", "", 6, "no title"),
        ("```{question}", "````{question}", 29, "not closed: end it with ````"),
        (":::\n\n```", "::\n\n```", 18, "not closed: end it with :::"),
        ("no_cell = 1\n```\n", "no_cell = 1\n", 36, "not closed: end it with ```"),
        ("x = 1\n$$", "x = 1\n", 32, "formula that is not closed"),
        (":name: train", ":name: load", 22, "second cell named “load”"),
        (":name: train", ":name: two words", 23, "one word"),
        (":name: train", ":nmae: train", 23, "unknown: :nmae:; did you mean :name:"),
        (":name: train", ":name: 'train", 23, "quote"),
        ("[raises-exception]", "[raise-exception]", 24, "did you mean raises-exception"),
        ("[raises-exception]", "raises-exception", 24, "tags are a list"),
        (":::{note} Ojo", ":::{noet} Ojo", 18, "did you mean {note}"),
        (
            "```{code-cell} ipython3\n:name: train",
            "```{code-cel} ipython3\n:name: train",
            22,
            "did you mean {code-cell}",
        ),
        ("```{code-cell} ipython3\n:name: train", "``` {code-cell} ipython3\n:name: train", 22, "top level"),
        ("Un texto.", "```{code-cell}\n1\n```", 19, "a cell inside another block"),
        ("Lo que harás.", "- Lo que\n\n  ```{code-cell}\n  1\n  ```\n", 11, "a cell inside another block"),
        ("Lo que harás.", "> ```{code-cell}\n> 1\n> ```\n", 9, "a cell inside another block"),
        ("1-foundations/steps", "steps", 29, "a question needs its name"),
        ("Un texto.", "```{question} a/b\n```", 19, "a question inside another block"),
        ("Un texto.", "```{lab} neuron\n```", 19, "a lab inside another block"),
        ("{question} 1-foundations/steps", "{lab}", 29, "a lab needs its name"),
        ("{question} 1-foundations/steps", "{lab} gate=xor", 29, "a lab needs its name"),
        ("{question} 1-foundations/steps", "{lab} neuron xor", 29, "a lab needs its name"),
        ("{question} 1-foundations/steps", "{lab} neuron gate=", 29, "a lab needs its name"),
    ],
)
def test_a_fault_is_one_message_at_its_line(old, new, line, words):
    assert GOOD.count(old) == 1
    messages = faults(GOOD.replace(old, new))
    assert len(messages) == 1, messages
    assert messages[0].startswith(f"{line}: "), messages
    assert words in messages[0]


def test_all_faults_are_told_at_once():
    text = GOOD.replace('unit: "1.5", minutes: 12', "unit: 1").replace(":name: train", ":name: load") + "```\n"
    assert [message.split(":")[0] for message in faults(text)] == ["4", "4", "22", "39"]


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (GOOD.encode("latin-1"), 9, "UTF-8"),
        (b"a" * 2_000_001, 1, "split it"),
        (b"", 1, "no front matter"),
    ],
)
def test_files_that_cannot_be_read(tmp_path, data, line, words):
    path = tmp_path / "1.05-x.md"
    path.write_bytes(data)
    with pytest.raises(ContentError) as caught:
        read_lesson(path)
    assert caught.value.problems[0].line == line
    assert words in caught.value.problems[0].message


def test_byte_order_mark_and_windows_line_ends_make_no_difference(tmp_path):
    path = tmp_path / "en" / "1.05-x.md"
    path.parent.mkdir()
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    lesson = read_lesson(path)
    assert lesson.language == "en"
    assert lesson.blocks == parse_lesson(GOOD, PATH, "es").blocks


@given(st.text(max_size=300) | st.lists(st.sampled_from(GOOD.split("\n")), max_size=40).map("\n".join))
def test_any_text_is_a_lesson_or_a_content_error(text):
    try:
        lesson = parse_lesson(text, PATH, "es")
    except ContentError as error:
        assert min(problem.line for problem in error.problems) >= 1  # noqa: PT017 (either end is right)
    else:
        assert lesson.title is not None
    assert parse_lesson(text, PATH, "es", strict=False).minutes >= 1


def test_documents_of_others_get_what_they_lack(tmp_path):
    path = tmp_path / "My notes.md"
    path.write_text(
        "Some words\n\n- a list\n\n  ```{code-cell}\n  1\n  ```\n\n```{code-cell}\nx\n```\n", encoding="utf-8"
    )
    lesson = open_document(path)
    assert (lesson.unit, lesson.title, lesson.minutes, lesson.language) == ("My notes", "My notes", 1, "en")
    assert [cell.source for cell in lesson.cells] == ["x"]


def test_notebooks_open_as_lessons(tmp_path):
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": "# A notebook\n\nWords"},
        {"cell_type": "code", "metadata": {"tags": ["raises-exception"]}, "source": "1 / 0"},
        {"cell_type": "code", "metadata": {"a": {"b": [1]}}, "source": ":odd"},
    ]
    for cell in cells[1:]:
        cell.update(outputs=[], execution_count=None)
    path = tmp_path / "some.ipynb"
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}), encoding="utf-8")
    lesson = open_document(path)
    assert (lesson.unit, lesson.title) == ("some", "A notebook")
    assert [(cell.source, cell.may_fail) for cell in lesson.cells] == [("1 / 0", True), (":odd", False)]


def test_scripts_open_as_lessons(tmp_path):
    path = tmp_path / "script.py"
    path.write_text("# %% [markdown]\n# # A script\n\n# %%\nx = 1\n\n# %%\nprint(x)\n", encoding="utf-8")
    lesson = open_document(path)
    assert lesson.title == "A script"
    assert [cell.source for cell in lesson.cells] == ["x = 1", "print(x)"]


@pytest.mark.filterwarnings("ignore:Notebooks in nbformat")
@pytest.mark.parametrize("text", ["", "{", "[]", '{"cells": 3}', '{"nbformat": 4, "cells": [{"cell_type": "x"}]}'])
def test_what_is_no_notebook_is_a_content_error(tmp_path, text):
    path = tmp_path / "some.ipynb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        open_document(path)
    assert len(caught.value.problems) == 1


FENCES = """
````{code-cell} ipython3
```inner```
````

~~~{code-cell}
:tags: [x]


two blank lines above
~~~

 ```{code-cell}
 indented = 1
 ```

```{code-cell}
---
name: a
---
---
b
```

```{code-cell}
```

| a |
|---|
| ```{code-cell} |

```{code-cell}python
x
   y

```

> ```{code-cell}
> nested
> ```

<div>
```{code-cell}
in html
```
</div>
"""


def seen_by_jupyter(text):
    with warnings.catch_warnings(action="ignore"):  # about cells of different languages
        notebook = jupytext.reads(text, fmt="md:myst")
    return [
        (clean(cell.source), frozenset(cell.metadata.get("tags", [])), cell.metadata.get("name"))
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def seen_here(text):
    cells = parse_lesson(text, PATH, "es", strict=False).cells
    return [(cell.source, cell.tags, None if cell.name == f"cell-{cell.index + 1}" else cell.name) for cell in cells]


LESSONS = sorted((ROOT / "lessons").glob("*/*.md"))


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_jupyter_sees_the_cells_of_a_lesson_as_we_do(path):
    text = path.read_text(encoding="utf-8")
    assert seen_here(text) == seen_by_jupyter(text)
    assert len(seen_here(text)) > 0


@pytest.mark.parametrize("text", [GOOD, FENCES, GOOD + FENCES])
def test_jupyter_sees_odd_cells_as_we_do(text):
    assert seen_here(text) == seen_by_jupyter(text)


@given(
    st.lists(
        st.sampled_from(
            ["```{code-cell}", "```", "````", "~~~", "> ", "- ", "x = 1", "", "    y", ":a: 1", "---", "<div>", "+++"]
        ),
        max_size=25,
    ).map("\n".join)
)
def test_jupyter_sees_the_cells_of_any_text_as_we_do(text):
    try:
        expected = [source for source, _tags, _name in seen_by_jupyter("% no front matter\n" + text)]
    except Exception:  # noqa: BLE001 (jupytext refuses odd options in many ways)
        return
    found = [source for source, _tags, _name in seen_here("% no front matter\n" + text)]
    # jupytext adds a line to the text, which shows in a cell that is not closed (a fault, told elsewhere).
    assert [source.rstrip("\n") for source in found] == [source.rstrip("\n") for source in expected]


def test_a_lesson_of_the_course_is_worth_reading():
    lessons = [read_lesson(path) for path in LESSONS]
    assert all(isinstance(block, Cell) or block for lesson in lessons for block in lesson.blocks)
    assert all(lesson.title and lesson.cells for lesson in lessons)
