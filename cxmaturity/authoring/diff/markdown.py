"""A difference as Markdown, for a pull request. What stands in a file is set as code, so that nothing in it acts."""

import re
from collections.abc import Iterator

from cxmaturity.authoring.diff.difference import Difference
from cxmaturity.authoring.diff.impact import Impact
from cxmaturity.authoring.diff.impact_words import ImpactWording
from cxmaturity.authoring.diff.words import CLASSES, Wording, by_class, conclusion, missing_migration, place
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.text import safe_text
from cxmaturity.views.numbers import NumberForm


def difference_markdown(difference: Difference, impact: Impact | None, language: str, locale: str) -> str:
    """The conclusion first, then the changes by class, then the companies."""
    lines = [*_changes(difference, language)]
    if impact is not None:
        lines += _companies(difference, impact, language, locale)
    return "\n".join(lines) + "\n"


def code(text: str) -> str:
    """*text* as a code span; its fence is longer than any run of backticks inside."""
    content = safe_text(text)
    fence = "`" * (max((len(run) for run in re.findall("`+", content)), default=0) + 1)
    padding = " " if content.startswith("`") or content.endswith("`") else ""
    return f"{fence}{padding}{content}{padding}{fence}"


def _changes(difference: Difference, language: str) -> Iterator[str]:
    wording = Wording(language, code)
    old, new = difference.old.version, difference.new.version
    yield f"## {code(difference.new.subject.model.id)} {code(old)} → {code(new)}"
    yield ""
    yield conclusion(difference, code).text(language)
    step = missing_migration(difference, code)
    if step is not None:
        yield ""
        yield f"{step[0].text(language)} {step[1]}"
    for weight, changes in by_class(difference):
        title, meaning = CLASSES[weight]
        yield ""
        yield f"### {title.text(language)} ({len(changes)})"
        yield ""
        yield meaning.text(language)
        yield ""
        for change in changes:
            yield f"- {wording.subject(change)}: {wording.what(change)}  "
            yield f"  {code(place(difference, change))}"


def _companies(difference: Difference, impact: Impact, language: str, locale: str) -> Iterator[str]:
    words = ImpactWording(difference, Wording(language, code), NumberForm(locale))
    yield ""
    yield f"### {msg('Companies').text(language)}"
    yield ""
    yield words.count(impact)
    yield ""
    for compared in impact.compared:
        if compared.changed:
            yield f"- {code(compared.company)}: {words.result(compared)}"
            yield from (f"  - {line}" for line in words.why(compared))
    for lost in impact.unreadable:
        yield f"- {code(lost.company)}: {msg('the answers can no longer be read').text(language)}"
        yield f"  - {code(lost.error.message.text(language))}"
