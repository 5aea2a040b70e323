"""Random questionnaires that pass every check, and random answers: one place for all property tests of scoring.

A questionnaire is drawn from front to back, and each part refers only to what was there before it.
"""

from decimal import Decimal
from typing import cast

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from cxmaturity.questionnaire.models import Questionnaire
from tests.scoring.strategies_conditions import LEVELS, Draft, Style, conditions, gates
from tests.scoring.strategies_questions import (
    QUARTERS,
    WEIGHTS,
    Data,
    Entry,
    bounds,
    context_questions,
    scored_questions,
)


@st.composite
def questionnaire_data(draw: DrawFn, *, dimensions: int = 4, style: Style = "full") -> Entry:
    """A questionnaire as its file has it, with everything that scoring knows or that *style* leaves of it."""
    draft = Draft(style)
    for number in range(draw(st.integers(0, 2))):
        asked = draw(conditional(draft)) if draft.context else {}
        draft.context.append({"id": f"c{number}", "text": "A question", **draw(context_questions()), **asked})
    for number in range(draw(st.integers(1, dimensions))):
        draw(a_dimension(draft, f"d{number}"))
        draw(nodes(draft))
    draw(nodes(draft))
    result: Entry = {"index": draw(st.sampled_from(draft.node_ids()))}
    if draft.levels:
        result["level"] = draw(st.sampled_from(draft.level_ids()))
    missing = "exclude" if style == "bare" else draw(missing_rules({}))
    return written(draft, missing=missing, result=result)


def written(draft: Draft, **more: Data) -> Entry:
    """The file that a draft amounts to."""
    levels: list[Data] = [
        {"id": f"l{number}", "number": number, "title": f"Level {number}"} for number in LEVELS
    ]
    return {
        "format": "cxmaturity/questionnaire/1",
        "id": "drawn",
        "version": "1",
        "languages": ["en"],
        "title": "Drawn",
        "scales": {"steps": {"levels": levels}},
        "context": {"questions": list(draft.context)},
        "dimensions": list(draft.dimensions),
        "scores": list(draft.scores),
        "levels": list(draft.levels),
        **more,
    }


def questionnaires(*, dimensions: int = 4, style: Style = "full") -> SearchStrategy[Questionnaire]:
    return questionnaire_data(dimensions=dimensions, style=style).map(Questionnaire.model_validate)


@st.composite
def conditional(draw: DrawFn, draft: Draft) -> Entry:
    """Perhaps a `when`."""
    if draft.plain or not (draft.context or draft.questions) or draw(st.integers(0, 2)):
        return {}
    return {"when": draw(conditions(draft))}


@st.composite
def missing_rules(draw: DrawFn, question: Entry) -> Data:
    """A rule for a question, or without one a rule that suits all."""
    named: list[Data] = [o["id"] for o in cast("list[Entry]", question.get("options", []))]
    kind = draw(st.sampled_from(["exclude", "exclude", "error", "number", *(["option"] if named else [])]))
    if kind == "number":
        return {"as": draw(st.sampled_from(QUARTERS[:25]))}
    return {"as": draw(st.sampled_from(named))} if kind == "option" else kind


@st.composite
def a_dimension(draw: DrawFn, draft: Draft, name: str) -> None:
    home: Entry = {
        "id": name,
        "title": name,
        **draw(conditional(draft)),
        "weight": draw(st.sampled_from(WEIGHTS)),
    }
    questions: list[Entry] = []
    for number in range(draw(st.integers(1, 3))):
        question, earning = draw(scored_questions())
        question |= {"id": f"{name}q{number}", "text": "A question", "weight": draw(st.sampled_from(WEIGHTS))}
        question |= draw(conditional(draft))
        if draft.style != "bare" and draw(st.integers(0, 3)) == 0:
            question["missing"] = draw(missing_rules(question))
        questions.append(question)
        draft.questions.append(question)
        draft.earning |= {str(question["id"])} if earning else set()
    draft.dimensions.append(home | {"questions": list(questions)})
    if draw(st.integers(0, 4)) == 0:
        draw(a_score(draft, name, fixed=[{"question": question["id"]} for question in questions]))
    elif all(str(question["id"]) in draft.earning for question in questions):
        draft.earning.add(name)


@st.composite
def nodes(draw: DrawFn, draft: Draft) -> None:
    """Some scores and level rules over what there is."""
    for _ in range(draw(st.integers(0, 2))):
        if draft.style == "bare" or draw(st.booleans()):
            draw(a_score(draft, f"s{len(draft.scores)}"))
        else:
            free = [str(d["id"]) for d in draft.dimensions if str(d["id"]) not in draft.level_ids()]
            draw(a_level(draft, draw(st.sampled_from([*free, f"v{len(draft.levels)}"]))))


@st.composite
def a_score(draw: DrawFn, draft: Draft, name: str, fixed: list[Entry] | None = None) -> None:
    """A score with any children, or with those that are *fixed*; conditions look at nothing of its own."""
    earning = earning_uses(draft)
    possible = bool(earning) if fixed is None else all(earns(draft, use) for use in fixed)
    kind = draw(st.sampled_from([kind for kind in draft.aggregates() if kind != "ratio" or possible]))
    children = st.one_of(earning) if kind == "ratio" else any_uses(draft)
    uses = fixed if fixed is not None else [draw(children) for _ in range(draw(st.integers(1, 3)))]
    weights = [*WEIGHTS, *([Decimal(-1), Decimal("-0.5")] if kind == "sum" and not draft.plain else [])]
    weighted = [use | draw(a_weight(kind, weights)) for use in uses]
    usual = draft.plain or kind == "ratio" or draw(st.booleans())
    score: Entry = {"id": name, kind: list(weighted)}
    if draw(st.integers(0, 2)) == 0:
        score["times"] = draw(
            st.sampled_from([Decimal(n) for n in ("2", "0.5", "20", *([] if usual else ["-1", "0"]))])
        )
        score["base"] = draw(st.sampled_from([Decimal(n) for n in ("0", "1", *([] if usual else ["-2"]))]))
    if draft.style != "bare" and draw(st.integers(0, 3)) == 0:
        score["min_coverage"] = draw(st.sampled_from([Decimal("0.5"), Decimal("0.75"), Decimal(1)]))
    if fixed is None:
        score |= draw(conditional(draft))
    rising = all(cast("Decimal", use.get("weight", Decimal(1))) > 0 for use in weighted)
    if usual and rising and all(earns(draft, use) for use in uses):
        draft.earning.add(name)
    draft.scores.append(score)


@st.composite
def a_weight(draw: DrawFn, kind: str, weights: list[Decimal]) -> Entry:
    if kind in {"min", "max"} or draw(st.booleans()):
        return {}
    return {"weight": draw(st.sampled_from(weights))}


def earns(draft: Draft, use: Entry) -> bool:
    """Whether a ratio may have this child."""
    names = use.get("questions", use.get("question", use.get("score", use.get("dimensions", []))))
    listed = names if isinstance(names, list) else [names]
    return "when" in use or "level" in use or all(name in draft.earning for name in listed)


def earning_uses(draft: Draft) -> list[SearchStrategy[Entry]]:
    """Children that can earn more than 0 points."""
    nodes: list[Entry] = [{"score": name} for name in draft.node_ids() if name in draft.earning]
    asked = [question for question in draft.questions if question["id"] in draft.earning]
    children = [use_of_question(draft, question) for question in asked]
    children += [st.sampled_from(nodes)] * 3 if nodes else []
    children += [st.sampled_from(draft.level_ids()).map(_level_use)] if draft.levels else []
    children += [conditions(draft, 1).map(_condition_use)] if not draft.plain else []
    return children


def _level_use(name: str) -> Entry:
    return {"level": name}


def _condition_use(condition: Data) -> Entry:
    return {"when": condition}


@st.composite
def any_uses(draw: DrawFn, draft: Draft) -> Entry:
    """A child of any kind."""
    kind = draw(
        st.sampled_from(
            ["question", "question", "score", "score", "level", "when", "questions", "dimensions"]
        )
    )
    if kind == "score":
        return {"score": draw(st.sampled_from([*draft.node_ids(), *draft.question_ids()]))}
    if kind == "level" and draft.levels:
        return {"level": draw(st.sampled_from(draft.level_ids()))}
    if kind == "when" and not draft.plain:
        return {"when": draw(conditions(draft, 1))}
    several = st.lists(st.sampled_from(draft.question_ids()), min_size=1, max_size=3, unique=True)
    if kind == "questions":
        return {"questions": list(draw(several))}
    if kind == "dimensions":
        ids = [str(dimension["id"]) for dimension in draft.dimensions]
        return {"dimensions": list(draw(st.lists(st.sampled_from(ids), min_size=1, unique=True)))}
    return draw(use_of_question(draft, draw(st.sampled_from(draft.questions))))


@st.composite
def use_of_question(draw: DrawFn, draft: Draft, question: Entry) -> Entry:
    use: Entry = {"question": question["id"]}
    if draft.style != "bare" and draw(st.integers(0, 3)) == 0:
        use["missing"] = draw(missing_rules(question))
    return use


@st.composite
def a_level(draw: DrawFn, draft: Draft, name: str) -> None:
    """A level rule of any kind; one named like a dimension reads it."""
    kinds = ["bands", "floor", "nearest", "staged", *([] if draft.plain else ["rules"])]
    rule = draw(st.sampled_from(kinds))
    level: Entry = {"id": name, "scale": "steps"}
    if rule in {"bands", "floor", "nearest"} and (name not in draft.node_ids() or draw(st.booleans())):
        level["of"] = draw(st.sampled_from([*draft.node_ids(), *draft.question_ids()]))
    if rule == "bands":
        level["bands"] = draw(rising_bands() if draft.plain else any_bands())
    elif rule == "rules":
        named = [{"level": ref, "when": draw(conditions(draft))} for ref in draw(level_refs())]
        level["rules"] = [*named, {"otherwise": draw(st.sampled_from(LEVELS))}]
    elif rule == "staged":
        level["staged"] = draw(stages(draft))
    else:
        level[rule] = True
    draft.levels.append(level)


@st.composite
def any_bands(draw: DrawFn) -> list[Data]:
    rows = [{"level": ref, **draw(bounds(QUARTERS[:25]))} for ref in draw(level_refs())]
    return [*rows, {"otherwise": draw(st.sampled_from(LEVELS))}]


@st.composite
def rising_bands(draw: DrawFn) -> list[Data]:
    limits = sorted(draw(st.lists(st.sampled_from(QUARTERS[:25]), min_size=3, max_size=3, unique=True)))
    rows: list[Data] = [{"level": number, "below": limit} for number, limit in enumerate(limits, start=1)]
    if draw(st.booleans()):
        return [*rows, {"otherwise": 4}]
    rows = [{"level": number, "at_least": limit} for number, limit in enumerate(limits, start=2)]
    return [*reversed(rows), {"otherwise": 1}]


@st.composite
def level_refs(draw: DrawFn) -> list[Data]:
    refs: list[Data] = [*LEVELS, *(f"l{number}" for number in LEVELS)]
    return draw(st.lists(st.sampled_from(refs), min_size=1, max_size=3))


@st.composite
def stages(draw: DrawFn, draft: Draft) -> Entry:
    named: Entry = {f"l{number}": [draw(gates(draft, moving=False))] for number in LEVELS[1:]}
    staged: Entry = {"levels": named}
    if draw(st.booleans()):
        each = [draw(gates(draft, moving=True)) for _ in range(draw(st.integers(1, 2)))]
        everywhere = any(not isinstance(gate, dict) or "at" not in gate for gate in each)
        kept = draw(st.sampled_from([0, 0, 1, 2])) if everywhere else len(named)
        staged = {"each": each, "levels": dict(list(named.items())[:kept])}
    if draw(st.booleans()):
        staged["vacuous"] = draw(st.sampled_from(["pass", "fail"]))
    return staged
