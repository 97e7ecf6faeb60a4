"""`ipos training quiz`: questions on the law in force, put one by one at a terminal, or shown and marked by number."""

import sys
from typing import Annotated

import typer

from assistant.cli.shared import USER, As, AsOf, Json, Lang, print_json, say, the_day, the_language
from assistant.world import World


def register_quiz(app: typer.Typer) -> None:
    """Add the command."""
    app.command("quiz")(quiz)


def quiz(
    topic: Annotated[str, typer.Argument(help="patent, mark, copyright, competition, procedure, trade, all; or a quiz's number QIZ-... to be marked.")] = "all",
    answers: Annotated[str, typer.Option("--answers", metavar="ANSWERS", help='Answers to a quiz by its number, like "1A 2C".')] = "",
    number: Annotated[int, typer.Option("--number", min=1, max=9999, help="Another number gives other questions.")] = 1,
    as_of: AsOf = None, user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """Ask questions made from the articles in force, or mark the answers with the provision each rests on.

    Examples: ipos training quiz patent · ipos training quiz QIZ-PATENT-20261122-1 --answers "1A 2B 3C" --json
    """
    from tools.access.table import require
    from tools.training.questions import TOPICS, questions_of
    from tools.training.quiz import make_quiz, mark_quiz, topic_in
    from tools.training.quiz_telling import quiz_text, result_text

    world, language = World(), the_language(lang) or "zh"
    require(world.principal(user), "take_quiz", None)
    held, day = questions_of(world.library), the_day(world, as_of)
    if answers or topic.upper().startswith("QIZ-"):
        result = mark_quiz(held, topic, answers, day)
        print_json(result.model_dump(mode="json")) if json_ else say(result_text(result, language))
        return
    made = make_quiz(held, topic if topic in TOPICS else topic_in(topic), day, number)
    if json_:
        print_json(made.model_dump(mode="json"))
        return
    say(quiz_text(made, language, [each for each in TOPICS if held.on(day, each)]))
    if made.questions and sys.stdin.isatty():
        given = " ".join(f"{each.number}{typer.prompt(str(each.number), err=True)}" for each in made.questions)
        say(result_text(mark_quiz(held, made.id, given, day), language))
