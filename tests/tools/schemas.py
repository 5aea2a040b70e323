"""
The JSON Schemas that ship: what the models say, with what docs/format.md says of each key.

    python tests/tools/schemas.py    writes questionnaires/schemas/*.json
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cxmaturity.authoring.schema import MODELS, schema_of
from cxmaturity.foundation.json_text import dumps_json
from cxmaturity.foundation.resources import SCHEMAS
from tests.tools.format_reference import meanings


def schema_text(name: str) -> str:
    """The file of the schema *name*."""
    return dumps_json(schema_of(name, meanings("en")))


if __name__ == "__main__":
    SCHEMAS.mkdir(exist_ok=True)
    for name in MODELS:
        (SCHEMAS / f"{name}.json").write_text(schema_text(name), encoding="utf-8")
