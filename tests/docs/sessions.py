"""Console sessions on a page, run for real with the files that the page shows."""

import re
import shlex
from pathlib import Path

from tests.docs.pages import DOCS, Page
from tests.tools.harness import Run

_NAMED = re.compile(r"<!-- ([\w-]+\.yaml) -->\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def check_session(page: Page, run: Run, *, update: bool) -> None:
    """Run each command of the page, in the working folder, and compare what it prints with what stands there."""
    for name, text in _NAMED.findall(page.text):
        Path(name).write_text(text, encoding="utf-8")
    for block in page.blocks("console"):
        command, _, shown = block.partition("\n")
        outcome = run(*shlex.split(command.removeprefix("$ cxmaturity ")))
        if update:
            file = DOCS / page.name
            text = file.read_text("utf-8").replace(block, f"{command}\n{outcome.out}")
            file.write_text(text, encoding="utf-8")
            shown = outcome.out
        assert (outcome.code, outcome.err, outcome.out) == (0, "", shown)
