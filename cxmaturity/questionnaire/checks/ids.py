"""Ids are unique where they name things, and every text exists in every language."""

from collections.abc import Iterable, Iterator

from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.checks.findings import Findings
from cxmaturity.questionnaire.fields import RESERVED
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.references import Names, parts, unrolled

Named = tuple[str, DataPath]

#: Fields of the models that hold texts for people, and those of them that map a name to a text.
MAPS_OF_TEXTS = frozenset({"portraits", "sources"})
TEXT_FIELDS = MAPS_OF_TEXTS | {
    "title", "short", "text", "help", "description", "gloss", "summary", "step", "limits", "note",
    "example", "misunderstanding", "who_knows", "follow_up",
    "why", "how", "benefit", "owner", "kpi", "phase",
    "data_protection", "works_council", "accessibility", "transparency",
}  # fmt: skip


def check_ids(questionnaire: Questionnaire, findings: Findings) -> None:
    """Questions and scores (a dimension is one) share one space of names; levels, options, actions have their own."""
    context = [(q.id, ("context", "questions", i)) for i, q in enumerate(questionnaire.context.questions)]
    dimensions: list[Named] = []
    for number, dimension in enumerate(questionnaire.dimensions):
        path: DataPath = ("dimensions", number)
        dimensions.append((dimension.id, path))
        dimensions += [(q.id, (*path, "questions", i)) for i, q in enumerate(dimension.questions)]
    scores = [(s.id, ("scores", number)) for number, s in unrolled(questionnaire, questionnaire.scores)]
    own = [named for named in scores if named[0] not in {d.id for d in questionnaire.dimensions}]
    _unique([*context, *dimensions, *own], findings)
    _unique([named for named in scores if named not in own], findings)
    _unique(
        [(r.id, ("levels", number)) for number, r in unrolled(questionnaire, questionnaire.levels)], findings
    )
    _unique([(a.id, ("actions", number)) for number, a in enumerate(questionnaire.actions)], findings)
    _unique([(a.id, ("attributes", number)) for number, a in enumerate(questionnaire.attributes)], findings)
    _unique(
        [(t.name, ("tests", number)) for number, t in enumerate(questionnaire.tests)], findings, key="name"
    )
    for number, attribute in enumerate(questionnaire.attributes):
        options = [(o.id, ("attributes", number, "options", i)) for i, o in enumerate(attribute.options)]
        _unique(options, findings)


def _unique(named: Iterable[tuple[str, DataPath]], findings: Findings, key: str = "id") -> None:
    first: dict[str, DataPath] = {}
    for name, path in named:
        if key == "id" and name in RESERVED:
            hint = msg("Everyone may answer “unknown”; not_applicable: true offers “not-applicable”.")
            findings.add("reserved-id", (*path, key), msg("The id {name} is reserved.", name=name), hint)
        if name in first and first[name] != path:
            line = findings.line((*first[name], key))
            message = (
                msg("The id {name} is already used in line {line}.", name=name, line=line)
                if key == "id"
                else msg("The name {name} is already used in line {line}.", name=name, line=line)
            )
            findings.add("duplicate-id", (*path, key), message)
        first.setdefault(name, path)


def unique_options(ids: Iterable[str], path: DataPath, findings: Findings) -> None:
    """Option ids of one list."""
    _unique([(name, (*path, number)) for number, name in enumerate(ids)], findings)


def check_texts(questionnaire: Questionnaire, _: Names, findings: Findings) -> None:
    """A text that is a map has exactly the declared languages."""
    wanted = set(questionnaire.languages)
    for path, text in texts(questionnaire):
        for language in sorted(wanted - text.keys()):
            message = msg("The text has no {language} translation.", language=language)
            findings.add("translation-missing", path, message)
        for language in text.keys() - wanted:
            message = msg(
                "The language {language} is not among the questionnaire's languages.", language=language
            )
            findings.add("translation-unknown", (*path, language), message, at_key=True)


def texts(questionnaire: Questionnaire) -> Iterator[tuple[DataPath, dict[str, str]]]:
    """Every text that is a map from language to string, with its path."""
    for path, part in parts(questionnaire):
        for name, info in type(part).model_fields.items():
            if name in TEXT_FIELDS:
                yield from _maps(getattr(part, name), (*path, info.alias or name))


def _maps(value: object, path: DataPath) -> Iterator[tuple[DataPath, dict[str, str]]]:
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _maps(item, (*path, number))
    elif isinstance(value, dict) and path[-1] in MAPS_OF_TEXTS:
        for key, item in value.items():
            yield from _maps(item, (*path, key))
    elif isinstance(value, dict):
        yield path, value
