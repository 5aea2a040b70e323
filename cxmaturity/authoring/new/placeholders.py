"""The texts of a new questionnaire, to be replaced by its author, and the comments that say what is what."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from cxmaturity.foundation.i18n import Message, msg, msgid

TITLE = msg("New maturity model")
DIMENSIONS = (msg("Strategy"), msg("Workflows"))
_LADDER = (msg("Sporadic"), msg("Repeatable"), msg("Defined"), msg("Measured"), msg("Improving"))

SUMMARY = msg("Placeholder: what the model rests on and whom it is for.")
SOURCE = msg("Placeholder: where questions, thresholds and actions come from.")


class QuestionTexts(Struct, frozen=True):
    """A question: the word that its id ends in, its text and the text of its option at level `{level}`."""

    name: Message
    template: str
    option_template: str

    def text(self, number: str) -> Message:
        """The question with its *number*, such as 1.2."""
        return Message(self.template, (("number", number),))

    def option(self, level: int) -> Message:
        """What can be chosen for *level*."""
        return Message(self.option_template, (("level", level),))


QUESTIONS = (
    QuestionTexts(
        msg("practice"),
        msgid("Placeholder question {number}: How do you go about it today?"),
        msgid("Placeholder: what is done at level {level}"),
    ),
    QuestionTexts(
        msg("evidence"),
        msgid("Placeholder question {number}: How can you tell that it works?"),
        msgid("Placeholder: what is known at level {level}"),
    ),
)


class ActionTexts(Struct, frozen=True):
    """The texts of an action."""

    title: Message
    why: Message
    how: tuple[Message, ...]
    benefit: Message
    owner: Message
    kpi: Message


def level(number: int, of: int) -> Message:
    """The title of the level *number*, from 1, *of* so many; many levels stand side by side, and need short words."""
    return _LADDER[number - 1] if of <= len(_LADDER) else msg("Level {number}", number=number)


def level_summary(number: int) -> Message:
    """What the level *number* looks like."""
    return msg("Placeholder: what a company at level {level} looks like.", level=number)


def dimension_description(number: int) -> Message:
    """What the dimension *number* is about."""
    return msg("Placeholder: what dimension {number} covers.", number=number)


def action(number: str, target: int) -> ActionTexts:
    """The texts of the action *number*, such as 1.2, that leads to the level *target*."""
    return ActionTexts(
        title=msg("Placeholder action {number}: reach level {level}", number=number, level=target),
        why=msg("Placeholder: why this step is the next one."),
        how=(msg("Placeholder: what to do first"), msg("Placeholder: what to do then")),
        benefit=msg("Placeholder: what improves, and which figure shows it."),
        owner=msg("Placeholder: who is responsible"),
        kpi=msg("Placeholder: the figure that shows progress"),
    )


def all_at(level: int) -> Message:
    """The name of the test in which every answer is worth as much as *level*."""
    return msg("all at level {level}", level=level)


def step_taken(step: int) -> Message:
    """The name of the test that carries out the actions of a *step*."""
    return msg("all actions of step {step}", step=step)


WEAKEST = msg("the weakest dimension decides")

#: What the file says above a key.
COMMENTS: Mapping[str, Message] = {
    "missing": msg("A question without an answer is left out; the result then is a range, never a guess."),
    "scales": msg("The levels, lowest first."),
    "dimensions": msg(
        "What is asked. Every option describes a state that one can point at; its points are the level it shows."
    ),
    "scores": msg("The index is the mean of all dimensions, a dimension the mean of its questions."),
    "levels": msg(
        "A dimension reaches a level from a quarter of a point below it; the company once all dimensions have."
    ),
    "level_status": msg("How much has to be answered before one level is stated, and not only a range."),
    "actions": msg(
        "What to do next: one action for each dimension and step. `raises` says which answers it changes."
    ),
    "tests": msg("What the questionnaire promises. `cxmaturity validate` holds it to that."),
}


def in_languages(message: Message, languages: Sequence[str]) -> str | dict[str, str]:
    """*message* in each language. One that the tool does not speak is marked with its tag, to be translated."""
    words: dict[str, str] = {}
    for language in languages:
        text = message.text(language)
        words[language] = f"[{language}] {text}" if text in words.values() else text
    return words if len(languages) > 1 else words[languages[0]]
