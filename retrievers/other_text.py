"""The same rule in the other text of its law: where a law changes, what is known of one text helps to find the other.

People ask about a rule in the same words before and after the change, but their questions stand with one text or the other.
So a law that our notes map onto its next or last text is looked up in both, and its articles change places among
themselves by what both looks say. Questions of the one text given to the other as well crowded out other laws.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from knowledge.law.library import LawLibrary
from knowledge.law.records import Version
from knowledge.practice.notes import Note

SHARE = 0.6  # of its relevance in the other text that an article gains; measured (docs/retrieval.md)
NoteOf = Callable[[str], Note | None]


def other_text(library: LawLibrary, key: str, note: Note | None) -> Version | None:
    """The text of its law, the next one or the one before, that our note on an article maps it onto."""
    article = library.by_key(key) if note and (note.replaces or note.replaced_by) else None
    if article is None or note is None:
        return None
    versions = library.versions(article.version.law)
    place = versions.index(article.version) + (1 if note.replaced_by else -1)
    return versions[place] if 0 <= place < len(versions) else None


def day_of(text: Version, own: Version) -> date:
    """The day nearest to `own`, the text at hand, on which the other text governs."""
    return text.in_force_from if own.in_force_from < text.in_force_from else own.in_force_from - timedelta(days=1)


def by_both_texts(
    scores: Mapping[str, float], others: Mapping[str, float], own: Version, other: Version, note_of: NoteOf
) -> dict[str, float]:
    """Scores of articles in which those of one text have changed places among themselves.

    `scores`: by key, as of the day asked for; `others`: as of a day of the other text.
    """
    ranked = sorted(scores, key=lambda key: (-scores[key], key))
    places = [key for key in ranked if key.startswith(f"{own.key}/")]
    later = own.in_force_from < other.in_force_from
    gained = {key: scores[key] + SHARE * _elsewhere(note_of(key), later, other, others) for key in places}
    better = sorted(places, key=lambda key: (-gained[key], key))
    return {**scores, **{key: scores[place] for key, place in zip(better, places, strict=True)}}


def _elsewhere(note: Note | None, later: bool, other: Version, scores: Mapping[str, float]) -> float:
    """The best score of the articles that say in the other text what a note's article says."""
    names: Sequence[str] = () if note is None else note.replaced_by if later else note.replaces
    return max((scores.get(f"{other.key}/{name}", 0.0) for name in names), default=0.0)
