"""The two ends of an interview: what is said and heard at the terminal, and what is kept on disk."""

from collections.abc import Callable

from msgspec import Struct, field

from cxmaturity.foundation.i18n import Message, msg, msg_n
from cxmaturity.workshop.cards import Card
from cxmaturity.workshop.events import Event, Evidenced, Noted
from cxmaturity.workshop.journal import Journal, NotSaved
from cxmaturity.workshop.pages import Page, answer_words
from cxmaturity.workshop.replies import cleaned, strength_of
from cxmaturity.workshop.session import Session, dropped

Ask = Callable[[str], str]
Say = Callable[[str], None]

PROMPT = "> "
_REMOVE = "-"


class Dialogue(Struct, dict=True):
    """A session that is being held: whatever happens to it is on disk before anything else is said."""

    session: Session
    journal: Journal
    read: Ask
    say: Say
    page: Page
    asked_for_evidence: set[str] = field(default_factory=set)

    def record(self, event: Event, *, echo: Card | None = None) -> None:
        """Take *event* into the session, and onto the disk before anything else; then *echo* the answer to a card."""
        before = self.session
        was_saved = self.journal.saved
        self.session = before.after(event)
        try:
            self.journal.append(event)
        except NotSaved as error:
            self.tell(error.message)
            if was_saved and error.hint is not None:
                self.tell(error.hint)
        else:
            if not was_saved:
                self.tell(msg("Everything is saved again."))
        if echo is not None:
            self.show(self.page.echo(answer_words(self.session, echo) or ""))
        self._tell_dropped(dropped(before, self.session, event))

    def _tell_dropped(self, questions: tuple[str, ...]) -> None:
        silent = [
            self.session.number_of(question) for question in questions if question not in self.session.asked
        ]
        if silent:
            numbers = ", ".join(map(str, silent))
            self.tell(
                msg_n(
                    "Question {numbers} is not asked any more. Its answer is kept, but does not count.",
                    "Questions {numbers} are not asked any more. Their answers are kept, but do not count.",
                    len(silent),
                    numbers=numbers,
                )
            )
        for question in questions:
            if question in self.session.asked:
                number = self.session.number_of(question)
                self.tell(
                    msg("“Not applicable” is no longer possible for question {number}; please answer it again.",
                        number=number)
                )  # fmt: skip

    def tell(self, message: Message) -> None:
        """Say *message*."""
        self.show(self.page.text(message))

    def show(self, lines: list[str]) -> None:
        """Say *lines*."""
        for line in lines:
            self.say(line)

    def ask(self) -> str:
        """Return what is typed next."""
        return cleaned(self.read(PROMPT))

    def ask_text(self) -> str:
        """Return the text that is typed next; a single letter is a command out of place, and no text."""
        text = self.ask()
        return "" if len(text) == 1 and text != _REMOVE else text

    def note(self, question: str, text: str) -> None:
        """Write *text*, or what is typed then, as the note to *question*; a hyphen removes it."""
        if not text:
            self.tell(msg("Your note:"))
            text = self.ask_text()
        if not text:
            return
        self.record(Noted(question, None if text == _REMOVE else text))
        self.tell(msg("The note is removed.") if text == _REMOVE else msg("Noted."))
        if text != _REMOVE and self.session.reply(question).given is None:
            self.tell(msg("It is written to the answers file once the question is answered."))

    def ask_for_evidence(self, question: str) -> None:
        """Ask once what shows the answer."""
        if question in self.asked_for_evidence:
            return
        self.asked_for_evidence.add(question)
        self.tell(msg("How do we know? (Enter skips)"))
        text = self.ask_text()
        if text:
            self.evidence(question, text)

    def evidence(self, question: str, text: str) -> None:
        """Write down what shows the answer, as in `note`, and how strong that is."""
        if not text:
            self.tell(msg("How do we know? (Enter skips)"))
            text = self.ask_text()
        if not text:
            return
        if text == _REMOVE:
            self.record(Evidenced(question))
            self.tell(msg("The evidence is removed."))
            return
        self.record(Evidenced(question, text))
        strength = self._strength()
        if strength is not None:
            self.record(Evidenced(question, text, strength))

    def _strength(self) -> str | None:
        while True:
            self.tell(msg("How sure is that? 1 = documented, 2 = reported, 3 = estimated (Enter skips)"))
            line = self.ask()
            strength = strength_of(line)
            if strength is not None or not line:
                return strength
