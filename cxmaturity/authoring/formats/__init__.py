"""What `validate` found, in the form that a reader or a program wants: each a pure function to text."""

from collections.abc import Mapping
from importlib import import_module

from msgspec import Struct

from cxmaturity.authoring.validation import Findings


class Format(Struct, frozen=True):
    """A form of output: the module here whose `render` makes it, and the ending of files that have it.

    `is_for_people` asks for a closing line; `is_for_services`, for files named from the repository's root.
    `mark` is what the beginning of each such file holds, and no other file does.
    """

    module: str
    ending: str | None = None
    is_for_people: bool = False
    is_for_services: bool = False
    mark: bytes | None = None

    def render(self, findings: Findings, language: str) -> str:
        """The findings in this form. Its module is imported only now: of seven, one is asked for."""
        rendered: str = import_module(f"{__name__}.{self.module}").render(findings, language)
        return rendered


FORMATS: Mapping[str, Format] = {
    "text": Format("text", ".txt", is_for_people=True),
    "concise": Format("concise", is_for_people=True),
    "json": Format("json_array", ".json"),
    "github": Format("github", is_for_services=True),
    "sarif": Format("sarif", ".sarif", is_for_services=True, mark=b'"name": "cxmaturity"'),
    "gitlab": Format("gitlab", is_for_services=True),
    "junit": Format("junit", ".xml", is_for_services=True, mark=b'<testsuites name="cxmaturity"'),
}
