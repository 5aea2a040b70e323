"""What a rule looks at, and what it finds."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from msgspec import Struct

from cxmaturity.authoring.prose import Prose, prose
from cxmaturity.foundation.documents import DataPath, Document
from cxmaturity.foundation.i18n import Message
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.questions import BaseQuestion
from cxmaturity.questionnaire.references import Names, Part, names_of
from cxmaturity.scoring.compiled import CompiledQuestionnaire
from cxmaturity.scoring.plan import Plan


class Finding(Struct, frozen=True):
    """What a rule found at a path of the file; its weight is the rule's."""

    code: str
    path: DataPath
    message: Message
    hint: Message | None = None
    at_key: bool = False


class Subject(Struct, frozen=True, dict=True):
    """A questionnaire that can be scored: the file, what it says, and its plan.

    `seconds` is how long the exact search may take in all; None where only what is cheap is to be proven.
    """

    document: Document
    compiled: CompiledQuestionnaire
    seconds: float | None = None

    @property
    def model(self) -> Questionnaire:
        """The questionnaire as written."""
        return self.compiled.model

    @property
    def plan(self) -> Plan:
        """What scores it."""
        return self.compiled.plan

    @cached_property
    def names(self) -> Names:
        """What it declares, with paths."""
        return names_of(self.model)

    @cached_property
    def parts(self) -> tuple[tuple[DataPath, Part], ...]:
        """Every model and every translated text, with paths."""
        return self.names.parts

    @cached_property
    def question_paths(self) -> Mapping[str, DataPath]:
        """The path of every question."""
        return {part.id: path for path, part in self.parts if isinstance(part, BaseQuestion)}

    @cached_property
    def prose(self) -> tuple[Prose, ...]:
        """Every text, plain or translated, with paths."""
        return tuple(prose(self.parts, self.model.languages))


Check = Callable[[Subject], Iterable[Finding]]
