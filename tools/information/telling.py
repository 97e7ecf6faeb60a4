"""Items, digests and subscriptions in words; what feeds wrote is shown as data."""

from collections.abc import Sequence

from knowledge.language import Language
from tools.harmless import quoted
from tools.information.classifying import categories
from tools.information.digest import Digest, Item
from tools.information.matching import Reason, Wish
from tools.information.running import Ran
from tools.information.sources import Source
from tools.information.subscribing import Subscription
from tools.search.words import Words, words_of


def wording(language: Language) -> Words:
    """The words of the information service."""
    return words_of("tools.information", language)


def title_of(item: Item, language: Language) -> str:
    """The title in the language, else in the one it has."""
    own, other = (item.title_zh, item.title_en) if language == "zh" else (item.title_en, item.title_zh)
    return quoted(own or other, 300)


def text_of(item: Item, language: Language) -> str:
    """The text in the language, else in the one it has."""
    own, other = (item.text_zh, item.text_en) if language == "zh" else (item.text_en, item.text_zh)
    return quoted(own or other, 400)


def why_told(why: Sequence[Reason], language: Language) -> str:
    """Why an item is told: the words, holders, classes and categories it matched."""
    say = wording(language)
    names = [say(f"why_{each.kind}", value=categories()[each.value].name(language) if each.kind == "category" else quoted(each.value, 80)) for each in why]  # fmt: skip
    return say("why", reasons=say("comma").join(names))


def item_lines(item: Item, language: Language) -> list[str]:
    """An item: its title with day and source, its text, the days left, why."""
    say = wording(language)
    day = item.day.isoformat() if item.dated else say("undated", day=item.day)
    source = say("source_knowledge") if item.source == "IPOS" else quoted(item.source, 80)
    head = say("item", title=title_of(item, language), category=categories()[item.category].name(language), day=day, source=source)  # fmt: skip
    lines = [head, *([text_of(item, language)] if text_of(item, language) else [])]
    if item.left is not None:
        lines.append(say("days_left", count=item.left))
    return [*lines, why_told(item.why, language)]


def items_text(items: Sequence[Item], language: Language, most: int = 12) -> str:
    """What is new, or that nothing is."""
    say = wording(language)
    if not items:
        return say("nothing_new")
    blocks = ["\n".join([f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]) for lines in (item_lines(each, language) for each in items[:most])]  # fmt: skip
    more = [say("more", count=len(items) - most)] if len(items) > most else []
    return "\n".join([say("news_head", count=len(items)), *blocks, *more])


def digest_text(digest: Digest, language: Language) -> str:
    """A digest in full, as text."""
    say = wording(language)
    head = say("digest_head", period=digest.period, count=len(digest.items))
    if not digest.items:
        return f"{head}\n\n{say('nothing_new')}"
    blocks = ["\n".join(item_lines(each, language)) for each in digest.items]
    left = [say("left", count=digest.left)] if digest.left else []
    return "\n\n".join([head, *blocks, *left])


def wish_told(wish: Wish, language: Language) -> str:
    """What a subscription asks for."""
    say = wording(language)
    parts = [say("wish_categories", names=say("comma").join(categories()[each].name(language) for each in wish.categories))] if wish.categories else []  # fmt: skip
    parts += [say(f"wish_{name}", names=say("comma").join(quoted(each, 80) for each in getattr(wish, name))) for name in ("keywords", "holders", "classes") if getattr(wish, name)]  # fmt: skip
    return say("semicolon").join(parts)


def subscription_line(each: Subscription, language: Language) -> str:
    """A subscription in one line."""
    say = wording(language)
    return say("subscription", id=each.id, wish=wish_told(each.wish, language), period=say(f"period_{each.period}"))


def subscriptions_text(found: Sequence[Subscription], language: Language) -> str:
    """The subscriptions, or how to make one."""
    say = wording(language)
    return "\n".join([say("subscriptions_head", count=len(found)), *(f"- {subscription_line(each, language)}" for each in found)]) if found else say("subscriptions_none")  # fmt: skip


def sources_text(found: Sequence[Source], language: Language) -> str:
    """The sources, each with its last run."""
    say = wording(language)
    lines = [say("source", id=each.id, title=quoted(each.title, 80), kind=each.kind, category=each.category, ran=each.ran.strftime("%Y-%m-%d %H:%M %Z") if each.ran else "-", problem=quoted(each.problem)) for each in found]  # fmt: skip
    return "\n".join(lines) or say("sources_none")


def ran_text(found: Sequence[Ran], language: Language) -> str:
    """What a run brought, source by source."""
    say = wording(language)
    return "\n".join(say("ran", title=quoted(each.title, 80), found=each.found, added=each.added, problem=quoted(each.problem)) for each in found)  # fmt: skip
