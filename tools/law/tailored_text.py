"""What the facts of a question add, phrased for a language model: computed days first, each with its keys."""

from tools.law.computing import Computed
from tools.law.tailoring import Tailored


def tailored_text(found: Tailored) -> list[str]:
    """Lines for a tool's text; empty when the facts add nothing."""
    lines = [
        f"The user's figure “{item.words}” is not what the law gives; say so first: "
        + "; ".join(
            f"{row.name.en}: {row.length.en} [{row.citation.key}] ({row.citation.quote})" for row in item.lawful
        )
        for item in found.corrected
    ]
    lines += [f"Contradictory: the {item.event.en} is told as {' and '.join(item.words)}; say so and give the result for each." for item in found.contradicted]  # fmt: skip
    lines += [line for computed in found.computed for line in _computed(computed)]
    if old := found.earlier:
        texts = ", ".join(f"{text.law.en} (from {text.held_from})" for text in old.texts)
        lines.append(f"Told of “{old.words}”, which is before the texts here came into force: {texts}; no earlier text is held. Warn first that numbers and conditions may have been others then [{old.rule.key}] ({old.rule.quote}).")  # fmt: skip
    if span := found.spanning:
        summary = f" What changes: {span.summary.en}" if span.summary else ""
        lines.append(f"The facts lie on both sides of {span.day}: give both texts, [{span.older.key}] and [{span.newer.key}].{summary}")  # fmt: skip
    lines += [f"Ask back, beside the answer: {asked.question.en}" for asked in found.asked_back]
    return lines


def _computed(computed: Computed) -> list[str]:
    ends = str(computed.ends) if computed.exact else f"between {computed.ends} and {computed.ends_latest}"
    opens = f"opens {computed.opens}, " if computed.opens else ""
    moved = f", a weekend: next working day {computed.working_day}" if computed.working_day else ""
    renewed = f", if renewed {computed.renewals} time(s)" if computed.renewals else ""
    keys = " ".join(f"[{citation.key}]" for citation in computed.counting)
    lines = [
        f"Computed from the user's facts (state it first): {computed.name.en}, from {computed.event.en} “{computed.told}”, {computed.length.en}: "
        f"{opens}{_RESULT[computed.result]} {ends}{moved}{renewed} [{computed.citation.key}] ({computed.citation.quote}). Counting: {computed.counted.en} {keys}".rstrip()
    ]
    lines += [f"  Caution: {computed.unheld.en}"] if computed.unheld else []
    if computed.later:
        later = computed.later
        lines.append(f"  By the text in force from {later.citation.in_force_from}: {later.length.en}, {_RESULT[later.result]} {later.ends} [{later.citation.key}]. {computed.across.en if computed.across else ''}")  # fmt: skip
    return lines


_RESULT = {"ends": "ends on", "last_day": "last day", "window": "closes", "until": "runs until", "from": "from"}
