"""The application: opens the store and the sessions, moves between screens. What a screen says is acted on here."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from tutor.kernel.events import Session, State
from tutor.locale import _, language, preferred, use
from tutor.paths import cache_dir, notebooks_dir, progress_file
from tutor.progress import Progress, open_progress
from tutor.tui.consulting import Consulting
from tutor.tui.desk import ending, menu_model, neighbour
from tutor.tui.kernels import Kernels, new_session
from tutor.tui.offers import open_address
from tutor.tui.playing import ADDRESS
from tutor.tui.screens.menu import MenuModel, MenuScreen
from tutor.tui.warming import warm, warm_and_settle

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from textual.timer import Timer

    from tutor.content.library import Entry, Library
    from tutor.marking import NewTrial
    from tutor.tui.kernels import NewSession
    from tutor.tui.screens.lesson import LessonScreen
    from tutor.tui.study import Study
    from tutor.tui.widgets.page import Page
WARM_AFTER = 15.0
"""Seconds on a lesson's page after which the next lesson's kernel is made ready."""


class TutorApp(Consulting):
    """Everything the learner sees. `session` makes a kernel's session; a scripted one in tests.

    It opens on the menu, or with a link in `playground` (an empty one too) on that.
    """

    class SessionChanged(Message):
        """A session is in another state."""

        def __init__(self, session: Session, state: State) -> None:
            super().__init__()
            self.session = session
            self.state = state

    def __init__(
        self,
        library: Library,
        progress: Progress,
        notebooks: Path,
        *,
        session: NewSession = new_session,
        trial: NewTrial | None = None,
        playground: str | None = None,
        tour: bool = False,
    ) -> None:
        super().__init__(library, progress, trial)
        self.notebooks = notebooks
        self._playground = playground
        self._has_tour = tour
        self._kernels = Kernels(session)
        self._warming: Timer | None = None
        self._study: Study | None = None

    def on_mount(self) -> None:
        """The menu first; what the next screens need is loaded behind it."""
        self.push_screen(MenuScreen(self._menu(), ascii=self.ascii, tour=self._has_tour))
        behind = warm if self.is_headless else warm_and_settle  # a test's process is not ours to tune
        self.call_after_refresh(threading.Thread(target=behind, daemon=True).start)
        if self._playground is not None:
            self.run_worker(self.open_playground(self._playground), group="start")

    async def close_all(self) -> None:
        """The open lesson is kept, its kernel and those before it are waited for."""
        await self._close_study()
        await self._kernels.all_ended()
        await self.close_marker()
        self.progress.close()

    # -- the menu --

    def _menu(self) -> MenuModel:
        return menu_model(self.library, self.progress, language())

    def _to_menu(self) -> None:
        while len(self.screen_stack) > 2:  # noqa: PLR2004 (Textual's own screen and the menu)
            self.pop_screen()
        if isinstance(self.screen, MenuScreen):
            self.screen.show(self._menu())

    async def to_menu(self) -> None:
        """Close what is open, and show the menu as things stand now."""
        await self._close_study()
        self._to_menu()

    @on(MenuScreen.Chosen)
    async def _chosen(self, event: MenuScreen.Chosen) -> None:
        entry = self.library.find(event.id)
        if entry is not None:
            await self._open(entry)

    @on(MenuScreen.LanguageFlipped)
    def _flipped(self) -> None:
        use("en" if language() == "es" else "es")
        self.progress.set_setting("language", language())
        self._to_menu()

    @on(MenuScreen.TourTaken)
    def _toured(self) -> None:
        self.progress.set_setting("tour", "taken")

    @on(MenuScreen.Quit)
    async def _quit(self) -> None:
        await self.leave()

    async def _open(self, entry: Entry) -> None:
        from tutor.content.problem import ContentError  # noqa: PLC0415 (nothing heavy before the first frame)

        self.trail = ()
        try:
            if entry.kind == "quiz":
                await self._open_quiz(entry)
            else:
                await self._open_lesson(entry)
        except ContentError as error:
            self.notify(str(error), title=_("This content is broken"), severity="error", timeout=15, markup=False)

    # -- lessons --

    async def _open_lesson(self, entry: Entry) -> None:
        from tutor.notebook import Notebook  # noqa: PLC0415 (nothing heavy before the first frame)
        from tutor.tui.study import Study  # noqa: PLC0415 (as above)

        lesson = self.library.lesson(entry.unit, language())
        await self._close_study()

        def changed(state: State) -> None:
            self.post_message(self.SessionChanged(session, state))

        session = self._kernels.take(lesson.uses_keras, changed)
        notebook = Notebook(self.notebooks / lesson.language / f"{lesson.path.stem}.ipynb")
        self._study = Study(
            lesson,
            session,
            notebook,
            self.progress,
            find=self.library.question,
            marker=lambda: self.marker,
            ending=ending(neighbour(self.library, entry.unit, 1), language()),
            ascii=self.ascii,
            color=self.color,
        )
        self._to_menu()
        await self.push_screen(self._study.screen)
        if notebook.warning:
            self.notify(notebook.warning, severity="warning", timeout=15, markup=False)
        # After the first paint: starting a process takes time from it.
        self._study.screen.call_after_refresh(self._start, session)

    def _start(self, session: Session) -> None:
        self.run_worker(session.start(), group="start")
        if self._warming is not None:
            self._warming.stop()
        self._warming = self.set_interval(WARM_AFTER, self._warm_next)

    def _warm_next(self) -> None:
        """The next lesson's kernel, once this one has nothing to do: a training is not to be slowed down."""
        if self._warming is not None and self._study and self._study.session.state is State.READY:
            self._warming.stop()
            self.run_worker(self._kernels.prepare(), group="start")

    async def _close_study(self) -> None:
        """Keep everything of the open lesson; its kernel ends behind the next screen."""
        study, self._study = self._study, None
        if study is None:
            return
        await self._keep(study.save())
        self._kernels.end(study.session)

    async def _keep(self, writing: Coroutine[None, None, None]) -> None:
        """Await a write; a disk that will not have it is told, and the lesson goes on."""
        try:
            await writing
        except OSError as error:
            self.notify(
                _("Not on the disk: {error}. It is tried again at the next change.").format(error=error),
                severity="error", markup=False,
            )  # fmt: skip

    @work(group="notes")
    async def _note(self, writing: Coroutine[None, None, None]) -> None:
        await self._keep(writing)

    def on_lesson_screen_ran(self, event: LessonScreen.Ran) -> None:
        """Outputs are kept as soon as they are whole."""
        if self._study:
            self._note(self._study.ran(event.cell))

    def on_lesson_screen_remarks_flipped(self) -> None:
        """What is said below a training, or not."""
        if self._study:
            words = _("Remarks below trainings: on.") if self._study.flip_remarks() else _("Remarks: off. m: on again.")
            self.notify(words, markup=False, timeout=3)

    def on_cell_view_edited(self) -> None:
        """Edits are kept while they are written."""
        if self._study:
            self._note(self._study.save())

    def on_page_moved(self, event: Page.Moved) -> None:
        """The place is kept."""
        if self._study:
            self._note(self._study.visit(event))

    async def on_lesson_screen_turned(self, event: LessonScreen.Turned) -> None:
        """To the neighbour in the course's order."""
        entry = neighbour(self.library, self._study.lesson.unit if self._study else "", event.step)
        if entry is not None:
            await self._open(entry)
            return
        words = _("This is the end of the course.") if event.step > 0 else _("This is the first unit.")
        self.notify(words, markup=False, timeout=3)

    async def on_lesson_screen_link_asked(self, event: LessonScreen.LinkAsked) -> None:
        """A unit opens here; an address is shown whole and opened only on the learner's word."""
        href = event.href
        if (entry := self.library.find(href)) is not None:
            await self._open(entry)
        elif href.startswith(ADDRESS):
            await self.open_playground(href)
        elif href.startswith(("http://", "https://")):

            def chosen(choice: str | None) -> None:
                if choice:
                    import webbrowser  # noqa: PLC0415 (a sixth of the time to the first frame, for a key seldom pressed)

                    webbrowser.open(choice)

            self.push_screen(open_address(href, ascii=self.ascii), chosen)
        else:
            is_planned = href in self.library.planned
            words = _("Unit {href} is not written yet.") if is_planned else _("Not opened: {href}")
            self.notify(words.format(href=href), markup=False)

    def on_tutor_app_session_changed(self, event: SessionChanged) -> None:
        """Always on the screen."""
        if self._study and self._study.session is event.session and self._study.screen.is_mounted:
            self._study.screen.show_state(event.state)

    # -- quizzes --

    async def _open_quiz(self, entry: Entry) -> None:
        from tutor.tui.exam import Exam  # noqa: PLC0415 (nothing heavy before the first frame)

        quiz = self.library.quiz(entry.id)
        await self._close_study()
        self._to_menu()
        await self.push_screen(
            Exam(quiz, self.progress, self.marker, language(), self.units(), ascii=self.ascii).screen
        )

    async def open_unit(self, id_: str) -> None:
        """Open a lesson or a quiz; nothing happens if there is none of this name."""
        if (entry := self.library.find(id_)) is not None:
            await self._open(entry)


def run(chosen: str | None, root: Path, playground: str | None = None) -> int:
    """Open the tutor on the course under `root`; `chosen` is the language asked for. Returns the exit status.

    With `playground`, a link or nothing, it opens there.
    """
    from tutor.content.library import Library  # noqa: PLC0415 (the command line imports this module late already)

    use(chosen or preferred())  # for what the store has to say when it cannot be opened
    progress = open_progress(progress_file())
    use(chosen or str(progress.setting("language") or preferred()))
    is_first = playground is None and progress.setting("tour") is None and progress.last_open() is None
    app = TutorApp(Library(root, cache_dir()), progress, notebooks_dir(), playground=playground, tour=is_first)
    for name in ("COLUMNS", "LINES"):  # Textual would believe them, however the terminal is resized
        os.environ.pop(name, None)
    app.run()
    return app.return_code or 0
