"""Checks files and folders of questionnaires."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cxmaturity.authoring.linting import lint
from cxmaturity.authoring.subject import Subject
from cxmaturity.foundation.diagnostics import Diagnostic, InvalidDocument, Severity
from cxmaturity.foundation.documents import Document, read_document
from cxmaturity.foundation.errors import CxmaturityError
from cxmaturity.foundation.i18n import msg
from cxmaturity.scoring.compiled import compile_document

_ENDINGS = frozenset({".yaml", ".yml", ".json"})


@dataclass(frozen=True, slots=True)
class Findings:
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


def validate_files(paths: Iterable[Path], *, strict: bool = False, seconds: float | None = None) -> Findings:
    """Check each questionnaire in *paths*. In folders, files that say another `format:` are passed over.

    With *strict*, warnings count as errors; *seconds* is how long exact search may take for each file.

    Raises CxmaturityError for a path that does not exist, and where there is nothing to check.
    """
    files: dict[str, str] = {}
    diagnostics: list[Diagnostic] = []
    sources: dict[str, str] = {}
    for path, is_named in _files(paths):
        place = os.path.abspath(path)  # noqa: PTH100  Path.absolute keeps `..`
        if place in files:
            continue
        try:
            document = read_document(path)
            if not is_named and not _is_questionnaire(document):
                continue
            sources[document.name] = document.text
            diagnostics += sorted(_problems(document, seconds))
        except InvalidDocument as error:
            diagnostics += error.diagnostics
            sources |= error.sources
        files[place] = str(path)
    if not files:
        raise CxmaturityError(msg("There is no questionnaire here."))
    return Findings(
        tuple(files.values()), tuple(_weighed(found, strict=strict) for found in diagnostics), sources
    )


def _weighed(found: Diagnostic, *, strict: bool) -> Diagnostic:
    return replace(found, severity=Severity.ERROR) if strict and found.severity is Severity.WARNING else found


def files_inside(folder: Path) -> Iterator[Path]:
    """YAML and JSON files below *folder*; hidden folders and installed packages are nobody's questionnaires."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        yield from (Path(place, name) for name in sorted(files) if Path(name).suffix.lower() in _ENDINGS)


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    for path in paths:
        if path.is_dir():
            yield from ((found, False) for found in files_inside(path))
        elif path.exists():
            yield path, True
        else:
            raise CxmaturityError(msg("There is no file or folder {path}.", path=str(path)))


def _is_questionnaire(document: Document) -> bool:
    return str(document.data.get("format", "")).startswith("cxmaturity/questionnaire/")


def _problems(document: Document, seconds: float | None) -> Iterator[Diagnostic]:
    yield from lint(Subject(document, compile_document(document), seconds))
