"""A difference as plain data, its words never translated."""

from fractions import Fraction
from typing import Any

from cxmaturity.authoring.diff.comparing import Change
from cxmaturity.authoring.diff.difference import Difference, Side
from cxmaturity.authoring.diff.facts import Fact
from cxmaturity.authoring.diff.impact import Compared, Impact
from cxmaturity.authoring.diff.reasons import GateTurned, Moved, reasons
from cxmaturity.scoring.assessment import Assessment

FORMAT = "cxmaturity/diff/1"


def difference_data(difference: Difference, impact: Impact | None) -> dict[str, Any]:
    """Both versions, what the changes ask of the version, every change, and the companies where some were given."""
    heaviest, verdict = difference.heaviest, difference.verdict
    data: dict[str, Any] = {
        "format": FORMAT,
        "old": _side(difference.old),
        "new": _side(difference.new),
        "class": None if heaviest is None else heaviest.word,
        "version": {
            "required": verdict.required.name.lower(),
            "lowest": verdict.lowest,
            "enough": verdict.enough,
        },
        "changes": [_change(difference, change) for change in difference.changes],
    }
    if impact is not None:
        data["companies"] = [_compared(difference, compared) for compared in impact.compared]
        data["unreadable"] = [
            {"company": lost.company, "place": lost.place, "message": str(lost.error)}
            for lost in impact.unreadable
        ]
        data["failed"] = [{"place": failed.place, "message": str(failed.error)} for failed in impact.failed]
    return data


def _side(side: Side) -> dict[str, Any]:
    compiled = side.subject.compiled
    return {
        "file": side.subject.document.name,
        "id": compiled.model.id,
        "version": side.version,
        "sha256": compiled.sha256,
    }


def _change(difference: Difference, change: Change) -> dict[str, Any]:
    return {
        "class": change.weight.word,
        "event": change.event,
        "kind": change.key.kind,
        "about": [[{"kind": kind, "id": name} for kind, name in key.things] for key in change.keys],
        "field": change.key.field or None,
        "language": change.key.language or None,
        "old": _fact(difference.old, change.old),
        "new": _fact(difference.new, change.new),
    }


def _fact(side: Side, fact: Fact | None) -> dict[str, Any] | None:
    if fact is None:
        return None
    value = list(fact.value) if isinstance(fact.value, tuple) else fact.value
    return {"line": side.line(fact), "value": value}


def _compared(difference: Difference, compared: Compared) -> dict[str, Any]:
    found = reasons(difference, compared) if compared.changed else None
    return {
        "company": compared.company,
        "place": compared.place,
        "changed": compared.changed,
        "old": _result(compared.old),
        "new": _result(compared.new),
        "dimensions": [] if found is None else [_dimension(moved) for moved in found.dimensions],
        "answers": [] if found is None else [_moved(moved) for moved in found.answers],
        "gates": [] if found is None else [_gate(gate) for gate in found.gates],
        "changes": [] if found is None else [difference.changes.index(change) for change in found.changes],
        "migrated": [str(message) for message in compared.migrated],
    }


def _result(assessment: Assessment) -> dict[str, Any]:
    level = assessment.level
    return {
        "level": None if level is None else {"id": level.id, "number": level.number},
        "level_status": assessment.level_status,
        "index": _number(assessment.index),
    }


def _moved(moved: Moved) -> dict[str, Any]:
    return {"id": moved.name, "old": _number(moved.old), "new": _number(moved.new)}


def _dimension(moved: Moved) -> dict[str, Any]:
    return {**_moved(moved), "levels": {"old": moved.old_level, "new": moved.new_level}}


def _gate(gate: GateTurned) -> dict[str, Any]:
    return {"level": gate.level, "about": gate.subject, "test": gate.test, "holds": gate.holds}


def _number(value: Fraction | None) -> float | int | None:
    return None if value is None else value.numerator / value.denominator
