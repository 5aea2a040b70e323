"""What the interview prints: a question, its help, the list of all, in lines that fit the terminal."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from textwrap import wrap

from msgspec import Struct

from cxmaturity.answers.values import Given, Missing
from cxmaturity.foundation.i18n import Message, msg, msg_n, verbatim
from cxmaturity.foundation.text import safe_text, shorten
from cxmaturity.views.numbers import NO_BREAK, NumberForm
from cxmaturity.workshop.cards import Card, Section, card_of
from cxmaturity.workshop.replies import STRENGTHS
from cxmaturity.workshop.session import Session, Step

NARROWEST, WIDEST = 30, 100


class Page(Struct, frozen=True):
    """Lays text out in *width* columns, in *language*; *strong* makes a line stand out."""

    width: int
    language: str
    strong: Callable[[str], str] = str

    def text(self, words: str | Message, *, indent: str = "", first: str | None = None) -> list[str]:
        """Return *words* wrapped, lines after the first indented by *indent*, it by *first*."""
        text = words if isinstance(words, str) else words.text(self.language)
        width = max(NARROWEST, min(self.width, WIDEST))
        lines = wrap(text, width, initial_indent=indent if first is None else first, subsequent_indent=indent)
        return lines or [""]

    def question(self, session: Session, card: Card) -> list[str]:
        """Return a step: where we are, the question, its options, and what was answered before."""
        return [
            *self._place(session, card),
            *self.title(card.text),
            *self._choices(card),
            *self.so_far(session, card),
            *self.hint(card),
        ]

    def title(self, words: str) -> list[str]:
        """Return *words* standing out."""
        return [self.strong(line) for line in self.text(words)]

    def heading(self, section: Section, *, described: bool) -> list[str]:
        """Return what opens a section; *described*, where it is new, with what it is about."""
        description = self.text(section.description) if described and section.description else []
        return ["", *self.title(f"== {section.title} =="), *description]

    def echo(self, answer: str) -> list[str]:
        """Return the answer as it was understood."""
        return self.text(answer, first="  -> ", indent="     ")

    def review(self, session: Session) -> list[str]:
        """Return what is still open, and what can be done about it."""
        _, asked = session.progress
        open_ = session.open_questions()
        numbers = _numbers_of(session, open_)
        state = (
            msg_n("Question {numbers} is still open.", "{n} questions are still open: {numbers}.", len(open_),
                  numbers=numbers)
            if open_
            else msg_n("The question is answered.", "All {n} questions are answered.", asked)
        )  # fmt: skip
        required = session.required()
        needed = msg(
            "There is no result without an answer to: {numbers}.", numbers=_numbers_of(session, required)
        )
        ways = msg("Enter = result | g 12 = go to question 12 | l = list | b = back | q = stop")
        return [
            "",
            *self.text(state),
            *(self.text(needed) if required else []),
            *self._ways(ways.text(self.language).split(" | ")),
        ]

    def so_far(self, session: Session, card: Card) -> list[str]:
        """Return the answer, note and evidence that *card* already has."""
        said = answer_words(session, card)
        lines = [] if said is None else self.text(msg("Answer so far: {answer}", answer=said))
        return [*lines, *(line for note in self._support(session, card.step) for line in self.text(note))]

    def hint(self, card: Card) -> list[str]:
        """Return the one line that says what can be typed."""
        return self._ways([part.text(self.language) for part in _hints(card)])

    def help(self, card: Card) -> list[str]:
        """Return everything there is to know about a step, and all commands."""
        lines = []
        for title, words in card.help:
            text = words if title is None else f"{title.text(self.language)}: {words}"
            lines += self.text(text, indent="    ", first="  ")
        return [*lines, *([""] if lines else []), *self._commands(card)]

    def overview(self, session: Session) -> list[str]:
        """Return every step that is asked, by section, with its state."""
        lines: list[str] = []
        section = None
        for step in filter(session.is_asked, session.steps):
            card = card_of(session, step, self.language)
            if card.section != section:
                section = card.section
                lines += ["", *self.text(section.title)]
            lines += self._listed(session, card)
        return [*lines, "", *self.text(msg("[x] answered, [?] don’t know, [-] not applicable, [ ] open"))]

    def progress(self, session: Session) -> Message:
        """Return how far the session is."""
        answered, asked = session.progress
        return msg_n("{done} of {n} question done", "{done} of {n} questions done", asked, done=answered)

    def _ways(self, parts: Sequence[str]) -> list[str]:
        """Return what can be typed, broken between its parts only."""
        joined = " | ".join(part.replace(" ", NO_BREAK) for part in parts)
        return [line.replace(NO_BREAK, " ") for line in self.text(f"[{joined}]")]

    def _place(self, session: Session, card: Card) -> list[str]:
        if card.number is None:
            return [""]
        progress = self.progress(session)
        return ["", *self.text(msg("Question {number} ({progress})", number=card.number, progress=progress))]

    def _choices(self, card: Card) -> Iterator[str]:
        widest = max((len(choice.number) for choice in card.choices), default=0)
        for choice in card.choices:
            number = choice.number.rjust(widest)
            yield from self.text(choice.label, first=f"  {number}  ", indent=" " * (widest + 4))

    def _support(self, session: Session, step: Step) -> Iterator[Message]:
        if step.kind != "question":
            return
        reply = session.reply(step.id)
        if reply.note is not None:
            yield msg("Note: {note}", note=safe_text(reply.note))
        if reply.evidence is not None:
            strength = STRENGTHS.get(reply.confidence or "")
            text = safe_text(reply.evidence)
            yield (
                msg("Evidence: {evidence}", evidence=text)
                if strength is None
                else msg("Evidence: {evidence} ({strength})", evidence=text, strength=strength)
            )

    def _commands(self, card: Card) -> Iterator[str]:
        for keys, meaning in _commands(card):
            yield from self.text(meaning, first=f"  {keys.text(self.language):<9} ", indent=" " * 12)

    def _listed(self, session: Session, card: Card) -> list[str]:
        number = "" if card.number is None else f"{card.number}."
        first = f"  [{_mark(session, card.step)}] {number:>3} "
        room = max(NARROWEST, min(self.width, WIDEST)) - len(first)
        return [first + shorten(card.text, room)]


def _numbers_of(session: Session, questions: tuple[str, ...]) -> str:
    return ", ".join(str(session.number_of(question)) for question in questions)


def answer_words(session: Session, card: Card) -> str | None:
    """Return the answer to *card* in words, None where there is none."""
    match card.step.kind:
        case "attribute":
            value = session.attributes.get(card.step.id)
        case "target":
            value = session.target
        case "question":
            given = session.reply(card.step.id).given
            return None if given is None else _given_words(card, given)
    return None if value is None else _label(card, value)


def _given_words(card: Card, given: Given) -> str:
    match given:
        case Missing.UNKNOWN:
            return msg("don’t know").text(card.language)
        case Missing.NOT_APPLICABLE:
            return msg("not applicable").text(card.language)
        case Fraction():
            return NumberForm(card.language).quantity(given, card.unit)
        case frozenset():
            ticked = [choice.label for choice in card.choices if choice.id in given]
            return "; ".join(ticked) or msg("none of these").text(card.language)
        case _:
            return _label(card, given)


def _label(card: Card, id_: str) -> str:
    return next((choice.label for choice in card.choices if choice.id == id_), safe_text(id_))


def _mark(session: Session, step: Step) -> str:
    if not session.is_done(step):
        return " "
    given = session.reply(step.id).given if step.kind == "question" else None
    return (
        {Missing.UNKNOWN: "?", Missing.NOT_APPLICABLE: "-"}.get(given, "x")
        if isinstance(given, Missing)
        else "x"
    )


def _hints(card: Card) -> Iterator[Message]:
    yield from _own_hints(card)
    if card.step.kind == "question":
        yield msg("u = don’t know")
        if card.not_applicable is not None:
            yield msg("n = not applicable")
    yield msg("s = skip")
    yield msg("b = back")
    yield msg("? = help")


def _own_hints(card: Card) -> Iterator[Message]:
    ends = [card.choices[0].number, card.choices[-1].number] if card.choices else []
    match card.takes:
        case "text":
            yield msg("your text")
        case "choice":
            yield verbatim("-".join(ends))
        case "ticks":
            yield msg("several: 1 3")
            if card.may_tick_none:
                yield msg("- = none")
        case "number":
            yield _number_hint(card)
            if ends:
                yield verbatim(", ".join(dict.fromkeys(ends)))


def _number_hint(card: Card) -> Message:
    match card.unit:
        case "none":
            return msg("a number")
        case "%":
            return msg("a percentage: 40%")
        case _:
            return msg("a time: 15 min, 2 h")


def _commands(card: Card) -> Sequence[tuple[Message, Message]]:
    on_questions = [
        (msg("u"), msg("don’t know")),
        (msg("n REASON"), msg("not applicable (where that is offered)")),
        (msg("m TEXT"), msg("write a note; m - removes it")),
        (msg("e TEXT"), msg("record the evidence; e - removes it")),
    ]
    return (
        *(on_questions if card.step.kind == "question" else []),
        (verbatim("x"), msg("remove the answer")),
        (msg("s"), msg("skip and come back to it later")),
        (msg("b"), msg("back to the question before")),
        (msg("g 12"), msg("go to question 12")),
        (msg("l"), msg("list all questions")),
        (msg("q"), msg("stop here; everything is saved")),
        (verbatim("Enter"), msg("keep the answer and go on")),
    )
