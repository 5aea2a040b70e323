"""One assessment in one language: texts of the questionnaire, messages of the tool, numbers of the locale."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property

from msgspec import Struct

from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.text import safe_text
from cxmaturity.questionnaire.fields import in_language
from cxmaturity.scoring.assessment import Assessment, DimensionResult
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.scoring.plan import LevelSlot, Op, Value
from cxmaturity.views.charts import Axis
from cxmaturity.views.numbers import NumberForm


class Words(Struct, frozen=True, dict=True):
    """Puts an assessment into words."""

    assessment: Assessment
    language: str
    numbers: NumberForm

    @property
    def compiled(self) -> CompiledQuestionnaire:
        return self.assessment.questionnaire

    def say(self, message: Message | None) -> str:
        """A message of the tool; nothing for None."""
        return "" if message is None else message.text(self.language)

    def text(self, text: str | Mapping[str, str] | None) -> str:
        """A text of the questionnaire; nothing for None."""
        return "" if text is None else safe_text(in_language(text, self.language))

    def title(self, dimension: str) -> str:
        return self.text(self.compiled.dimensions[dimension].title)

    @cached_property
    def axes(self) -> Mapping[str, Axis]:
        """By dimension: the values its score can have, and the lower limits of its levels."""
        return {dimension.id: _axis(self.compiled, dimension.id) for dimension in self.assessment.dimensions}

    def score(self, dimension: DimensionResult) -> str:
        """A dimension's score, one decimal more where it is close to a limit; a dash where it is not known."""
        value = dimension.score.value
        return "–" if value is None else self.numbers.index(value, self.axes[dimension.id].limits)

    def level(self, dimension: DimensionResult) -> str:
        """The level of a dimension, or those that are possible; empty where it has no level rule."""
        low, high = dimension.low, dimension.high
        if dimension.level is not None and (low == high or low is None):
            return self.say(msg("Level {number}", number=dimension.level.number))
        if low is None or high is None:
            return self.say(msg("not applicable")) if self.has_levels(dimension.id) else ""
        if low == high:
            return self.say(msg("Level {number}", number=low))
        return self.say(msg("Level {low} to {high}", low=low, high=high))

    def has_levels(self, dimension: str) -> bool:
        return dimension in self.compiled.plan.level_slots

    def share(self, value: Fraction | None) -> str:
        return "–" if value is None else self.numbers.share(value)


def _axis(compiled: CompiledQuestionnaire, dimension: str) -> Axis:
    plan = compiled.plan
    slot = plan.score(dimension)
    low, high = (Fraction(*end) for end in slot.bounds)
    rule = plan.slots[plan.level_slots[dimension]] if dimension in plan.level_slots else None
    limits = _limits(rule, slot.slot) if isinstance(rule, LevelSlot) else ()
    inside = tuple(sorted({limit for limit in limits if low < limit < high}))
    return Axis(low, high, inside)


def _limits(rule: LevelSlot, score: int) -> tuple[Fraction, ...]:
    """Where the levels of a rule begin on the axis of its score, as far as the rule says so in numbers."""
    if rule.rounding is not None:
        half = Fraction(1, 2) if rule.rounding == "nearest" else Fraction(0)
        return tuple(number - half for number in rule.numbers[1:])
    bounds = [bound for row, _ in rule.table for bound in row]
    for gates in rule.gates:
        bounds += [
            bound for gate in gates if isinstance(gate, Value) and gate.slot == score for bound in gate.bounds
        ]
    return tuple(Fraction(*bound.limit) for bound in bounds if bound.op in (Op.AT_LEAST, Op.ABOVE))
