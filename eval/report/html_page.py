"""A run as one HTML page: no script, no outside request, readable offline and in the dark."""

from __future__ import annotations

from html import escape

from eval.report.markdown_page import heading
from eval.report.plots import plots
from eval.report.tables import Table, tables
from eval.run import Run

_OPEN = ("Retrieval", "Answers, sentences and paths")  # tables shown; the others unfold

_CSS = """
:root { color-scheme: light dark; --line: #8884; --soft: #8881; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 80rem; margin: 2rem auto; padding: 0 1rem;
       color: CanvasText; background: Canvas; }
h1 { font-size: 1.6rem; margin-bottom: .2rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
figure { margin: 1.5rem 0; } figcaption { font-weight: 600; }
svg { width: 100%; max-width: 64rem; height: auto; }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .85rem; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); text-align: right;
         white-space: nowrap; font-variant-numeric: tabular-nums; }
th:first-child, td:first-child { text-align: left; } thead th { border-bottom-width: 2px; }
tbody tr:hover { background: var(--soft); }
summary { cursor: pointer; font-weight: 600; padding: .3rem 0; } code { font-size: .9em; }
"""


def html(run: Run) -> str:
    """The page as text."""
    title = escape(f"eval: {run.data['name']}")
    body = [
        f"<h1>{escape(run.data['name'])}</h1>",
        f"<p>{escape(heading(run))}</p>",
        *_remarks(run),
    ]
    found = tables(run)
    body += [_table(table) for table in found if table.title in _OPEN]
    body += [
        f"<figure><figcaption>{escape(caption)}</figcaption>{_labelled(svg, caption)}</figure>"
        for caption, svg in plots(run).items()
    ]
    body += ["<h2>All tables</h2>", *(_folded(t) for t in found if t.title not in _OPEN)]
    body += ["<h2>Methods</h2>", *_methods(run)]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{_CSS}</style></head>\n<body>\n"
        + "\n".join(body)
        + "\n</body></html>\n"
    )


def _table(table: Table) -> str:
    return f"<h2>{escape(table.title)}</h2>{_grid(table)}"


def _folded(table: Table) -> str:
    return f"<details><summary>{escape(table.title)}</summary>{_grid(table)}</details>"


def _grid(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows
    )
    return (
        f'<div class="wide"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _labelled(svg: str, caption: str) -> str:
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(caption)}" ', 1)


def _remarks(run: Run) -> list[str]:
    said = [*run.data["notes"], *(f"{name}: left out, {why}" for name, why in run.left_out.items())]
    if not said:
        return []
    items = "".join(f"<li>{escape(remark)}</li>" for remark in said)
    return [
        f"<details><summary>To be read with the figures ({len(said)})</summary>"
        f"<ul>{items}</ul></details>"
    ]


def _methods(run: Run) -> list[str]:
    items = []
    for name, method in run.methods.items():
        changed = "".join(f" <code>{escape(pair)}</code>" for pair in method.get("settings", []))
        items.append(f"<li><code>{escape(name)}</code>: {escape(method['what'])}{changed}</li>")
    return [f"<ul>{''.join(items)}</ul>"]
