"""A session: what was answered so far, what is asked now, and where to go on. Pure; whoever shows it keeps it."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property, reduce
from typing import Literal, NamedTuple, Self

from msgspec import Struct, field
from msgspec.structs import replace

from cxmaturity.answers.models import Answers, Company, Entry, Respondent
from cxmaturity.answers.reading import target_levels
from cxmaturity.answers.values import Given, Missing
from cxmaturity.questionnaire.questions import Question
from cxmaturity.scoring.assess import given_by_slot
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.scoring.evaluation import Evaluation, evaluate, exact
from cxmaturity.scoring.outcomes import outcome
from cxmaturity.scoring.points import points_of
from cxmaturity.scoring.states import TRUE
from cxmaturity.workshop.events import (
    Answered,
    AttributeSet,
    Cleared,
    Event,
    Evidenced,
    Finished,
    Noted,
    Opened,
    Started,
    TargetSet,
)


class Step(NamedTuple):
    """One thing that is asked: a company attribute, the target level, or a question."""

    kind: Literal["question", "attribute", "target"]
    id: str


TARGET = Step("target", "target")


class Reply(Struct, frozen=True):
    """What was said to a question; a note or evidence may be there before an answer is."""

    given: Given | None = None
    note: str | None = None
    evidence: str | None = None
    confidence: str | None = None


class Progress(NamedTuple):
    """How many of the questions that are asked now have an answer; "don't know" is one."""

    answered: int
    asked: int


class Session(Struct, frozen=True, dict=True):
    """A session at one moment. Every event makes a new one; `last` is what was touched last."""

    compiled: CompiledQuestionnaire
    started: Started
    attributes: Mapping[str, str] = field(default_factory=dict)
    target: str | None = None
    replies: Mapping[str, Reply] = field(default_factory=dict)
    last: Step | None = None
    finished: bool = False

    def after(self, event: Event) -> Self:
        """Return the session after *event*. Raises ValueError for what the questionnaire does not offer."""
        match event:
            case Started():
                raise ValueError("a session starts once")
            case Opened():
                return self
            case Finished():
                return replace(self, finished=True)
            case AttributeSet(attribute, value):
                _check_attribute(self.compiled, attribute, value)
                attributes = _with(self.attributes, attribute, value)
                return replace(self, attributes=attributes, last=Step("attribute", attribute), finished=False)
            case TargetSet(level):
                if level not in {None, *(known.id for known in target_levels(self.compiled.model))}:
                    raise ValueError(f"no level: {level}")
                return replace(self, target=level, last=TARGET, finished=False)
            case Answered() | Cleared() | Noted() | Evidenced():
                replies = {**self.replies, event.question: self._replied(event)}
                return replace(self, replies=replies, last=Step("question", event.question), finished=False)

    def reply(self, question: str) -> Reply:
        """Return what was said to *question* so far."""
        return self.replies.get(question, Reply())

    def answers(self) -> Answers:
        """Return what was answered, in the order of the questionnaire, ready to assess."""
        who = self.started.respondent
        given = self._settled[1]
        return Answers(
            Company(name=self.started.company, attributes=dict(self.attributes)),
            {question: self._entry(question) for question in self.compiled.questions if question in given},
            None if who is None else Respondent(name=who, role=self.started.role),
            self.started.date,
            self.target,
        )

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Everything that can be asked, in order: the company, the target, context, dimension by dimension."""
        model = self.compiled.model
        return (
            *(Step("attribute", attribute.id) for attribute in model.attributes),
            *([TARGET] if target_levels(model) else []),
            *(Step("question", question) for question in self.compiled.questions),
        )

    @cached_property
    def asked(self) -> frozenset[str]:
        """The questions that are asked with the answers so far."""
        evaluation, _ = self._settled
        slots = evaluation.plan.questions
        return frozenset(slot.id for slot in slots if outcome(evaluation, slot.asked) == TRUE)

    @cached_property
    def counting(self) -> frozenset[str]:
        """The questions whose answers count: those that are asked, without a "not applicable" no longer offered."""
        return self.asked & self._settled[1].keys()

    @property
    def progress(self) -> Progress:
        """How far the questions are answered."""
        return Progress(len(self.counting), len(self.asked))

    def is_asked(self, step: Step) -> bool:
        """Whether *step* is asked with the answers so far."""
        return step.kind != "question" or step.id in self.asked

    def is_done(self, step: Step) -> bool:
        """Whether *step* has an answer that counts."""
        done = {
            "question": self.counting,
            "attribute": self.attributes,
            "target": [TARGET.id] if self.target else [],
        }
        return step.id in done[step.kind]

    def offers_not_applicable(self, question: str) -> bool:
        """Whether "not applicable" may be answered to *question* with the answers so far."""
        return _offers_not_applicable(self._settled[0], question)

    def is_high(self, question: str) -> bool:
        """Whether the answer reaches the upper quarter of the points: the top two of five steps."""
        evaluation, _ = self._settled
        slot = evaluation.plan.question(question)
        answer = evaluation.answer(slot.slot)
        points = None if answer is None else exact(points_of(slot, answer))
        low, high = exact(slot.low), exact(slot.high)
        if points is None or low is None or high is None or low == high:
            return False
        return points >= low + (high - low) * Fraction(3, 4)

    def next_after(self, step: Step) -> Step | None:
        """Return the next step that is asked, None after the last."""
        return next(self._asked_of(self.steps[self.steps.index(step) + 1 :]), None)

    def previous_before(self, step: Step | None) -> Step | None:
        """Return the step before that is asked, None before the first; before None, the end, is the last."""
        end = len(self.steps) if step is None else self.steps.index(step)
        return next(self._asked_of(reversed(self.steps[:end])), None)

    def resume_at(self) -> Step | None:
        """Return the next open step after what was touched last, else the first open one, else None."""
        start = 0 if self.last is None else self.steps.index(self.last)
        ahead = (*self.steps[start:], *self.steps[:start])
        return next((step for step in self._asked_of(ahead) if not self.is_done(step)), None)

    def open_questions(self) -> tuple[str, ...]:
        """Return the questions that are asked and have no answer, in order."""
        return tuple(q for q in self.compiled.questions if q in self.asked and q not in self.counting)

    def required(self) -> tuple[str, ...]:
        """Return the questions without a known answer that the questionnaire lets nobody leave open."""
        return tuple(self._settled[0].required)

    def number_of(self, question: str) -> int:
        """Return the number of *question*, from 1; it never depends on the answers."""
        return list(self.compiled.questions).index(question) + 1

    def find(self, name: str) -> Step | None:
        """Return the step with this number or id, asked or not."""
        if name.isdecimal():
            numbered = dict(enumerate(self.compiled.questions, start=1))
            return Step("question", numbered[int(name)]) if int(name) in numbered else None
        return min((step for step in self.steps if step.id == name), default=None, key=_questions_first)

    @cached_property
    def _settled(self) -> tuple[Evaluation, Mapping[str, Given]]:
        """The evaluation, and the answers it reads: without a "not applicable" that others no longer allow."""
        given = {question: reply.given for question, reply in self.replies.items() if reply.given is not None}
        while True:
            evaluation = evaluate(self.compiled.plan, given_by_slot(self.compiled.plan, given))
            kept = {
                question: answer
                for question, answer in given.items()
                if answer is not Missing.NOT_APPLICABLE or _offers_not_applicable(evaluation, question)
            }
            if len(kept) == len(given):
                return evaluation, given
            given = kept

    def _asked_of(self, steps: Iterable[Step]) -> Iterator[Step]:
        return (step for step in steps if self.is_asked(step))

    def _entry(self, question: str) -> Entry:
        reply = self.reply(question)
        return Entry(self._settled[1][question], reply.note, reply.evidence, reply.confidence)

    def _replied(self, event: Answered | Cleared | Noted | Evidenced) -> Reply:
        if event.question not in self.compiled.questions:
            raise ValueError(f"no question: {event.question}")
        reply = self.reply(event.question)
        # The reason why something did not apply goes with that answer.
        note = None if reply.given is Missing.NOT_APPLICABLE else reply.note
        match event:
            case Answered(question, given, reason):
                _check_answer(self.compiled, question, given)
                return replace(reply, given=given, note=reason or note)
            case Cleared():
                return replace(reply, given=None, note=note)
            case Noted(_, text):
                return replace(reply, note=text)
            case Evidenced(_, evidence, confidence):
                return replace(reply, evidence=evidence, confidence=confidence)


def replay(compiled: CompiledQuestionnaire, events: Iterable[Event]) -> Session:
    """Return the session that *events* made. Raises ValueError where they do not fit the questionnaire."""
    match [*events]:
        case [Started() as started, *rest]:
            return reduce(Session.after, rest, Session(compiled, started))
        case _:
            raise ValueError("a session begins with its start")


def dropped(before: Session, after: Session, event: Event) -> tuple[str, ...]:
    """Return the questions whose answers *event*, which touched another, made no longer count."""
    touched = getattr(event, "question", None)
    lost = before.counting - after.counting - {touched}
    return tuple(question for question in after.compiled.questions if question in lost)


def _offers_not_applicable(evaluation: Evaluation, question: str) -> bool:
    allowed = evaluation.plan.question(question).not_applicable
    return allowed if isinstance(allowed, bool) else outcome(evaluation, allowed) == TRUE


def _questions_first(step: Step) -> bool:
    return step.kind != "question"


def _with(values: Mapping[str, str], key: str, value: str | None) -> Mapping[str, str]:
    kept = {name: kept for name, kept in values.items() if name != key}
    return kept if value is None else {**kept, key: value}


def _check_attribute(compiled: CompiledQuestionnaire, name: str, value: str | None) -> None:
    attribute = next((known for known in compiled.model.attributes if known.id == name), None)
    if attribute is None:
        raise ValueError(f"no attribute: {name}")
    if value is not None and attribute.options and value not in {option.id for option in attribute.options}:
        raise ValueError(f"no value of {name}: {value}")


def _check_answer(compiled: CompiledQuestionnaire, name: str, given: Given) -> None:
    if not _fits(compiled, compiled.questions[name], given):
        raise ValueError(f"no answer to {name}: {given}")


def _fits(compiled: CompiledQuestionnaire, question: Question, given: Given) -> bool:
    options = {option.id for option in compiled.model.options_of(question)}
    match given:
        case Missing():
            return given is Missing.UNKNOWN or question.not_applicable is not None
        case Fraction():
            return question.kind == "number"
        case frozenset():
            return question.kind == "multi" and given <= options
        case _:
            return question.kind != "multi" and given in options
