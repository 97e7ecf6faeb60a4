"""The desk: what every tool works with, given at run time and never by the model."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from knowledge.language import Language
from knowledge.law.library import LawLibrary
from knowledge.law.verify import Verifier
from retrievers.cases import CaseSearcher
from retrievers.search import Searcher
from retrievers.trademarks.search import MarkSearcher
from tools.approvals.effects import Effects
from tools.databases.access import Databases
from tools.documents.access import Documents
from tools.portfolio.room import PortfolioRoom
from tools.principal import Principal
from tools.search.room import SearchRoom
from tools.triage.inquiries import Inquiries


@dataclass(frozen=True)
class Desk:
    """The context of one turn: who asks, in which conversation, as of which day, and the services tools call."""

    principal: Principal
    thread: str
    as_of: date
    language: Language
    library: LawLibrary
    searcher: Searcher
    cases: CaseSearcher
    verifier: Verifier
    inquiries: Inquiries
    search_room: SearchRoom
    marks: MarkSearcher
    databases: Databases
    documents: Documents
    effects: Effects
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    portfolio: PortfolioRoom | None = None  # portfolio care, where there is any
    receiver: str = ""  # who runs the external language model, as the operator names it
    stopped: threading.Event = field(default_factory=threading.Event)  # set when the user has stopped the turn
