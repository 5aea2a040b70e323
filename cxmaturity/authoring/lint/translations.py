"""Translations say the same in every language: no text left untranslated, no figure or placeholder lost."""

import re
from collections.abc import Iterable, Iterator

from cxmaturity.authoring.lint.figures import figures_apart
from cxmaturity.authoring.lint.languages import is_prose, reads_like_another
from cxmaturity.authoring.prose import Prose
from cxmaturity.authoring.subject import Finding, Subject
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.text import shorten
from cxmaturity.questionnaire.models import Method

_PLACEHOLDER = re.compile(r"\{[^{}\s]+\}")

_ONE_CHARACTER_A_WORD = frozenset({"ja", "ko", "zh"})

# In the shipped questionnaires the longer of two texts needs at most 1.6 times the other and 9 characters more;
# a sentence that one language lacks is beyond twice as many.
_LONGER, _SLACK = 1.6, 24
_PIECE = 60


def check_translations(subject: Subject) -> Iterator[Finding]:
    """Texts that one language shares with another, lacks in part, or has in the wrong place."""
    languages = subject.model.languages
    for text in subject.prose:
        same = list(_identical(text, languages))
        yield from same or (finding for check in _CHECKS for finding in check(text, languages))


def _identical(text: Prose, languages: tuple[str, ...]) -> Iterator[Finding]:
    if len(languages) < 2 or (text.owner is Method and text.field == "sources"):
        return  # a title of a book or an article stays in its own language
    first = text.versions[0]
    if text.is_plain:
        if is_prose(first.text):
            message = msg("“{text}” is the same in every language.", text=shorten(first.text, _PIECE))
            hint = msg("Write it once for each language: {example}.", example=_example(languages))
            yield Finding("translation-identical", text.path, message, hint)
        return
    for other in text.versions[1:]:
        if other.text.strip() == first.text.strip() and is_prose(first.text):
            wrong = first if reads_like_another(first.text, _base(first.language)) else other
            message = msg(
                "“{text}” is the same in {language} and {other}.",
                text=shorten(first.text.strip(), _PIECE),
                language=first.language,
                other=other.language,
            )
            hint = msg("Translate it into {language}.", language=wrong.language)
            yield Finding("translation-identical", wrong.path, message, hint)


def _example(languages: Iterable[str]) -> str:
    return "{" + ", ".join(f"{language}: …" for language in languages) + "}"


def _placeholders(text: Prose, _: tuple[str, ...]) -> Iterator[Finding]:
    first, *others = text.versions
    wanted = set(_PLACEHOLDER.findall(first.text)) if "{" in first.text else set()
    for other in others:
        given = set(_PLACEHOLDER.findall(other.text)) if "{" in other.text else set()
        for name in sorted(wanted ^ given):
            has, lacks = (first, other) if name in wanted else (other, first)
            message = msg(
                "The placeholder {name} stands in {language} only.", name=name, language=has.language
            )
            hint = msg("Use it in {language}, too, or take it out.", language=lacks.language)
            yield Finding("translation-placeholders", lacks.path, message, hint)


def _numbers(text: Prose, _: tuple[str, ...]) -> Iterator[Finding]:
    first, *others = text.versions
    for other in others:
        ours, theirs = figures_apart(first.text, first.language, other.text, other.language)
        if ours and theirs:  # a number on one side alone may be a word on the other
            message = msg(
                "The numbers differ: {ours} in {language}, {theirs} in {other}.",
                ours=", ".join(ours),
                language=first.language,
                theirs=", ".join(theirs),
                other=other.language,
            )
            hint = msg("Find out which is right; the wrong one misleads everyone who reads that language.")
            yield Finding("translation-numbers", other.path, message, hint)


def _length(text: Prose, _: tuple[str, ...]) -> Iterator[Finding]:
    first, *others = text.versions
    for other in others:
        shorter, longer = sorted((first, other), key=lambda version: len(version.text))
        dense = {_base(first.language), _base(other.language)} & _ONE_CHARACTER_A_WORD
        if len(longer.text) > _LONGER * len(shorter.text) + _SLACK and not dense:
            message = msg(
                "The text has {longer} characters in {language}, only {shorter} in {other}.",
                longer=len(longer.text),
                language=longer.language,
                shorter=len(shorter.text),
                other=shorter.language,
            )
            hint = msg("See whether one of them lacks something; else say the same more briefly.")
            yield Finding("translation-length", longer.path, message, hint)


def _language(text: Prose, languages: tuple[str, ...]) -> Iterator[Finding]:
    if text.is_plain and len(languages) > 1:
        return
    for version in text.versions:
        seems = reads_like_another(version.text, _base(version.language))
        if seems is not None:
            message = msg(
                "The {language} text reads like {seems}: “{text}”.",
                language=version.language,
                seems=seems,
                text=shorten(version.text, _PIECE),
            )
            hint = msg("Translate it, or swap the two texts.")
            yield Finding("translation-language", version.path, message, hint)


def _base(language: str) -> str:
    return language.partition("-")[0]


_CHECKS = (_placeholders, _numbers, _length, _language)
