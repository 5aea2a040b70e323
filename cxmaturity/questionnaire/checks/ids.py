"""Ids are unique where they name things, and every text exists in every language."""

from collections.abc import Iterable, Iterator

from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.checks.findings import Findings
from cxmaturity.questionnaire.fields import RESERVED, Translations
from cxmaturity.questionnaire.models import Dimension, Questionnaire
from cxmaturity.questionnaire.questions import BaseQuestion
from cxmaturity.questionnaire.references import Names, Part

Named = tuple[str, DataPath]

_FILLED_IN = msg(
    "With repeat, {level} and {number} stand for a level, {dimension} for a dimension.",
    level="{level}",
    number="{number}",
    dimension="{dimension}",
)


def check_ids(questionnaire: Questionnaire, names: Names, findings: Findings) -> None:
    """Questions and scores (a dimension is one) share one space of names; levels, options, actions have their own."""
    asked = [(part.id, path) for path, part in names.parts if isinstance(part, Dimension | BaseQuestion)]
    scores = [(score.id, path) for path, score in names.scores]
    rules = [(rule.id, path) for path, rule in names.level_rules]
    for name, path in (*scores, *rules):
        if "{" in name:  # a placeholder that no `repeat` fills in
            message = msg("Nothing fills in the placeholder of {name}.", name=name)
            findings.add("unfilled-placeholder", (*path, "id"), message, _FILLED_IN)
    _unique([*asked, *(named for named in scores if named[0] not in names.dimensions)], findings)
    _unique([named for named in scores if named[0] in names.dimensions], findings)
    _unique(rules, findings)
    _unique(
        [(action.id, ("actions", number)) for number, action in enumerate(questionnaire.actions)], findings
    )
    _unique(
        [(test.name, ("tests", number)) for number, test in enumerate(questionnaire.tests)], findings, "name"
    )
    _unique([(a.id, ("attributes", number)) for number, a in enumerate(questionnaire.attributes)], findings)
    for number, attribute in enumerate(questionnaire.attributes):
        unique_options(
            [option.id for option in attribute.options], ("attributes", number, "options"), findings
        )


def _unique(named: Iterable[Named], findings: Findings, key: str = "id") -> None:
    first: dict[str, DataPath] = {}
    for name, path in named:
        if key == "id" and name in RESERVED:
            hint = msg("Everyone may answer “unknown”; not_applicable: true offers “not-applicable”.")
            findings.add("reserved-id", (*path, key), msg("The id {name} is reserved.", name=name), hint)
        if name in first:
            line = findings.line((*first[name], key))
            message = (
                msg("The id {name} is already used on line {line}.", name=name, line=line)
                if key == "id"
                else msg("The name {name} is already used on line {line}.", name=name, line=line)
            )
            findings.add("duplicate-id", (*path, key), message)
        first.setdefault(name, path)


def unique_options(ids: Iterable[str], path: DataPath, findings: Findings) -> None:
    """Option ids of one list."""
    _unique([(name, (*path, number)) for number, name in enumerate(ids)], findings)


def check_texts(questionnaire: Questionnaire, names: Names, findings: Findings) -> None:
    """A text that is a map has exactly the declared languages."""
    wanted = set(questionnaire.languages)
    for path, text in texts(names.parts):
        for language in sorted(wanted - text.keys()):
            message = msg("The text has no {language} translation.", language=language)
            findings.add("translation-missing", path, message)
        for language in sorted(text.keys() - wanted):
            message = msg(
                "The language {language} is not among the questionnaire's languages.", language=language
            )
            findings.add("translation-unknown", (*path, language), message, at_key=True)


def texts(found: Iterable[tuple[DataPath, Part]]) -> Iterator[tuple[DataPath, Translations]]:
    """The texts among *found* that are maps from language to string, with their paths."""
    return ((path, part) for path, part in found if isinstance(part, Translations))
