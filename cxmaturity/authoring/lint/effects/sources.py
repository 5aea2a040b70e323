"""Where anchors come from: what is cited is explained, and what is explained is cited."""

import re
from collections.abc import Iterable, Iterator, Mapping

from cxmaturity.authoring.subject import Finding, Subject
from cxmaturity.foundation.diagnostics import did_you_mean
from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.questions import Question


def check_sources(subject: Subject) -> Iterator[Finding]:
    """Declared sources that nothing cites, and cited ones that are not declared, in files that declare some."""
    method = subject.model.method
    if method is None or not method.sources:
        return
    cited: set[str] = set()
    word = re.compile(
        "|".join(rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in _longest_first(method.sources))
    )
    for source, path in _citations(subject.model).items():
        for citation in filter(None, map(str.strip, source.split(";"))):
            found = word.findall(citation)
            cited.update(found)
            if not found:
                near = did_you_mean(citation.split()[0], method.sources)
                hint = (
                    msg("Explain it under method.sources.")
                    if near is None
                    else msg("Did you mean {word}?", word=near)
                )
                message = msg("The source “{source}” is not among method.sources.", source=citation)
                yield Finding("unknown-source", path, message, hint)
    for name in method.sources:
        if name not in cited:
            message = msg("Nothing cites the source {name}.", name=name)
            hint = msg("Name it in a source of a question, an option or an action, or delete it.")
            yield Finding("unused-source", ("method", "sources", name), message, hint, at_key=True)


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=len, reverse=True)


def _citations(model: Questionnaire) -> Mapping[str, DataPath]:
    """Every `source:` that is stated, with the first place where it stands so."""
    found: dict[str, DataPath] = {}

    def note(source: str | None, path: DataPath) -> None:
        if source is not None:
            found.setdefault(source, (*path, "source"))

    for path, question in _questions(model):
        note(question.source, path)
        for position, option in enumerate(question.options):
            note(option.source, (*path, "options", position))
    for name, scale in model.answer_scales.items():
        for position, option in enumerate(scale):
            note(option.source, ("answer_scales", name, position))
    for number, action in enumerate(model.actions):
        note(action.source, ("actions", number))
    return found


def _questions(model: Questionnaire) -> Iterator[tuple[DataPath, Question]]:
    for position, question in enumerate(model.context.questions):
        yield ("context", "questions", position), question
    for number, dimension in enumerate(model.dimensions):
        for position, question in enumerate(dimension.questions):
            yield ("dimensions", number, "questions", position), question
