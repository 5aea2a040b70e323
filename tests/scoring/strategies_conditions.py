"""Random conditions over what a draft knows so far, so that nothing can refer to itself."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, cast

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.scoring.strategies_questions import BOUNDS, QUARTERS, Data, Entry, bounds

#: "full" has all there is; "even" all but sums; "rising" only what lets better answers lead to better results;
#: "bare" only questions and rising scores, where what is missing is left out.
Style = Literal["full", "even", "rising", "bare"]
LEVELS = [1, 2, 3, 4]
_SHARES = [Decimal(text) for text in ("0.25", "0.5", "0.6", "0.75", "1")]
_VALUES = QUARTERS[:25]


@dataclass(slots=True)
class Draft:
    """What a questionnaire has so far; whatever comes next may refer to all of it."""

    style: Style
    context: list[Entry] = field(default_factory=list)
    questions: list[Entry] = field(default_factory=list)
    dimensions: list[Entry] = field(default_factory=list)
    scores: list[Entry] = field(default_factory=list)
    levels: list[Entry] = field(default_factory=list)
    #: Ids of the questions and scores that a ratio may be made of.
    earning: set[str] = field(default_factory=set)

    def question_ids(self) -> list[str]:
        return [str(question["id"]) for question in self.questions]

    def node_ids(self) -> list[str]:
        """Scores, and dimensions that are one by themselves."""
        return list(dict.fromkeys(str(node["id"]) for node in (*self.dimensions, *self.scores)))

    def level_ids(self) -> list[str]:
        return [str(level["id"]) for level in self.levels]

    def levelled_dimensions(self) -> list[str]:
        levels = set(self.level_ids())
        return [name for dimension in self.dimensions if (name := str(dimension["id"])) in levels]

    def aggregates(self) -> list[str]:
        return ["mean", "min", "max", "ratio", *(["sum"] if self.style != "even" else [])]

    @property
    def plain(self) -> bool:
        """Whether there are no conditions but gates, and nothing that turns round."""
        return self.style in {"rising", "bare"}


@st.composite
def conditions(draw: DrawFn, draft: Draft, depth: int = 2) -> Data:
    """A condition of any kind; a draft without questions has none."""
    if depth and draw(st.integers(0, 3)) == 0:
        parts = [draw(conditions(draft, depth - 1)) for _ in range(draw(st.integers(1, 3)))]
        form = draw(st.sampled_from(["all", "any", "not", "list"]))
        return parts if form == "list" else {"not": parts[0]} if form == "not" else {form: parts}
    return draw(simple_conditions(draft))


@st.composite
def simple_conditions(draw: DrawFn, draft: Draft) -> Entry:
    """A condition that tests one thing, or one thing of several nodes."""
    kinds = ["question"]
    kinds += ["score", "answered", "aggregate"] if draft.questions else []
    kinds += ["coverage", "coverages"] if draft.dimensions else []
    kinds += ["level", "level"] if draft.levels else []
    kinds += ["dimensions"] if draft.levelled_dimensions() else []
    kind = draw(st.sampled_from(kinds))
    if kind == "question":
        return draw(on_question(draft))
    if kind == "score":
        node = draw(st.sampled_from([*draft.node_ids(), *draft.question_ids()]))
        return {"score": node, **draw(bounds(_VALUES))}
    if kind == "answered":
        return {"answered": draw(some(draft.question_ids()))}
    if kind == "aggregate":
        return draw(on_aggregate(draft))
    if kind == "level":
        return {"level": draw(st.sampled_from(draft.level_ids())), **draw(level_tests())}
    if kind == "coverage":
        node = draw(st.sampled_from([*draft.node_ids(), *draft.level_ids()]))
        return {"coverage": node, **draw(bounds(_SHARES))}
    if kind == "coverages":
        ids: Data = draw(some([str(dimension["id"]) for dimension in draft.dimensions]))
        return {"coverage": {"ids": ids}, **draw(bounds(_SHARES))}
    return {"dimensions": draw(some(draft.levelled_dimensions())), "at_least": draw(st.sampled_from(LEVELS))}


@st.composite
def some(draw: DrawFn, ids: list[str]) -> list[Data]:
    return list(draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True)))


@st.composite
def on_question(draw: DrawFn, draft: Draft) -> Entry:
    question = draw(st.sampled_from([*draft.context, *draft.context, *draft.questions]))
    named: Entry = {"question": question["id"]}
    options: list[Data] = [option["id"] for option in cast("list[Entry]", question.get("options", []))]
    tests = ["answered", *(["is", "in"] if options else [])]
    tests += ["bounds", "bounds"] if question["kind"] in {"multi", "number"} else []
    tests += ["has"] if question["kind"] == "multi" else []
    test = draw(st.sampled_from(tests))
    if test == "bounds":
        return named | draw(bounds([Decimal(n) for n in range(6)]))
    if test == "answered":
        return named | {"answered": draw(st.booleans())}
    picked = draw(st.lists(st.sampled_from(options), min_size=1, max_size=2, unique=True))
    return named | {test: picked[0] if test == "is" else picked}


@st.composite
def on_aggregate(draw: DrawFn, draft: Draft) -> Entry:
    earning = [name for name in draft.question_ids() if name in draft.earning]
    kinds = [kind for kind in draft.aggregates() if kind != "ratio" or earning]
    kind = draw(st.sampled_from(kinds))
    return {kind: draw(some(earning if kind == "ratio" else draft.question_ids())), **draw(bounds(_VALUES))}


@st.composite
def level_tests(draw: DrawFn) -> Entry:
    test = draw(st.sampled_from([*BOUNDS, "is", "in"]))
    refs: list[Data] = [*LEVELS, *(f"l{number}" for number in LEVELS)]
    ref = draw(st.sampled_from(refs))
    return {test: [ref, draw(st.sampled_from(refs))] if test == "in" else ref}


@st.composite
def gates(draw: DrawFn, draft: Draft, *, moving: bool) -> Data:
    """A gate of a staged level; a *moving* one stands under `each` and may have a `lag` and an `at`."""
    if draft.plain and not moving:
        return draw(rising_gates(draft))
    if not moving or draw(st.booleans()):
        return draw(rising_gates(draft) if draft.plain else conditions(draft, 1))
    lag: Entry = {"lag": draw(st.sampled_from([Decimal(0), Decimal("0.25"), Decimal(1)]))}
    scope: Entry = {"at": draw(some(["l2", "l3", "l4"]))} if draw(st.integers(0, 3)) == 0 else {}
    kinds = [
        "score",
        *(["level"] if draft.levels else []),
        *(["dimensions"] if draft.levelled_dimensions() else []),
    ]
    kind = draw(st.sampled_from([*kinds, "nested"]))
    if kind == "nested":
        inner: Entry = {"score": draw(st.sampled_from(draft.question_ids()))}
        return {
            draw(st.sampled_from(["any", "all"])): [
                inner | lag,
                draw(rising_gates(draft) if draft.plain else conditions(draft, 0)),
            ]
        }
    names = {"score": draft.node_ids() + draft.question_ids(), "level": draft.level_ids()}
    if kind == "dimensions":
        return {"dimensions": draw(some(draft.levelled_dimensions())), **lag, **scope}
    return {kind: draw(st.sampled_from(names[kind])), **lag, **scope}


@st.composite
def rising_gates(draw: DrawFn, draft: Draft) -> Entry:
    """A gate that a better answer never closes."""
    nodes, levels = [*draft.node_ids(), *draft.question_ids()], draft.level_ids()
    kind = draw(st.sampled_from(["score", *(["level"] if levels else [])]))
    name = draw(st.sampled_from(nodes if kind == "score" else levels))
    gate: Entry = {kind: name, draw(st.sampled_from(["at_least", "above"])): draw(st.sampled_from(LEVELS))}
    if draw(st.integers(0, 3)):
        return gate
    return {draw(st.sampled_from(["any", "all"])): [gate, draw(rising_gates(draft))]}
