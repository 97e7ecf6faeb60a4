"""The layers a question belongs to, so that a mean can be taken apart: which right, which stage of its life, which way of asking."""

from dataclasses import dataclass

RIGHTS = (
    "patent", "design", "utility-model", "mark", "copyright", "software", "trade-secret", "competition", "monopoly",
    "contract", "pledge", "transfer", "variety", "layout", "trade", "data", "crime", "other", "none",
)  # fmt: skip
STAGES = (
    "creation", "filing", "examination", "grant", "maintenance", "use", "licensing", "transfer", "finance",
    "enforcement", "defence", "crime", "other", "none",
)  # fmt: skip
STYLES = ("plain", "situation", "keywords", "lookup", "dated", "near-miss", "off-topic")
LAYERS = {"right": RIGHTS, "stage": STAGES, "style": STYLES}


@dataclass(frozen=True)
class Labels:
    """The layers of one question. What has nothing to do with this desk has the right and the stage "none"."""

    right: str
    stage: str
    style: str

    def of(self, layer: str) -> str:
        """The value of one layer, by its name."""
        return {"right": self.right, "stage": self.stage, "style": self.style}[layer]


def read_labels(row: dict[str, object]) -> Labels:
    """The labels of a row of a question set. Raises ValueError when one is missing or unknown."""
    for layer, allowed in LAYERS.items():
        if row.get(layer) not in allowed:
            raise ValueError(f"{row.get('id')}: {layer} is {row.get(layer)!r}, not one of {', '.join(allowed)}")
    return Labels(str(row["right"]), str(row["stage"]), str(row["style"]))
