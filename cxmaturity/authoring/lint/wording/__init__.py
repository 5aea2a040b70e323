"""How questions are worded: one thing asked at a time, nothing asked or offered twice."""

from collections.abc import Iterator

from cxmaturity.authoring.lint.wording.doubles import second_question
from cxmaturity.authoring.lint.wording.options import OptionList, check_options, option_lists
from cxmaturity.authoring.prose import versions
from cxmaturity.authoring.subject import Finding, Subject
from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.text import shorten
from cxmaturity.questionnaire.questions import BaseQuestion

_PIECE = 60


def check_wording(subject: Subject) -> Iterator[Finding]:
    """Double questions, texts that stand twice, options that overlap, leave a gap or stand in no order."""
    languages = subject.model.languages
    first: dict[tuple[str, str], str] = {}
    for path, question in subject.parts:
        if isinstance(question, BaseQuestion):
            yield from _double(question, path, languages)
            yield from _asked_twice(question, path, languages, first)
    for options in option_lists(subject):
        yield from _offered_twice(options)
        yield from check_options(options)


def _double(question: BaseQuestion, path: DataPath, languages: tuple[str, ...]) -> Iterator[Finding]:
    for version in versions(question.text, (*path, "text"), languages):
        more = second_question(version.text)
        if more is not None:
            message = msg(
                "This asks two things at once: “{more}” is a second question.", more=shorten(more, _PIECE)
            )
            hint = msg("Ask one of them, or make it two questions; nobody can tell which one was answered.")
            yield Finding("double-question", version.path, message, hint)


def _asked_twice(
    question: BaseQuestion, path: DataPath, languages: tuple[str, ...], first: dict[tuple[str, str], str]
) -> Iterator[Finding]:
    """A question whose text another one has; *first* keeps which question had it, by language and text."""
    for version in versions(question.text, (*path, "text"), languages):
        other = first.setdefault((version.language, _same(version.text)), question.id)
        if other != question.id:
            message = msg("{question} asks in the same words as {other}.", question=question.id, other=other)
            hint = msg(
                "Say in the question what sets the two apart; a list of open questions shows nothing else."
            )
            yield Finding("duplicate-question", version.path, message, hint)
            return


def _offered_twice(options: OptionList) -> Iterator[Finding]:
    for language, texts in options.texts.items():
        if len(set(map(_same, texts))) == len(texts):
            continue
        first: dict[str, str] = {}
        for number, text in enumerate(texts):
            option = options.options[number].id
            other = first.setdefault(_same(text), option)
            if other != option:
                message = msg(
                    "The options {other} and {option} read the same: “{text}”.",
                    other=other,
                    option=option,
                    text=shorten(text, _PIECE),
                )
                hint = msg("Word them so that nobody has to guess, or leave one out.")
                yield Finding("duplicate-option", options.place(number, language), message, hint)


def _same(text: str) -> str:
    """*text* so that two which differ only in case, or in blanks around them, are equal."""
    return text.strip().casefold()
