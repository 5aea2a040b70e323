"""The result on a terminal: readable at 60 to 120 columns, with or without colour."""

from collections.abc import Iterator
from fractions import Fraction
from io import StringIO

from msgspec import Struct
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cxmaturity.foundation.i18n import Message, msg
from cxmaturity.foundation.text import safe_text
from cxmaturity.questionnaire.fields import in_language
from cxmaturity.scoring.assessment import Assessment, DimensionResult, RecommendedAction
from cxmaturity.views import words
from cxmaturity.views.numbers import NumberForm

WIDEST = 100
_NARROW = 76
_SHOWN_ACTIONS = 5
_SHOWN_QUESTIONS = 3


class Screen(Struct, frozen=True):
    """What the terminal can do: its width in cells, whether it shows colour and more than ASCII."""

    width: int = 80
    colour: bool = False
    unicode: bool = True

    @property
    def narrow(self) -> bool:
        return self.width < _NARROW


class _Signs(Struct, frozen=True):
    here: str
    reached: str
    full: str
    empty: str
    separator: str
    bullet: str


_UNICODE = _Signs(here="▶", reached="●", full="█", empty="░", separator=" · ", bullet="•")
_ASCII = _Signs(here=">", reached="*", full="#", empty=".", separator=" - ", bullet="*")


def terminal_view(assessment: Assessment, language: str, locale: str, screen: Screen) -> str:
    """The result as text, lines no wider than the screen."""
    view = _View(assessment, language, NumberForm(locale), screen, _UNICODE if screen.unicode else _ASCII)
    return printed(Group(*view.parts()), screen)


def printed(content: RenderableType, screen: Screen) -> str:
    """*content* as text, lines no wider than the screen."""
    console = Console(
        file=StringIO(),
        width=min(screen.width, WIDEST),
        force_terminal=screen.colour,
        color_system="standard" if screen.colour else None,
        no_color=not screen.colour,
        legacy_windows=False,
        emoji=False,
        markup=False,
        highlight=False,
        safe_box=not screen.unicode,
    )
    console.print(content)
    output = console.file
    assert isinstance(output, StringIO)
    return "\n".join(line.rstrip() for line in output.getvalue().splitlines()) + "\n"


class _View(Struct, frozen=True):
    assessment: Assessment
    language: str
    numbers: NumberForm
    screen: Screen
    signs: _Signs

    def parts(self) -> Iterator[RenderableType]:
        yield from self.heading()
        yield Text()
        if self.assessment.questionnaire.model.result.level is not None:
            yield from self.result()
        yield from self.dimensions()
        yield from self.find_out_first()
        yield from self.actions()
        yield from self.notes()

    def say(self, message: Message, style: str = "") -> Text:
        return self.text(message.text(self.language), style)

    def text(self, text: str, style: str = "") -> Text:
        return Text(safe_text(text), style=style, overflow="fold")

    def section(self, title: Message) -> Iterator[RenderableType]:
        yield Text()
        yield self.say(title, "bold")

    def heading(self) -> Iterator[RenderableType]:
        answers = self.assessment.answers
        yield self.text(in_language(self.assessment.questionnaire.model.title, self.language), "bold")
        dated = [] if answers.date is None else [self.numbers.date(answers.date)]
        yield self.text(self.signs.separator.join([answers.company.name, *dated]))

    def result(self) -> Iterator[RenderableType]:
        assessment = self.assessment
        heading = words.result_heading(assessment).text(self.language)
        if words.is_single(assessment) and assessment.level is not None:
            heading += f": {words.level_title(assessment.level, self.language)}"
        yield self.text(heading, "bold cyan")
        yield self.text(self.signs.separator.join(self.figures()))
        yield Text()
        yield self.ladder()
        yield Text()
        for sentence in self.sentences():
            yield self.say(sentence)

    def figures(self) -> Iterator[str]:
        assessment = self.assessment
        if assessment.index is not None and assessment.level_status != "undetermined":
            yield msg("Index {index}", index=self.numbers.decimal(assessment.index)).text(self.language)
        if assessment.coverage is not None:
            yield msg("Answers given: {share}", share=self.numbers.share(assessment.coverage)).text(
                self.language
            )

    def ladder(self) -> Table:
        """The levels from the top, with the company's place; a range marks every level that is possible."""
        assessment = self.assessment
        single = words.is_single(assessment)
        low, high = assessment.range.low.number, assessment.range.high.number
        here = (
            {assessment.level.number}
            if single and assessment.level is not None
            else range(low or 0, (high or 0) + 1)
        )
        table = Table.grid(padding=(0, 1))
        for style in ("cyan", "", "", ""):
            table.add_column(style=style)
        for level in reversed(words.result_levels(assessment)):
            is_here = level.number in here
            reached = level.number < min(here, default=0)
            mark = self.signs.here if is_here else self.signs.reached if reached else ""
            style = "bold" if is_here else "" if reached else "dim"
            cells = [str(level.number), words.level_title(level, self.language)]
            gloss = words.level_gloss(level, self.language)
            table.add_row(self.text(f"  {mark}"), *(self.text(cell, style) for cell in [*cells, gloss]))
        return table

    def sentences(self) -> Iterator[Message]:
        assessment = self.assessment
        if not words.is_single(assessment):
            yield from words.unknown_sentences(assessment, self.language)
            possible = words.range_sentence(assessment)
            if possible is not None:
                yield possible
        if assessment.level_status == "determined":
            yield from words.conditions_sentences(assessment, self.language)
            for sentence in (
                words.held_back_sentence(assessment, self.language),
                words.level_and_index_sentence(assessment, self.numbers),
                words.methods_sentence(assessment),
            ):
                if sentence is not None:
                    yield sentence

    def dimensions(self) -> Iterator[RenderableType]:
        yield from self.section(msg("Dimensions"))
        table = Table.grid(padding=(0, 2), expand=False)
        table.add_column(overflow="fold", max_width=30)
        table.add_column(justify="right", no_wrap=True)
        if not self.screen.narrow:
            table.add_column(no_wrap=True, style="cyan")
        table.add_column()
        for dimension in self.assessment.dimensions:
            row = [
                self.text(words.dimension_title(self.assessment, dimension.id, self.language)),
                self.text(
                    "–" if dimension.score.value is None else self.numbers.decimal(dimension.score.value)
                ),
                self.text(self.dimension_level(dimension)),
            ]
            if not self.screen.narrow:
                row.insert(2, self.text(self.bar(dimension)))
            table.add_row(*row)
        yield Padding(table, (0, 0, 0, 2))

    def dimension_level(self, dimension: DimensionResult) -> str:
        if dimension.score.status == "unknown":
            return msg("no answer yet").text(self.language)
        if dimension.low is not None and dimension.high is not None and dimension.low < dimension.high:
            share = self.numbers.share(dimension.score.coverage or Fraction(0))
            span = msg(
                "Level {low} to {high} ({share} answered)",
                low=dimension.low,
                high=dimension.high,
                share=share,
            )
            return span.text(self.language)
        if dimension.level is None:
            return "" if dimension.score.status == "scored" else msg("not applicable").text(self.language)
        level = msg("Level {number}", number=dimension.level.number).text(self.language)
        return f"{level}  {words.level_title(dimension.level, self.language)}"

    def bar(self, dimension: DimensionResult) -> str:
        """The score within the bounds that the questionnaire sets for it."""
        length = 10  # leaves room for what stands behind it, in German too
        low, high = self.assessment.bounds_of(dimension.id)
        if dimension.score.value is None or low == high:
            return ""
        filled = max(1, round(length * (dimension.score.value - low) / (high - low)))
        return self.signs.full * filled + self.signs.empty * (length - filled)

    def find_out_first(self) -> Iterator[RenderableType]:
        """What to ask next, where that can still move the result."""
        open_questions = self.assessment.find_out_first[:_SHOWN_QUESTIONS]
        if not open_questions or (words.is_single(self.assessment) and self.assessment.range.single_level):
            return
        yield from self.section(msg("What to find out first"))
        questions = self.assessment.questionnaire.questions
        for name in open_questions:
            yield self.item(self.text(in_language(questions[name].text, self.language)))

    def actions(self) -> Iterator[RenderableType]:
        following = self.assessment.actions
        if not following:
            return
        yield from self.section(msg("Next actions"))
        for number, action in enumerate(following[:_SHOWN_ACTIONS], start=1):
            yield from self.action(number, action)
        rest = len(following) - _SHOWN_ACTIONS
        if rest > 0:
            yield Padding(self.say(msg("… and {rest} more in the report.", rest=rest), "dim"), (0, 0, 0, 2))

    def action(self, number: int, following: RecommendedAction) -> Iterator[RenderableType]:
        action = following.action
        yield self.item(self.text(in_language(action.title, self.language), "bold"), f"{number}.")
        details = [
            words.dimension_title(self.assessment, action.dimension, self.language),
            msg("{days} person-days", days=self.numbers.days(*following.effort)).text(self.language),
            msg("Effect: {impact}", impact=words.impact_word(action.impact)).text(self.language),
        ]
        yield self.item(self.text(self.signs.separator.join(details), "dim"), "  ")

    def notes(self) -> Iterator[RenderableType]:
        notes = words.consistency_notes(self.assessment, self.language)
        if notes:
            yield from self.section(msg("These answers hardly go together"))
        for note in notes:
            yield self.item(self.text(note))

    def item(self, content: Text, mark: str | None = None) -> Padding:
        table = Table.grid(padding=(0, 1))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        table.add_row(Text(mark or self.signs.bullet), content)
        return Padding(table, (0, 0, 0, 2))
