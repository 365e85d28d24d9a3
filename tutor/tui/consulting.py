"""The part of the app that opens the glossary over what is there, and leads back from the unit of a term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.locale import _, language
from tutor.tui.playing import Playing

if TYPE_CHECKING:
    from tutor.tui.screens.glossary import GlossaryScreen
    from tutor.tui.screens.quiz import QuizScreen


class Consulting(Playing):
    """An app with a glossary. `trail` are the units to come back to, the last one first."""

    trail: tuple[str, ...] = ()
    _term = ""

    def action_glossary(self) -> None:
        """Open the glossary; what is below stays as it is."""
        from tutor.content.glossary import by_language  # noqa: PLC0415 (nothing heavy before the first frame)
        from tutor.content.problem import ContentError  # noqa: PLC0415 (as above)
        from tutor.tui.screens.glossary import GlossaryScreen  # noqa: PLC0415 (as above)

        try:
            terms = by_language(self.library.glossary(), language())
        except ContentError as error:
            self.notify(str(error), severity="error", timeout=15, markup=False)
            return
        if not terms:
            self.notify(_("This course has no glossary."), markup=False, timeout=3)
            return
        self.push_screen(GlossaryScreen(terms, language(), self.units(), chosen=self._term, ascii=self.ascii))

    def on_glossary_screen_left(self, event: GlossaryScreen.Left) -> None:
        """Back to where it was opened."""
        from tutor.tui.screens.glossary import GlossaryScreen  # noqa: PLC0415 (it is there)

        if isinstance(self.screen, GlossaryScreen):  # a second Escape may be on its way
            self._term = event.chosen
            self.pop_screen()

    async def on_glossary_screen_visit(self, event: GlossaryScreen.Visit) -> None:
        """To the unit that explains a term; leaving that leads back to the lesson or quiz that is open now."""
        if self.library.find(event.unit) is None:
            self.notify(_("Unit {href} is not written yet.").format(href=event.unit), markup=False)
            return
        here, trail = self.here(), self.trail
        self.pop_screen()
        if here == event.unit:
            return
        if self._stage is not None:
            self.on_playground_screen_left()
        await self.open_unit(event.unit)
        if here and self.here() != here:
            self.trail = (here, *trail)
            self.notify(_("Esc leads back to {unit}.").format(unit=here), markup=False, timeout=4)

    async def came_back(self) -> bool:
        """Whether there was a unit to come back to; it is open again."""
        if not self.trail:
            return False
        here, *rest = self.trail
        await self.open_unit(here)
        self.trail = tuple(rest)
        return True

    def here(self) -> str:
        """The lesson's unit or the quiz's id that is open, or nothing."""
        from tutor.tui.screens.lesson import LessonScreen  # noqa: PLC0415 (not before the first frame)
        from tutor.tui.screens.quiz import QuizScreen  # noqa: PLC0415 (as above)

        for screen in reversed(self.screen_stack):
            if isinstance(screen, LessonScreen):
                return screen.lesson.unit
            if isinstance(screen, QuizScreen):
                return screen.quiz.id
        return ""

    async def on_lesson_screen_left(self) -> None:
        """Back to where a term led from, or to the menu."""
        if not await self.came_back():
            await self.to_menu()

    async def on_quiz_screen_left(self) -> None:
        """The same; every answer is kept already."""
        if not await self.came_back():
            await self.to_menu()

    async def on_quiz_screen_visit(self, event: QuizScreen.Visit) -> None:
        """To the unit that teaches a question."""
        await self.open_unit(event.unit)

    async def on_quiz_screen_again(self, event: QuizScreen.Again) -> None:
        """Another attempt."""
        await self.open_unit(event.quiz)
