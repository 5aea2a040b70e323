"""Random questions as a file has them, and random answers to them."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from cxmaturity.answers.values import Answer, Given, Missing
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.questions import Question

Data: TypeAlias = str | int | bool | Decimal | list["Data"] | dict[str, "Data"]
Entry: TypeAlias = dict[str, Data]

BOUNDS = ("at_least", "above", "at_most", "below")
#: Quarters, so that sums of them meet thresholds exactly.
QUARTERS = [Decimal(n) / 4 for n in range(41)]
WEIGHTS = [Decimal(text) for text in ("1", "2", "0.5", "1.5")]
_POINTS = [Decimal(text) for text in ("-1", "0", "0.5", "1", "1", "2", "3", "4", "5")]
_GAINS = _POINTS[3:]


@st.composite
def bounds(draw: DrawFn, values: list[Decimal]) -> Entry:
    """One bound, or two that need not have anything between them."""
    names = draw(
        st.sampled_from([("at_least",), ("above",), ("at_most",), ("below",), ("at_least", "below")])
    )
    return {name: draw(st.sampled_from(values)) for name in names}


@st.composite
def points_rules(draw: DrawFn, *, earning: bool) -> tuple[Entry, bool]:
    """`points` of a question, and whether every value is worth more than 0 by it (by none at all: no)."""
    worths = st.sampled_from(_GAINS if earning else _POINTS)
    kind = draw(st.sampled_from(["none", "none", "linear", "bins"]))
    gained = draw(st.lists(worths, min_size=2, max_size=4))
    if kind == "linear":
        ends: list[Data] = list(
            draw(st.lists(st.sampled_from(QUARTERS[:25]), min_size=2, max_size=2, unique=True))
        )
        return {"points": {"linear": {"from": ends, "to": list(gained[:2])}}}, min(gained[:2]) > 0
    if kind == "bins":
        limits = [Decimal(n) for n in range(7)]
        rows: list[Data] = [draw(bounds(limits)) | {"points": points} for points in gained[1:]]
        return {"points": {"bins": [*rows, {"otherwise": gained[0]}]}}, min(gained) > 0
    return draw(st.sampled_from([{}, {"points": "identity"}])), False


def named_options(count: int, prefix: str = "o") -> list[Entry]:
    return [{"id": f"{prefix}{number}", "text": "An option"} for number in range(count)]


@st.composite
def choices(draw: DrawFn) -> tuple[Entry, bool]:
    earning = draw(st.sampled_from([True, True, False]))
    rule, gains = draw(points_rules(earning=earning))
    worths = st.sampled_from(_GAINS if earning else _POINTS)
    options = named_options(draw(st.integers(2, 4)))
    for option in options:
        option["points"] = draw(worths)
    kind = draw(st.sampled_from(["choice", "scale"]))
    return {"kind": kind, "options": list(options), **rule}, gains or (earning and not rule.get("points"))


@st.composite
def ticklists(draw: DrawFn) -> tuple[Entry, bool]:
    earning = draw(st.sampled_from([True, True, False]))
    rule, gains = draw(points_rules(earning=earning))
    worths = st.sampled_from(_GAINS if earning else _POINTS)
    options = named_options(draw(st.integers(2, 4)))
    ticked = draw(st.sampled_from(["sum", "max", "count"]))
    for option in options if ticked != "count" else ():
        option["points"] = draw(worths)
    alone = draw(st.sampled_from([None, None, "worth nothing", "worth points"]))
    if alone is not None:
        exclusive: Entry = {"id": "alone", "text": "None of these", "exclusive": True}
        options.append(exclusive | ({"points": draw(worths)} if alone == "worth points" else {}))
    plain = not rule.get("points") and (earning or ticked == "count")
    return {"kind": "multi", "ticked": ticked, "options": list(options), **rule}, gains or plain


@st.composite
def numbers(draw: DrawFn) -> tuple[Entry, bool]:
    earning = draw(st.sampled_from([True, True, False]))
    rule, gains = draw(points_rules(earning=earning))
    options = named_options(draw(st.integers(0, 1)), "named")
    for option in options:
        option["points"] = draw(st.sampled_from(_GAINS if earning else _POINTS))
    low, high = draw(st.sampled_from([(0, 5), (0, 10), (1, 4), (-2, 3)]))
    drawn: Entry = {"kind": "number", "min": low, "max": high, "options": list(options), **rule}
    return drawn, gains or not rule.get("points")


def scored_questions() -> SearchStrategy[tuple[Entry, bool]]:
    """A question without id, and whether it can surely earn more than 0 points."""
    return st.one_of(choices(), ticklists(), numbers())


@st.composite
def context_questions(draw: DrawFn) -> Entry:
    kind = draw(st.sampled_from(["choice", "multi", "number", "open number"]))
    if kind == "number":
        return {"kind": "number", "min": 0, "max": 6}
    if kind == "open number":
        return {"kind": "number", **draw(st.sampled_from([{}, {"min": 2}, {"max": 4}]))}
    return {"kind": kind, "options": list(named_options(draw(st.integers(2, 3))))}


@st.composite
def answers_to_question(draw: DrawFn, question: Question) -> Answer:
    """An answer that the question offers."""
    options = [option.id for option in question.options]
    if question.kind == "multi":
        alone = [option.id for option in question.options if option.exclusive]
        if bool(alone) and draw(st.booleans()):
            return frozenset({draw(st.sampled_from(alone))})
        return draw(st.frozensets(st.sampled_from([option for option in options if option not in alone])))
    if question.kind != "number" or (bool(options) and draw(st.booleans())):
        return draw(st.sampled_from(options))
    low, high = (-3 if question.min is None else question.min), (11 if question.max is None else question.max)
    return Fraction(draw(st.integers(int(low * 4), int(high * 4))), 4)


@st.composite
def answers(draw: DrawFn, questionnaire: Questionnaire, *, missing: bool = True) -> Mapping[str, Given]:
    """Answers by question; with *missing*, some are blank, unknown or not applicable."""
    given: dict[str, Given] = {}
    for question in questionnaire.questions():
        fate = (
            draw(st.sampled_from(["answered"] * 5 + ["blank", "unknown", "not-applicable"]))
            if missing
            else ""
        )
        if fate in {"unknown", "not-applicable"}:
            given[question.id] = Missing(fate)
        elif fate != "blank":
            given[question.id] = draw(answers_to_question(question))
    return given
