"""What a user states for a service: read, checked, and what is still missing."""

import json
import re
from collections.abc import Mapping

from knowledge.language import visible
from tools.orders.catalogue import catalogue
from tools.orders.service import Input, Service
from tools.refused import Refused

Given = str | int | tuple[int, ...]
LONGEST = 2000  # characters of a text
_MOST = {"count": 1_000, "number": 10_000_000}
_LEAST = {"count": 1, "number": 0}
_WHOLE = re.compile(r"[0-9]{1,9}")
_CLASSES = range(1, 46)  # of the Nice classification


class Missing(Refused):
    """Inputs are missing. `inputs`: which, with their questions."""

    def __init__(self, service: Service, inputs: tuple[Input, ...]) -> None:
        zh, en = "".join(each.zh for each in inputs), " ".join(each.en for each in inputs)
        super().__init__(
            f"办理“{service.zh}”还需要说明：{zh}/ For “{service.en}” still to be said: {en}", "quote.missing"
        )
        self.inputs = inputs


def missing_inputs(sku: str, given: Mapping[str, object]) -> tuple[Input, ...]:
    """The inputs of a service that are not given, in the order of asking. Raises Refused for an unknown SKU."""
    return tuple(each for each in catalogue().service(sku).inputs if _empty(given.get(each.name)))


def read_inputs(service: Service, given: Mapping[str, object]) -> dict[str, Given]:
    """The inputs as the service needs them. Raises Missing for what is not there, Refused for what is no answer or not asked."""
    asked = {each.name: each for each in service.inputs}
    if unknown := [name for name in given if name not in asked]:
        shown, known = unknown[0][:40], "、".join(asked)
        raise Refused(f"“{service.zh}”不需要“{shown}”这一项；需要的是：{known}。/ “{service.en}” does not ask for “{shown}”; it asks for {', '.join(asked)}.", "quote.input_unknown")  # fmt: skip
    if missing := missing_inputs(service.sku, given):
        raise Missing(service, missing)
    return {name: _READ[each.kind](each, given[name]) for name, each in asked.items()}


def stored_inputs(text: str) -> dict[str, Given]:
    """Inputs as a row keeps them (JSON)."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in json.loads(text).items()}


def shown_input(value: Given) -> str:
    """An input as people read it."""
    return "、".join(f"{each}" for each in value) if isinstance(value, tuple) else str(value)


def _empty(value: object) -> bool:
    return value is None or value in ("", [], ()) or (isinstance(value, str) and not visible(value).strip())


def _text(asked: Input, value: object) -> Given:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _wrong(asked, "填写文字", "needs words")
    said = " ".join(visible(str(value)).split())
    if len(said) > LONGEST:
        raise _wrong(asked, f"请不超过 {LONGEST} 字", f"has to be {LONGEST} characters at most")
    return said


def _whole(asked: Input, value: object) -> Given:
    """A whole number within the bounds of its kind; never a fraction, never below nothing."""
    least, most = _LEAST[asked.kind], _MOST[asked.kind]
    said = value.strip() if isinstance(value, str) else value
    number = int(said) if isinstance(said, str) and _WHOLE.fullmatch(said) and said.isascii() else said
    if isinstance(number, bool) or not isinstance(number, int) or not least <= number <= most:
        raise _wrong(asked, f"请填 {least}–{most} 的整数", f"has to be a whole number from {least} to {most}")
    return number


def _classes(asked: Input, value: object) -> Given:
    """Nice classes: a list of numbers, or "9, 35" in any writing; each counted once."""
    said = re.findall(r"[^\s,，、;；第类和]+", value) if isinstance(value, str) else value
    parts = [said] if isinstance(said, int) else said
    if isinstance(parts, bool) or not isinstance(parts, list | tuple) or not parts:
        raise _wrong(asked, "请填类别号，如 9、35", "needs class numbers like 9, 35")
    numbers = [int(part) if isinstance(part, str) and _WHOLE.fullmatch(part) else part for part in parts]
    if any(isinstance(each, bool) or not isinstance(each, int) or each not in _CLASSES for each in numbers):
        raise _wrong(asked, "类别号是 1–45 的整数", "has class numbers from 1 to 45 only")
    return tuple(sorted({each for each in numbers if isinstance(each, int)}))


def _wrong(asked: Input, zh: str, en: str) -> Refused:
    return Refused(f"“{asked.zh}”这一项{zh}。/ “{asked.name}” {en}.", f"quote.input.{asked.name}")


_READ = {"text": _text, "number": _whole, "count": _whole, "classes": _classes}
