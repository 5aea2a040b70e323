"""Files as nobody should write them: any bytes, bytes like YAML and JSON, and sound files spoilt here and there."""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from cxmaturity.foundation.documents import DataPath
from cxmaturity.foundation.json_text import dumps_json

_TOKENS = (
    *(b"format: cxmaturity/questionnaire/1\n", b"format: cxmaturity/answers/1\n", b"id: trial\n", b"answers: {q: a}\n"),
    *(b": ", b"- ", b"? ", b"{", b"}", b"[", b"]", b",", b'"', b"'", b"|\n", b">-\n", b"#", b"\n", b"\r\n", b"\r"),
    *(b"&a ", b"*a", b"<<: ", b"!!python/object/apply:os.system ", b"!x ", b"%YAML 1.1\n", b"---\n", b"...\n", b"@"),
    *(b"1e999999999", b"-.inf", b"0x1F", b"1_000", b"1:30", b"~", b"null", b"true", b"9" * 400, b"\\ud800"),
    *(b"\x00", b"\x1b[31m", b"\x7f", b"\xe2\x80\xae", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xed\xa0\x80"),
    *("ä".encode(), "ä".encode("latin-1"), "💥".encode(), b"x" * 100_001, b"[" * 60, b"{a: " * 60, b"  " * 60),
    *(b"\\u001b", b"\xc3", b"`", b"\t"),
)  # fmt: skip

#: What stands where something else should.
_STRANGE: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**59, 10**17, Decimal("1e30"), Decimal("-1e30"), Decimal("1e-30")),
    *("", " ", "x", "unknown", "not-applicable", "{level}", "{dimension}", "{", "a" * 5000, "12 min", "1e999"),
    *("<script>", "%s{0}", "=1+1", "../../x", "[red]", "e\u0301" * 50, "\u200b", Decimal("0.5")),
    *([], {}, [[]], [None], {"": ""}, {"x": {"x": {}}}),
)  # fmt: skip


_NUMBERS = (0, 1, -1, 2, 3, 5, 10**17, Decimal("0.5"), Decimal("1e30"), Decimal("-1e30"), Decimal("1e-30"))


def bytes_of_any_kind() -> st.SearchStrategy[bytes]:
    """Any bytes, and such as a reader of YAML or JSON has to look at for long."""
    pieces = st.lists(st.sampled_from(_TOKENS) | st.binary(max_size=6), max_size=25).map(b"".join)
    texts = st.text(max_size=60)
    wide = st.tuples(texts, st.sampled_from(["utf-16", "utf-16-be", "utf-32", "utf-8-sig"]))
    return st.one_of(
        st.binary(max_size=200), pieces, wide.map(lambda pair: pair[0].encode(pair[1], "surrogatepass"))
    )


@st.composite
def spoilt_bytes(draw: st.DrawFn, sound: bytes) -> bytes:
    """*sound* with some of its bytes changed, lost or doubled, or its lines out of order."""
    data = sound
    for _ in range(draw(st.integers(1, 4))):
        data = draw(st.sampled_from(_SPOILING))(draw, data)
    return data


def _flipped(draw: st.DrawFn, data: bytes) -> bytes:
    place = draw(st.integers(0, max(0, len(data) - 1)))
    return data[:place] + bytes([draw(st.integers(0, 255))]) + data[place + 1 :]


def _cut(draw: st.DrawFn, data: bytes) -> bytes:
    start, length = draw(st.integers(0, len(data))), draw(st.sampled_from([1, 2, 5, 40, 10**9]))
    return data[:start] + data[start + length :]


def _doubled(draw: st.DrawFn, data: bytes) -> bytes:
    start, length = draw(st.integers(0, len(data))), draw(st.integers(1, 200))
    return data[: start + length] + data[start:]


def _with_a_token(draw: st.DrawFn, data: bytes) -> bytes:
    place = draw(st.integers(0, len(data)))
    return data[:place] + draw(st.sampled_from(_TOKENS)) + data[place:]


def _lines_out_of_order(draw: st.DrawFn, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    lines[one], lines[other] = lines[other], draw(st.sampled_from([lines[one], lines[other]]))
    return b"".join(lines)


_SPOILING = (_flipped, _cut, _doubled, _with_a_token, _lines_out_of_order)


@st.composite
def spoilt_data(draw: st.DrawFn, sound: Mapping[str, Any]) -> bytes:
    """*sound* as JSON, with some of its values replaced, lost, doubled or moved: sound syntax, any shape."""
    return _spoilt(draw, sound, _spoil)


@st.composite
def twisted_data(draw: st.DrawFn, sound: Mapping[str, Any]) -> bytes:
    """*sound* as JSON, with some of its values in each other's place: sound shapes, any meaning."""
    return _spoilt(draw, sound, _twist)


def _spoilt(
    draw: st.DrawFn, sound: Mapping[str, Any], spoil: Callable[[st.DrawFn, Any, DataPath], None]
) -> bytes:
    data: Any = deepcopy(dict(sound))
    for _ in range(draw(st.integers(1, 4))):
        paths = [path for path in _paths(data) if path]
        if paths:
            spoil(draw, data, draw(st.sampled_from(paths)))
    return dumps_json(data).encode()


def _spoil(draw: st.DrawFn, data: Any, path: DataPath) -> None:
    parent, last = _at(data, path[:-1]), path[-1]
    match draw(st.sampled_from(["strange", "strange", "moved", "lost", "nested", "renamed"])):
        case "strange":
            parent[last] = draw(st.sampled_from(_STRANGE))
        case "moved":
            parent[last] = deepcopy(_at(data, draw(st.sampled_from(list(_paths(data))))))
        case "nested":
            for _ in range(draw(st.sampled_from([1, 2, 30]))):
                inner = parent[last]
                parent[last] = draw(st.sampled_from([[inner], {"not": inner}, {"all": [inner]}]))
        case "renamed" if isinstance(parent, dict):
            parent[draw(st.sampled_from(_keys(data)))] = parent.pop(last)
        case _:
            parent.pop(last)


def _twist(draw: st.DrawFn, data: Any, path: DataPath) -> None:
    parent, last = _at(data, path[:-1]), path[-1]
    value = parent[last]
    if isinstance(parent, list) and draw(st.booleans()):
        parent[int(last) : int(last) + 1] = [deepcopy(value) for _ in range(draw(st.sampled_from([0, 2, 5])))]
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        parent[last] = draw(st.sampled_from(_NUMBERS))
    else:
        alike = [other for other in _paths(data) if other and _is_alike(data, path, other)]
        parent[last] = deepcopy(_at(data, draw(st.sampled_from(alike))))


def _is_alike(data: Any, path: DataPath, other: DataPath) -> bool:
    """Whether the same kind of value stands at both, under the same key."""
    same_key = _last_key(path) == _last_key(other)
    return same_key and type(_at(data, path)) is type(_at(data, other))


def _last_key(path: DataPath) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _paths(data: Any, base: DataPath = ()) -> Iterator[DataPath]:
    yield base
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from _paths(value, (*base, key))


def _keys(data: Any) -> list[str]:
    return sorted({str(path[-1]) for path in _paths(data) if path and isinstance(path[-1], str)})


def _at(data: Any, path: DataPath) -> Any:
    for step in path:
        data = data[step]
    return data
