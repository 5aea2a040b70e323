"""Translations say the same in every language: no text left untranslated, no figure or placeholder lost."""

import re
from collections.abc import Iterator

from cxmaturity.authoring.lint.figures import figures_apart
from cxmaturity.authoring.lint.languages import is_prose, reads_like_another
from cxmaturity.authoring.prose import Prose, Version
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
    for text in subject.prose:
        if text.is_plain and len(subject.model.languages) > 1:
            yield from _untranslated(text, subject.model.languages)
            continue
        first, *others = text.versions
        same = False
        for other in others:
            if other.text.strip() == first.text.strip():
                same = True
                yield from _identical(text, first, other)
            else:
                yield from _different(first, other)
        for version in () if same else text.versions:
            yield from _language(version)


def _untranslated(text: Prose, languages: tuple[str, ...]) -> Iterator[Finding]:
    (only,) = text.versions
    if is_prose(only.text) and not _is_source(text):
        message = msg("“{text}” is the same in every language.", text=shorten(only.text, _PIECE))
        example = "{" + ", ".join(f"{language}: …" for language in languages) + "}"
        hint = msg("Write it once for each language: {example}.", example=example)
        yield Finding("translation-identical", text.path, message, hint)


def _identical(text: Prose, first: Version, other: Version) -> Iterator[Finding]:
    if is_prose(first.text) and not _is_source(text):
        wrong = first if reads_like_another(first.text, _base(first.language)) else other
        message = msg(
            "“{text}” is the same in {language} and {other}.",
            text=shorten(first.text.strip(), _PIECE),
            language=first.language,
            other=other.language,
        )
        hint = msg("Translate it into {language}.", language=wrong.language)
        yield Finding("translation-identical", wrong.path, message, hint)


def _is_source(text: Prose) -> bool:
    """Whether it may be the title of a book or an article, which stays in its own language."""
    return text.owner is Method and text.field == "sources"


def _different(first: Version, other: Version) -> Iterator[Finding]:
    """What two versions of a text have to share nevertheless."""
    if "{" in first.text or "{" in other.text:
        yield from _placeholders(first, other)
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
    least, most = sorted((len(first.text), len(other.text)))
    if most > _LONGER * least + _SLACK and _ONE_CHARACTER_A_WORD.isdisjoint(
        map(_base, (first.language, other.language))
    ):
        yield _too_long(*((first, other) if len(first.text) == least else (other, first)))


def _placeholders(first: Version, other: Version) -> Iterator[Finding]:
    wanted, given = (set(_PLACEHOLDER.findall(version.text)) for version in (first, other))
    for name in sorted(wanted ^ given):
        has, lacks = (first, other) if name in wanted else (other, first)
        message = msg("The placeholder {name} stands in {language} only.", name=name, language=has.language)
        hint = msg("Use it in {language}, too, or take it out.", language=lacks.language)
        yield Finding("translation-placeholders", lacks.path, message, hint)


def _too_long(shorter: Version, longer: Version) -> Finding:
    message = msg(
        "The text has {longer} characters in {language}, only {shorter} in {other}.",
        longer=len(longer.text),
        language=longer.language,
        shorter=len(shorter.text),
        other=shorter.language,
    )
    hint = msg("See whether one of them lacks something; else say the same more briefly.")
    return Finding("translation-length", longer.path, message, hint)


def _language(version: Version) -> Iterator[Finding]:
    seems = reads_like_another(version.text, _base(version.language))
    if seems is not None:
        message = msg(
            "The {language} text reads like {seems}: “{text}”.",
            language=version.language,
            seems=seems,
            text=shorten(version.text, _PIECE),
        )
        yield Finding(
            "translation-language", version.path, message, msg("Translate it, or swap the two texts.")
        )


def _base(language: str) -> str:
    return language.partition("-")[0]
