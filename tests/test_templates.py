"""Templates escape all they are given: what a document says is never markup."""

import ast
from pathlib import Path

import pytest
from jinja2 import nodes
from markupsafe import Markup

from app import markup
from app.ask import pieces
from eval.report import html_report
from tests.app.ask.test_pieces import ARIA, OURS, Tags, everything, made_of

ROOT = Path(__file__).parent.parent
ENVIRONMENTS = (markup._TEMPLATES, html_report._TEMPLATES)
TEMPLATES = [
    pytest.param(environment, name, id=name)
    for environment in ENVIRONMENTS
    for name in environment.list_templates(extensions=["html"])
]
UNESCAPED = (nodes.MarkSafe, nodes.MarkSafeIfAutoescape, nodes.ScopedEvalContextModifier)


def lets_through(template: nodes.Template) -> list[str]:
    """Whatever in a template would pass a value on unescaped."""
    filters = [f"|{item.name}" for item in template.find_all(nodes.Filter) if item.name == "safe"]
    return filters + [type(item).__name__ for item in template.find_all(UNESCAPED)]


@pytest.mark.parametrize(("environment", "name"), TEMPLATES)
def test_no_template_lets_a_value_through(environment, name):
    source, path, _ = environment.loader.get_source(environment, name)
    assert Path(path).is_relative_to(ROOT)
    assert lets_through(environment.parse(source)) == []


@pytest.mark.parametrize(
    "source", ["{{ x|safe }}", "{% autoescape false %}{{ x }}{% endautoescape %}"]
)
def test_a_template_that_did_would_be_found(source):
    assert lets_through(markup._TEMPLATES.parse(source))


def test_both_escape():
    for environment in ENVIRONMENTS:
        assert environment.from_string("{{ x }}").render(x="<b>") == "&lt;b&gt;"


def test_only_the_plots_are_called_markup():
    """`Markup(x)` is the other way round the escaping: our own pictures are the one use of it."""
    made = {
        f"{path.relative_to(ROOT).as_posix()}: {ast.unparse(node.args[0])}"
        for folder in ("app", "eval", "graphrag", "indexing")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Markup")
    }
    assert {place.split(":")[0] for place in made} == {"eval/report/html_report.py"}


PAYLOADS = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//x.test/a.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<img src='http://x.test/a.png'>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></mtext><mglyph><style><img src onerror=alert(1)></style></mglyph></math>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src=javascript:alert(1)>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<form action=http://x.test><input type=submit></form>",
    "<base href=http://x.test/>",
    "<meta http-equiv=refresh content='0;url=http://x.test'>",
    "<link rel=stylesheet href=http://x.test/a.css>",
    "<style>*{background:url(http://x.test)}</style>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<marquee onstart=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<x onclick=alert(1)>",
    "![a](http://x.test/b.png)",
    "[a](javascript:alert(1))",
    "{{ 7 * 7 }}{% for x in () %}",
)
WRAPPED = ("{}", "\"'>{}", "\x00\u202e{}\x1b", "</q></span></section></details>{}")


@pytest.mark.parametrize("wrapping", WRAPPED)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_stays_text(payload, wrapping):
    text = wrapping.replace("{}", payload)
    page = everything(made_of(text)) + markup.line(text, "gr-name") + pieces.under_way((), text)
    page += markup.stats_table({text: text})
    parsed = Tags(page)
    assert set(parsed.tags) <= OURS | {"dl", "dt", "dd"}
    assert set(parsed.attributes) <= {"class", "href", "id", "title", "style", "open", *ARIA}
    assert payload in parsed.text
    assert not set("\x00\u202e\x1b") & set(page)


def test_what_a_template_made_is_not_escaped_twice():
    assert markup._harmless(Markup("<b>")) == "<b>"
    assert "&amp;lt;" not in everything(made_of("<b>"))
