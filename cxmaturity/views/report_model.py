"""What a report shows: finished words, numbers and geometry. A template only places them."""

from msgspec import Struct

from cxmaturity.views.charts import Radar, Track


class Fact(Struct, frozen=True):
    """A label and what belongs to it."""

    label: str
    value: str


class Rung(Struct, frozen=True):
    """A level of the result's scale. `state`: below, reached, possible or above; `mark` says so in words."""

    number: int
    title: str
    gloss: str
    summary: str
    state: str
    mark: str
    target: bool


class Result(Struct, frozen=True):
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


class Tick(Struct, frozen=True):
    """A number on the axis of the bars."""

    x: float
    label: str


class Bar(Struct, frozen=True):
    """A dimension's row in the profile; `alt` says the figure in words."""

    anchor: str
    title: str
    track: Track
    alt: str
    score: str
    level: str
    coverage: str


class Profile(Struct, frozen=True):
    """The main figure, and the words that explain it."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    axis_alt: str
    has_levels: bool
    has_gaps: bool
    legend: tuple[Fact, ...]
    sentences: tuple[str, ...]


class AnswerRow(Struct, frozen=True):
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


class Portrait(Struct, frozen=True):
    """What a level looks like in a dimension."""

    heading: str
    text: str


class DimensionPage(Struct, frozen=True):
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


class Requirement(Struct, frozen=True):
    """A state that an action needs, and whether it is there."""

    text: str
    met: bool
    mark: str


class ActionCard(Struct, frozen=True):
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


class ActionRow(Struct, frozen=True):
    """A later action in one line."""

    title: str
    dimension: str
    effort: str
    impact: str
    owner: str


class ActionGroup(Struct, frozen=True):
    """The later actions of one step."""

    title: str
    rows: tuple[ActionRow, ...]


class Actions(Struct, frozen=True):
    """What to do: the next actions in full, the quick wins among them by title, and the rest by step."""

    intro: tuple[str, ...]
    cards: tuple[ActionCard, ...]
    quick_wins: tuple[str, ...]
    quick_wins_note: str
    groups: tuple[ActionGroup, ...]
    effort_note: str


class Method(Struct, frozen=True):
    """How the result came about, what it cannot tell, and which answers to look at again."""

    paragraphs: tuple[str, ...]
    readings: tuple[Fact, ...]
    readings_sentence: str
    limits: tuple[str, ...]
    sources: tuple[str, ...]
    consistency: tuple[str, ...]
    unevidenced: tuple[str, ...]


class AnswerGroup(Struct, frozen=True):
    """The answers of one dimension, or of the context."""

    title: str
    rows: tuple[AnswerRow, ...]


class ReportView(Struct, frozen=True):
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
