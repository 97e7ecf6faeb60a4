"""The tools of the assistant: the one list of them."""

from langchain_core.tools import BaseTool

from tools.agencies.tools import AGENCY_TOOLS
from tools.appraisal.tools import APPRAISAL_TOOLS
from tools.cases.tools import CASE_TOOLS
from tools.clearing.tools import CLEARING_TOOLS
from tools.databases.tools import DATABASE_TOOLS
from tools.deadlines.tools import DEADLINE_TOOLS
from tools.documents.tools import DOCUMENT_TOOLS
from tools.exchange.tools import EXCHANGE_TOOLS
from tools.finance.tools import FINANCE_TOOLS
from tools.health_check.tools import HEALTH_TOOLS
from tools.information.tools import INFORMATION_TOOLS
from tools.law.tools import LAW_TOOLS
from tools.members.tools import MEMBER_TOOLS
from tools.orders.tools import ORDER_TOOLS
from tools.portfolio.tools import PORTFOLIO_TOOLS
from tools.ratings.tools import RATING_TOOLS
from tools.search.tools import SEARCH_TOOLS
from tools.search.trademark_tools import TRADEMARK_TOOLS
from tools.segments.tools import SEGMENT_TOOLS
from tools.training.tools import TRAINING_TOOLS
from tools.triage.tools import TRIAGE_TOOLS
from tools.valuation.tools import VALUE_TOOLS

TOOLS: tuple[BaseTool, ...] = (
    *LAW_TOOLS, *CASE_TOOLS, *SEARCH_TOOLS, *TRADEMARK_TOOLS, *DATABASE_TOOLS, *DOCUMENT_TOOLS, *TRIAGE_TOOLS,
    *DEADLINE_TOOLS, *APPRAISAL_TOOLS, *VALUE_TOOLS, *RATING_TOOLS, *ORDER_TOOLS, *EXCHANGE_TOOLS, *CLEARING_TOOLS,
    *PORTFOLIO_TOOLS,
    *MEMBER_TOOLS,
    *AGENCY_TOOLS, *SEGMENT_TOOLS,
    *TRAINING_TOOLS, *INFORMATION_TOOLS,
    *FINANCE_TOOLS, *HEALTH_TOOLS,
)  # fmt: skip


def action_of(tool: BaseTool) -> str:
    """The row of the table of access that a tool falls under: its own name, unless it declares another."""
    return str((tool.extras or {}).get("action", tool.name))
