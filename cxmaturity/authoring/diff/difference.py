"""The difference between two versions of a questionnaire."""

from msgspec import Struct

from cxmaturity.authoring.diff.classes import Weight
from cxmaturity.authoring.diff.comparing import Change, compare
from cxmaturity.authoring.diff.facts import Fact, Key
from cxmaturity.authoring.diff.inventory import inventory
from cxmaturity.authoring.diff.naming import Naming
from cxmaturity.authoring.diff.versions import Verdict, judge
from cxmaturity.authoring.subject import Subject
from cxmaturity.questionnaire.migrations import Passage, passage
from cxmaturity.questionnaire.validation import existing


class Side(Struct, frozen=True, dict=True):
    """One of the two versions: its file, and its names as the comparison calls them."""

    subject: Subject
    naming: Naming

    @property
    def version(self) -> str:
        return self.subject.model.version

    def line(self, fact: Fact) -> int:
        """The line in which what *fact* states begins."""
        document = self.subject.document
        return document.span(existing(document.data, fact.path)).line


class Difference(Struct, frozen=True, dict=True):
    """Everything that changed from *old* to *new*, heaviest first, then by line; and what that asks of the version."""

    old: Side
    new: Side
    changes: tuple[Change, ...]
    verdict: Verdict

    @property
    def heaviest(self) -> Weight | None:
        """The weight of the heaviest change; None where nothing changed."""
        return max((change.weight for change in self.changes), default=None)


def difference(old: Subject, new: Subject) -> Difference:
    """Compare two versions; questions and options are matched along the migrations of the new one."""
    way = passage(new.model.migrations, old.model.version, new.model.version)
    before = Side(old, Naming(old.model, way or Passage(), new.model))
    after = Side(new, Naming(new.model, Passage(), new.model))
    facts, later = dict(inventory(before.naming)), dict(inventory(after.naming))
    if way is None:
        key = Key(field="version")
        facts[key] = Fact(key, ("version",), before.version)
        later[key] = Fact(key, ("version",), after.version)
    changes = sorted(compare(facts, later), key=lambda change: (-change.weight, _line(before, after, change)))
    heaviest = max((change.weight for change in changes), default=None)
    return Difference(before, after, tuple(changes), judge(before.version, after.version, heaviest))


def _line(old: Side, new: Side, change: Change) -> int:
    if change.new is not None:
        return new.line(change.new)
    assert change.old is not None
    return old.line(change.old)
