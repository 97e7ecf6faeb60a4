"""The pages of sign-in as HTML: forms that work with the keyboard, without scripts, and on a telephone."""

from html import escape

from knowledge.language import Language
from ui.texts import texts

_STYLE = """
:root { color-scheme: light dark; --ink: #0F1114; --paper: #ffffff; --line: #8a8f98; --main: #1F5FA8; --on: #ffffff; --bad: #a11212; --soft: #f3f5f8 }
@media (prefers-color-scheme: dark) { :root { --ink: #f2f4f7; --paper: #0f1217; --line: #6c7480; --main: #7db4f2; --on: #0f1217; --bad: #ff9c9c; --soft: #1a1f27 } }
* { box-sizing: border-box }
body { margin: 0; font: 1rem/1.6 "Source Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif; color: var(--ink); background: var(--paper) }
main { width: min(100% - 2rem, 26rem); margin: 8vh auto 2rem }
h1 { font-size: 1.6rem; line-height: 1.3; margin: 0 0 .25rem } p { margin: .5rem 0 }
label { display: block; margin-top: 1rem; font-weight: 600 }
input { width: 100%; padding: .6rem .7rem; margin-top: .25rem; font: inherit; color: inherit; background: var(--soft); border: 1px solid var(--line); border-radius: .5rem }
button { width: 100%; margin-top: 1.5rem; padding: .7rem; font: inherit; font-weight: 600; color: var(--on); background: var(--main); border: 0; border-radius: .5rem; cursor: pointer }
input:focus-visible, button:focus-visible, a:focus-visible { outline: 3px solid var(--main); outline-offset: 2px }
a { color: var(--main) } nav { display: flex; gap: 1rem; justify-content: space-between; margin-top: 2rem; flex-wrap: wrap }
[role=alert] { color: var(--bad); border: 1px solid var(--bad); border-radius: .5rem; padding: .6rem .8rem; margin: 1rem 0 0 }
[role=status] { background: var(--soft); border-radius: .5rem; padding: .6rem .8rem; margin: 1rem 0 0 }
.hint { font-size: .9rem }
"""


def sign_in_html(
    language: Language, form: str, following: str, failed: str = "", told: str = "", name: str = ""
) -> str:
    """The form to sign in. `form`: what binds it to the browser; `following`: the page to go to; `failed`, `told`: sentences above it."""
    words = texts(language)
    fields = (
        _hidden(form=form, next=following, lang=language)
        + _field("name", words["member_name"], "text", "username", name, focus=not name)
        + _field("password", words["member_password"], "password", "current-password", focus=bool(name))
        + f"<button>{escape(words['member_sign_in'])}</button>"
    )
    return _page(language, "sign-in", words["member_sign_in"], words["member_sign_in_lead"], fields, failed, told, other=("accept-invitation", words["member_have_invitation"]))  # fmt: skip


def signed_in_html(language: Language, form: str, user: str, told: str = "") -> str:
    """Who is signed in, with the way to the desk and the way out."""
    words = texts(language)
    fields = _hidden(form=form, lang=language) + f"<button>{escape(words['member_sign_out'])}</button>"
    lead = words["member_signed_in_as"].format(user=user)
    return _page(language, "sign-out", words["title"], lead, fields, "", told, other=("", words["member_to_desk"]))


def accept_html(language: Language, form: str, code: str = "", failed: str = "", name: str = "") -> str:
    """The form to open an account with an invitation."""
    words = texts(language)
    fields = (
        _hidden(form=form, lang=language)
        + _field("code", words["member_code"], "text", "off", code, focus=not code)
        + _field("name", words["member_name"], "text", "username", name, hint=words["member_name_hint"], focus=bool(code))
        + _field("password", words["member_password"], "password", "new-password", hint=words["member_password_hint"])
        + _field("again", words["member_password_again"], "password", "new-password")
        + f"<button>{escape(words['member_accept'])}</button>"
    )  # fmt: skip
    return _page(language, "accept-invitation", words["member_accept"], words["member_accept_lead"], fields, failed, other=("sign-in", words["member_sign_in"]))  # fmt: skip


def _page(language: Language, action: str, title: str, lead: str, fields: str, failed: str, told: str = "", other: tuple[str, str] = ("", "")) -> str:  # fmt: skip
    words = texts(language)
    tongue: Language = "en" if language == "zh" else "zh"
    said = f'<p role="alert">{escape(failed)}</p>' if failed else f'<p role="status">{escape(told)}</p>' if told else ""
    leads_to = f"{other[0]}?lang={language}" if other[0] else f"../?lang={language}"
    name = "English" if tongue == "en" else "中文"
    return (
        f'<!doctype html><html lang="{"zh-CN" if language == "zh" else "en"}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)} · {escape(words["title"])}</title>'
        f"<style>{_STYLE}</style></head><body><main><h1>{escape(title)}</h1><p>{escape(lead)}</p>{said}"
        f'<form method="post" action="{action}">{fields}</form><nav><a href="{leads_to}">{escape(other[1])}</a>'
        f'<a href="?lang={tongue}" hreflang="{tongue}" lang="{tongue}">{name}</a></nav></main></body></html>'
    )


def _hidden(**values: str) -> str:
    return "".join(f'<input type="hidden" name="{name}" value="{escape(value, quote=True)}">' for name, value in values.items())  # fmt: skip


def _field(
    name: str, label: str, kind: str, complete: str, value: str = "", hint: str = "", focus: bool = False
) -> str:
    note = f'<span class="hint" id="{name}-hint">{escape(hint)}</span>' if hint else ""
    described = f' aria-describedby="{name}-hint"' if hint else ""
    return (
        f'<label for="{name}">{escape(label)}</label>{note}<input id="{name}" name="{name}" type="{kind}" autocomplete="{complete}" '
        f'value="{escape(value, quote=True)}" required maxlength="300" autocapitalize="none" spellcheck="false"{described}{" autofocus" if focus else ""}>'
    )
