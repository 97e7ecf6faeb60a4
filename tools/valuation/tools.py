"""The value tool of the assistant: a thin wrapper that takes the user's own figures, values, and says what it is not."""

from langchain.tools import ToolRuntime, tool

from tools.access.table import require
from tools.desk import Desk
from tools.harmless import harmless
from tools.proposing import Result, artifact, cited, said, step
from tools.valuation.cues import VALUE, VALUE_CUES
from tools.valuation.provisions import keys_of
from tools.valuation.requesting import request_of
from tools.valuation.said import prices_in, require_figures_said
from tools.valuation.telling import valuation_text
from tools.valuation.valuing import value


@tool(response_format="content_and_artifact", extras={"cues": VALUE_CUES, "task": VALUE})
def estimate_value(
    kind: str,
    runtime: ToolRuntime[Desk],
    inputs: dict[str, str | float] | None = None,
    subject: str = "",
    filed: str = "",
    granted: str = "",
    comparables: str = "",
) -> Result:
    """Estimate what a patent, trademark or work may be worth, from figures the user has stated; never an appraisal report.
    `kind`: invention, utility_model, design, trademark, copyright or software. `inputs`: the user's own figures in their
    words, each "value", "low:high", "low:likely:high" or "unknown": revenue (first year), growth, royalty, discount, tax,
    life (years); for works effort, rate, overhead, profit, functional, economic; also decay, margin, charges. Never fill one in:
    a missing figure makes a method "not known", and the result says what to ask. `filed`, `granted`: days the user gave. `comparables`:
    prices of comparable deals the user gave, with commas between."""
    desk = step(runtime, "估算价值", "Estimating the value")
    require(desk.principal, "estimate_value", None)
    figures = inputs or {}
    deals = prices_in(comparables)
    require_figures_said(
        {**figures, **{f"price_{place}": price for place, price in enumerate(deals, 1)}}, said(runtime)
    )
    request = request_of(
        {
            "kind": kind.strip(),
            "subject": subject,
            "inputs": figures,
            "right": {"filed": filed, "granted": granted},
            "comparables": [{"price": price} for price in deals],
        },
        desk.now().date(),
    )
    found = value(request)
    keys = keys_of(found.provisions, found.day)
    text = harmless(valuation_text(found, desk.language), keys)
    return text, artifact("valuation", found, text, cited(desk, keys))


VALUE_TOOLS = (estimate_value,)
