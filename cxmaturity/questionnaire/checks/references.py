"""Every name that a score, a level rule, a condition or the result uses exists and is of the right kind."""

from collections.abc import Iterable
from typing import Any

from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.checks.findings import Findings
from cxmaturity.questionnaire.conditions import (
    DimensionSelector,
    GateScope,
    LevelBounds,
    OnAnswered,
    OnCoverage,
    OnDimensions,
    OnLevel,
    OnQuestion,
    OnScore,
    Selector,
)
from cxmaturity.questionnaire.expansion import find_level, selected_dimensions, selected_questions
from cxmaturity.questionnaire.fields import Model
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.references import Names, parts, unrolled
from cxmaturity.questionnaire.scores import LevelRef, LevelRule, Score, Use


def check_references(questionnaire: Questionnaire, names: Names, findings: Findings) -> None:
    """Everything named in conditions, scores, level rules and the result exists and fits its place."""
    check = _Check(questionnaire, names, findings)
    plain = questionnaire.model_copy(update={"scores": (), "levels": ()})
    for path, part in parts(plain):
        check.part(path, part)
    for key, entries in (("scores", questionnaire.scores), ("levels", questionnaire.levels)):
        for position, entry in enumerate(entries):
            assert isinstance(entry, Score | LevelRule)
            _check_repeat(questionnaire, entry, (key, position), findings)
        for position, entry in unrolled(questionnaire, entries):
            for path, part in parts(entry, (key, position)):
                check.part(path, part)
    check.result()


def _check_repeat(
    questionnaire: Questionnaire, entry: Score | LevelRule, path: DataPath, findings: Findings
) -> None:
    repeat = entry.repeat
    if repeat is not None and repeat.scale is not None and repeat.scale not in questionnaire.scales:
        findings.unknown((*path, "repeat", "scale"), msg("no scale"), repeat.scale, questionnaire.scales)
    tags = {tag for dimension in questionnaire.dimensions for tag in dimension.tags}
    for tag in (repeat and repeat.tag) or ():
        if tag not in tags:
            findings.unknown((*path, "repeat", "tag"), msg("no tag of a dimension"), tag, tags)
    if isinstance(entry, LevelRule) and entry.scale not in questionnaire.scales:
        findings.unknown((*path, "scale"), msg("no scale"), entry.scale, questionnaire.scales)


class _Check:
    def __init__(self, questionnaire: Questionnaire, names: Names, findings: Findings) -> None:
        self.questionnaire = questionnaire
        self.names = names
        self.findings = findings
        self.nodes = names.nodes

    def part(self, path: DataPath, part: Model) -> None:  # noqa: C901, PLR0912  one case a kind of part
        if isinstance(part, GateScope):
            self.scope(path, part)
        if isinstance(part, OnCoverage):
            self.shares(path, ("at_least", "above", "at_most", "below"), part)
        match part:
            case OnQuestion():
                self.on_question(path, part)
            case OnScore():
                self.node((*path, "score"), part.score)
            case OnLevel():
                self.on_level(path, part)
            case OnCoverage() if isinstance(part.coverage, str):
                if part.coverage not in self.nodes | self.names.levels.keys():
                    self.findings.unknown((*path, "coverage"), msg("no score"), part.coverage, self.nodes)
            case OnDimensions():
                self.on_dimensions(path, part)
            case OnAnswered() if part.in_ is not None:
                for question in selected_questions(self.questionnaire, part.answered):
                    self.options((*path, "in"), question.id, part.in_)
            case Selector():
                self.selector(path, part)
            case DimensionSelector():
                self.dimension_selector(path, part)
            case Use():
                self.use(path, part)
            case Score():
                self.score(path, part)
            case LevelRule():
                self.level_rule(path, part)
            case _:
                pass

    def scope(self, path: DataPath, test: GateScope) -> None:
        staged = path.index("staged") if "staged" in path else None
        if test.lag is not None and staged is None:
            self.findings.add("condition", path, msg("lag belongs to the gates of a staged level."))
        if test.at is not None and (staged is None or path[staged + 1] != "each" or len(path) > staged + 3):
            self.findings.add("condition", path, msg("at belongs to the gates under each."))
        elif test.at is not None and path[0] == "levels":
            rule = self.questionnaire.levels[int(path[1])]
            for position, ref in enumerate(test.at):
                self.level((*path, "at", position), rule.id, ref)

    def shares(self, path: DataPath, keys: Iterable[str], part: Model) -> None:
        for key in keys:
            share = getattr(part, key)
            if share is not None and not 0 <= share <= 1:
                self.findings.add("coverage", (*path, key), msg("A coverage is a share from 0 to 1."))

    def node(self, path: DataPath, name: str) -> None:
        if name in self.names.questions and name not in self.names.scored:
            message = msg("{question} is a context question and has no score.", question=name)
            self.findings.add("unknown-reference", path, message)
        elif name not in self.nodes | self.names.scored:
            self.findings.unknown(path, msg("no score or question"), name, self.nodes | self.names.scored)

    def on_question(self, path: DataPath, test: OnQuestion) -> None:
        if test.question not in self.names.questions:
            self.findings.unknown(
                (*path, "question"), msg("no question"), test.question, self.names.questions
            )
            return
        for key, options in (("is", (test.is_,)), ("in", test.in_), ("has", test.has)):
            self.options((*path, key), test.question, tuple(o for o in options or () if o is not None))
        if test.any_bound() and self.names.questions[test.question].kind not in {"number", "multi"}:
            message = msg("{question} has no number to compare; use is or in.", question=test.question)
            self.findings.add("condition", path, message)

    def options(self, path: DataPath, question: str, options: tuple[str, ...]) -> None:
        asked = self.names.questions[question]
        scale = getattr(asked, "answer_scale", None)
        if scale is not None and scale not in self.questionnaire.answer_scales:
            return
        known = [option.id for option in self.questionnaire.options_of(asked)]
        for position, option in enumerate(options):
            if option not in known:
                self.findings.unknown((*path, position), msg("no option"), option, known)

    def on_level(self, path: DataPath, test: OnLevel) -> None:
        if test.level not in self.names.levels:
            self.findings.unknown((*path, "level"), msg("no level rule"), test.level, self.names.levels)
            return
        self.level_bounds(path, test.level, test)
        self.level((*path, "is"), test.level, test.is_)
        for position, ref in enumerate(test.in_ or ()):
            self.level((*path, "in", position), test.level, ref)

    def on_dimensions(self, path: DataPath, test: OnDimensions) -> None:
        for dimension in selected_dimensions(self.questionnaire, test.dimensions):
            if dimension.id in self.names.levels:
                self.level_bounds(path, dimension.id, test)
            else:
                message = msg("The dimension {name} has no level to compare.", name=dimension.id)
                self.findings.add("condition", (*path, "dimensions"), message)

    def level_bounds(self, path: DataPath, node: str, test: LevelBounds) -> None:
        """A bound by number may lie between two levels; a level named must exist."""
        for key in ("at_least", "above", "at_most", "below"):
            ref = getattr(test, key)
            if isinstance(ref, str):
                self.level((*path, key), node, ref)

    def level(self, path: DataPath, node: str, ref: LevelRef | None, *, at_key: bool = False) -> None:
        levels = self.names.level_lists.get(node)
        if ref is not None and levels is not None and find_level(levels, ref) is None:
            known = [level.id for level in levels]
            self.findings.unknown(path, msg("no level"), str(ref), known, at_key=at_key)

    def selector(self, path: DataPath, selector: Selector) -> None:
        known = ((selector.dimension, "dimension", self.names.dimensions, msg("no dimension")),
                 (selector.tag, "tag", self.names.tags, msg("no tag")),
                 (selector.ids, "ids", self.names.scored, msg("no scored question")),
                 (selector.except_, "except", self.names.scored, msg("no scored question")))  # fmt: skip
        self.selection(path, known, bool(selected_questions(self.questionnaire, selector)))

    def dimension_selector(self, path: DataPath, selector: DimensionSelector) -> None:
        known = ((selector.tag, "tag", self.names.dimension_tags, msg("no tag of a dimension")),
                 (selector.ids, "ids", self.names.dimensions, msg("no dimension")))  # fmt: skip
        self.selection(path, known, bool(selected_dimensions(self.questionnaire, selector)))

    def selection(self, path: DataPath, known: Any, found: bool) -> None:  # noqa: FBT001
        unknown = False
        for refs, key, candidates, what in known:
            for position, ref in enumerate(refs or ()):
                if ref not in candidates:
                    unknown = True
                    self.findings.unknown((*path, key, position), what, ref, candidates)
        if not found and not unknown:
            self.findings.add("empty-selection", path, msg("This selects nothing."))

    def use(self, path: DataPath, use: Use) -> None:
        target = use.question or use.score
        if use.missing is not None and use.questions is None and target not in self.names.scored:
            message = msg("Only the use of a question says what a missing answer counts as.")
            self.findings.add("missing", (*path, "missing"), message)
        if use.question is not None and use.question not in self.names.scored:
            self.findings.unknown(
                (*path, "question"), msg("no scored question"), use.question, self.names.scored
            )
        if use.score is not None:
            self.node((*path, "score"), use.score)
        if use.level is not None and use.level not in self.names.levels:
            self.findings.unknown((*path, "level"), msg("no level rule"), use.level, self.names.levels)

    def score(self, path: DataPath, score: Score) -> None:
        for number, use in enumerate(score.uses):
            where = (*path, score.aggregate, number, "weight")
            if use.weight is None:
                continue
            if score.aggregate in {"min", "max"}:
                message = msg("A weight has no effect in {aggregate}.", aggregate=score.aggregate)
                self.findings.add("weight", where, message)
            elif use.weight <= 0 and (score.aggregate != "sum" or use.weight == 0):
                self.findings.add(
                    "weight", where, msg("A weight must be greater than 0; only a sum may subtract.")
                )
        self.shares(path, ("min_coverage",), score)
        if not score.uses:
            self.findings.add("score", path, msg("The score {name} has no children.", name=score.id))

    def level_rule(self, path: DataPath, rule: LevelRule) -> None:
        if rule.bands is not None or rule.floor or rule.nearest:
            key = "id" if rule.of is None else "of"
            self.node((*path, key), rule.of or rule.id)
        for key in ("bands", "rules"):
            for number, row in enumerate(getattr(rule, key) or ()):
                for name in ("level", "otherwise"):
                    self.level((*path, key, number, name), rule.id, getattr(row, name))
        if rule.rules is not None and (not rule.rules or rule.rules[-1].otherwise is None):
            self.findings.add("rules", (*path, "rules"), msg("The rules must end with otherwise."))
        for ref in () if rule.staged is None else rule.staged.levels:
            self.level((*path, "staged", "levels", ref), rule.id, ref, at_key=True)

    def result(self) -> None:
        result = self.questionnaire.result
        if result.level is not None and result.level not in self.names.levels:
            self.findings.unknown(("result", "level"), msg("no level rule"), result.level, self.names.levels)
        if result.index is not None and result.index not in self.nodes:
            self.findings.unknown(("result", "index"), msg("no score"), result.index, self.nodes)
