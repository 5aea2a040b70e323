"""Checks files and folders of questionnaires."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from cxmaturity.authoring.linting import lint
from cxmaturity.authoring.recognition import claims_to_be_one, files_inside, is_questionnaire
from cxmaturity.authoring.subject import Subject
from cxmaturity.foundation.diagnostics import Diagnostic, InvalidDocument, Severity
from cxmaturity.foundation.documents import read_document
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg
from cxmaturity.scoring.compiled import compile_document

_STDIN = Path("-")


class Findings(Struct, frozen=True):
    """Everything found in the files checked, with the text of each for showing the place."""

    files: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]

    @property
    def has_errors(self) -> bool:
        """Whether anything weighs more than a warning."""
        return any(found.severity is Severity.ERROR for found in self.diagnostics)

    def named(self, name: Callable[[str], str]) -> "Findings":
        """The same with the files called otherwise."""
        return Findings(
            tuple(map(name, self.files)),
            tuple(replace(found, file=name(found.file)) for found in self.diagnostics),
            {name(file): text for file, text in self.sources.items()},
        )


def validate_files(
    paths: Sequence[Path], *, strict: bool = False, seconds: float | None = None, skip_others: bool = False
) -> Findings:
    """Check each questionnaire in *paths*. In folders, files that do not say that they are one are passed over.

    With *skip_others*, so are named ones. With *strict*, warnings count as errors; *seconds* is how long exact search
    may take for each file.

    Raises CxmaturityError for a path that does not exist, and where there is nothing to check; with *skip_others* that
    is so only where a folder was searched.
    """
    checked: dict[str, Findings] = {}
    for path, is_named in _files(paths):
        place = os.path.realpath(path)
        if place not in checked:
            found = _checked(path, seconds, is_meant=is_named and not skip_others)
            checked |= {} if found is None else {place: found}
    if not checked and not (skip_others and all(map(Path.is_file, paths))):
        raise CxmaturityError(msg("There is no questionnaire here."))
    return Findings(
        tuple(file for found in checked.values() for file in found.files),
        tuple(_weighed(one, strict=strict) for found in checked.values() for one in found.diagnostics),
        {file: text for found in checked.values() for file, text in found.sources.items()},
    )


def _checked(path: Path, seconds: float | None, *, is_meant: bool) -> Findings | None:
    """What is found in one file; None for one that is passed over, as no file is that *is_meant* to be checked."""
    try:
        document = read_document("-" if path == _STDIN else path)
    except InvalidDocument as error:
        if not is_meant and not claims_to_be_one(path):
            return None
        return Findings((str(path),), error.diagnostics, error.sources)
    if not is_meant and not is_questionnaire(document):
        return None
    try:
        found = sorted(lint(Subject(document, compile_document(document), seconds)))
    except InvalidDocument as error:
        found = list(error.diagnostics)
    return Findings((str(path),), tuple(found), {document.name: document.text})


def _weighed(found: Diagnostic, *, strict: bool) -> Diagnostic:
    return replace(found, severity=Severity.ERROR) if strict and found.severity is Severity.WARNING else found


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    for path in paths:
        if path.is_dir():
            yield from ((found, False) for found in files_inside(path))
        elif path == _STDIN or path.exists():
            yield path, True
        else:
            raise CxmaturityError(msg("There is no file or folder {path}.", path=str(path)))
