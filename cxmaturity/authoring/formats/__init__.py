"""What `validate` found, in the form that a reader or a program wants: each a pure function to text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cxmaturity.authoring.formats.concise import concise
from cxmaturity.authoring.formats.github import github
from cxmaturity.authoring.formats.gitlab import gitlab
from cxmaturity.authoring.formats.json_array import json_array
from cxmaturity.authoring.formats.junit import junit
from cxmaturity.authoring.formats.sarif import sarif
from cxmaturity.authoring.formats.text import text
from cxmaturity.authoring.validation import Findings


@dataclass(frozen=True, slots=True)
class Format:
    """A form of output: how it is made of findings in a language, and the ending of files that have it.

    `is_for_people` asks for a closing line; `is_for_services`, for files named from the repository's root.
    `mark` is what the beginning of each such file holds, and no other file does.
    """

    render: Callable[[Findings, str], str]
    ending: str | None = None
    is_for_people: bool = False
    is_for_services: bool = False
    mark: bytes | None = None


FORMATS: Mapping[str, Format] = {
    "text": Format(text, ".txt", is_for_people=True),
    "concise": Format(concise, is_for_people=True),
    "json": Format(json_array, ".json"),
    "github": Format(github, is_for_services=True),
    "sarif": Format(sarif, ".sarif", is_for_services=True, mark=b'"name": "cxmaturity"'),
    "gitlab": Format(gitlab, is_for_services=True),
    "junit": Format(junit, ".xml", is_for_services=True, mark=b'<testsuites name="cxmaturity"'),
}
