"""What became of companies, in sentences."""

from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from cxmaturity.authoring.diff.difference import Difference
from cxmaturity.authoring.diff.impact import Compared, Impact
from cxmaturity.authoring.diff.reasons import GateTurned, Moved, reasons
from cxmaturity.authoring.diff.words import Wording
from cxmaturity.foundation.i18n import Message, msg, msg_n, verbatim
from cxmaturity.scoring.assessment import Assessment
from cxmaturity.views.numbers import NumberForm


class ImpactWording(Struct, frozen=True):
    """Sentences about companies in a language, with numbers as a locale writes them."""

    difference: Difference
    wording: Wording
    numbers: NumberForm

    def result(self, compared: Compared) -> str:
        """Level and index, before and after."""
        parts = []
        if compared.level_changed:
            old, new = self._level(compared.old), self._level(compared.new)
            parts.append(msg("level {old} → {new}", old=old, new=new))
        if compared.old.index != compared.new.index:
            parts.append(msg("index {old} → {new}", **self._values(compared.old.index, compared.new.index)))
        return ", ".join(part.text(self.wording.language) for part in parts) or self._say(
            msg("level and index as before")
        )

    def why(self, compared: Compared) -> Iterator[str]:
        """What made the difference, a line each."""
        found = reasons(self.difference, compared)
        for moved in found.dimensions:
            yield self._say(self._dimension(moved))
        for moved in found.answers:
            yield self._say(msg("question {name}: {old} → {new} points", name=self.wording.quote(moved.name),
                                **self._values(moved.old, moved.new)))  # fmt: skip
        for change in found.changes:
            yield f"{self.wording.about(change.key)}: {self.wording.what(change)}"
        for gate in found.gates:
            yield self._say(self._gate(gate))
        for message in compared.migrated[1:]:  # the first says from where to where, as the heading does
            yield self.wording.quote(self._say(message))

    def count(self, impact: Impact) -> str:
        """The closing line."""
        compared = impact.compared
        levels = sum(each.level_changed for each in compared)
        changed = sum(each.changed for each in compared)
        parts = [
            msg_n("{n} company compared", "{n} companies compared", len(compared)),
            msg("{n} with another level", n=levels),
            msg("{n} with other scores only", n=changed - levels),
            msg("{n} no longer readable", n=len(impact.unreadable)),
            msg("{n} could not be read", n=len(impact.failed)),
        ]
        return ", ".join(map(self._say, parts)) + "."

    def _dimension(self, moved: Moved) -> Message:
        name, ends = self.wording.quote(moved.name), self._values(moved.old, moved.new)
        if moved.old_level == moved.new_level:
            return msg("dimension {name}: {old} → {new}", name=name, **ends)
        levels = [
            msg("no level") if level is None else str(level) for level in (moved.old_level, moved.new_level)
        ]
        if moved.old == moved.new:
            return msg(
                "dimension {name}: level {before} → {after}", name=name, before=levels[0], after=levels[1]
            )
        return msg("dimension {name}: {old} → {new}, level {before} → {after}", name=name, **ends,
                   before=levels[0], after=levels[1])  # fmt: skip

    def _gate(self, gate: GateTurned) -> Message:
        quote = self.wording.quote
        if gate.test is None:
            return msg("level {level} no longer asks for {gate}", level=gate.level, gate=quote(gate.subject))
        asked = quote(f"{gate.subject} {gate.test}".rstrip())
        if gate.holds:
            return msg("level {level}: {gate} now holds", level=gate.level, gate=asked)
        return msg("level {level}: {gate} does not hold now", level=gate.level, gate=asked)

    def _level(self, assessment: Assessment) -> Message:
        if assessment.level is None:
            return msg("undetermined")
        number = assessment.level.number
        if assessment.level_status == "provisional":
            return msg("{level} (provisional)", level=number)
        return verbatim(str(number))

    def _values(self, old: Fraction | None, new: Fraction | None) -> dict[str, str]:
        """Two values with as many decimals as it takes to tell them apart, two at least."""
        for digits in (2, 4):
            shown = ["–" if end is None else self.numbers.decimal(end, digits) for end in (old, new)]
            if shown[0] != shown[1]:
                break
        return {"old": shown[0], "new": shown[1]}

    def _say(self, message: Message) -> str:
        return message.text(self.wording.language)
