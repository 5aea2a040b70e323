"""A column of texts as the bytes they stand in, none made into an object until it is asked for."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, overload

from cxmaturity.tables.spans import Bytes, Spans

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

_SPACE, _DELETE = ord(" "), 127


class Texts(Sequence[str]):
    """Texts that are stretches of UTF-8."""

    def __init__(self, spans: Spans, array: "pa.StringArray | None" = None) -> None:
        self.spans = spans
        self._array = array

    @classmethod
    def of_array(cls, array: "pa.StringArray") -> "Texts":
        """The texts of an Arrow array without nulls."""
        import numpy as np

        _, offsets, data = array.buffers()
        begins = np.frombuffer(offsets, np.int32)[array.offset : array.offset + len(array) + 1].astype(
            np.intp
        )
        first = begins[0] if len(begins) else 0
        held = b"" if data is None else data.slice(first, begins[-1] - first).to_pybytes()
        return cls(Spans(Bytes(held), begins[:-1] - first, np.diff(begins)), array)

    def __len__(self) -> int:
        return len(self.spans)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return self._list[place]
        if self._array is not None:
            text: str = self._array[place].as_py()
            return text
        return self.spans.data.text(int(self.spans.starts[place]), int(self.spans.lengths[place])).decode()

    def __iter__(self) -> Iterator[str]:
        return iter(self._list)

    @property
    def array(self) -> "pa.StringArray":
        """The texts as Arrow holds them."""
        if self._array is None:
            import pyarrow as pa

            data, offsets = self._joined
            self._array = pa.StringArray.from_buffers(len(self), pa.py_buffer(offsets), pa.py_buffer(data))
        return self._array

    @cached_property
    def joined(self) -> bytes:
        """The bytes of all texts, with nothing between them."""
        return self._joined[0].tobytes()

    @cached_property
    def first_bytes(self) -> frozenset[int]:
        """The bytes that texts begin with; 0 for an empty one."""
        import numpy as np

        return frozenset(np.flatnonzero(np.bincount(self._firsts, minlength=1)).tolist())

    @cached_property
    def is_tidy(self) -> bool:
        """Whether every text is printable, and has no space more than stands between words."""
        spans, data = self.spans, self._joined[0]
        lasts = spans.data.take(spans.starts + spans.lengths - 1)
        return (
            bool(((spans.lengths > 0) & (self._firsts != _SPACE) & (lasts != _SPACE)).all())
            and b"  " not in self.joined
            and not ((data < _SPACE) | (data == _DELETE)).any()
            and data[data > _DELETE].tobytes().decode().isprintable()
        )

    @cached_property
    def _firsts(self) -> "NDArray[np.uint8]":
        return self.spans.data.take(self.spans.starts) * (self.spans.lengths > 0)

    @cached_property
    def _list(self) -> list[str]:
        return [text.decode() for text in self.spans] if self._array is None else self._array.to_pylist()

    @cached_property
    def _joined(self) -> "tuple[NDArray[np.uint8], NDArray[np.int32]]":
        return self.spans.joined()
