"""`ipos health-check` and `ipos self-audit`: questions, answers from a file, scores with a plan, and two checks compared."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.shared import USER, As, Json, Lang, print_json, say, the_language
from assistant.world import World
from tools.health_check.form import FormName, form
from tools.refused import Refused

Answers = Annotated[Path | None, typer.Option("--answers", metavar="FILE", help="Answers in JSON or YAML: question: choice, or question: {choice, evidence}.")]  # fmt: skip


def _group(name: FormName, help_: str) -> typer.Typer:
    """The commands of one questionnaire."""
    found = typer.Typer(help=help_, no_args_is_help=True)

    @found.command("start")
    def start(lang: Lang = None, json_: Json = False) -> None:
        """Show every question with its choices, and why it is asked.

        Examples: ipos health-check start --lang en · ipos self-audit start --json
        """
        from tools.health_check.telling import form_text

        if json_:
            print_json(form(name).model_dump(mode="json"))
        else:
            say(form_text(form(name), the_language(lang) or "zh"))

    @found.command("answer")
    def answer(answers: Answers = None, keep: Annotated[bool, typer.Option("--keep/--no-keep", help="Keep the answers for your organisation.")] = True, user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
        """Score the answers of a file and keep them for your organisation; what is left out is not known.

        Examples: ipos health-check answer --answers check.yaml --as lin · ipos self-audit answer --answers audit.json --json
        """
        from tools.health_check.answers import read_file
        from tools.health_check.keeping import keep_answers
        from tools.health_check.scoring import score
        from tools.health_check.telling import score_text, wording

        world, language = World(), the_language(lang) or "zh"
        given = read_file(form(name), _read(answers))
        kept = keep_answers(world.effects, world.principal(user), form(name), given) if keep else None
        found = kept.score if kept else score(form(name), given, world.today())
        if json_:
            print_json({"id": kept.id if kept else "", **found.model_dump(mode="json")})
            return
        say(score_text(found, language))
        if kept:
            say(f"\n{wording(language)('kept', id=kept.id)}")

    @found.command("show")
    def show(
        identity: Annotated[str, typer.Argument(help="The id of a check; left out: a list of all.")] = "",
        against: Annotated[str, typer.Option("--against", help="The id of an earlier check to compare with.")] = "",
        user: As = USER, lang: Lang = None, json_: Json = False,
    ) -> None:  # fmt: skip
        """Show a check that was kept, or the list of them; compare two.

        Examples: ipos health-check show --as lin · ipos self-audit show --as lin · ipos health-check show HCK-0123456789AB --against HCK-00000000AB12 --as lin --json
        """
        from tools.health_check.keeping import compared, list_health_checks, show_health_check
        from tools.health_check.telling import change_text, checks_text, score_text

        world, language = World(), the_language(lang) or "zh"
        with world.sessions() as session:
            who = world.principal(user)
            if not identity:
                rows = list_health_checks(session, who, name)
                _told({"checks": [row.model_dump(mode="json") for row in rows]}, checks_text(rows, language), json_)
                return
            found = show_health_check(session, who, identity)
            older = show_health_check(session, who, against) if against else None
        changes = compared(found, older) if older else ()
        text = score_text(found.score, language) + (f"\n\n{change_text(changes, older, language)}" if older else "")
        _told({**found.model_dump(mode="json"), "changes": [each.model_dump() for each in changes]}, text, json_)

    return found


def _told(data: dict[str, object], text: str, json_: bool) -> None:
    if json_:
        print_json(data)
    else:
        say(text)


def _read(path: Path | None) -> str:
    """The text of the file of answers. Raises Refused for none and for one that cannot be read."""
    if path is None:
        raise Refused(
            "请用 --answers 给出答案文件；题目见 start。/ Give the file of answers with --answers; start shows the questions."
        )
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"不能读取 {path}（{error}）。/ {path} cannot be read ({error}).") from None


app = _group("six-lacks", "The ten-minute IP health check on the six lacks: ideas, systems, talents, tools, partners, experience.")  # fmt: skip
audit = _group("self-audit", "The self-audit of the IP management system, along the subject areas of GB/T 29490 (our own reading).")  # fmt: skip
