"""What to do: the next actions in full, the quick wins among them, and the later ones by step."""

from collections.abc import Iterable
from fractions import Fraction

from cxmaturity.answers.values import Answer
from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.questionnaire.actions import Action, Target
from cxmaturity.questionnaire.expansion import find_level
from cxmaturity.questionnaire.questions import NumberQuestion
from cxmaturity.questionnaire.scores import Level
from cxmaturity.scoring.assessment import RecommendedAction
from cxmaturity.views import words as shared
from cxmaturity.views.report_answers import answer_text, quantity_text
from cxmaturity.views.report_model import ActionCard, ActionGroup, ActionRow, Actions, Fact, Requirement
from cxmaturity.views.report_words import Words

#: Most person-days of a quick win.
QUICK_DAYS = 15


def actions_view(words: Words) -> Actions | None:
    """The actions; None while the result is undetermined, and where there is nothing to do."""
    assessment = words.assessment
    if assessment.level_status == "undetermined" or not words.compiled.model.actions:
        return None
    groups = _groups(words)
    if not assessment.actions and not groups:
        return None
    cards = tuple(_card(words, number, n) for number, n in enumerate(assessment.actions, 1))
    return Actions(
        intro=tuple(words.say(sentence) for sentence in _intro(words)),
        cards=cards,
        quick_wins=tuple(card.title for card in cards if card.quick),
        quick_wins_note=words.say(
            msg("At most {days} person-days, and every prerequisite is in place.", days=QUICK_DAYS)
        ),
        groups=groups,
        effort_note=words.say(_effort_note(words)),
    )


def titles_for(words: Words, dimension: str) -> tuple[str, ...]:
    """The titles of the next actions that serve *dimension*."""
    return tuple(
        words.text(n.action.title) for n in words.assessment.actions if n.action.dimension == dimension
    )


def _intro(words: Words) -> list[Message]:
    held, actions = words.assessment.held_back_by, words.assessment.actions
    if not actions:
        return []
    order = msg(
        "Order: highest impact first, then least effort. A prerequisite that is still open comes first."
    )
    noted = any(following.action.notes is not None for following in actions)
    legal = [msg("Notes on legal matters are not legal advice; see “Method and limits”.")] if noted else []
    if not held or len(held) == len(words.assessment.dimensions):
        return [msg("The next step in every dimension."), order, *legal]
    where = msg("The next step where it counts: {titles}.", titles=", ".join(map(words.title, held)))
    return [where, order, *legal]


def _effort_note(words: Words) -> Message:
    days = msg("Effort in person-days, internal and external.")
    factor, scaling = words.assessment.effort_factor, words.compiled.model.effort
    if scaling is None:
        return days
    chosen = words.assessment.answers.company.attributes.get(scaling.attribute, scaling.reference)
    attribute = next(a for a in words.compiled.model.attributes if a.id == scaling.attribute)
    options = {option.id: words.text(option.text) for option in attribute.options}
    return msg(
        "{days} Stated for {attribute}: {option} (factor {factor}).",
        days=days,
        attribute=words.text(attribute.text),
        option=options.get(chosen, chosen),
        factor=words.numbers.number(factor),
    )


def _card(words: Words, number: int, following: RecommendedAction) -> ActionCard:
    action = following.action
    requires = tuple(
        _requirement(words, question, target, met=question not in following.open_requirements)
        for question, target in action.requires.items()
    )
    return ActionCard(
        number=number,
        title=words.text(action.title),
        dimension=words.title(action.dimension),
        step=words.say(_step(words, action)),
        days=words.numbers.days(*following.effort),
        owner=words.text(action.owner),
        why=words.text(action.why),
        how=tuple(words.text(step) for step in action.how),
        facts=_facts(words, following),
        benefit=_benefit(words, action),
        notes=_notes(words, action),
        requires=requires,
        quick=following.effort[1] <= QUICK_DAYS and not following.open_requirements,
    )


def _levels(words: Words, action: Action) -> tuple[Level, Level]:
    levels = words.compiled.levels_of(action.dimension)
    start, end = find_level(levels, action.from_), find_level(levels, action.to)
    assert start is not None
    assert end is not None
    return start, end


def _step(words: Words, action: Action) -> Message:
    start, end = _levels(words, action)
    return msg("Level {low} → {high}", low=start.number, high=end.number)


def _facts(words: Words, following: RecommendedAction) -> tuple[Fact, ...]:
    action = following.action
    return (
        Fact(words.say(msg("Effort")), words.say(_effort(words, following))),
        Fact(words.say(msg("Running cost")), words.say(_cost(action.cost))),
        Fact(words.say(msg("Effect")), words.say(shared.impact_word(action.impact))),
        Fact(words.say(msg("Responsible")), words.text(action.owner)),
    )


def _benefit(words: Words, action: Action) -> tuple[Fact, ...]:
    phase = words.text(action.phase)
    return (
        Fact(words.say(msg("Expected benefit")), words.text(action.benefit)),
        Fact(words.say(msg("Measured by")), words.text(action.kpi)),
        *((Fact(words.say(msg("Customer journey phase")), phase),) if phase else ()),
    )


def _effort(words: Words, following: RecommendedAction) -> Message:
    return msg("{days} person-days", days=words.numbers.days(*following.effort))


def _cost(cost: str) -> Message:
    match cost:
        case "low":
            return msg("below €10,000 a year")
        case "medium":
            return msg("€10,000 to €50,000 a year")
        case "high":
            return msg("more than €50,000 a year")
        case _:
            return msg("none")


def _notes(words: Words, action: Action) -> tuple[Fact, ...]:
    if action.notes is None:
        return ()
    notes = (
        (msg("Data protection"), action.notes.data_protection),
        (msg("Works council"), action.notes.works_council),
        (msg("Accessibility"), action.notes.accessibility),
        (msg("Transparency"), action.notes.transparency),
    )
    return tuple(Fact(words.say(label), words.text(note)) for label, note in notes if note is not None)


def _requirement(words: Words, name: str, target: Target, *, met: bool) -> Requirement:
    question = words.compiled.questions[name]
    if isinstance(target, str | tuple):
        answer: Answer = target if isinstance(target, str) else frozenset(target)
        state = answer_text(words, question, answer)
    else:
        count = quantity_text(words, question, Fraction(target))
        least = (
            count if isinstance(question, NumberQuestion) else words.say(msg("{count} of these", count=count))
        )
        state = words.say(msg("{value} or better", value=least))
    return Requirement(
        text=words.say(msg("{question} → {state}", question=words.text(question.text), state=state)),
        met=met,
        mark=words.say(msg("in place") if met else msg("still open")),
    )


def _groups(words: Words) -> tuple[ActionGroup, ...]:
    """The later actions by step."""
    steps: dict[tuple[int, int], list[RecommendedAction]] = {}
    for later in words.assessment.later_actions:
        start, end = _levels(words, later.action)
        steps.setdefault((start.number, end.number), []).append(later)
    return tuple(ActionGroup(_step_title(words, step), _rows(words, later)) for step, later in steps.items())


def _step_title(words: Words, step: tuple[int, int]) -> str:
    low, high = step
    named = next(
        (level.step for level in shared.result_levels(words.assessment) if level.number == high), None
    )
    if named is None:
        return words.say(msg("From level {low} to level {high}", low=low, high=high))
    return words.say(
        msg("From level {low} to level {high}: {name}", low=low, high=high, name=words.text(named))
    )


def _rows(words: Words, recommended: Iterable[RecommendedAction]) -> tuple[ActionRow, ...]:
    return tuple(
        ActionRow(
            title=words.text(later.action.title),
            dimension=words.title(later.action.dimension),
            effort=words.numbers.days(*later.effort),
            impact=words.say(shared.impact_word(later.action.impact)),
            owner=words.text(later.action.owner),
        )
        for later in recommended
    )
