"""Sentences about a result, the same in every output. Each takes the language and gives finished text."""

from cxmaturity.foundation.i18n import Message, msg, msg_n
from cxmaturity.questionnaire.fields import in_language
from cxmaturity.questionnaire.scores import Level
from cxmaturity.scoring.assessment import Assessment, Conditions
from cxmaturity.views.numbers import NumberForm, rounded

# "one" as in "one condition": German needs the feminine.
_NUMBERS = {
    "de": (
        "null",
        "eine",
        "zwei",
        "drei",
        "vier",
        "fünf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwölf",
    ),
    "en": (
        "none",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
}


def level_title(level: Level, language: str) -> str:
    """The name of a level as the scale states it."""
    return in_language(level.title, language)


def level_gloss(level: Level, language: str) -> str:
    """The name in plain words; empty where the scale has none."""
    return "" if level.gloss is None else in_language(level.gloss, language)


def dimension_title(assessment: Assessment, name: str, language: str) -> str:
    return in_language(assessment.questionnaire.dimensions[name].title, language)


def node_title(assessment: Assessment, name: str, language: str) -> str:
    """What a dimension, a question or a score is called."""
    compiled = assessment.questionnaire
    if name in compiled.dimensions:
        return in_language(compiled.dimensions[name].title, language)
    if name in compiled.questions:
        return in_language(compiled.questions[name].text, language)
    titles = {score.id: score.title for score in compiled.model.scores}
    titled = titles.get(name)
    return name if titled is None else in_language(titled, language)


def result_levels(assessment: Assessment) -> tuple[Level, ...]:
    """The levels on which the result stands, lowest first; none where the questionnaire has no result level."""
    node = assessment.questionnaire.model.result.level
    return () if node is None else assessment.questionnaire.levels_of(node)


def is_single(assessment: Assessment) -> bool:
    """Whether the result is stated as one level: it is determined."""
    return assessment.level_status == "determined" and assessment.level is not None


def result_heading(assessment: Assessment) -> Message:
    """The result in one line: one level, a provisional range, or that it cannot be determined."""
    top = result_levels(assessment)[-1].number
    low, high = assessment.range.low.number, assessment.range.high.number
    if is_single(assessment):
        assert assessment.level is not None
        return msg("Maturity level {number} of {top}", number=assessment.level.number, top=top)
    if assessment.level_status == "provisional" and low == high:
        return msg("Maturity level {number} of {top}, provisional", number=low or 0, top=top)
    if assessment.level_status == "provisional":
        return msg("Level {low} to {high} of {top}, provisional", low=low or 0, high=high or 0, top=top)
    return msg("Cannot be determined yet")


def range_sentence(assessment: Assessment) -> Message | None:
    """Which levels the open questions leave possible; None where that is but one."""
    low, high = assessment.range.low.number, assessment.range.high.number
    if low is None or high is None or low == high:
        return None
    return msg("Levels {low} to {high} are possible, depending on what is still unknown.", low=low, high=high)


def unknown_sentences(assessment: Assessment, language: str) -> list[Message]:
    """Which dimensions have no answer at all; nothing where each has one."""
    titles = [
        dimension_title(assessment, dimension.id, language)
        for dimension in assessment.dimensions
        if dimension.score.status == "unknown"
    ]
    return (
        [msg("There is no answer yet for {dimension}.", dimension=_listed(titles, language))]
        if titles
        else []
    )


def conditions_sentences(assessment: Assessment, language: str) -> list[Message]:
    """How many conditions of the next level hold, and what is missing; nothing at the top."""
    conditions = assessment.conditions
    if conditions is None:
        return []
    met = _conditions_met(conditions, language)
    if conditions.met == 0 and conditions.of > 1:
        return [met, msg("The company is held back on a broad front.")]
    titles = [node_title(assessment, name, language) for name in conditions.missing]
    if not titles:
        return [met]
    # English says the same of one and of several, German does not.
    missing = msg_n(
        "Still missing: {titles}.", "Still missing: {titles}.", len(titles), titles=", ".join(titles)
    )
    return [met, missing]


def _conditions_met(conditions: Conditions, language: str) -> Message:
    level = conditions.level.number
    if conditions.of == 1:
        return msg("The only condition of level {level} is not met.", level=level)
    of = number_word(conditions.of, language)
    if conditions.met == 0:
        return msg("None of the {of} conditions of level {level} is met.", of=of, level=level)
    return msg_n(
        "{met} of the {of} conditions of level {level} is met.",
        "{met} of the {of} conditions of level {level} are met.",
        conditions.met,
        met=_sentence_start(number_word(conditions.met, language)),
        of=of,
        level=level,
    )


def held_back_sentence(assessment: Assessment, language: str) -> Message | None:
    """Where one or two dimensions alone keep the level down while others stand higher: that it is they."""
    held, level = assessment.held_back_by, assessment.level
    if not is_single(assessment) or level is None or not 1 <= len(held) <= 2:
        return None
    higher = sum(d.level is not None and d.level.number > level.number for d in assessment.dimensions)
    if 2 * higher < len(assessment.dimensions):
        return None
    return msg_n(
        "Only {dimensions} keeps the company at level {number}. Already higher: {higher} of the {all} dimensions; "
        "the name of the level no longer fits there.",
        "Only {dimensions} keep the company at level {number}. Already higher: {higher} of the {all} dimensions; "
        "the name of the level no longer fits there.",
        len(held),
        number=level.number,
        dimensions=_listed([dimension_title(assessment, name, language) for name in held], language),
        higher=number_word(higher, language),
        all=number_word(len(assessment.dimensions), language),
    )


def level_and_index_sentence(assessment: Assessment, numbers: NumberForm) -> Message | None:
    """Why level and index differ, where both are there and do."""
    if assessment.index is None or not is_single(assessment) or assessment.level is None:
        return None
    if rounded(assessment.index, 1) == assessment.level.number:
        return None
    return msg(
        "The index ({index}) shows how far the company is on average, the level ({level}) what it has reached "
        "throughout. Both are right.",
        index=numbers.decimal(assessment.index),
        level=assessment.level.number,
    )


def methods_sentence(assessment: Assessment) -> Message | None:
    """A warning where plain mean, weakest dimension and the declared rule disagree."""
    methods = assessment.methods
    if methods is None or not methods.differ:
        return None
    return msg(
        "The method matters here: the plain mean gives level {mean}, the weakest dimension level {weakest}, the rule "
        "of this model level {declared}.",
        mean=methods.mean.number,
        weakest=methods.weakest.number,
        declared=methods.declared.number,
    )


def consistency_notes(assessment: Assessment, language: str) -> list[str]:
    """What hardly goes together in the answers, in the questionnaire's words."""
    notes = {note.id: note.note for note in assessment.questionnaire.model.consistency}
    return [in_language(notes[name], language) for name in assessment.consistency]


def impact_word(impact: str) -> Message:
    return {"high": msg("high"), "medium": msg("medium"), "low": msg("low")}[impact]


def number_word(number: int, language: str) -> str:
    """Small numbers as words, as running text has them."""
    words = _NUMBERS.get(language.partition("-")[0], _NUMBERS["en"])
    return words[number] if 0 <= number < len(words) else str(number)


def _sentence_start(text: str) -> str:
    return text[:1].upper() + text[1:]


def _listed(names: list[str], language: str) -> str:
    joiner = msg("and").text(language)
    return f"{', '.join(names[:-1])} {joiner} {names[-1]}" if len(names) > 1 else names[0]
