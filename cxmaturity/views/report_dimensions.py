"""The profile, and a page for each dimension."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.questionnaire.fields import Text
from cxmaturity.questionnaire.scores import Level
from cxmaturity.scoring.assessment import DimensionResult
from cxmaturity.views import words as shared
from cxmaturity.views.charts import Axis, Radar, radar
from cxmaturity.views.report_answers import answer_row
from cxmaturity.views.report_model import Bar, DimensionPage, Fact, Portrait, Profile, Tick
from cxmaturity.views.report_words import Words

_RADAR_SPOKES = range(3, 13)
_MOST_RINGS = 10
_TWO = 2  # levels side by side; more would only be a list of the scale


def profile_view(words: Words) -> Profile:
    """Every dimension as a bar; an axis where all share one."""
    dimensions = words.assessment.dimensions
    axes = {(axis.low, axis.high) for axis in words.axes.values()}
    ticks = _ticks(words, words.axes[dimensions[0].id]) if len(axes) == 1 else ()
    return Profile(
        bars=tuple(bar_view(words, dimension) for dimension in dimensions),
        ticks=ticks,
        axis_alt=words.say(msg("Axis from {low} to {high}", low=ticks[0].label, high=ticks[-1].label))
        if ticks
        else "",
        has_levels=any(words.has_levels(dimension.id) for dimension in dimensions),
        has_gaps=any(dimension.score.coverage not in (None, 1) for dimension in dimensions),
        legend=_legend(words),
        sentences=tuple(words.say(sentence) for sentence in _sentences(words)),
    )


def bar_view(words: Words, dimension: DimensionResult) -> Bar:
    axis = words.axes[dimension.id]
    score, level = words.score(dimension), words.level(dimension)
    said = msg("{title}: score {score}", title=words.title(dimension.id), score=score)
    leveled = msg(
        "{title}: score {score}, {level}", title=words.title(dimension.id), score=score, level=level
    )
    return Bar(
        anchor=f"dimension-{dimension.id}",
        title=words.title(dimension.id),
        track=axis.track(dimension.score.value, _possible(words, dimension), _target(words, dimension)),
        alt=words.say(leveled if level else said),
        score=score,
        level=level,
        coverage=words.share(dimension.score.coverage),
    )


def _possible(words: Words, dimension: DimensionResult) -> tuple[Fraction, Fraction] | None:
    """The levels that open answers leave possible, on the axis of a score that counts in levels."""
    if dimension.low is None or dimension.high is None or dimension.low == dimension.high:
        return None
    return (
        (Fraction(dimension.low), Fraction(dimension.high))
        if _counts_in_levels(words, dimension.id)
        else None
    )


def _target(words: Words, dimension: DimensionResult) -> Fraction | None:
    target = words.assessment.answers.target
    if target is None or not _counts_in_levels(words, dimension.id):
        return None
    levels = words.compiled.levels_of(dimension.id)
    return next((Fraction(level.number) for level in levels if level.id == target), None)


def _counts_in_levels(words: Words, dimension: str) -> bool:
    """Whether scores of a dimension run from the number of its lowest level to that of its highest."""
    if not words.has_levels(dimension):
        return False
    levels, axis = words.compiled.levels_of(dimension), words.axes[dimension]
    return axis.low == levels[0].number and axis.high == levels[-1].number


def _ticks(words: Words, axis: Axis) -> tuple[Tick, ...]:
    width = axis.high - axis.low
    whole = width.denominator == 1 and axis.low.denominator == 1 and width <= _MOST_RINGS
    steps = int(width) if whole and width else 4
    values = [axis.low + width * n / steps for n in range(steps + 1)]
    return tuple(Tick(axis.x(value), words.numbers.number(value)) for value in values)


def _legend(words: Words) -> tuple[Fact, ...]:
    """What the signs of the bars mean, by the name of the sign: only those that occur, nothing for the score alone."""
    dimensions = words.assessment.dimensions
    signs = [Fact("score", words.say(msg("Score of the dimension")))]
    if any(words.axes[dimension.id].limits for dimension in dimensions):
        signs.append(Fact("band", words.say(msg("Shading: start of the next level"))))
    if any(_possible(words, dimension) for dimension in dimensions):
        signs.append(Fact("possible", words.say(msg("Possible while answers are missing"))))
    if any(_target(words, dimension) is not None for dimension in dimensions):
        signs.append(Fact("target", words.say(msg("Target"))))
    return tuple(signs) if len(signs) > 1 else ()


def _sentences(words: Words) -> list[Message]:
    """The dimensions furthest ahead and those that hold back; one whose level is still open is neither."""
    assessment = words.assessment
    numbers = {d.id: d.level.number for d in assessment.dimensions if d.level is not None and d.low == d.high}
    if not shared.is_single(assessment) or not numbers:
        return []
    top = max(numbers.values())
    if len(numbers) == len(assessment.dimensions) and min(numbers.values()) == top:
        return [msg("All dimensions are at level {number}.", number=top)]
    held = assessment.held_back_by
    ahead = [words.title(name) for name, number in numbers.items() if number == top and name not in held]
    furthest = msg("Furthest ahead (level {number}): {titles}.", titles=", ".join(ahead), number=top)
    back = msg("Holding back: {titles}.", titles=", ".join(words.title(name) for name in held))
    shown = [
        (furthest, bool(ahead) and min(numbers.values()) < top),
        (back, 0 < len(held) < len(assessment.dimensions)),
    ]
    return [sentence for sentence, is_shown in shown if is_shown]


def dimension_page(
    words: Words, dimension: DimensionResult, actions: tuple[str, ...], *, personal: bool
) -> DimensionPage:
    """The page of a dimension; *actions* are the titles of those next actions that serve it."""
    model = words.compiled.dimensions[dimension.id]
    present, following = _present_and_next(words, dimension)
    wanted = following.number if following is not None and _counts_in_levels(words, dimension.id) else None
    return DimensionPage(
        title=words.title(dimension.id),
        description=words.text(model.description),
        level=words.level(dimension),
        bar=bar_view(words, dimension),
        facts=_facts(words, dimension),
        sentences=tuple(words.say(sentence) for sentence in _status_sentences(words, dimension)),
        portraits=_portraits(words, dimension, present, following),
        ahead_heading="" if wanted is None else words.say(msg("What level {number} requires", number=wanted)),
        answers=tuple(
            answer_row(words, question, personal=personal, wanted=wanted) for question in model.questions
        ),
        actions=actions,
    )


def _present_and_next(words: Words, dimension: DimensionResult) -> tuple[Level | None, Level | None]:
    present = dimension.level
    if present is None or dimension.low != dimension.high:
        return None, None
    levels = words.compiled.levels_of(dimension.id)
    return present, next((level for level in levels if level.number > present.number), None)


def _facts(words: Words, dimension: DimensionResult) -> tuple[Fact, ...]:
    return (
        Fact(words.say(msg("Score")), words.score(dimension)),
        Fact(words.say(msg("Questions answered")), words.share(dimension.score.coverage)),
    )


def _status_sentences(words: Words, dimension: DimensionResult) -> list[Message]:
    if dimension.score.status == "unknown":
        return [msg("There is no answer here yet. What is still unknown is listed below.")]
    if dimension.score.status == "not-applicable":
        return [msg("Nothing here applies to this company.")]
    if dimension.low is not None and dimension.high is not None and dimension.low < dimension.high:
        low, high = dimension.low, dimension.high
        return [msg("Answers are missing here; level {low} to {high} is possible.", low=low, high=high)]
    conditions = words.assessment.conditions
    if dimension.id in words.assessment.held_back_by and conditions is not None:
        return [msg("This dimension is still missing for level {number}.", number=conditions.level.number)]
    return []


def _portraits(
    words: Words, dimension: DimensionResult, present: Level | None, following: Level | None
) -> tuple[Portrait, ...]:
    texts = words.compiled.dimensions[dimension.id].portraits
    if present is None:
        return _possible_portraits(words, dimension)
    shown = [(present, msg("Today: level {number}, {title}", **_named(words, present)))]
    if following is not None:
        shown.append((following, msg("The next step: level {number}, {title}", **_named(words, following))))
    return _with_texts(words, texts, shown)


def _possible_portraits(words: Words, dimension: DimensionResult) -> tuple[Portrait, ...]:
    """The levels that are still possible, where these are two."""
    low, high = dimension.low, dimension.high
    texts = words.compiled.dimensions[dimension.id].portraits
    levels = words.compiled.levels_of(dimension.id) if words.has_levels(dimension.id) else ()
    possible = [lv for lv in levels if low is not None and high is not None and low <= lv.number <= high]
    if len(possible) != _TWO:
        return ()
    shown = [(level, msg("Possible: level {number}, {title}", **_named(words, level))) for level in possible]
    return _with_texts(words, texts, shown)


def _named(words: Words, level: Level) -> dict[str, str | int]:
    return {"number": level.number, "title": words.text(level.title)}


def _with_texts(
    words: Words, texts: Mapping[str, Text], shown: Iterable[tuple[Level, Message]]
) -> tuple[Portrait, ...]:
    return tuple(
        Portrait(words.say(heading), words.text(texts[level.id]))
        for level, heading in shown
        if level.id in texts
    )


def radar_view(words: Words) -> Radar | None:
    """The profile as a radar, where there are spokes enough to see a shape and all count alike."""
    dimensions = words.assessment.dimensions
    axes = {(words.axes[d.id].low, words.axes[d.id].high) for d in dimensions}
    if len(dimensions) not in _RADAR_SPOKES or len(axes) != 1:
        return None
    ((low, high),) = axes
    if low == high:
        return None
    steps = int(high - low) if (high - low).denominator == 1 and high - low <= _MOST_RINGS else 4
    centre = low - (high - low) / steps  # so that the lowest score is a ring and no point
    shares = [
        None if (v := d.score.value) is None else float((v - centre) / (high - centre)) for d in dimensions
    ]
    return radar([words.title(d.id) for d in dimensions], shares, steps + 1)
