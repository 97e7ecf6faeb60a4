"""The one stream of events of a turn, consumed alike by the page, the command line and the evals."""

from dataclasses import dataclass, field
from datetime import date

from knowledge.citation import Citation
from knowledge.language import Language
from tools.approvals.terms import Card


@dataclass(frozen=True)
class Step:
    """What is being done, in plain words."""

    text: str


@dataclass(frozen=True)
class Token:
    """A piece of the answer as it is written."""

    text: str


@dataclass(frozen=True)
class Reset:
    """Forget the tokens so far: another attempt starts. `reason` is for the user."""

    reason: str


@dataclass(frozen=True)
class Waiting:
    """Nothing new yet: a moment for the reader to leave, should it want to."""


@dataclass(frozen=True)
class Called:
    """A tool that ran."""

    tool: str
    args: dict[str, object]
    ok: bool


@dataclass(frozen=True)
class Done:
    """The finished answer, checked; it replaces whatever was streamed."""

    question: str
    answer: str
    language: Language
    as_of: date
    abstained: bool
    mode: str  # the model that answered: "offline" or its name
    citations: tuple[Citation, ...]
    steps: tuple[Called, ...]
    struck: tuple[str, ...] = ()
    prompt_tokens: int = 0
    completion_tokens: int = 0
    total_ms: float = 0.0
    retrieval_ms: float = 0.0
    message_id: str = ""
    approval: Card | None = None  # terms that wait for the user, when this turn proposed some


Event = Step | Token | Reset | Waiting | Called | Done


@dataclass
class Evidence:
    """What the tools of a conversation have shown, by citation key: the only things an answer may cite.

    `told`: texts the tools wrote themselves, such as a terms card; repeated word for word they need no other support.
    """

    citations: dict[str, Citation] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    def add(self, artifact: object) -> None:
        """Take over the citations of one tool result."""
        if isinstance(artifact, dict):
            for row in artifact.get("citations", []):
                citation = Citation.model_validate(row)
                self.citations.setdefault(citation.key, citation)
            self.told += [artifact["told"]] if artifact.get("told") else []
