"""Where anchors come from: what is cited is explained, and what is explained is cited."""

import re
from collections.abc import Iterable, Iterator, Mapping

from cxmaturity.authoring.subject import Finding, Subject
from cxmaturity.foundation.diagnostics import suggestion
from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.actions import Action
from cxmaturity.questionnaire.questions import BaseQuestion, Option


def check_sources(subject: Subject) -> Iterator[Finding]:
    """Declared sources that nothing cites, and cited ones that are not declared, in files that declare some."""
    method = subject.model.method
    if method is None or not method.sources:
        return
    cited: set[str] = set()
    word = re.compile(
        "|".join(rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in _longest_first(method.sources))
    )
    for source, path in _citations(subject).items():
        for citation in filter(None, map(str.strip, source.split(";"))):
            found = word.findall(citation)
            cited.update(found)
            if not found:
                near = suggestion(citation.split()[0], method.sources)
                hint = near or msg("Explain it under method.sources.")
                message = msg("The source “{source}” is not among method.sources.", source=citation)
                yield Finding("unknown-source", path, message, hint)
    for name in method.sources:
        if name not in cited:
            message = msg("Nothing cites the source {name}.", name=name)
            hint = msg("Name it in a source of a question, an option or an action, or delete it.")
            yield Finding("unused-source", ("method", "sources", name), message, hint, at_key=True)


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=len, reverse=True)


def _citations(subject: Subject) -> Mapping[str, DataPath]:
    """Every `source:` that is stated, with the first place where it stands so."""
    found: dict[str, DataPath] = {}
    for path, part in subject.parts:
        if isinstance(part, BaseQuestion | Option | Action) and part.source is not None:
            found.setdefault(part.source, (*path, "source"))
    return found
