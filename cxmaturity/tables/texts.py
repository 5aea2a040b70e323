"""A column of texts as Arrow holds them: one after the other, none made into an object until it is asked for."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

_SPACE = ord(" ")


class Texts(Sequence[str]):
    """The texts of an Arrow array without nulls."""

    def __init__(self, array: "pa.StringArray") -> None:
        self.array = array

    def __len__(self) -> int:
        return len(self.array)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        return self._list[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self._list)

    @cached_property
    def joined(self) -> str:
        """All texts, with nothing between them."""
        return self._bytes.decode()

    @cached_property
    def firsts(self) -> "NDArray[np.uint8]":
        """The first byte of each text; 0 for an empty one."""
        starts, ends = self._offsets[:-1], self._offsets[1:]
        return self._at(starts, starts < ends)

    @cached_property
    def is_tidy(self) -> bool:
        """Whether every text is printable, and has no space more than stands between words."""
        starts, ends = self._offsets[:-1], self._offsets[1:]
        lasts = self._at(ends - 1, starts < ends)
        return (
            "  " not in self.joined
            and self.joined.isprintable()
            and bool(((starts < ends) & (self.firsts != _SPACE) & (lasts != _SPACE)).all())
        )

    @property
    def longest(self) -> int:
        """The bytes of the longest text."""
        return int((self._offsets[1:] - self._offsets[:-1]).max(initial=0))

    def words(self) -> "NDArray[np.uint64]":
        """The UTF-8 bytes of each text in groups of eight, zeros after the end."""
        import numpy as np
        import pyarrow.compute as pc

        width = -(-max(self.longest, 1) // 8) * 8
        padded = pc.ascii_rpad(self.array, width, "\0")
        data = padded.buffers()[2]
        return np.frombuffer(data, np.uint64, len(self) * width // 8).reshape(len(self), -1)

    def _at(self, places: "NDArray[np.int32]", there: "NDArray[np.bool_]") -> "NDArray[np.uint8]":
        import numpy as np

        data = np.frombuffer(self._bytes or b"\0", np.uint8)
        return np.where(there, data[np.where(there, places - self._offsets[0], 0)], 0)

    @cached_property
    def _list(self) -> list[str]:
        texts: list[str] = self.array.to_pylist()
        return texts

    @cached_property
    def _offsets(self) -> "NDArray[np.int32]":
        import numpy as np

        offsets: NDArray[np.int32] = np.frombuffer(self.array.buffers()[1], np.int32)
        return offsets[self.array.offset : self.array.offset + len(self.array) + 1]

    @cached_property
    def _bytes(self) -> bytes:
        data = self.array.buffers()[2]
        first, last = int(self._offsets[0]), int(self._offsets[-1])
        return b"" if data is None else data.slice(first, last - first).to_pybytes()
