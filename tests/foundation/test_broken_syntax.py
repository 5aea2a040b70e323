"""Broken files give these words, this line and these carets; `--update` rewrites them from the code."""

from pathlib import Path

import pytest

from cxmaturity.foundation.diagnostics import InvalidDocument
from cxmaturity.foundation.documents import parse_json, parse_yaml
from cxmaturity.foundation.frames import frame
from tests.tools.harness import Golden

FOLDER = Path(__file__).parents[1] / "broken" / "syntax"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".txt")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_broken_file_is_explained(path: Path, golden: Golden) -> None:
    parse = parse_json if path.suffix == ".json" else parse_yaml
    with pytest.raises(InvalidDocument) as caught:
        parse(path.read_bytes(), path.name)
    frames = [frame(each, caught.value.sources.get(each.file), "en") for each in caught.value.diagnostics]
    golden("\n\n".join(frames) + "\n", path.with_name(path.name + ".txt"))


def test_every_expectation_has_its_file() -> None:
    expected = {path.name + ".txt" for path in FILES}
    assert {path.name for path in FOLDER.glob("*.txt")} == expected
