"""Whether `native.c` has been compiled, without which large tables of text give the same, but later."""

try:
    from cxmaturity.tables import _native  # noqa: F401  that it can be loaded is what counts
except ImportError:
    IS_COMPILED = False
else:
    IS_COMPILED = True
