"""
Where the files that ship with cxmaturity live.

A wheel carries `questionnaires/` and `templates/` inside the package; a checkout, and so an editable install,
keeps them beside it.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_HOME = _PACKAGE if (_PACKAGE / "questionnaires").is_dir() else _PACKAGE.parent

QUESTIONNAIRES = _HOME / "questionnaires"
SCHEMAS = QUESTIONNAIRES / "schemas"
TEMPLATES = _HOME / "templates"
LOCALES = _PACKAGE / "locales"
PRESETS = _PACKAGE / "answers" / "presets"
RULES = _PACKAGE / "authoring" / "rules"
