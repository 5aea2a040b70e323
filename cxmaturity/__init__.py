"""Score customer-experience maturity from a declared questionnaire and report what to do next."""

from importlib import import_module

TYPE_CHECKING = False  # what type checkers read as true; typing itself is not worth its import here

if TYPE_CHECKING:
    from cxmaturity.batch.frames import ScoredTable as ScoredTable
    from cxmaturity.batch.frames import score_batch as score_batch
    from cxmaturity.batch.frames import score_table as score_table
    from cxmaturity.foundation.diagnostics import InvalidDocument as InvalidDocument
    from cxmaturity.foundation.errors import CxmaturityError as CxmaturityError
    from cxmaturity.library import assess as assess
    from cxmaturity.library import load as load
    from cxmaturity.library import render as render
    from cxmaturity.scoring.assessment import Assessment as Assessment
    from cxmaturity.scoring.compiled import CompiledQuestionnaire as CompiledQuestionnaire

__version__ = "0.1.0"

# Public name -> the module that defines it. Loaded on first use, so that importing cxmaturity costs nothing.
_PUBLIC: dict[str, str] = {
    "load": "cxmaturity.library",
    "assess": "cxmaturity.library",
    "render": "cxmaturity.library",
    "score_batch": "cxmaturity.batch.frames",
    "score_table": "cxmaturity.batch.frames",
    "ScoredTable": "cxmaturity.batch.frames",
    "Assessment": "cxmaturity.scoring.assessment",
    "CompiledQuestionnaire": "cxmaturity.scoring.compiled",
    "CxmaturityError": "cxmaturity.foundation.errors",
    "InvalidDocument": "cxmaturity.foundation.diagnostics",
}

__all__ = ["__version__", *_PUBLIC]  # noqa: PLE0604  the names are the table's keys


def __getattr__(name: str) -> object:
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PUBLIC[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
