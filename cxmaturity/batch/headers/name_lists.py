"""Lists of names in a message."""

from collections.abc import Sequence
from functools import reduce

from cxmaturity.batch.cells.cell_text import shown
from cxmaturity.foundation.i18n import Message, msg


def quoted_names(names: Sequence[str], most: int) -> Message:
    """The first *names*, at least one, in quotes of the language; dots where there are more than *most*."""
    quoted = [msg("“{name}”", name=shown(name)) for name in names[:most]]
    listed = reduce(lambda first, rest: msg("{first}, {rest}", first=first, rest=rest), quoted)
    return msg("{names}, …", names=listed) if len(names) > most else listed
