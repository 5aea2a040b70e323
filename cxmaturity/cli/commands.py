"""The table of commands. A command's module is imported when it is called, so that help shows at once."""

from collections.abc import Mapping

from msgspec import Struct

from cxmaturity.foundation.i18n import msgid


class CommandEntry(Struct, frozen=True):
    """A command: the function that does it, as `module:function`, and what help says about it."""

    target: str
    help: str


COMMANDS: Mapping[str, CommandEntry] = {
    "assess": CommandEntry(
        "cxmaturity.cli.assess:assess", msgid("Assess a company: in a workshop, or from answers.")
    ),
    "report": CommandEntry(
        "cxmaturity.cli.report:report", msgid("Make the report of one or many assessments.")
    ),
    "score": CommandEntry("cxmaturity.cli.score:score", msgid("Score many companies at once, from a table.")),
    "validate": CommandEntry(
        "cxmaturity.cli.validate:validate", msgid("Check questionnaires and run their tests.")
    ),
    "map": CommandEntry(
        "cxmaturity.cli.map:map_columns", msgid("Draft what the columns of a survey tool's file mean.")
    ),
    "schema": CommandEntry(
        "cxmaturity.cli.schema:schema", msgid("Print the JSON Schema of a kind of file, for editors.")
    ),
    "new": CommandEntry(
        "cxmaturity.cli.new:new", msgid("Write a questionnaire to begin with, for a model of your own.")
    ),
    "diff": CommandEntry(
        "cxmaturity.cli.diff:diff", msgid("Compare two versions of a questionnaire and what they score.")
    ),
    "list": CommandEntry(
        "cxmaturity.cli.list:list_questionnaires", msgid("List the questionnaires that come with cxmaturity.")
    ),
}
