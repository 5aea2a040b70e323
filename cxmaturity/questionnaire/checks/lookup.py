"""Looks up what a part of the questionnaire names, and reports where there is no such thing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.questionnaire.checks.findings import Findings
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.references import Names
from cxmaturity.questionnaire.scores import Level, LevelRef, find_level


@dataclass(frozen=True, slots=True)
class Lookup:
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
        if name in self.names.questions and name not in self.names.scored:
            message = msg("{question} is a context question and has no score.", question=name)
            self.findings.add("unknown-reference", path, message)
        elif name not in self.names.nodes and name not in self.names.scored:
            self.findings.unknown(
                path, msg("no score or question"), name, self.names.nodes | self.names.scored
            )

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
        asked = self.names.questions[question]
        scale = getattr(asked, "answer_scale", None)
        if scale is not None and scale not in self.questionnaire.answer_scales:
            return
        known = [option.id for option in self.questionnaire.options_of(asked)]
        for position, option in enumerate(options):
            self.name((*path, position), msg("no option"), option, known)
