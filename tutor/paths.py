"""Where things are on this machine: the course, the learner's data, a private place for sockets."""

from __future__ import annotations

import os
from pathlib import Path


def course_dir() -> Path:
    """The folder that holds `lessons/` and `quizzes/`: inside the installed package, or the checkout's top."""
    package = Path(__file__).resolve().parent
    installed = package / "course"
    return installed if installed.is_dir() else package.parent


def data_dir() -> Path:
    """The learner's data; `NNTUTOR_HOME` overrides the platform's own place. Not created here."""
    home = os.environ.get("NNTUTOR_HOME")
    if home:
        return Path(home).expanduser().absolute()
    from platformdirs import user_data_path  # noqa: PLC0415 (not needed where the variable is set)

    return user_data_path("nntutor", appauthor=False)


def cache_dir() -> Path:
    """What can be made again: the course's index. Beside the data when `NNTUTOR_HOME` is set."""
    home = os.environ.get("NNTUTOR_HOME")
    if home:
        return Path(home).expanduser().absolute() / "cache"
    from platformdirs import user_cache_path  # noqa: PLC0415 (as above)

    return user_cache_path("nntutor", appauthor=False)


def progress_file() -> Path:
    """The learner's progress."""
    return data_dir() / "progress.db"


def notebooks_dir() -> Path:
    """The learner's notebooks: a folder a language, in it a notebook named like its lesson's file."""
    return data_dir() / "notebooks"
