"""One process at a time per file. The modules that can do it exist on one system each."""

import errno
import os
import sys

_FAR = 1 << 30  # Windows locks bytes for readers, too; these nobody reads
_NO_LOCKS = {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP}


def lock(descriptor: int) -> bool:
    """
    Lock the open file for this process until it is closed; False where another holds it.

    On a file system without locks nothing can be held, and the answer is True.
    """
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in _NO_LOCKS
    return True
