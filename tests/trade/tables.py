"""All tables of members' data, whoever defines them."""

import importlib
import pkgutil

from sqlalchemy import MetaData

import tools
from tools.database import Base


def all_tables() -> MetaData:
    """The metadata with every module of tables imported."""
    importlib.import_module("assistant.conversations")
    for module in pkgutil.walk_packages(tools.__path__, "tools."):
        if not module.name.startswith("tools.migrations"):  # Alembic runs those itself
            importlib.import_module(module.name)
    return Base.metadata
