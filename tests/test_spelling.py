"""The spelling check, with a stand-in for Hunspell that knows a few words of each language."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SPELLING = Path(__file__).resolve().parent.parent / ".ci" / "spelling.py"
HUNSPELL = f"""#!{sys.executable}
import sys
known = {{
    "es_ES": "una red entrena el lote lee con su suma línea título prueba qué repite vale".split(),
    "en_GB": "the network trains on batch reads with its sum line title test what repeats holds great".split(),
}}
name = sys.argv[sys.argv.index("-d") + 1]
for word in sys.stdin.read().split():
    if word.lower() not in known[name] and word.removesuffix("'s") not in known[name]:
        print(word)
"""
LESSON = """\
---
nntutor: {{unit: "1.2", minutes: 7}}
---

# {title}

{text}

```{{code-cell}}
:name: a
print("codde")  # trainz
```
"""
ENGLISH = """\
The network trains: MNIST, `codde`, $loss$, x1, `n`-th, <https://exampel.org>, a_b, --optoin, 3-fold.

| line | what |
|---|---|
| the *batch* | **reads** with its sum |

:::{note} What the batch reads
- ReLU's sum and one-hot
:::

![the line](line.png)
"""
SPANISH = "Una red entrena el *batch* y lee «great», con su «línea»: súmalo, repítelo, prueba.\n"
QUIZ = """\
title: {es: Prueba, en: Test}
questions:
  - prompt: {es: Qué vale, en: What holds}
    starter: {es: sin ortografía, en: no speling}
    feedback:
      en: >-
        The network {2 * nn} trains
        on the batch.
"""
CATALOGUE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "The batch of {count} reads ReLU"
msgid_plural "The network reads"
msgstr[0] "El batch de {count} ReLU"
msgstr[1] "Una red lee"
"""


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def top(tmp_path):
    write(tmp_path / "lessons/en/1.02-b.md", LESSON.format(title="The title", text=ENGLISH))
    write(tmp_path / "lessons/es/1.02-b.md", LESSON.format(title="Título", text=SPANISH))
    write(tmp_path / "lessons/course.yaml", "title: {es: Una red, en: The network}\n")
    write(tmp_path / "quizzes/1-test.yaml", QUIZ)
    write(tmp_path / "tutor/locale/es/LC_MESSAGES/nntutor.po", CATALOGUE)
    write(tmp_path / ".ci/words.en.txt", "ReLU\nand\nof\none-hot\n")
    write(tmp_path / ".ci/words.es.txt", "de\nnada\n")
    write(tmp_path / "bin/hunspell", HUNSPELL)
    (tmp_path / "bin/hunspell").chmod(0o755)
    return tmp_path


def spelled(top: Path, path: str = "bin") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-B", SPELLING, top]
    env = {**os.environ, "PATH": str(top / path)}
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)


def change(path: Path, find: str, put: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(find) == 1
    write(path, text.replace(find, put))


def test_what_is_spelled_well_passes(top):
    done = spelled(top)
    assert (done.returncode, done.stdout.strip()) == (0, "All spelled."), done.stdout + done.stderr


@pytest.mark.parametrize(
    ("file", "find", "put", "told"),
    [
        ("lessons/en/1.02-b.md", "# The title", "# The titel", "lessons/en/1.02-b.md:5: titel (en)"),
        ("lessons/en/1.02-b.md", "The network trains", "The network trainz", "lessons/en/1.02-b.md:7: trainz (en)"),
        ("lessons/en/1.02-b.md", "| line |", "| lien |", "lessons/en/1.02-b.md:9: lien (en)"),
        ("lessons/en/1.02-b.md", "*batch*", "*bacth*", "lessons/en/1.02-b.md:11: bacth (en)"),
        ("lessons/en/1.02-b.md", "} What the", "} Waht the", "lessons/en/1.02-b.md:13: Waht (en)"),
        ("lessons/en/1.02-b.md", "- ReLU's", "- Relu's", "lessons/en/1.02-b.md:14: Relu's (en)"),
        ("lessons/en/1.02-b.md", "one-hot", "one-hto", "lessons/en/1.02-b.md:14: hto (en)"),
        ("lessons/en/1.02-b.md", "![the line]", "![the liine]", "lessons/en/1.02-b.md:17: liine (en)"),
        ("lessons/es/1.02-b.md", "«great»", "great", "lessons/es/1.02-b.md:7: great (es)"),
        ("lessons/es/1.02-b.md", "*batch*", "*bacth*", "lessons/es/1.02-b.md:7: bacth (es)"),
        ("lessons/es/1.02-b.md", "súmalo", "súmalolo", "lessons/es/1.02-b.md:7: súmalolo (es)"),
        ("lessons/course.yaml", "Una red", "Una reed", "lessons/course.yaml:1: reed (es)"),
        ("quizzes/1-test.yaml", "Qué vale", "Qué bale", "quizzes/1-test.yaml:3: bale (es)"),
        ("quizzes/1-test.yaml", "on the batch", "on teh batch", "quizzes/1-test.yaml:8: teh (en)"),
        ("tutor/locale/es/LC_MESSAGES/nntutor.po", "Una red lee", "Una red le lee", ".po:8: le (es)"),
        ("tutor/locale/es/LC_MESSAGES/nntutor.po", '"The network reads', '"The netwrok reads', ".po:6: netwrok (en)"),
        (".ci/words.es.txt", "de\nnada", "nada\nde", "words.es.txt:1: not sorted"),
    ],
)
def test_a_misspelling_is_told_with_its_line(top, file, find, put, told):
    change(top / file, find, put)
    done = spelled(top)
    assert done.returncode == 1
    first, *rest = done.stdout.splitlines()
    assert told in first
    assert len(rest) <= 2, done.stdout


def test_without_hunspell_or_a_dictionary_it_fails_and_says_what_to_install(top):
    (top / "none").mkdir()
    assert spelled(top, "none").returncode == 1
    assert "apt-get install hunspell hunspell-es hunspell-en-gb" in spelled(top, "none").stderr
    write(top / "bin/hunspell", f"#!{sys.executable}\nimport sys\nsys.exit('Can\\'t open affix or dictionary files')\n")
    done = spelled(top)
    assert done.returncode == 1
    assert "apt-get install" in done.stderr
    assert "affix" in done.stderr
