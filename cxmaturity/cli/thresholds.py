"""`--fail-under`: a level, or `index=X`, that a result must reach."""

import re
from fractions import Fraction

from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.expansion import find_level
from cxmaturity.scoring.assessment import Assessment
from cxmaturity.scoring.compiled import CompiledQuestionnaire

_NUMBER = re.compile(r"[0-9]{1,9}([.,][0-9]{1,9})?", re.ASCII)


def parse_threshold(compiled: CompiledQuestionnaire, text: str) -> Fraction | int:
    """The index as a fraction, or the number of the level named by id or number. Raises CxmaturityError."""
    if text.startswith("index="):
        number = text.removeprefix("index=")
        if not _NUMBER.fullmatch(number):
            raise CxmaturityError(msg("{text} is not a number.", text=number))
        return Fraction(number.replace(",", "."))
    node = compiled.model.result.level
    levels = () if node is None else compiled.levels_of(node)
    level = find_level(levels, text)
    if level is None:
        raise CxmaturityError(
            msg("The questionnaire has no level {name}.", name=text),
            msg("It has: {options}; or give index=3.5.", options=", ".join(known.id for known in levels)),
        )
    return level.number


def is_missed(assessment: Assessment, threshold: Fraction | int) -> bool:
    """Whether the result is not surely at *threshold*: a provisional level counts with the lower end of its range."""
    if assessment.level_status == "undetermined":
        return True
    if isinstance(threshold, Fraction):
        return assessment.index is None or assessment.index < threshold
    reached = assessment.level.number if assessment.level is not None else None
    if assessment.level_status == "provisional":
        reached = assessment.range.low.number
    return reached is None or reached < threshold
