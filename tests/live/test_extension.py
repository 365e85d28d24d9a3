from __future__ import annotations

import subprocess
import sys


def python(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_import_is_cheap_and_brings_nothing_heavy():
    # What any kernel has imported long before; the rest is ours.
    code = """
import collections.abc, contextlib, functools, importlib.machinery, math, operator, os, time, types, typing
start = time.perf_counter()
import tutor.live
seconds = time.perf_counter() - start
import sys
print(seconds, [name for name in ("keras", "tensorflow", "numpy", "matplotlib", "IPython") if name in sys.modules])
"""
    runs = [python(code).split(" ", 1) for _ in range(5)]
    assert min(float(seconds) for seconds, _ in runs) < 0.015
    assert {heavy for _, heavy in runs} == {"[]"}


def test_loading_waits_and_unloading_leaves_nothing():
    code = """
import sys
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.kernel = object()
finders, hooks = list(sys.meta_path), {name: list(shell.events.callbacks[name]) for name in shell.events.callbacks}
shell.run_line_magic("load_ext", "tutor.live")
waiting = len(sys.meta_path) - len(finders)
shell.run_line_magic("unload_ext", "tutor.live")
print(waiting, sys.meta_path == finders, hooks == shell.events.callbacks, "keras" in sys.modules)
print("compute_format_data" in shell.displayhook.__dict__)
"""
    assert python(code).splitlines() == ["3 True True False", "False"]


def test_a_terminal_ipython_prints_lines():
    code = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.run_line_magic("load_ext", "tutor.live")
shell.run_cell("from tutor.live import report\\nfor step in range(500): report(step, loss=1.0)")
"""
    assert python(code).splitlines()[-1] == "step 499 · loss 1"


def test_any_jupyter_without_the_extension():
    code = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.kernel = object()
shell.display_pub.publish = lambda data, metadata, transient, update: print(list(data.values())[0]["phase"], update)
for _ in range(2):
    shell.run_cell("from tutor.live import report\\nfor step in range(2): report(step, loss=1.0)")
"""
    assert python(code).splitlines() == ["begin False", "step True", "step True", "end True"] * 2
