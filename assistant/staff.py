"""Who may see and change what the desk is made of: sources, ingest runs, uploads of office data."""

from assistant.settings import Settings
from tools.principal import Principal

LOCAL = "local"  # the account of a desk without sign-in


def is_staff(settings: Settings, principal: Principal) -> bool:
    """Whether an account is one of those the operator named (IPOS_STAFF; a desk without sign-in has one account, "local")."""
    return principal.user in {name.strip() for name in settings.staff.split(",") if name.strip()}
