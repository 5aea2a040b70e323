"""What a row of a result holds according to the assessment of that row alone."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from cxmaturity.answers.models import Answers, Company, Entry
from cxmaturity.answers.values import Given
from cxmaturity.batch.network.views import Seen, wire_of
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.scoring.assess import assess
from cxmaturity.scoring.assessment import Assessment, ScoreResult
from cxmaturity.scoring.compiled import CompiledQuestionnaire

T = TypeVar("T", bound=Hashable)

Cells = dict[str, str | int | float | None]


def alone(compiled: CompiledQuestionnaire, given: Mapping[str, Given], names: tuple[str, ...]) -> Cells | str:
    """The cells by column name; the refusal's text where there is no assessment."""
    entries = {question: Entry(value) for question, value in given.items()}
    try:
        assessment = assess(compiled, Answers(Company(name="Example"), entries))
    except CxmaturityError as error:
        return error.text("en")
    return {name: cell(assessment, name) for name in names}


def cell(assessment: Assessment, name: str) -> str | int | float | None:
    match name:
        case "level":
            return assessment.level.id if assessment.level else None
        case "level_number":
            return assessment.level.number if assessment.level else None
        case "level_status":
            return assessment.level_status
        case "index" | "coverage":
            value = getattr(assessment, name)
            return None if value is None else float(value)
        case "level_low" | "level_high":
            return getattr(assessment.range, name.removeprefix("level_")).number  # type: ignore[no-any-return]
        case "held_back_by" | "consistency":
            return ";".join(getattr(assessment, name))
        case "next_actions":
            return ";".join(recommended.action.id for recommended in assessment.actions)
        case "unknown_count" | "blank_count" | "not_applicable_count":
            status = name.removesuffix("_count").replace("_", "-")
            return sum(counted.status == status for counted in assessment.counted.values())
        case _:
            return node_cell(assessment, *name.rsplit("_", 1))


def node_cell(assessment: Assessment, node: str, what: str) -> int | float | None:
    if what == "level":
        level = assessment.levels[node]
        return level.number if level else None
    scores: dict[str, ScoreResult] = {one.id: one.score for one in assessment.dimensions} | dict(
        assessment.scores
    )
    value = scores[node].value
    return None if value is None else float(value)


def seen(column: Seen[T], row: int) -> T:
    """What a row of the block has."""
    found: T = column.values[wire_of(column).codes[row]]
    return found
