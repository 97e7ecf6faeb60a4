"""Counting tokens for budgets: exact with tiktoken's vocabulary when it is at hand, estimated when it is not.

tiktoken downloads its vocabulary at first use. The desk must work with no network, so the vocabulary is written from
a package that carries it (`quicktok`) into a cache folder, where tiktoken finds it and checks its hash itself.
"""

import base64
import os
import struct
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from knowledge.language import HAN

ENCODING = "o200k_base"
_CACHE_NAME = "fb374d419588a4632f3f557e76b4b70aebbca790"  # tiktoken's name for the file: sha1 of its address


class TokenCounter(Protocol):
    """Anything that counts the tokens of a text."""

    exact: bool

    def count(self, text: str) -> int:
        """How many tokens the text has."""


class EstimatedTokens:
    """About one token a Chinese character and one for four bytes of anything else."""

    exact = False

    def count(self, text: str) -> int:
        """Estimated number of tokens; never 0 for a text that is not empty."""
        han = sum(HAN[0] <= char <= HAN[-1] for char in text)
        rest = len(text.encode("utf-8", "replace")) - 3 * han
        return han + max(0, rest + 3) // 4


class ExactTokens:
    """tiktoken's own count."""

    exact = True

    def __init__(self) -> None:
        import tiktoken

        self._encoding = tiktoken.get_encoding(ENCODING)

    def count(self, text: str) -> int:
        """Number of tokens; special tokens in the text are counted as ordinary words."""
        return len(self._encoding.encode(text, disallowed_special=()))


def token_counter(cache: Path) -> TokenCounter:
    """The best counter this machine can have without a network; `cache` holds the vocabulary file."""
    folder = Path(os.environ.get("TIKTOKEN_CACHE_DIR", cache))
    try:
        if not (folder / _CACHE_NAME).exists():
            _write_vocabulary(folder)
        os.environ["TIKTOKEN_CACHE_DIR"] = str(folder)
        return ExactTokens()
    except (OSError, ValueError, ImportError):  # no vocabulary, read-only cache, damaged file
        return EstimatedTokens()


def _write_vocabulary(folder: Path) -> None:
    """Convert the packaged vocabulary (count, then length, bytes and rank of each token) into tiktoken's text form."""
    if find_spec("quicktok") is None:
        raise FileNotFoundError("no packaged vocabulary")
    raw = files("quicktok").joinpath("data", "o200k.vocab").read_bytes()
    (count,) = struct.unpack_from("<I", raw)
    place, ranks = 4, {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, place)
        token = raw[place + 2 : place + 2 + length]
        (rank,) = struct.unpack_from("<I", raw, place + 2 + length)
        ranks[rank] = token
        place += 6 + length
    lines = (base64.b64encode(ranks[rank]) + b" " + str(rank).encode() + b"\n" for rank in sorted(ranks))
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{_CACHE_NAME}-{os.getpid()}"
    draft.write_bytes(b"".join(lines))
    draft.replace(folder / _CACHE_NAME)
