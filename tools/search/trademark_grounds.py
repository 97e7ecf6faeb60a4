"""Absolute grounds as questions: words of a mark that make one ask, with the provision; never a finding."""

import re
from datetime import date
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.language import HAN
from knowledge.law.library import LawLibrary
from knowledge.practice.notes import Both
from knowledge.trademarks.nice import load_nice
from retrievers.trademarks.forms import Form
from tools.search.trademark_goods import Wanted
from tools.search.trademark_law import Ground, Provision, provision
from tools.search.trademark_words import words

_PLACE_ENDS = re.compile(f"([{HAN}]{{2,6}}(?:省|市|县|自治区|自治州))")
_SIMPLE = 2  # letters or digits up to which a mark is very short
_MANY = 3  # classes from which the intent to use is asked about
_SPECIAL = (Ground.PARTY, Ground.STATE, Ground.FOREIGN_STATE, Ground.ORGANISATION, Ground.RED_CROSS)


class Question(BaseModel):
    """A question of absolute grounds: the words that raise it, and the provision with its counterpart."""

    model_config = ConfigDict(frozen=True)

    ground: Ground
    words: str
    text: Both
    provision: Provision


def questions(library: LawLibrary, word: str, wanted: Wanted, filed: date) -> list[Question]:
    """What has to be asked of a mark before anything is said of its registrability, under the text of its filing date."""
    form = Form.of(word)
    found = [(ground, hit) for ground in _SPECIAL if (hit := _listed(ground.value, word, form))]
    if place := _listed(Ground.PLACE.value, word, form) or next(iter(_PLACE_ENDS.findall(word)), ""):
        found += [(Ground.PLACE, place), (Ground.DECEPTIVE, place)]
    found += _distinctiveness(form, word, wanted)
    if quality := _listed(Ground.DECEPTIVE.value, word, form):
        found.append((Ground.DECEPTIVE, quality))
    if len(wanted.classes) >= _MANY:
        found.append((Ground.INTENT, word))
    asked = []
    for ground, hit in dict(found).items():
        basis = provision(library, ground, filed)
        if basis.citation:  # the text of 2019 knows no such ground
            asked.append(
                Question(ground=ground, words=hit, text=words("questions", ground.value, words=hit), provision=basis)
            )
    return asked


def _distinctiveness(form: Form, word: str, wanted: Wanted) -> list[tuple[Ground, str]]:
    """The grounds of articles 11 and 17: generic for the goods, only descriptive, too simple."""
    found = []
    generic = {Form.of(name).plain for name in (*wanted.goods, *_item_names(wanted.codes))}
    if form.plain in generic:
        found.append((Ground.GENERIC, word))
    rest = form.plain
    for said in sorted({*_plain_list(Ground.DESCRIPTIVE.value), *generic} - {""}, key=len, reverse=True):
        rest = rest.replace(said, "")
    if not rest and form.plain not in generic:
        found.append((Ground.DESCRIPTIVE, word))
    if (len(form.plain) <= _SIMPLE and not form.han) or form.plain.isdigit() or len(form.han) == len(form.plain) == 1:
        found.append((Ground.WEAK, word))
    return found


def _item_names(codes: frozenset[str]) -> list[str]:
    groups = [group for code in codes if (group := load_nice().group(code))]
    return [name for group in groups for name in (*group.items.zh, *group.items.en)]


def _listed(kind: str, word: str, form: Form) -> str:
    """The longest listed word that stands in a mark: anywhere in Chinese, as whole words in letters."""
    lists = _lists()[kind]
    spaced = f" {' '.join(form.words)} "
    hits = [entry for entry in lists["zh"] if entry in form.han] + [
        entry for entry in lists["en"] if f" {entry} " in spaced
    ]
    return max(hits, key=len, default="")


def _plain_list(kind: str) -> list[str]:
    return [Form.of(entry).plain for entries in _lists()[kind].values() for entry in entries]


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    text = files("tools.search").joinpath("trademark_grounds.yaml").read_text("utf-8")
    found: dict[str, dict[str, list[str]]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return found
