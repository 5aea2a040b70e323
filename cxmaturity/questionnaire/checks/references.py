"""Every name that a score, a level rule, a condition or the result uses exists and is of the right kind."""

from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.checks.conditions import check_condition, check_share
from cxmaturity.questionnaire.checks.findings import Findings, check_otherwise_last
from cxmaturity.questionnaire.checks.lookup import Lookup
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.questions import MissingAs
from cxmaturity.questionnaire.references import Names, parts
from cxmaturity.questionnaire.scores import LevelRule, Score, Use


def check_references(questionnaire: Questionnaire, names: Names, findings: Findings) -> None:
    """Everything named in conditions, scores, level rules and the result exists and fits its place."""
    lookup = Lookup(questionnaire, names, findings)
    for number, score in enumerate(questionnaire.scores):
        _check_repeat(lookup, ("scores", number), score)
    for number, rule in enumerate(questionnaire.levels):
        _check_repeat(lookup, ("levels", number), rule)
        lookup.name(("levels", number, "scale"), msg("no scale"), rule.scale, questionnaire.scales)
    others = questionnaire.model_copy(update={"scores": (), "levels": ()})
    for start, whole in (((), others), *names.scores, *names.level_rules):
        for path, part in parts(whole, start):
            check_condition(lookup, path, part)
            if isinstance(part, Use):
                _check_use(lookup, path, part)
    for path, score in names.scores:
        _check_score(lookup, path, score)
    for path, rule in names.level_rules:
        _check_level_rule(lookup, path, rule)
    _check_result(lookup)


def _check_repeat(lookup: Lookup, path: DataPath, entry: Score | LevelRule) -> None:
    repeat = entry.repeat
    if repeat is None:
        return
    if repeat.scale is not None:
        lookup.name((*path, "repeat", "scale"), msg("no scale"), repeat.scale, lookup.questionnaire.scales)
    for tag in repeat.tag or ():
        lookup.name((*path, "repeat", "tag"), msg("no tag of a dimension"), tag, lookup.names.dimension_tags)


def _check_use(lookup: Lookup, path: DataPath, use: Use) -> None:
    scored, target = lookup.names.scored, use.question or use.score
    if use.missing is not None and use.questions is None and target not in scored:
        message = msg("missing can only stand beside a question.")
        hint = msg("Set it at the question itself, or where a score uses the question.")
        lookup.findings.add("misplaced-missing", (*path, "missing"), message, hint)
    if use.question is not None and lookup.scored((*path, "question"), use.question):
        assumed = use.missing.as_ if isinstance(use.missing, MissingAs) else None
        lookup.options((*path, "missing", "as"), use.question, (assumed,) if isinstance(assumed, str) else ())
    if use.score is not None:
        lookup.node((*path, "score"), use.score)
    if use.level is not None:
        lookup.level_rule((*path, "level"), use.level)


def _check_score(lookup: Lookup, path: DataPath, score: Score) -> None:
    findings = lookup.findings
    for number, use in enumerate(score.uses):
        where = (*path, score.aggregate, number, "weight")
        if use.weight is None:
            continue
        if score.aggregate in {"min", "max"}:
            message = msg("A weight has no effect in {aggregate}.", aggregate=score.aggregate)
            findings.add("weight-of-extreme", where, message, msg("Delete the weight."))
        elif use.weight == 0 or (use.weight < 0 and score.aggregate != "sum"):
            message = msg("A weight must be greater than 0; only a sum may subtract.")
            findings.add("not-positive", where, message, msg("What shall not count is left out of the list."))
    check_share(lookup, (*path, "min_coverage"), score.min_coverage)
    if not score.uses:
        message = msg("Nothing goes into the score {name}.", name=score.id)
        findings.add("empty-score", (*path, score.aggregate), message)


def _check_level_rule(lookup: Lookup, path: DataPath, rule: LevelRule) -> None:
    if rule.bands is not None or rule.floor or rule.nearest:
        lookup.node((*path, "id" if rule.of is None else "of"), rule.of or rule.id)
    for key, rows in (("bands", rule.bands), ("rules", rule.rules)):
        for number, row in enumerate(rows or ()):
            name = "otherwise" if row.level is None else "level"
            lookup.level((*path, key, number, name), rule.id, row.reached)
        check_otherwise_last(lookup.findings, (*path, key), [row.otherwise is not None for row in rows or ()])
    if rule.rules is not None and (not rule.rules or rule.rules[-1].otherwise is None):
        message = msg("The rules must end with otherwise.")
        hint = msg("Say there which level remains when none of the rules holds.")
        lookup.findings.add("missing-otherwise", (*path, "rules", len(rule.rules) - 1), message, hint)
    for ref in () if rule.staged is None else rule.staged.levels:
        lookup.level((*path, "staged", "levels", ref), rule.id, ref, at_key=True)


def _check_result(lookup: Lookup) -> None:
    result = lookup.questionnaire.result
    if result.level is not None:
        lookup.level_rule(("result", "level"), result.level)
    if result.index is not None:
        lookup.name(("result", "index"), msg("no score"), result.index, lookup.names.nodes)
