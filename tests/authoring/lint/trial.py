"""A rule on a questionnaire of a few lines: what it finds, as code, path and English message."""

from textwrap import dedent

from cxmaturity.authoring.subject import Check, Subject
from cxmaturity.foundation.documents import parse_yaml
from cxmaturity.scoring.compiled import compile_document

Found = list[tuple[str, str, str]]

_HEAD = """\
format: cxmaturity/questionnaire/1
id: trial
version: "1"
languages: [en]
title: Trial
missing: exclude
"""


def subject_of(text: str) -> Subject:
    """The questionnaire that *text* holds, without the keys that every questionnaire has alike."""
    document = parse_yaml((_HEAD + dedent(text)).encode(), "trial.yaml")
    return Subject(document, compile_document(document))


def found(check: Check, text: str) -> Found:
    """What *check* finds; every finding is at a place that exists, shorthands aside."""
    return [
        (finding.code, "/".join(map(str, finding.path)), str(finding.message))
        for finding in check(subject_of(text))
    ]
