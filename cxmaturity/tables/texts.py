"""A column of texts as the bytes they stand in, none made into an object until it is asked for."""

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple, overload

from cxmaturity.tables.native import IS_COMPILED

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

_SECRET = int.from_bytes(os.urandom(8))  # so that nobody can write a name that passes for another's
_NOT_AT_ENDS = frozenset(b"\0 ")
_BEYOND_ASCII = 128
_ASCII = bytes(range(_BEYOND_ASCII))
_PRINTABLE = frozenset({*range(ord(" "), 127), *range(_BEYOND_ASCII, 256)})  # or part of what may be


class ByteSets(NamedTuple):
    """Which bytes texts begin with, which they end with, 0 for an empty one, and which there are at all.

    And whether two spaces stand together, be it of two texts.
    """

    firsts: bytes
    lasts: bytes
    all: bytes
    two_spaces: bool


class Texts(Sequence[str]):
    """Texts held as Arrow holds them: `data` is all of them in UTF-8, `offsets` where each begins and the last ends."""

    def __init__(
        self, offsets: "NDArray[np.int32]", data: bytes, array: "pa.StringArray | None" = None
    ) -> None:
        self.offsets = offsets
        self.data = data
        self._array = array

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Texts":
        """The same texts, from single ones."""
        import numpy as np

        encoded = [text.encode() for text in texts]
        offsets = accumulate(map(len, encoded), initial=0)
        return cls(np.fromiter(offsets, np.int32, len(encoded) + 1), b"".join(encoded))

    @classmethod
    def of_array(cls, texts: "pa.StringArray") -> "Texts":
        """The texts of an Arrow array without nulls."""
        import numpy as np

        _, offsets, data = texts.buffers()
        begins = np.frombuffer(offsets or bytes(4), np.int32)[texts.offset : texts.offset + len(texts) + 1]
        held = b"" if data is None else data.slice(begins[0], begins[-1] - begins[0]).to_pybytes()
        return cls(begins - begins[0], held, texts)

    def followed_by(self, texts: Sequence[str]) -> "Texts":
        """These and some more."""
        import numpy as np

        more = Texts.of(texts)
        return Texts(np.concatenate([self.offsets, more.offsets[1:] + len(self.data)]), self.data + more.data)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        return self._list[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self._list)

    @property
    def array(self) -> "pa.StringArray":
        """The texts as an Arrow array."""
        if self._array is None:
            import pyarrow as pa

            offsets, data = pa.py_buffer(self.offsets), pa.py_buffer(self.data)
            self._array = pa.StringArray.from_buffers(len(self), offsets, data)
        return self._array

    @cached_property
    def is_tidy(self) -> bool:
        """Whether every text is printable, and has no space more than stands between words."""
        sets = self.byte_sets
        return (
            _NOT_AT_ENDS.isdisjoint(sets.firsts + sets.lasts)
            and not sets.two_spaces
            and _PRINTABLE.issuperset(sets.all)
            and (
                max(sets.all, default=0) < _BEYOND_ASCII
                or self.data.translate(None, _ASCII).decode().isprintable()
            )
        )

    @cached_property
    def byte_sets(self) -> ByteSets:
        """The bytes that there are, by their places."""
        if IS_COMPILED:
            from cxmaturity.tables.native._compiled import byte_sets

            return ByteSets(*byte_sets(self.offsets, self.data))
        encoded = [text.encode() or b"\0" for text in self]
        firsts, lasts = {text[0] for text in encoded}, {text[-1] for text in encoded}
        return ByteSets(bytes(firsts), bytes(lasts), bytes({*self.data}), b"  " in self.data)

    @cached_property
    def hashes(self) -> "NDArray[np.uint64]":
        """A hash of 64 bits for each text, the same wherever it stands in this run."""
        import numpy as np

        if IS_COMPILED:
            from cxmaturity.tables.native._compiled import hashes

            return np.frombuffer(hashes(self.offsets, self.data, _SECRET), np.uint64)
        from hashlib import blake2b

        key = _SECRET.to_bytes(8)
        digests = [blake2b(text.encode(), digest_size=8, key=key).digest() for text in self]
        return np.frombuffer(b"".join(digests), np.uint64)

    @cached_property
    def _list(self) -> list[str]:
        data = self.data
        return [data[begin:end].decode() for begin, end in pairwise(self.offsets.tolist())]
