"""`ipos appraise`: what a right is worth looking at: patents by indicators, each with its evidence and what is not known."""

import typer

from assistant.cli.appraise_value import app as values

app = typer.Typer(help="Appraise rights: patents by indicators, with evidence and what is not known. Never an appraisal report under the Asset Appraisal Law.", no_args_is_help=True)  # fmt: skip

app.add_typer(values)


@app.callback()
def every() -> None:
    """Keep it a group, whatever the number of its commands."""
