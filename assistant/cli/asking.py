"""The options of every command that asks the desk, defined once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from inspect import signature
from typing import Any

from assistant.cli.shared import USER, As, AsOf, Json, Lang, the_day, the_language
from assistant.world import World
from knowledge.language import Language


@dataclass(frozen=True)
class Asking:
    """Who asks, as of which day, in which language, and whether the answer is printed as JSON."""

    as_of: AsOf = None
    lang: Lang = None
    as_user: As = USER
    json_: Json = False

    def day(self, world: World) -> date:
        """The day whose law is asked for. Wrong usage for anything that is no day."""
        return the_day(world, self.as_of)

    def language(self) -> Language | None:
        """The language to answer in, None for the question's. Wrong usage for any other than zh and en."""
        return the_language(self.lang)


def asks(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of `Asking`; they reach it as its first argument."""
    own = list(signature(command).parameters.values())[1:]
    shared = list(signature(Asking).parameters.values())
    names = [option.name for option in shared]

    @wraps(command)
    def run(**values: Any) -> None:
        chosen = {name: values.pop(name) for name in names}
        command(Asking(**chosen), **values)

    parameters = [option.replace(kind=option.KEYWORD_ONLY) for option in (*own, *shared)]
    run.__signature__ = signature(command).replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {option.name: option.annotation for option in parameters}
    return run
