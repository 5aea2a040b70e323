"""What the commands read: questionnaires, answers and assessments, by the arguments that name them."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from cxmaturity.cli import streams
from cxmaturity.foundation.documents import Document, read_document
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg
from cxmaturity.foundation.intake import COMPUTED, WRITTEN, Size
from cxmaturity.questionnaire.catalogue import DEFAULT, find_questionnaire
from cxmaturity.scoring.compiled import CompiledQuestionnaire, compile_document

if TYPE_CHECKING:
    from cxmaturity.answers.models import Answers
    from cxmaturity.scoring.assessment import Assessment


def content_language(compiled: CompiledQuestionnaire, asked: str | None) -> str:
    """The declared language that *asked* (else the system) means; the questionnaire's first where it has neither.

    Raises CxmaturityError where `--lang` names a language that the questionnaire does not have.
    """
    declared = compiled.model.languages
    wanted = asked or streams.language()
    base = wanted.partition("-")[0]
    fitting = next(
        (known for known in declared if known in (wanted, base) or known.partition("-")[0] == base), None
    )
    if fitting is None and asked is not None:
        raise CxmaturityError(
            msg("This questionnaire is not available in {language}.", language=asked),
            msg("It has: {languages}.", languages=", ".join(declared)),
        )
    return fitting or declared[0]


def one_name(argument: str | None, option: str | None) -> str | None:
    """The questionnaire named as argument or with `-q`. Raises CxmaturityError where the two differ."""
    if argument is not None and option is not None and argument != option:
        raise CxmaturityError(
            msg("Two questionnaires are named: {one} and {other}.", one=argument, other=option)
        )
    return argument or option


def load_questionnaire(name: str | None) -> CompiledQuestionnaire:
    """The questionnaire by shipped id or path; the default one for None."""
    return compile_document(find_questionnaire(name or DEFAULT))


def load_answers(path: Path, questionnaire: str | None) -> "tuple[CompiledQuestionnaire, Answers]":
    """The answers in *path* (`-` is standard input) with *questionnaire*, else the one that the file names."""
    return _answers_in(_read(path, WRITTEN), questionnaire)


def load_assessment(path: Path, questionnaire: str | None) -> "Assessment":
    """The assessment in *path*: a stored one, or one made of an answers file."""
    from cxmaturity.scoring.assess import assess
    from cxmaturity.scoring.assessment_file import FORMAT
    from cxmaturity.scoring.serialization import read_assessment

    document = _read(path, COMPUTED)
    if document.data.get("format") == FORMAT:
        return read_assessment(document)
    return assess(*_answers_in(document, questionnaire))


def check_not_input(output: Path | None, given: Path) -> None:
    """Raises CxmaturityError where *output* would take the place of what was *given*, even if it may replace a file."""
    if output is not None and str(given) != "-" and os.path.realpath(output) == os.path.realpath(given):
        raise CxmaturityError(msg("{file} is the input.", file=str(output)), msg("Write to another file."))


def note_migration(path: Path, answers: "Answers", language: str) -> None:
    """Say on stderr what was changed to read answers that were given to an older version."""
    for change in answers.migrated:
        streams.note(msg("{where}: {problem}", where=str(path), problem=change), language)


def _read(path: Path, largest_json: Size) -> Document:
    return read_document("-" if str(path) == "-" else path, largest_json=largest_json)


def _answers_in(document: Document, questionnaire: str | None) -> "tuple[CompiledQuestionnaire, Answers]":
    from cxmaturity.answers.reading import read_answers

    compiled = load_questionnaire(questionnaire or _named_in(document))
    return compiled, read_answers(document, compiled.model, compiled.sha256)


def _named_in(document: Document) -> str | None:
    """The questionnaire id that an answers file states, as far as it does."""
    named = document.data.get("questionnaire")
    if isinstance(named, dict):
        named = named.get("id")
    return named if isinstance(named, str) else None
