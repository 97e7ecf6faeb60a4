"""The part of the composition root that makes membership: sign-in, invitations, and what people consent to."""

import ipaddress
import secrets
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.records import Records, Unusable

if TYPE_CHECKING:  # heavy parts are imported when first used
    from datetime import datetime

    from tools.audit.chain import Audit
    from tools.database import Sessions
    from tools.members.gate import Gate
    from tools.members.inviting import Invitations
    from tools.members.passwords import Passwords
    from tools.principal import Principal

_TOKEN_BYTES = 32


class Membership(Records):
    """Makes what concerns members; `World` gives the database, the audit, the clock and the ids."""

    if TYPE_CHECKING:  # made by `World`
        now: Callable[[], datetime]
        new_id: Callable[[], str]

        @cached_property
        def sessions(self) -> Sessions: ...  # noqa: D102
        @cached_property
        def audit(self) -> Audit: ...  # noqa: D102

    @cached_property
    def passwords(self) -> "Passwords":
        """How passwords are kept."""
        from tools.members.passwords import Passwords

        return Passwords()

    @cached_property
    def gate(self) -> "Gate":
        """Sign-in and its sessions."""
        from tools.members.gate import Gate

        return Gate(self.sessions, self.audit, self.now, _new_token, self.passwords)

    @cached_property
    def invitations(self) -> "Invitations":
        """Invitations into organisations."""
        from tools.members.inviting import Invitations

        return Invitations(self.sessions, self.audit, self.now, self.new_id, _new_token, self.passwords)

    def sign_in_required(self) -> bool:
        """Whether nobody may use this desk without signing in: the operator said so, or somebody can sign in."""
        from tools.members.gate import has_accounts

        return self.settings.sign_in == "local" or has_accounts(self.sessions)

    def refuse_open_demo(self, host: str) -> None:
        """Keep a desk without sign-in to this machine. Raises Unusable for an address that others can reach."""
        if _loopback(host) or self.settings.demo_anywhere or self.sign_in_required():
            return
        raise Unusable(
            f"在 {host} 上服务需要先设登录：运行 ipos member create-admin 建立管理员，或设 IPOS_SIGN_IN=local；确要公开演示，设 IPOS_DEMO_ANYWHERE=true。"
            f"/ Serving on {host} needs sign-in: make an administrator with ipos member create-admin or set IPOS_SIGN_IN=local; "
            "for a demo open to everybody who reaches it, set IPOS_DEMO_ANYWHERE=true."
        )

    @property
    def receiver(self) -> str:
        """Who runs the external language model, as the operator names it; "" where none is set."""
        return self.settings.model_receiver.strip() if self.settings.model != "offline" else ""

    def may_send(self, principal: "Principal") -> bool:
        """Whether what this account types may go to an external model: it consents, or the desk is the operator's own."""
        from tools.members.consents import EXTERNAL_MODEL, consented

        if not self.sign_in_required():
            return True
        with self.sessions() as session:
            return bool(self.receiver) and consented(session, principal.user, EXTERNAL_MODEL, self.receiver)


def _new_token() -> str:
    return secrets.token_urlsafe(_TOKEN_BYTES)


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
