"""The frame of the report: its style and its filter, in the file itself so that it opens anywhere."""

STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --bad: #c22; --good: #180; }
@media (prefers-color-scheme: dark) { :root { --bad: #f77; --good: #7d7; } }
body { font: 15px/1.5 system-ui, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; margin: 1.5rem; }
table { border-collapse: collapse; margin: .5rem 0 1.5rem; font-variant-numeric: tabular-nums; }
th, td { border-bottom: 1px solid var(--line); padding: .15rem .6rem; text-align: right; }
th:first-child, td:first-child { text-align: left; white-space: nowrap; }
.scroll { overflow-x: auto; }
nav { position: sticky; top: 0; background: Canvas; padding: .5rem 0; border-bottom: 1px solid var(--line); }
nav label { margin-right: 1rem; white-space: nowrap; }
article { border: 1px solid var(--line); border-radius: .4rem; margin: 1rem 0; padding: .6rem .9rem; }
article h3 { margin: 0 0 .5rem; font-size: 1rem; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1rem; }
.sides section { min-width: 0; overflow-wrap: anywhere; }
.sides h4 { margin: 0 0 .3rem; font-weight: 600; opacity: .7; }
.text { white-space: pre-wrap; max-height: 26rem; overflow-y: auto; background: var(--soft); padding: .4rem .6rem; }
.failed, .worse { color: var(--bad); } .better { color: var(--good); } .gold > code { font-weight: 700; color: var(--good); }
code { font-size: .85em; } ol { padding-left: 1.4rem; margin: 0; max-height: 28rem; overflow-y: auto; } [hidden] { display: none; }
"""

SCRIPT = """
const cards = [...document.querySelectorAll('article')];
const selects = [...document.querySelectorAll('nav select')];
function show() {
  let shown = 0;
  for (const card of cards) {
    const fits = (s) => !s.value || card.dataset[s.name].split(' ').includes(s.value);
    card.hidden = !selects.every(fits);
    shown += card.hidden ? 0 : 1;
  }
  document.getElementById('shown').textContent = shown + ' / ' + cards.length;
}
selects.forEach((select) => select.addEventListener('change', show));
show();
"""


def page(title: str, body: str) -> str:
    """A whole page of a title and a body that are already safe."""
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{STYLE}</style></head>\n<body>\n{body}\n<script>{SCRIPT}</script>\n</body></html>\n"
    )
