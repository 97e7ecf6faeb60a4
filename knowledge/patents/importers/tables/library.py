"""The mappings that come with the product, one YAML file for each export."""

from functools import cache
from importlib.resources import files

from knowledge.patents.importers.tables.mapping import Mapping, parse_mapping


@cache
def mappings() -> tuple[Mapping, ...]:
    """All mappings of the folder, by name of their files."""
    folder = files("knowledge.patents.importers.tables").joinpath("mappings")
    entries = sorted((each for each in folder.iterdir() if each.name.endswith(".yaml")), key=lambda each: each.name)
    return tuple(parse_mapping(each.read_text("utf-8"), each.name) for each in entries)
