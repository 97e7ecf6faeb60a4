"""A digest as an e-mail file (.eml): plain text and HTML, built by the standard library, the same bytes for the same digest.

The HTML is ours: every word of a feed is escaped, nothing is loaded, links are http and https alone and shown in full.
"""

from email.headerregistry import Address, Group
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from knowledge.language import Language, visible
from tools.information.classifying import categories
from tools.information.digest import Digest, Item
from tools.information.item import safe_link
from tools.information.telling import digest_text, text_of, title_of, why_told, wording

_HOST = "ipos.invalid"  # RFC 2606: the operator's own mail system sends the file under its own name
_STYLE = "body{font-family:sans-serif;max-width:44em;margin:auto}li{margin-bottom:1em}small{color:#555}p,a{overflow-wrap:anywhere}"


def digest_mail(digest: Digest, user: str, language: Language | None = None) -> bytes:
    """The e-mail file of a digest for a user, in the language of the subscription unless another is asked for."""
    own = language or digest.language
    say, message = wording(own), EmailMessage(policy=SMTP)
    message["Subject"] = say("mail_subject", period=digest.period, count=len(digest.items))
    message["From"] = Address("IPOS", "no-reply", _HOST)
    message["To"] = Group(_name(user), ())
    message["Date"] = digest.made
    message["Message-ID"] = f"<{digest.id.lower()}@{_HOST}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = own
    message.set_content(_plain(digest, own), cte="base64")
    message.add_alternative(_html(digest, own), subtype="html", cte="base64")
    message.set_boundary(f"=_{digest.id}_{own}")
    return message.as_bytes()


def mail_name(digest: Digest) -> str:
    """The name of the file."""
    return f"ipos-{digest.subscription}-{digest.period}.eml".lower()


def _name(user: str) -> str:
    """A user's name for a header: visible characters of one line."""
    return "".join(char for char in " ".join(visible(user).split()) if char not in '"<>\\,:;@')[:60] or "subscriber"


def _plain(digest: Digest, language: Language) -> str:
    links = "\n".join(f"[{place}] {each.link}" for place, each in enumerate(digest.items, 1) if safe_link(each.link))
    return f"{digest_text(digest, language)}\n\n{links}\n\n{wording(language)('mail_foot', id=digest.subscription)}\n"


def _html(digest: Digest, language: Language) -> str:
    say = wording(language)
    items = "\n".join(_entry(each, language) for each in digest.items) or f"<p>{escape(say('nothing_new'))}</p>"
    head = escape(say("digest_head", period=digest.period, count=len(digest.items)))
    left = f"<p>{escape(say('left', count=digest.left))}</p>" if digest.left else ""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<style>{_STYLE}</style></head>\n<body><h1>{head}</h1>\n<ul>\n{items}\n</ul>\n{left}"
        f"<p><small>{escape(say('mail_foot', id=digest.subscription))}</small></p></body></html>\n"
    )


def _entry(item: Item, language: Language) -> str:
    say = wording(language)
    day = item.day.isoformat() if item.dated else say("undated", day=item.day)
    source = say("source_knowledge") if item.source == "IPOS" else item.source
    about = escape(f"{categories()[item.category].name(language)} · {day} · {source}")
    link = safe_link(item.link)
    address = (
        f'<br><a rel="noopener noreferrer nofollow" href="{escape(link, quote=True)}">{escape(link)}</a>'
        if link
        else ""
    )
    left = f"<br>{escape(say('days_left', count=item.left))}" if item.left is not None else ""
    text = f"<p>{escape(text_of(item, language))}</p>" if text_of(item, language) else ""
    return f"<li><b>{escape(title_of(item, language))}</b><br><small>{about}</small>{text}{left}{address}<br><small>{escape(why_told(item.why, language))}</small></li>"
