"""Whether what stands here in C has been compiled, without which large tables of text give the same, but later."""

try:
    from cxmaturity.tables.native import _compiled  # noqa: F401  that it can be loaded is what counts
except ImportError:
    IS_COMPILED = False
else:
    IS_COMPILED = True
