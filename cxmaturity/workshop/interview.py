"""The interview line by line: asks, explains, records, and goes where it is told."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum

from msgspec import Struct, field

from cxmaturity.answers.values import Given, Missing
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.text import safe_text
from cxmaturity.workshop.cards import Card, Section, card_of, plain
from cxmaturity.workshop.commands import Command, Name, command_of
from cxmaturity.workshop.dialogue import PROMPT, Ask, Dialogue, Say
from cxmaturity.workshop.events import (
    Answered,
    AttributeSet,
    Cleared,
    Finished,
    TargetSet,
)
from cxmaturity.workshop.journal import Journal
from cxmaturity.workshop.pages import Page
from cxmaturity.workshop.replies import NotUnderstood, answer_of, cleaned, expected, is_exactly
from cxmaturity.workshop.session import Session, Step

RESUME = "cxmaturity assess --resume"


class Ending(StrEnum):
    """How an interview ended: all was said, it goes on later, or somebody broke it off."""

    FINISHED = "finished"
    LEFT = "left"
    INTERRUPTED = "interrupted"


class Outcome(Struct, frozen=True):
    """The session as the interview left it."""

    ending: Ending
    session: Session


def ask_company(*, ask: Ask, say: Say, width: int, language: str) -> str:
    """Return the company's name. Passes on KeyboardInterrupt and EOFError; nothing has been answered by then."""
    page = Page(width, language)
    for line in page.text(msg("Which company is it about?")):
        say(line)
    while not (name := cleaned(ask(PROMPT))):
        for line in page.text(msg("Please enter the name of the company.")):
            say(line)
    return name


def run_interview(
    session: Session,
    journal: Journal,
    *,
    ask: Ask,
    say: Say,
    width: int,
    language: str,
    strong: Callable[[str], str] = str,
    resume_command: str = RESUME,
) -> Outcome:
    """
    Ask what is open in *session*, from where it goes on, until the respondents are done or leave.

    *ask* shows a prompt and returns a line; *say* shows a line; *strong* makes one stand out. Every answer is in
    *journal* before anything else is asked. KeyboardInterrupt and EOFError of *ask* end it as INTERRUPTED.
    """
    page = Page(width, language, strong)
    interview = _Interview(session, journal, ask, say, page, resume_command=resume_command)
    return Outcome(interview.run(), interview.session)


class _Leave(Exception):
    """The respondents stop here."""


class _Move(Struct, frozen=True):
    """On to another step; None is the end."""

    to: Step | None


class _Interview(Dialogue, dict=True):
    resume_command: str = RESUME
    section: Section | None = None
    seen: set[Section] = field(default_factory=set)

    def run(self) -> Ending:
        try:
            self._greet()
            move: _Move | None = _Move(self.session.resume_at())
            while move is not None:
                move = self._review() if move.to is None else self._visit(move.to)
        except (KeyboardInterrupt, EOFError):
            self.say("")
            self._farewell()
            return Ending.INTERRUPTED
        except _Leave:
            self._farewell()
            return Ending.LEFT
        return Ending.FINISHED

    def _greet(self) -> None:
        title = plain(self.session.compiled.model.title, self.page.language)
        self.show(self.page.title(f"{title} - {safe_text(self.session.started.company)}"))
        for notice in self.journal.notices:
            self.tell(notice)
        if self.session.last is None:
            self.tell(
                msg("Every answer is saved at once. ? explains a question, q stops; you can go on later.")
            )
        else:
            self.tell(msg("Welcome back: {progress}.", progress=self.page.progress(self.session)))

    def _farewell(self) -> None:
        if not self.journal.saved:
            self.tell(msg("The last answers could not be saved."))
            return
        self.tell(msg("Everything is saved ({progress}).", progress=self.page.progress(self.session)))
        self.tell(msg("Go on with:"))
        self.say(f"  {safe_text(self.resume_command)}")

    def _visit(self, step: Step) -> _Move:
        """Show *step* until something leads on."""
        card = card_of(self.session, step, self.page.language)
        if card.section != self.section:
            self.section = card.section
            self.show(self.page.heading(card.section, described=card.section not in self.seen))
            self.seen.add(card.section)
        self.show(self.page.question(self.session, card))
        while True:
            move = self._heed(card, self.ask())
            if move is not None:
                return move

    def _heed(self, card: Card, line: str) -> _Move | None:
        command = None if is_exactly(card, line) else command_of(line)
        if command is not None and (card.takes != "text" or not command.argument):
            return self._obey(card, command)
        if line:
            return self._answer(card, line)
        if self.session.is_done(card.step) or card.step.kind != "question":
            return self._onward(card.step)
        self.tell(expected(card))
        return None

    def _obey(self, card: Card, command: Command) -> _Move | None:
        match command.name:
            case Name.HELP:
                self.show(self.page.help(card))
            case Name.LIST:
                self.show(self.page.overview(self.session))
            case Name.QUIT:
                raise _Leave
            case Name.CLEAR:
                self._clear(card.step)
            case Name.GO:
                return self._go(command.argument)
            case Name.BACK:
                return self._back(card.step)
            case Name.SKIP:
                return self._onward(card.step)
            case _ if card.step.kind == "question":
                return self._obey_at_question(card, command)
            case _:
                self.tell(msg("That is possible at questions only; s skips this."))
        return None

    def _obey_at_question(self, card: Card, command: Command) -> _Move | None:
        match command.name:
            case Name.UNKNOWN:
                return self._record_answer(card, Missing.UNKNOWN)
            case Name.NOT_APPLICABLE:
                return self._not_applicable(card, command.argument)
            case Name.NOTE:
                self.note(card.step.id, command.argument)
            case _:
                self.evidence(card.step.id, command.argument)
        return None

    def _answer(self, card: Card, line: str) -> _Move | None:
        try:
            answer = answer_of(card, line)
        except NotUnderstood as error:
            self.tell(error.message)
            if error.hint is not None:
                self.tell(error.hint)
            return None
        if card.step.kind == "question":
            return self._record_answer(card, answer)
        value = str(answer)
        self.record(
            AttributeSet(card.step.id, value) if card.step.kind == "attribute" else TargetSet(value),
            echo=card,
        )
        return self._onward(card.step)

    def _record_answer(self, card: Card, given: Given, reason: str | None = None) -> _Move:
        question = card.step.id
        self.record(Answered(question, given, reason), echo=card)
        if self.session.is_high(question) and self.session.reply(question).evidence is None:
            self.ask_for_evidence(question)
        return self._onward(card.step)

    def _not_applicable(self, card: Card, reason: str) -> _Move | None:
        if card.not_applicable is None:
            self.tell(msg("“Not applicable” is not offered here; u means you don’t know."))
            return None
        if card.not_applicable == "required" and not reason:
            self.tell(msg("Why does it not apply?"))
            reason = self.ask_text()
            if not reason:
                self.tell(msg("It takes a reason; nothing was recorded."))
                return None
        return self._record_answer(card, Missing.NOT_APPLICABLE, reason or None)

    def _clear(self, step: Step) -> None:
        match step.kind:
            case "attribute":
                self.record(AttributeSet(step.id))
            case "target":
                self.record(TargetSet())
            case "question":
                self.record(Cleared(step.id))
        self.tell(msg("The answer is removed."))

    def _go(self, name: str) -> _Move | None:
        step = self.session.find(name.rstrip("."))
        if step is None:
            self.tell(msg("There is no question {name}. l lists them all.", name=name) if name
                       else msg("Where to? For example: g 12"))  # fmt: skip
            return None
        if not self.session.is_asked(step):
            self.tell(msg("With the answers so far, question {name} is not asked.", name=name))
            return None
        return _Move(step)

    def _back(self, step: Step | None) -> _Move | None:
        before = self.session.previous_before(step)
        if before is None:
            self.tell(msg("This is the beginning."))
            return None
        return _Move(before)

    def _onward(self, step: Step) -> _Move:
        return _Move(self.session.next_after(step))

    def _review(self) -> _Move | None:
        """Say what is open; None ends the interview."""
        while True:
            self.show(self.page.review(self.session))
            line = self.ask()
            command = command_of(line)
            match command.name if command is not None else line:
                case "":
                    return self._finish()
                case Name.LIST:
                    self.show(self.page.overview(self.session))
                case Name.BACK:
                    if (move := self._back(None)) is not None:
                        return move
                case Name.QUIT:
                    raise _Leave
                case _:
                    name = command.argument if command is not None and command.name is Name.GO else line
                    if (move := self._go(name)) is not None:
                        return move

    def _finish(self) -> _Move | None:
        required = self.session.required()
        if required:
            return _Move(self.session.find(required[0]))
        self.record(Finished(datetime.now(UTC).isoformat(timespec="seconds")))
        return None
