"""What a report shows: finished words, numbers and geometry. A template only places them."""

from dataclasses import dataclass

from cxmaturity.views.charts import Radar, Track


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what belongs to it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Rung:
    """A level of the result's scale. `state`: below, reached, possible or above; `mark` says so in words."""

    number: int
    title: str
    gloss: str
    summary: str
    state: str
    mark: str
    target: bool


@dataclass(frozen=True, slots=True)
class Result:
    """The result in words. `status`: determined, provisional, undetermined, or none without levels.

    `index` is empty where no number may be shown; `dots` are the conditions of the next level, those that hold first.
    """

    status: str
    heading: str
    name: str
    summary: str
    index: str
    index_label: str
    ladder: tuple[Rung, ...]
    sentences: tuple[str, ...]
    dots: tuple[bool, ...]
    dots_label: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A number on the axis of the bars."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A dimension's row in the profile; `alt` says the figure in words."""

    anchor: str
    title: str
    track: Track
    alt: str
    score: str
    level: str
    coverage: str


@dataclass(frozen=True, slots=True)
class Profile:
    """The main figure, and the words that explain it."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    axis_alt: str
    has_levels: bool
    has_gaps: bool
    legend: tuple[Fact, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """
    One question with its answer.

    `mark` says how it counted, `ahead` what the next level asks, `reached` that it is there; each may be empty.
    """

    question: str
    answer: str
    mark: str
    points: str
    ahead: str
    reached: str
    note: str


@dataclass(frozen=True, slots=True)
class Portrait:
    """What a level looks like in a dimension."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class DimensionPage:
    """A dimension's result, its answers, and what the next level looks like."""

    title: str
    description: str
    level: str
    bar: Bar
    facts: tuple[Fact, ...]
    sentences: tuple[str, ...]
    portraits: tuple[Portrait, ...]
    ahead_heading: str
    answers: tuple[AnswerRow, ...]
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    """A state that an action needs, and whether it is there."""

    text: str
    met: bool
    mark: str


@dataclass(frozen=True, slots=True)
class ActionCard:
    """A next action in full."""

    number: int
    title: str
    dimension: str
    step: str
    days: str
    owner: str
    why: str
    how: tuple[str, ...]
    facts: tuple[Fact, ...]
    benefit: tuple[Fact, ...]
    notes: tuple[Fact, ...]
    requires: tuple[Requirement, ...]
    quick: bool


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A later action in one line."""

    title: str
    dimension: str
    effort: str
    impact: str
    owner: str


@dataclass(frozen=True, slots=True)
class ActionGroup:
    """The later actions of one step."""

    title: str
    rows: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class Actions:
    """What to do: the next actions in full, the quick wins among them by title, and the rest by step."""

    intro: tuple[str, ...]
    cards: tuple[ActionCard, ...]
    quick_wins: tuple[str, ...]
    quick_wins_note: str
    groups: tuple[ActionGroup, ...]
    effort_note: str


@dataclass(frozen=True, slots=True)
class Method:
    """How the result came about, what it cannot tell, and which answers to look at again."""

    paragraphs: tuple[str, ...]
    readings: tuple[Fact, ...]
    readings_sentence: str
    limits: tuple[str, ...]
    sources: tuple[str, ...]
    consistency: tuple[str, ...]
    unevidenced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """The answers of one dimension, or of the context."""

    title: str
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A whole report. Empty parts are left out by the template."""

    language: str
    title: str
    kicker: str
    description: str
    company: str
    date: str
    iso_date: str
    facts: tuple[Fact, ...]
    result: Result
    profile: Profile
    open_questions: tuple[str, ...]
    dimensions: tuple[DimensionPage, ...]
    actions: Actions | None
    method: Method | None
    remarks: tuple[str, ...]
    answers: tuple[AnswerGroup, ...]
    radar: Radar | None
    radar_alt: str
    fingerprint: tuple[Fact, ...]
