"""What a difference does to companies: each one's answers scored with both versions by the one engine."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.answers.reading import read_answers
from cxmaturity.authoring.diff.companies import Failed, Source
from cxmaturity.authoring.diff.difference import Difference
from cxmaturity.foundation.documents import Document
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import Message
from cxmaturity.questionnaire.migrations import passage
from cxmaturity.scoring.assess import assess
from cxmaturity.scoring.assessment import Assessment


class Compared(Struct, frozen=True):
    """A company's results with the older and the newer version. `migrated` says how its answers were carried over."""

    place: str
    company: str
    old: Assessment
    new: Assessment
    migrated: tuple[Message, ...]

    @property
    def level_changed(self) -> bool:
        """Whether the level, or how far it is determined, is another."""
        return _standing(self.old) != _standing(self.new)

    @property
    def changed(self) -> bool:
        """Whether level, index or a dimension came out differently."""
        return self.level_changed or _figures(self.old) != _figures(self.new)


class Unreadable(Struct, frozen=True):
    """A company whose answers the older version takes and the newer one does not."""

    place: str
    company: str
    error: CxmaturityError


class Impact(Struct, frozen=True):
    """What became of everybody, in the order of reading."""

    compared: tuple[Compared, ...]
    unreadable: tuple[Unreadable, ...]
    failed: tuple[Failed, ...]


def impact(difference: Difference, companies: Iterable[Source | Failed]) -> Impact:
    """Score everybody's answers with both versions; what cannot be read is listed, and the rest goes on."""
    compared: list[Compared] = []
    unreadable: list[Unreadable] = []
    failed: list[Failed] = []
    for source in companies:
        outcome = source if isinstance(source, Failed) else _outcome(difference, source)
        match outcome:
            case Compared():
                compared.append(outcome)
            case Unreadable():
                unreadable.append(outcome)
            case Failed():
                failed.append(outcome)
    return Impact(tuple(compared), tuple(unreadable), tuple(failed))


def _outcome(difference: Difference, source: Source) -> Compared | Unreadable | Failed:
    old, new = difference.old.subject.compiled, difference.new.subject.compiled
    try:
        before = assess(old, read_answers(source.document, old.model, old.sha256))
    except CxmaturityError as error:
        return Failed(source.place, error)
    company = before.answers.company.name
    try:
        answers = read_answers(_for_new(difference, source.document), new.model, new.sha256)
        return Compared(source.place, company, before, assess(new, answers), answers.migrated)
    except CxmaturityError as error:
        return Unreadable(source.place, company, error)


def _for_new(difference: Difference, document: Document) -> Document:
    """The answers as the newer version is to read them: from the version they were given to, if a way leads from it.

    Where none does, the difference says so once; the answers are then read as if nothing had been renamed.
    """
    new = difference.new.subject.model
    named = document.data["questionnaire"]
    stated = named.get("version") if isinstance(named, dict) else None
    given_to = str(stated or difference.old.version)
    version = given_to if passage(new.migrations, given_to, new.version) else new.version
    return replace(document, data={**document.data, "questionnaire": {"id": new.id, "version": version}})


def _standing(assessment: Assessment) -> tuple[object, ...]:
    return None if assessment.level is None else assessment.level.number, assessment.level_status


def _figures(assessment: Assessment) -> tuple[object, ...]:
    dimensions = {
        dimension.id: (dimension.score.value, dimension.level and dimension.level.number)
        for dimension in assessment.dimensions
    }
    return assessment.index, dimensions
