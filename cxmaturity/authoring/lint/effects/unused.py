"""Scales and tags that are declared and never named."""

from collections.abc import Iterable, Iterator

from cxmaturity.authoring.subject import Finding, Subject
from cxmaturity.foundation.diagnostics import suggestion
from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.conditions import DimensionSelector, Selector
from cxmaturity.questionnaire.fields import Model
from cxmaturity.questionnaire.references import parts
from cxmaturity.questionnaire.scores import LevelRule, Repeat, Score


def check_scales(subject: Subject) -> Iterator[Finding]:
    """Scales on which nothing stands, and answer scales from which no question takes its options."""
    model = subject.model
    scales = {rule.scale for _, rule in subject.names.level_rules}
    scales |= {entry.repeat.scale for entry in model.scores if entry.repeat and entry.repeat.scale}
    if any(entry.repeat and not entry.repeat.scale for entry in model.scores):
        scales.add(next(iter(model.scales), ""))  # the one that `repeat` takes where none is named
    answer_scales = {getattr(question, "answer_scale", None) for question in model.questions()}
    for name in model.scales:
        if name not in scales:
            message = msg("No level rule uses the scale {name}.", name=name)
            yield Finding("unused-scale", ("scales", name), message, msg("Use it or delete it."), at_key=True)
    for name in model.answer_scales:
        if name not in answer_scales:
            message = msg("No question uses the answer scale {name}.", name=name)
            yield Finding(
                "unused-scale", ("answer_scales", name), message, msg("Use it or delete it."), at_key=True
            )


def check_tags(subject: Subject) -> Iterator[Finding]:
    """Tags that no selector names, each once; such a tag is often another one misspelt."""
    model = subject.model
    of_questions, of_dimensions = _named_tags(subject)
    dimensions = [(("dimensions", number), dimension) for number, dimension in enumerate(model.dimensions)]
    questions = [
        ((*path, "questions", position), question)
        for path, dimension in dimensions
        for position, question in enumerate(dimension.questions)
    ]
    yield from _unnamed(((path, dimension.tags) for path, dimension in dimensions), of_dimensions)
    yield from _unnamed(((path, question.tags) for path, question in questions), of_questions)


def _unnamed(tagged: Iterable[tuple[DataPath, Iterable[str]]], named: frozenset[str]) -> Iterator[Finding]:
    seen = set(named)
    for path, tags in tagged:
        for position, tag in enumerate(tags):
            if tag in seen:
                continue
            seen.add(tag)
            hint = suggestion(tag, sorted(named)) or msg("Name it in a selector, or delete it.")
            message = msg("No selector names the tag {tag}.", tag=tag)
            yield Finding("unused-tag", (*path, "tags", position), message, hint)


def _named_tags(subject: Subject) -> tuple[frozenset[str], frozenset[str]]:
    """The tags of questions and those of dimensions that selectors and `repeat` name."""
    selectors = [part for whole in _wholes(subject) for _, part in parts(whole)]
    entries: tuple[Score | LevelRule, ...] = (*subject.model.scores, *subject.model.levels)
    repeats = [entry.repeat for entry in entries]
    return (
        frozenset(tag for part in selectors if isinstance(part, Selector) for tag in part.tag or ()),
        frozenset(
            tag
            for part in (*selectors, *repeats)
            if isinstance(part, DimensionSelector | Repeat)
            for tag in part.tag or ()
        ),
    )


def _wholes(subject: Subject) -> Iterator[Model | None]:
    """The parts of a file in which selectors can stand."""
    model = subject.model
    yield from (entry for _, entry in subject.names.scores)
    yield from (entry for _, entry in subject.names.level_rules)
    yield model.level_status
    yield from (note.when for note in model.consistency)
    yield from (dimension.when for dimension in model.dimensions)
    for question in model.questions():
        yield question.when
        yield question.not_applicable
