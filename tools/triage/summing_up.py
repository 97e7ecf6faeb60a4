"""The summary of an inquiry in its own words: the problem, what was done, what is open; and the next steps by rule."""

import re
from datetime import date

from tools.triage.labels import NONE
from tools.triage.reading import Read

_SENTENCES = re.compile(r"(?<=[。！？!?；;])\s*|(?<=\.)\s+(?=[A-Z\u4e00-\u9fff])|\n+")
_DONE = re.compile(r"已(?:经)?(?!发表)|之前|上次|收到|提交了|申请了|公证|谈了|投诉|\b(?:have|has|had|already|received|got|filed|bought|was|were|been)\b", re.IGNORECASE)  # fmt: skip
_OPEN = re.compile(r"[?？]|吗|怎么|如何|哪|多少|能否|能不能|请|想|\b(?:how|what|who|when|which|can|could|please|would like|need|is it|do you)\b", re.IGNORECASE)  # fmt: skip
_GREETING = re.compile(r"^(?:subject:|您好|你好|老师好|dear\b|hi\b|hello\b|good morning|尊敬的|kind regards|best,|谢谢|盼复|此致|thanks)[^。?？]{0,30}$", re.IGNORECASE)  # fmt: skip
_LONGEST, _MOST = 240, 2


def summary_of(text: str, read: Read, duplicate: str) -> dict[str, list[str]]:
    """problem, done, open: sentences of the text; next: names of steps, each with its value after a colon."""
    sentences = [each.strip()[:_LONGEST] for each in _SENTENCES.split(text) if each.strip()]
    told = [each for each in sentences if not _GREETING.match(each)] or sentences
    asked = [each for each in told if _OPEN.search(each)][:_MOST]
    done = [each for each in told if _DONE.search(each) and each not in asked][:_MOST]
    problem = [each for each in told if each not in done and each not in asked][:1] or ([] if asked else told[:1])
    return {"problem": problem, "done": done, "open": asked, "next": steps_of(read, duplicate)}


def steps_of(read: Read, duplicate: str) -> list[str]:
    """What follows by rule, the most urgent first."""
    steps = []
    if read.urgency.ask:
        steps.append("ask_day")
    if read.urgency.day:
        steps.append(f"act_by:{read.urgency.day}")
    if duplicate:
        steps.append(f"duplicate:{duplicate}")
    steps += [f"danger:{flag}" for flag in read.flags]
    if read.needs_person:
        steps.append("decide")
    if read.labels["licence"] != NONE:
        steps.append(f"route:{read.labels['licence']}")
    return [*steps, "answer"]


def title_of(text: str, subject: str = "") -> str:
    """One line for the queue: the subject, or the first words."""
    first = subject or next((each for each in _SENTENCES.split(text) if each.strip() and not _GREETING.match(each.strip())), text)  # fmt: skip
    plain = " ".join(re.sub(r"^subject:\s*", "", first, flags=re.IGNORECASE).split())
    return plain if len(plain) <= 80 else f"{plain[:79]}…"


def order_of(read: Read, received: date, due: date) -> tuple[int, date]:
    """Where a case stands in the queue: its rank and the day to act by. A tone of voice is no part of it."""
    rank = {"urgent": 0, "unknown": 0, "dated": 1}.get(read.urgency.level, 3 if read.out_of_scope else 2)
    return rank, min(read.urgency.day, due) if read.urgency.day and rank == 1 else read.urgency.day or due
