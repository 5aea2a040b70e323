"""Every name that a score, a level rule, a condition or the result uses exists and is of the right kind."""

from typing import Any

from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.i18n import msg
from cxmaturity.questionnaire.checks.findings import Findings
from cxmaturity.questionnaire.conditions import (
    DimensionSelector,
    GateScope,
    OnAnswered,
    OnCoverage,
    OnLevel,
    OnQuestion,
    OnScore,
    Selector,
)
from cxmaturity.questionnaire.expansion import find_level, selected_dimensions, selected_questions
from cxmaturity.questionnaire.fields import Model
from cxmaturity.questionnaire.models import Questionnaire
from cxmaturity.questionnaire.questions import NumberQuestion
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
    scale = entry.repeat and entry.repeat.scale
    if scale and scale not in questionnaire.scales:
        findings.unknown((*path, "repeat", "scale"), msg("scale"), scale, questionnaire.scales)
    if isinstance(entry, LevelRule) and entry.scale not in questionnaire.scales:
        findings.unknown((*path, "scale"), msg("scale"), entry.scale, questionnaire.scales)


class _Check:
    def __init__(self, questionnaire: Questionnaire, names: Names, findings: Findings) -> None:
        self.questionnaire = questionnaire
        self.names = names
        self.findings = findings
        self.nodes = {*names.scores, *names.dimensions}

    def part(self, path: DataPath, part: Model) -> None:  # noqa: C901, PLR0912  one case a kind of part
        if isinstance(part, GateScope):
            self.scope(path, part)
        match part:
            case OnQuestion():
                self.on_question(path, part)
            case OnScore():
                self.node((*path, "score"), part.score)
            case OnLevel():
                self.on_level(path, part)
            case OnCoverage() if isinstance(part.coverage, str):
                if part.coverage not in self.nodes | self.names.levels.keys():
                    self.findings.unknown((*path, "coverage"), msg("score"), part.coverage, self.nodes)
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

    def node(self, path: DataPath, name: str) -> None:
        if name in self.names.questions and name not in self.names.scored:
            message = msg("{question} is a context question and has no score.", question=name)
            self.findings.add("unknown-reference", path, message)
        elif name not in self.nodes | self.names.scored:
            self.findings.unknown(path, msg("score or question"), name, self.nodes | self.names.scored)

    def on_question(self, path: DataPath, test: OnQuestion) -> None:
        if test.question not in self.names.questions:
            self.findings.unknown((*path, "question"), msg("question"), test.question, self.names.questions)
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
        for option in options:
            if option not in known and not (isinstance(asked, NumberQuestion) and not known):
                self.findings.unknown(path, msg("option"), option, known)

    def on_level(self, path: DataPath, test: OnLevel) -> None:
        if test.level not in self.names.levels:
            self.findings.unknown((*path, "level"), msg("level rule"), test.level, self.names.levels)
            return
        stated = [(key, getattr(test, key)) for key in ("at_least", "above", "at_most", "below")]
        for key, ref in [*stated, ("is", test.is_), *(("in", ref) for ref in test.in_ or ())]:
            self.level((*path, key), test.level, ref)

    def level(self, path: DataPath, node: str, ref: LevelRef | str | None) -> None:
        levels = self.names.level_lists.get(node)
        if ref is None or levels is None or isinstance(ref, int):
            return
        if find_level(levels, ref) is None:
            self.findings.unknown(path, msg("level"), ref, [level.id for level in levels])

    def selector(self, path: DataPath, selector: Selector) -> None:
        known = ((selector.dimension, "dimension", self.names.dimensions, msg("dimension")),
                 (selector.tag, "tag", self.names.tags, msg("tag")),
                 (selector.ids, "ids", self.names.scored, msg("scored question")),
                 (selector.except_, "except", self.names.scored, msg("scored question")))  # fmt: skip
        self.selection(path, known, bool(selected_questions(self.questionnaire, selector)))

    def dimension_selector(self, path: DataPath, selector: DimensionSelector) -> None:
        known = ((selector.tag, "tag", self.names.dimension_tags, msg("tag of a dimension")),
                 (selector.ids, "ids", self.names.dimensions, msg("dimension")))  # fmt: skip
        self.selection(path, known, bool(selected_dimensions(self.questionnaire, selector)))

    def selection(self, path: DataPath, known: Any, found: bool) -> None:  # noqa: FBT001
        unknown = False
        for refs, key, candidates, what in known:
            for ref in refs or ():
                if ref not in candidates:
                    unknown = True
                    self.findings.unknown((*path, key), what, ref, candidates)
        if not found and not unknown:
            self.findings.add("empty-selection", path, msg("This selects nothing."))

    def use(self, path: DataPath, use: Use) -> None:
        target = use.question or use.score
        if use.missing is not None and use.questions is None and target not in self.names.scored:
            message = msg("Only the use of a question says what a missing answer counts as.")
            self.findings.add("missing", (*path, "missing"), message)
        if use.question is not None and use.question not in self.names.scored:
            self.findings.unknown(
                (*path, "question"), msg("scored question"), use.question, self.names.scored
            )
        if use.score is not None:
            self.node((*path, "score"), use.score)
        if use.level is not None and use.level not in self.names.levels:
            self.findings.unknown((*path, "level"), msg("level rule"), use.level, self.names.levels)

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
        if not score.uses:
            self.findings.add("score", path, msg("The score {name} has no children.", name=score.id))

    def level_rule(self, path: DataPath, rule: LevelRule) -> None:
        if rule.bands is not None or rule.floor or rule.nearest:
            key = "id" if rule.of is None else "of"
            self.node((*path, key), rule.of or rule.id)
        for key in ("bands", "rules"):
            for number, row in enumerate(getattr(rule, key) or ()):
                for name in ("level", "otherwise"):
                    ref = getattr(row, name)
                    self.level((*path, key, number, name), rule.id, ref)
                    if isinstance(ref, int) and rule.id in self.names.level_lists:
                        self.level((*path, key, number, name), rule.id, str(ref))
        if rule.rules is not None and rule.rules[-1].otherwise is None:
            self.findings.add("rules", (*path, "rules"), msg("The rules must end with otherwise."))
        for ref in () if rule.staged is None else rule.staged.levels:
            self.level((*path, "staged", "levels", ref), rule.id, ref)

    def result(self) -> None:
        result = self.questionnaire.result
        if result.level is not None and result.level not in self.names.levels:
            self.findings.unknown(("result", "level"), msg("level rule"), result.level, self.names.levels)
        if result.index is not None and result.index not in self.nodes:
            self.findings.unknown(("result", "index"), msg("score"), result.index, self.nodes)
