"""Words for lexical search: pairs of Chinese characters, stems of English words, numbers whole."""

import re
import threading
from functools import lru_cache

import snowballstemmer

from knowledge.language import HAN

_RUN = re.compile(rf"[{HAN}]+|[a-z0-9]+(?:[./'-][a-z0-9]+)*")
_STOP = frozenset(
    [
        "a",
        "about",
        "after",
        "all",
        "also",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "get",
        "got",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "like",
        "made",
        "make",
        "may",
        "me",
        "my",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "out",
        "say",
        "says",
        "she",
        "so",
        "some",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "to",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
        "say",
        "does",
        "long",
        "much",
        "many",
        "need",
        "want",
        "still",
        "should",
        "must",
        "within",
        "under",
        "over",
        "own",
        "s",
        "t",
        "m",
        "re",
        "ve",
        "d",
        "ll",
    ]
)
# Pairs that occur in questions and not in what is asked about.
_ASKING = frozenset(
    [
        "什么",
        "怎么",
        "怎样",
        "如何",
        "请问",
        "可以",
        "是否",
        "哪些",
        "哪个",
        "多少",
        "多久",
        "几个",
        "为什",
        "么办",
        "能不",
        "不能",
        "吗？",
        "我们",
        "我的",
        "你们",
        "他们",
        "这个",
        "那个",
        "一下",
        "需要",
        "应该",
        "有没",
        "没有",
        "是不",
        "还是",
    ]
)
_stemmer = snowballstemmer.stemmer("english")
_stemming = threading.Lock()  # the stemmer keeps the word it is at in itself: two threads would take each other's


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of an English word in small letters."""
    with _stemming:
        stemmed: str = _stemmer.stemWord(word)
    return stemmed


def tokens(text: str) -> list[str]:
    """Index terms of a normalised text; single Chinese characters only where they stand alone."""
    out: list[str] = []
    for run in _RUN.findall(text.lower()):
        if run[0] >= "\u3400":
            out += [run[i : i + 2] for i in range(len(run) - 1)] or [run]
        elif run not in _STOP:
            out.append(stem(run))
    return out


def query_tokens(text: str) -> list[str]:
    """Index terms of a question: the words of asking left out, unless nothing else is left."""
    found = tokens(text)
    return [token for token in found if token not in _ASKING] or found
