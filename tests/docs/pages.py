"""The blocks of a documentation page, and what they hold."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cxmaturity.answers import models as answers
from cxmaturity.authoring.linting import lint
from cxmaturity.authoring.subject import Subject
from cxmaturity.foundation.diagnostics import Diagnostic, Severity, Span
from cxmaturity.foundation.documents import Document, Value, parse_yaml
from cxmaturity.foundation.places import Place
from cxmaturity.questionnaire import models
from cxmaturity.scoring.compiled import compile_document

DOCS = Path(__file__).resolve().parents[2] / "docs"

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

Data = Mapping[str, Value]


@dataclass(frozen=True)
class Page:
    """A page by its file name."""

    name: str

    @cached_property
    def text(self) -> str:
        return (DOCS / self.name).read_text("utf-8")

    def blocks(self, kind: str) -> list[str]:
        """The blocks of one language, in order."""
        return [text for language, text in _BLOCK.findall(self.text) if language == kind]

    @cached_property
    def data(self) -> list[Data]:
        """What each YAML block says."""
        return [parse_yaml(text.encode(), self.name).data for text in self.blocks("yaml")]

    def questionnaires(self) -> Iterator[Document]:
        """The questionnaires that the YAML blocks stand for: whole ones, or the first with other keys."""
        base: Data = {}
        for text, data in zip(self.blocks("yaml"), self.data, strict=True):
            if data.get("format") == models.FORMAT:
                base = base or data
                yield parse_yaml(text.encode(), self.name)
            elif data.get("format") != answers.FORMAT:
                yield Document(self.name, "", {**base, **data}, lambda _: Place(Span(1, 1, 1, 2)))

    def links(self) -> list[str]:
        """Where its links lead, other sites left out."""
        return re.findall(r"\]\((?!https?:)([^)]+)\)", self.text)

    def has(self, link: str) -> bool:
        """Whether there is what *link* names: a file, and a heading in it."""
        file, _, anchor = link.partition("#")
        target = DOCS / (file or self.name)
        if not anchor:
            return target.exists()
        headings = re.findall(r"^#+ (.*)$", target.read_text("utf-8"), re.MULTILINE)
        return anchor in {anchor_of(heading) for heading in headings}

    def answers(self) -> Iterator[answers.AnswersFile]:
        """The answers files among the blocks."""
        for data in self.data:
            if data.get("format") == answers.FORMAT:
                yield answers.AnswersFile.model_validate(data)


def anchor_of(heading: str) -> str:
    """The anchor that GitHub makes of a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def problems(document: Document) -> list[Diagnostic]:
    """The errors in a questionnaire, failed tests among them."""
    found = lint(Subject(document, compile_document(document)))
    return [diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR]
