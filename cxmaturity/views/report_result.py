"""The result in words: what stands on the cover and on the page for the management."""

from fractions import Fraction

from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.text import safe_text
from cxmaturity.questionnaire.scores import Level
from cxmaturity.scoring.plan import ScoreSlot
from cxmaturity.views import words as shared
from cxmaturity.views.report_model import Result, Rung
from cxmaturity.views.report_words import Words


def result_view(words: Words) -> Result:
    """The result. Without a level rule there is no ladder and the index, if any, is the result."""
    assessment = words.assessment
    levels = shared.result_levels(assessment)
    conditions = assessment.conditions if shared.is_single(assessment) else None
    level = assessment.level if shared.is_single(assessment) else None
    return Result(
        status=assessment.level_status if levels else "none",
        heading=words.say(shared.result_heading(assessment)) if levels else "",
        name=_named(words, level),
        summary="" if level is None else words.text(level.summary),
        index=_index(words),
        index_label=words.say(_index_label(words)),
        ladder=tuple(_rung(words, level) for level in levels),
        sentences=tuple(words.say(sentence) for sentence in _sentences(words)),
        dots=() if conditions is None else tuple(n < conditions.met for n in range(conditions.of)),
        dots_label=""
        if conditions is None
        else words.say(_dots_label(conditions.met, conditions.of, conditions.level)),
        warnings=tuple(words.say(warning) for warning in (shared.methods_sentence(assessment),) if warning),
    )


def _named(words: Words, level: Level | None) -> str:
    if level is None:
        return ""
    title, gloss = words.text(level.title), words.text(level.gloss)
    return f"{title} ({gloss})" if gloss else title


def _index(words: Words) -> str:
    """The index; its range while the result is provisional, nothing while it is undetermined."""
    assessment = words.assessment
    low, high = assessment.range.low.index, assessment.range.high.index
    if assessment.level_status == "determined":
        return "" if assessment.index is None else words.numbers.decimal(assessment.index)
    if assessment.level_status != "provisional" or low is None or high is None:
        return ""
    ends = words.numbers.decimal(low), words.numbers.decimal(high)
    return ends[0] if ends[0] == ends[1] else words.say(msg("{low} to {high}", low=ends[0], high=ends[1]))


def _index_label(words: Words) -> Message:
    """What the index is and between which values it lies."""
    plan = words.compiled.plan
    slot = None if plan.result_index is None else plan.slots[plan.result_index]
    if not isinstance(slot, ScoreSlot):
        return msg("Index")
    low, high = (words.numbers.number(Fraction(*end)) for end in slot.bounds)
    return msg("Index from {low} to {high}", low=low, high=high)


def _sentences(words: Words) -> list[Message]:
    assessment = words.assessment
    found: list[Message | None] = []
    if not shared.is_single(assessment):
        found += [*shared.unknown_sentences(assessment, words.language), shared.range_sentence(assessment)]
    if shared.is_single(assessment):
        found += shared.conditions_sentences(assessment, words.language)[1:]  # the first is the row of dots
    found += [
        shared.held_back_sentence(assessment, words.language),
        shared.level_and_index_sentence(assessment, words.numbers),
    ]
    return [message for message in found if message is not None]


def _dots_label(met: int, of: int, level: Level) -> Message:
    return msg("Conditions of level {number} met: {met} of {of}", number=level.number, met=met, of=of)


def _rung(words: Words, level: Level) -> Rung:
    state = _state(words, level.number)
    target = words.assessment.answers.target == level.id
    marks = {"reached": msg("You are here"), "possible": msg("Possible")}
    said = [marks[state]] if state in marks else []
    return Rung(
        number=level.number,
        title=words.text(level.title),
        gloss=words.text(level.gloss),
        summary=words.text(level.summary),
        state=state,
        mark=safe_text(" · ".join(words.say(part) for part in [*said, *([msg("Target")] if target else [])])),
        target=target,
    )


def _state(words: Words, number: int) -> str:
    assessment = words.assessment
    if shared.is_single(assessment) and assessment.level is not None:
        reached = assessment.level.number
        return "reached" if number == reached else "below" if number < reached else "above"
    low, high = assessment.range.low.number, assessment.range.high.number
    if low is None or high is None:
        return "above"
    return "below" if number < low else "possible" if number <= high else "above"
