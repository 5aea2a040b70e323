"""`cxmaturity validate --explain CODE`: the page of a rule."""

import typer

from cxmaturity.cli import streams

_WIDEST = 88  # what reads well


def explain_rule(ctx: typer.Context, code: str | None) -> None:
    """Print the page of the rule *code*, where one is asked for, and end the command.

    Raises CxmaturityError for a code that no rule has.
    """
    if code is None or ctx.resilient_parsing:
        return
    from cxmaturity.authoring.rule_pages import terminal_page
    from cxmaturity.authoring.rule_texts import rule_text
    from cxmaturity.cli.screens import screen

    width = min(screen().width, _WIDEST)
    streams.put(terminal_page(code, rule_text(code), str(ctx.obj), width))
    raise typer.Exit
