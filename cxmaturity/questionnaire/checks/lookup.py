"""Looks up what a part of the questionnaire names, and reports where there is no such thing."""

from collections.abc import Collection, Iterable

from msgspec import Struct

from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.questionnaire.checks.findings import Findings
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.questions import Option, Question
from cxmaturity.questionnaire.references import Names
from cxmaturity.questionnaire.scores import Level, LevelRef, find_level


class Lookup(Struct, frozen=True):
    """A questionnaire, what it declares, and what was found to be wrong with it."""

    questionnaire: Questionnaire
    names: Names
    findings: Findings

    def name(
        self, path: DataPath, what: Message, name: str, known: Collection[str], *, at_key: bool = False
    ) -> bool:
        """Whether *name* is among *known*; *what* says "no dimension" or the like."""
        if name not in known:
            self.findings.unknown(path, what, name, known, at_key=at_key)
        return name in known

    def node(self, path: DataPath, name: str) -> None:
        """A score or a scored question."""
        if not self._is_unscored(path, name):
            self.name(path, msg("no score or question"), name, self.names.nodes | self.names.scored)

    def scored(self, path: DataPath, name: str, *, at_key: bool = False) -> bool:
        """Whether *name* is a question of a dimension."""
        if self._is_unscored(path, name, at_key=at_key):
            return False
        return self.name(path, msg("no scored question"), name, self.names.scored, at_key=at_key)

    def _is_unscored(self, path: DataPath, name: str, *, at_key: bool = False) -> bool:
        found = name in self.names.questions and name not in self.names.scored
        if found:
            message = msg("{question} is a context question and has no score.", question=name)
            hint = msg("To score it, move it into a dimension.")
            self.findings.add("unscored-question", path, message, hint, at_key=at_key)
        return found

    def level_rule(self, path: DataPath, name: str) -> bool:
        """A node that has a level."""
        return self.name(path, msg("no level rule"), name, self.names.levels)

    def level(self, path: DataPath, node: str, ref: LevelRef | None, *, at_key: bool = False) -> Level | None:
        """The level that *ref* names on the scale of *node*; nothing is said where *node* has no scale."""
        levels = self.names.levels.get(node)
        if ref is None or levels is None:
            return None
        found = find_level(levels, ref)
        if found is None:
            known = [level.id for level in levels]
            self.findings.unknown(path, msg("no level"), str(ref), known, at_key=at_key)
        return found

    def options(self, path: DataPath, question: str, options: Iterable[str]) -> None:
        """Options of a question that exists; its answer scale may be missing, which is reported there."""
        offered = self.offered(self.names.questions[question])
        if offered is None:
            return
        known = [option.id for option in offered]
        for position, option in enumerate(options):
            self.name((*path, position), msg("no option"), option, known)

    def offered(self, question: Question) -> tuple[Option, ...] | None:
        """The options of *question*; None where its answer scale does not exist."""
        scale = getattr(question, "answer_scale", None)
        known = scale is None or scale in self.questionnaire.answer_scales
        return self.questionnaire.options_of(question) if known else None
