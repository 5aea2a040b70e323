"""The bytes of a file come whole, a few at a time, and in whole lines where one can go back in it."""

import io
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxmaturity.tables import sources
from cxmaturity.tables.sources import Source
from tests.tools.effort import effort

TEXTS = st.lists(st.sampled_from([b"a", b"bc", b"\n", b"\r\n", b"\xc3\xa4"]), max_size=40).map(b"".join)


class OneWay(io.BytesIO):
    """Bytes as a pipe gives them."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise io.UnsupportedOperation


@settings(max_examples=effort(200))
@given(TEXTS, st.integers(1, 12), st.integers(1, 12), st.booleans())
def test_chunks_are_all_there_is(data: bytes, head: int, chunk: int, is_file: bool) -> None:
    stream = io.BytesIO(data) if is_file else OneWay(data)
    source = Source("x", stream.read(head), stream, stream.close)
    with patch.object(sources, "_CHUNK", chunk):
        found = [bytes(each) for each in source.chunks()]
    assert b"".join(found) == data
    assert all(found)
    if is_file:
        assert all(each.endswith(b"\n") or b"\n" not in each for each in found)
        assert max(map(len, found), default=0) <= max(head, chunk)


@pytest.mark.parametrize("size", [1, 5, 100_000])
def test_a_file_is_read_to_its_end(tmp_path: Path, size: int) -> None:
    path = tmp_path / "lines"
    path.write_bytes(b"x" * size + b"\n" + b"y" * size)
    with patch.object(sources, "_HEAD", 8), patch.object(sources, "_CHUNK", 16):
        source = sources.file(path)
        assert b"".join(source.chunks()) == path.read_bytes()
        assert source.progress() == 1
        source.close()
