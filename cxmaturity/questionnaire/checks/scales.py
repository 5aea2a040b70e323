"""Scales rise, and level rules give every level of their scale a way to be reached."""

from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.checks.findings import Findings
from cxmaturity.questionnaire.expansion import applies_at
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.references import Names
from cxmaturity.questionnaire.scores import Level, Staged, find_level


def check_scales(questionnaire: Questionnaire, names: Names, findings: Findings) -> None:
    """Levels of a scale are several, rise and differ; every level of a staged rule but the lowest has a gate."""
    for name, scale in questionnaire.scales.items():
        path = ("scales", name, "levels")
        if len(scale.levels) < 2:
            message = msg("The scale {name} needs at least two levels.", name=name)
            findings.add("too-few-levels", path, message)
        for number, (lower, upper) in enumerate(zip(scale.levels, scale.levels[1:], strict=False), start=1):
            if upper.number <= lower.number:
                message = msg("The numbers of a scale must rise: {upper} after {lower}.", upper=upper.number,
                              lower=lower.number)  # fmt: skip
                hint = msg("Write the lowest level first.")
                findings.add("level-order", (*path, number, "number"), message, hint)
        seen: set[str] = set()
        for number, level in enumerate(scale.levels):
            if level.id in seen:
                message = msg("The level {name} is already on this scale.", name=level.id)
                findings.add("duplicate-id", (*path, number, "id"), message)
            seen.add(level.id)
    for where, rule in names.level_rules:
        levels = names.levels[rule.id]
        if rule.staged is not None and levels is not None:
            _check_staged(rule.staged, levels, (*where, "staged"), findings)


def _check_staged(staged: Staged, levels: tuple[Level, ...], path: DataPath, findings: Findings) -> None:
    for ref in staged.levels:
        if find_level(levels[:1], ref) is not None:
            message = msg("The lowest level has no gates: everyone starts there.")
            hint = msg("To gate it, give the scale a level below it.")
            findings.add("gate-at-lowest-level", (*path, "levels", ref), message, hint, at_key=True)
    for level in levels[1:]:
        anywhere = any(find_level([level], ref) for ref in staged.levels)
        moving = any(applies_at(gate, level) for gate in staged.each)
        if not anywhere and not moving:
            message = msg("The level {name} has no gate.", name=level.id)
            hint = msg("Add one under each or under levels.")
            findings.add("level-without-gate", path, message, hint)
