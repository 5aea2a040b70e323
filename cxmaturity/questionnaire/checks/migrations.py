"""Migrations lead, step by step and in one way only, to the version of this file and to names that it has."""

from collections.abc import Iterable, Mapping

from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.checks.findings import Findings
from cxmaturity.questionnaire.checks.lookup import Lookup
from cxmaturity.questionnaire.fields import UNKNOWN
from cxmaturity.questionnaire.migrations import Migration, Passage, passage
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.references import Names


def check_migrations(questionnaire: Questionnaire, names: Names, findings: Findings) -> None:
    """Each version has one step at most, every step leads on to this version, every new name exists in the end."""
    lookup = Lookup(questionnaire, names, findings)
    first: dict[str, DataPath] = {}
    for number, step in enumerate(questionnaire.migrations):
        path: DataPath = ("migrations", number)
        _check_start(lookup, (*path, "from"), step.from_, first)
        onwards = passage(questionnaire.migrations, step.to, questionnaire.version)
        if onwards is None:
            message = msg("From version {to}, no steps lead on to this file's version {version}.", to=step.to,
                          version=questionnaire.version)  # fmt: skip
            findings.add("migration-dead-end", (*path, "to"), message)
        else:
            _check_questions(lookup, path, step, onwards)
            _check_options(lookup, path, step, onwards)
            _check_levels(lookup, path, step, onwards)
            _check_attributes(lookup, path, step, onwards)


def _check_start(lookup: Lookup, path: DataPath, version: str, first: dict[str, DataPath]) -> None:
    if version == lookup.questionnaire.version:
        message = msg(
            "Version {version} is the one of this file; steps start from older ones.", version=version
        )
        lookup.findings.add("migration-from-present", path, message)
    elif version in first:
        line = lookup.findings.line(first[version])
        message = msg("Line {line} already has the step from version {version}.", line=line, version=version)
        lookup.findings.add("duplicate-migration", path, message)
    first.setdefault(version, path)


def _check_questions(lookup: Lookup, path: DataPath, step: Migration, onwards: Passage) -> None:
    _not_removed(lookup, (*path, "questions"), step.questions, step.removed)
    for old, new in step.questions.items():
        last = onwards.question(new)
        if last is not None:
            lookup.name((*path, "questions", old), msg("no question"), last, lookup.names.questions)


def _check_options(lookup: Lookup, path: DataPath, step: Migration, onwards: Passage) -> None:
    _not_removed(lookup, (*path, "options"), step.options, step.removed)
    for old, options in step.options.items():
        where: DataPath = (*path, "options", old)
        question = step.question(old)
        last = None if question is None else onwards.question(question)
        if question is None or last is None:
            continue
        if lookup.name(where, msg("no question"), last, lookup.names.questions, at_key=True):
            for name, new in options.items():
                option = onwards.option(question, new)
                if option != UNKNOWN:
                    lookup.options((*where, name), last, (option,))


def _check_levels(lookup: Lookup, path: DataPath, step: Migration, onwards: Passage) -> None:
    node = lookup.questionnaire.result.level or ""
    for old, new in step.levels.items():
        lookup.level((*path, "levels", old), node, onwards.level(new))


def _check_attributes(lookup: Lookup, path: DataPath, step: Migration, onwards: Passage) -> None:
    change, where = step.attributes, (*path, "attributes")
    known = {attribute.id: attribute for attribute in lookup.questionnaire.attributes}
    for key, names in (("renamed", change.renamed), ("options", change.options)):
        _not_removed(lookup, (*where, key), names, change.removed)
    for old, new in change.renamed.items():
        last = onwards.attribute(new)
        if last is not None:
            lookup.name((*where, "renamed", old), msg("no attribute"), last, known)
    for old, options in change.options.items():
        attribute = step.attribute(old)
        last = onwards.attribute(attribute)
        if last is None:
            continue
        at = (*where, "options", old)
        if lookup.name(at, msg("no attribute"), last, known, at_key=True):
            offered = [option.id for option in known[last].options]
            for name, new in options.items():
                value = onwards.attribute_option(attribute, new)
                lookup.name((*at, name), msg("no option"), value, offered)


def _not_removed(lookup: Lookup, path: DataPath, names: Mapping[str, object], removed: Iterable[str]) -> None:
    for name in removed:
        if name in names:
            message = msg("{name} is also among those removed.", name=name)
            lookup.findings.add("renamed-and-removed", (*path, name), message, at_key=True)
