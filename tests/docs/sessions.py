"""Console sessions on a page, run for real with the files that the page shows."""

import re
import shlex
from pathlib import Path

from tests.docs.pages import DOCS, Page
from tests.tools.harness import Run

_NAMED = re.compile(r"<!-- ([\w-]+\.(yaml|csv)) -->\n```\2\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SPEED = re.compile(r"^[\d.,]+ (?=s$)", re.MULTILINE)


def check_session(page: Page, run: Run, *, update: bool, flawed: str = "nothing") -> None:
    """Run each command of the page, in the working folder, and compare what it prints with what stands there.

    Those with *flawed* in them find something. How long a run takes is not compared.
    """
    for name, _, text in _NAMED.findall(page.text):
        Path(name).write_text(text, encoding="utf-8")
    for block in page.blocks("console"):
        command, _, shown = block.partition("\n")
        outcome = run(*shlex.split(command.removeprefix("$ cxmaturity ")))
        printed = outcome.err + outcome.out
        if update:
            file = DOCS / page.name
            text = file.read_text("utf-8").replace(
                f"```console\n{block}", f"```console\n{command}\n{printed}"
            )
            file.write_text(text, encoding="utf-8")
            shown = printed
        assert (outcome.code, _timeless(printed)) == (int(flawed in command), _timeless(shown))


def _timeless(text: str) -> str:
    return _SPEED.sub("", text)
