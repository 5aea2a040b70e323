from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports


def test_the_rooms_keep_their_order() -> None:
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS
