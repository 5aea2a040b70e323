"""Options in their order: ranges that neither overlap nor leave a gap, points that rise or fall."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise

from msgspec import Struct

from cxmaturity.authoring.lint.wording.ranges import Range, ranges
from cxmaturity.authoring.subject import Finding, Subject
from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.text import shorten
from cxmaturity.questionnaire.fields import in_language
from cxmaturity.questionnaire.questions import ChoiceQuestion, MultiQuestion, NumberQuestion, Option

_FEW = 3  # two are always in some order
_PIECE = 40

Placed = tuple[int, Range]  # a range and the number of its option


class OptionList(Struct, frozen=True):
    """Options that stand at `path`, their texts by language, and whether just one of them is chosen."""

    path: DataPath
    options: Sequence[Option]
    texts: Mapping[str, Sequence[str]]
    is_choice: bool

    def place(self, number: int, language: str) -> DataPath:
        """Where the text of an option stands."""
        return (*self.path, number, "text", language)


def option_lists(subject: Subject) -> Iterator[OptionList]:
    """The options of every question, shared ones once."""
    shared: dict[str, bool] = {}
    languages = subject.model.languages
    for path, question in subject.parts:
        if isinstance(question, ChoiceQuestion | MultiQuestion | NumberQuestion):
            is_choice, scale = isinstance(question, ChoiceQuestion), getattr(question, "answer_scale", None)
            if scale is None:
                yield _option_list((*path, "options"), question.options, languages, is_choice=is_choice)
            else:
                shared[scale] = shared.get(scale, False) or is_choice
    for scale, is_choice in shared.items():
        options = subject.model.answer_scales[scale]
        yield _option_list(("answer_scales", scale), options, languages, is_choice=is_choice)


def _option_list(
    path: DataPath, options: Sequence[Option], languages: tuple[str, ...], *, is_choice: bool
) -> OptionList:
    texts = {language: [in_language(option.text, language) for option in options] for language in languages}
    return OptionList(path, options, texts, is_choice)


def check_options(options: OptionList) -> Iterator[Finding]:
    """What is wrong with options of which one is chosen; said in the first language that shows it."""
    if not options.is_choice:
        return
    is_ordered = False
    for language, texts in options.texts.items():
        placed = [(number, span) for number, span in enumerate(ranges(texts, language)) if span is not None]
        is_ordered = is_ordered or (len(placed) >= _FEW and _is_ordered(placed))
        findings = list(_range_findings(options, placed, language))
        if findings:
            yield from findings
            break
    if not is_ordered:  # the best of numbers may lie in their middle
        yield from _points(options)


def _range_findings(options: OptionList, placed: list[Placed], language: str) -> Iterator[Finding]:
    if len(placed) < 2:
        return
    texts = [shorten(text, _PIECE) for text in options.texts[language]]
    if len(placed) >= _FEW and not _is_ordered(placed):
        number = next(
            b[0] for a, b in pairwise(placed) if (_key(a) < _key(b)) != (_key(placed[0]) < _key(placed[1]))
        )
        message = msg("“{text}” stands out of order.", text=texts[number])
        hint = msg("List the options from the lowest to the highest, or the other way round.")
        yield Finding("options-order", options.place(number, language), message, hint)
    in_order = sorted(placed, key=_key)
    for lower, upper in zip(accumulate(in_order, _further), in_order[1:], strict=False):
        told = _clash(lower, upper, texts)
        if told:
            code, message, hint = told
            yield Finding(code, options.place(max(lower[0], upper[0]), language), message, hint)


def _clash(lower: Placed, upper: Placed, texts: Sequence[str]) -> tuple[str, Message, Message] | None:
    """Which rule two neighbouring ranges break, in words."""
    first, second = texts[lower[0]], texts[upper[0]]
    value = lower[1].overlap(upper[1])
    if value is not None:
        message = msg(
            "{value} fits “{first}” as well as “{second}”.", value=value, first=first, second=second
        )
        hint = msg("Let each number belong to one option only, such as 10–19 and 20–29.")
        return "options-overlap", message, hint
    if lower[1].leaves_gap(upper[1]):
        message = msg(
            "Nothing covers what lies between “{first}” and “{second}”.", first=first, second=second
        )
        hint = msg("Let one of them reach as far as the other, or add an option between.")
        return "options-gap", message, hint
    return None


def _is_ordered(placed: Sequence[Placed]) -> bool:
    keys = [_key(each) for each in placed]
    return keys in (sorted(keys), sorted(keys, reverse=True))


def _key(placed: Placed) -> tuple[tuple[Decimal, bool], ...]:
    return placed[1].bottom, placed[1].top


def _further(one: Placed, other: Placed) -> Placed:
    """The one that reaches further up."""
    return max(one, other, key=lambda placed: placed[1].top)


def _points(options: OptionList) -> Iterator[Finding]:
    """Points that go up and down along the list."""
    worth = [
        (number, option.points) for number, option in enumerate(options.options) if option.points is not None
    ]
    steps = [
        (number, points - before) for (_, before), (number, points) in pairwise(worth) if points != before
    ]
    if len(worth) < _FEW or not steps:
        return
    whole = (worth[-1][1] - worth[0][1]) or steps[0][1]
    wrong = next((number for number, step in steps if (step > 0) != (whole > 0)), None)
    if wrong is not None:
        listed = ", ".join(f"{points:f}" for _, points in worth)
        message = msg("The points of the options go up and down: {points}.", points=listed)
        hint = msg("List the options from least to most or from most to least, unless a figure is wrong.")
        yield Finding("points-order", (*options.path, wrong, "points"), message, hint)
