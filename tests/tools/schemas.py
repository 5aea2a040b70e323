"""
The JSON Schemas that ship: what the models say, as files.

    python tests/tools/schemas.py    writes questionnaires/schemas/*.json
"""

from cxmaturity.authoring.schema import MODELS, schema_of
from cxmaturity.foundation.json_text import dumps_json
from cxmaturity.foundation.resources import SCHEMAS

if __name__ == "__main__":
    SCHEMAS.mkdir(exist_ok=True)
    for name in MODELS:
        (SCHEMAS / f"{name}.json").write_text(dumps_json(schema_of(name)), encoding="utf-8")
