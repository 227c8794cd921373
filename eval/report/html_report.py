"""A run as one HTML page: no script, no outside request, readable offline and in the dark."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from eval.report.markdown_page import heading
from eval.report.plots import plots
from eval.report.report_tables import tables
from eval.run import Run

_OPEN = ("Retrieval", "Answers, sentences and paths")  # tables shown; the others unfold
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def html(run: Run) -> str:
    """The page as text; whatever the run holds is escaped, the plots alone are markup."""
    found = tables(run)
    return _TEMPLATES.get_template("page.html").render(
        run=run,
        heading=heading(run),
        remarks=[
            *run.data["notes"],
            *(f"{name}: left out, {why}" for name, why in run.left_out.items()),
        ],
        shown=[table for table in found if table.title in _OPEN],
        folded=[table for table in found if table.title not in _OPEN],
        plots={caption: _labelled(svg, caption) for caption, svg in plots(run).items()},
    )


def _labelled(svg: str, caption: str) -> Markup:
    """A picture that our plots drew, named for those who do not see it."""
    label = Markup('<svg role="img" aria-label="{}" ').format(caption)
    return Markup(svg.replace("<svg ", label, 1))
