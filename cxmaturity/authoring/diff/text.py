"""A difference as text for a terminal, without markup of its own."""

from collections.abc import Iterator
from textwrap import wrap

from cxmaturity.authoring.diff.difference import Difference
from cxmaturity.authoring.diff.impact import Impact
from cxmaturity.authoring.diff.impact_words import ImpactWording
from cxmaturity.authoring.diff.words import CLASSES, Wording, by_class, conclusion, missing_migration, place
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.text import safe_text
from cxmaturity.views.numbers import NumberForm

_ASCII = str.maketrans({"→": "->", "–": "-", "≥": ">=", "≤": "<=", "“": '"', "”": '"', "„": '"'})
_WIDEST = 100


def difference_text(
    difference: Difference, impact: Impact | None, language: str, locale: str, *, width: int, unicode: bool
) -> str:
    """Changes by class with their places, what became of companies, and what it asks of the version."""
    lines = [*_changes(difference, language)]
    if impact is not None:
        lines += _companies(difference, impact, language, locale)
    wrapped = (_wrapped(line, min(width, _WIDEST)) for line in lines)
    text = "\n".join(wrapped) + "\n"
    return text if unicode else text.translate(_ASCII)


def _wrapped(line: str, width: int) -> str:
    """*line*, continued below its own beginning; a long word, such as a path, stays whole."""
    indent = " " * (len(line) - len(line.lstrip()))
    pieces = wrap(
        safe_text(line.strip()), width, initial_indent=indent, subsequent_indent=indent + "  ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return "\n".join(pieces)


def _changes(difference: Difference, language: str) -> Iterator[str]:
    wording = Wording(language)
    yield f"{difference.new.subject.model.id} {difference.old.version} → {difference.new.version}"
    for weight, changes in by_class(difference):
        title, meaning = CLASSES[weight]
        yield ""
        yield f"{title.text(language)} ({len(changes)}): {meaning.text(language)}"
        for change in changes:
            yield f"  {wording.subject(change)}: {wording.what(change)}"
            yield f"    {place(difference, change)}"
    yield ""
    yield conclusion(difference).text(language)
    step = missing_migration(difference)
    if step is not None:
        yield step[0].text(language)
        yield f"  {step[1]}"


def _companies(difference: Difference, impact: Impact, language: str, locale: str) -> Iterator[str]:
    words = ImpactWording(difference, Wording(language), NumberForm(locale))
    yield ""
    yield msg("Companies").text(language)
    for compared in impact.compared:
        if compared.changed:
            yield f"  {compared.company}: {words.result(compared)}"
            yield from (f"    {line}" for line in words.why(compared))
    for lost in impact.unreadable:
        yield f"  {lost.company}: {msg('the answers can no longer be read').text(language)}"
        yield f"    {lost.error.message.text(language)}"
    yield ""
    yield words.count(impact)
