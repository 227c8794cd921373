"""Markdown and HTML as blocks."""

import time
from contextlib import suppress
from pathlib import Path

import pytest

from graphrag.errors import DocumentError
from indexing.readers import html
from indexing.readers.formats import read


def parsed(name, source):
    """Title and text of the one document in a file."""
    raw = source if isinstance(source, bytes) else source.encode()
    (document,) = read(Path(name), raw).documents
    return document.title, document.text


def markdown(source):
    return parsed("file.md", source)


def page(source):
    return parsed("file.html", source)


def test_markdown():
    source = """---
author: somebody
date: 2021-03-04
tags: [sea, film]
---
# The *Long* Tide

A **novel** by [Ada Lane](https://example.org/ada_(poet)), `1950`. See ![a map](m.png)<br>
and _more_; snake_case stays, 2 * 3 * 4 too.[^1]

Filming
-------

> Filmed by Jon Rook.

- one
- two

| Year | Prize |
|------|:-----:|
| 1951 | Gold  |

```python
x = "*kept*"
```
***
[^1]: A note.
"""
    (document,) = read(Path("file.md"), source.encode()).documents
    assert document.title == "The Long Tide"
    assert (document.author, document.date) == ("somebody", "2021-03-04")
    assert document.fields == {"tags": "sea, film"}
    blocks = [(b.kind, document.text[b.start : b.end], b.path) for b in document.blocks]
    fields = ["author: somebody", "date: 2021-03-04", "tags: sea, film"]
    assert blocks[:3] == [("field", said, ()) for said in fields]
    assert blocks[3][1] == (
        "A novel by Ada Lane, 1950. See a map\nand more; snake_case stays, 2 * 3 * 4 too."
    )
    below = ("Filming",)
    assert blocks[4:] == [
        ("heading", "Filming", below),
        ("quote", "Filmed by Jon Rook.", below),
        ("item", "one", below),
        ("item", "two", below),
        ("row", "Year: 1951; Prize: Gold.", below),
        ("code", 'x = "*kept*"', below),
        ("paragraph", "A note.", below),
    ]


def test_markdown_title_in_front_matter_wins():
    title, text = markdown('---\ntitle: "Port Ems"\n---\n# A town\n\nBody.')
    assert (title, text) == ("Port Ems", "A town\n\nBody.")


def test_markdown_underlined_title_and_none():
    assert markdown("Port Ems\n========\nBody.") == ("Port Ems", "Body.")
    assert markdown("Body only.\n\nMore.") == ("file", "Body only.\n\nMore.")
    assert markdown("") == ("file", "")


def test_heading_marks_in_code_are_code():
    title, text = markdown("```\n# not a title\n```\n# Title\ntext")
    assert title == "Title"
    assert "# not a title" in text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("[Anna Kovacs]: I founded Delta Works in 1987.", None),
        ("[Ben Ito]: No.\n\n[Anna]: Yes\n[Ben Ito]: U.S.\n\n[Eva]:\nWhy?", None),
        ("See [the map][m] and [m].\n\n[m]: https://x.example/m 'Map'", "See the map and m."),
        ("[logo]: logo.png\n[top]: #top\n[up]: ../up\n[a]: <b c>\n\nText.", "Text."),
        (
            "By Lena Fors.[^1] Not [^2], not [^ab].\n\n[^1]: She later taught.\n[^long]: Word",
            "By Lena Fors. Not [^2], not [^ab].\n\nShe later taught.\n\nWord",
        ),
        ("Use a<b and c>d, a < b, List<String>, Map<K, List<V>>.", None),
        ("Ask <your name> or </T> or <Object>.", None),
        ("<String>\n\nA line of <config>.", None),
        ("Is <b>bold</b>, <span class='x' hidden>s</span>, x<sup>2</sup><!-- not -->.",
         "Is bold, s, x2."),
        ("`__init__` and `List<String>`, `a<b>`", "__init__ and List<String>, a<b>"),
        ("AT&amp;T &copy; 5 \\* 3 <https://x.example/a>", "AT&T © 5 * 3 https://x.example/a"),
        ("![A *map*](m.png) of [a [nested] link](<x y>)", "A map of a [nested] link"),
        ("- [x] done\n- [ ] to do", "[x] done\n\n[ ] to do"),
        ("<p align=center>Some <b>text</b></p>\n\n<!-- a\n\nb -->\nMore", "Some text\n\nMore"),
        ("<details><summary>Sum</summary>\n\nInner *words*\n\n</details>", "Sum\n\nInner words"),
        ("<span id=a></span>\n# Later\n\nText", "Text"),
        ("<table><tr><td>Olga\n\n    </td><td>Turku</td></tr></table>", "Olga; Turku."),
        ("> Quoted\n> words\n\n***\nAfter", "Quoted words\n\nAfter"),
        ("One\\\ntwo  \nthree<br>four", "One\ntwo\nthree\nfour"),
        ("| a | b |\n|--|--|\n| 1 \\| 2 | |\n\nAfter", "a: 1 | 2.\n\nb\n\nAfter"),
        ("## Contents\n\n- [A](#a)\n- [B](#b)\n- [C](#c)\n\nText.", "Text."),
        ("- [A](a.md)\n- [B](b.md)\n- [C](c.md)", "A\n\nB\n\nC"),
    ],
)  # fmt: skip
def test_markdown_keeps_what_is_no_mark(source, text):
    assert markdown(source)[1] == (source if text is None else text)


CODE = """def __init__(self):
    x: List<String> = [a](b)

    return __all__  # *kept*, <config><a/></config>, [^1]
[Name]: text"""


@pytest.mark.parametrize("source", [f"```python\n{CODE}\n```", f"~~~~\n{CODE}\n~~~~"])
def test_code_stays_as_it_is(source):
    assert markdown(f"# T\n\n[^1]: Note.\n\n{source}")[1] == f"Note.\n\n{CODE}"


ITEMS = (
    "Delta Works was founded in Brno by Anna Kovacs",
    "Radu Kovacs founded the Sigma Foundry in Cluj",
    "Pella Glass was founded in Kiel by Ben Ito",
)


@pytest.mark.parametrize(
    ("name", "source", "form"),
    [
        ("a.md", "\n".join(f"{n}. {item}" for n, item in enumerate(ITEMS, 1)), "{n}. {item}"),
        ("a.md", "\n".join(f"* {item}" for item in ITEMS), "{item}"),
        ("a.html", "".join(f"<li>{item}" for item in ITEMS), "{item}"),
        ("a.html", "<ol>" + "".join(f"<li>{item}" for item in ITEMS) + "</ol>", "{n}. {item}"),
        ("a.html", "".join(f"<tr><td>{item}<td>x" for item in ITEMS), "{item}; x."),
        ("a.txt", "\n".join(f"- {item}" for item in ITEMS), "- {item}"),
    ],
)
def test_items_and_rows_stay_apart(name, source, form):
    source = f"<title>Works</title><table>{source}</table>" if "<tr>" in source else source
    wanted = [form.format(n=n, item=item) for n, item in enumerate(ITEMS, 1)]
    assert parsed(name, source)[1].split("\n\n") == wanted


def test_what_nests_too_deeply_is_given_as_it_stands():
    for levels in (15, 30, 200):
        source = "> " * levels + "deep"
        assert markdown(source)[1] == ("deep" if levels < 20 else source)


HTML = b"""<!DOCTYPE html><html><head><title>Port  Ems</title>
<meta name="author" content="Tom Hale"><meta name="date" content="4 March 2021">
<style>p {color: red}</style><script>var a = "evil";</script></head>
<body><nav>Home | About</nav><h1>Port Ems</h1><!-- a comment -->
<p>Port Ems is a <b>town</b> on
the Grey&nbsp;Sea.</p><p>Mayor:<br>Tom Hale &amp; co.</p>
<ul><li>One</li><li>Two</li></ul>
<table><tr><th>Year</th><th>People</th></tr><tr><td>1950</td><td>900</td></tr></table>
<noscript>no</noscript><template>t</template><iframe src="http://x.example"></iframe>
</body></html>"""


def test_html():
    (document,) = read(Path("file.html"), HTML).documents
    assert (document.title, document.author, document.date) == (
        *("Port Ems", "Tom Hale", "2021-03-04"),
    )
    assert document.text == (
        "Port Ems is a town on the Grey Sea.\n\nMayor:\nTom Hale & co.\n\nOne\n\nTwo\n\n"
        "Year: 1950; People: 900."
    )


def test_html_title_from_a_heading():
    assert page("<h1>Velm <i>city</i></h1><p>Text.</p>") == ("Velm city", "Text.")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"", ""),
        (b"plain words", "plain words"),
        (b"<p>unclosed <b>bold", "unclosed bold"),
        (b"<" * 3000, None),
        (b"<div>" * 1_900 + b"deep", "deep"),
        (b"<meta charset='punycode'>Ada was born in London.", "Ada was born in London."),
        (b"<meta charset='undefined'><p>Zo\xc3\xab", "Zoë"),
        (b"<meta charset=base64>x", "x"),
        (b"<table><tr><th>name<th>city<tr><td>Olga Berg<td>Turku</table>",
         "name: Olga Berg; city: Turku."),
        (b"<table><tr><td> a <td>\n<td>b</td> <tr><td></td><td>; c</td></table>", "a; b.\n\n; c."),
        (b"<table><tr><th>name<th>site<th>since<tr><td>Olga<td rowspan=2>Turku<td>1990"
         b"<tr><td>Ben<td>1991</table>",
         "name: Olga; site: Turku; since: 1990.\n\nname: Ben; site: Turku; since: 1991."),
        (b"<table><tr><th>a<th colspan=2>b<tr><td>1<td>2<td>3</table>", "a: 1; b: 2; b: 3."),
        (b"<table><tr><td><h2>Head</h2><p>Text</table>", "Text"),
        (b"<div style='color:red; Display : none'>a</div><i hidden>b</i>c"
         b"<p style='visibility:hidden'>d</p><div role=navigation>e</div>", "c"),
        (b"<body style='display:none'><p hidden=until-found>a<p style='display:nonesuch'>b",
         "a\n\nb"),
        (b"<svg><title>no</title><text>a</text></svg>b<select><option>c<option>d</select>", "b"),
        (b"<pre>a line of prose that was broken at a width of more than sixty characters\nAnd goes"
         b" on</pre>",
         "a line of prose that was broken at a width of more than sixty characters And goes on"),
        (b"<pre><code>def f():\n  return 1</code></pre>after", "def f():\n  return 1\n\nafter"),
        (b"<dl><dt>a<dd>b<dt>c</dl><ul><li>d<li>e</ul>f;", "a: b\n\nc\n\nd\n\ne\n\nf;"),
        (b"&#150; &#99999999999999; &eacute; &nosuch; 1 < 2", "– � é &nosuch; 1 < 2"),
        ('<meta charset="windows-1252"><p>Zo\xeb'.encode("latin-1"), "Zoë"),
        ("<p>Łódź".encode("utf-16"), "Łódź"),
        (b"<div id=cookie-banner>We use cookies</div><ul class='breadcrumb nav'><li>Home</ul>"
         b"<p>Text</p><p><a href=a>Previous</a> | <a href=b>Next</a></p>", "Text"),
        (b"<h2>Contents</h2><ul><li><a href=#a>A</a><li><a href=#b>B</a><li><a href=#c>C</a></ul>"
         b"<p>Text", "Text"),
        (b"<style>div.foot {display:none} div.foot {display: block}</style><div class=foot>x</div>",
         "x"),
        (b"<style>/* x */ .track, div#ad {color:red; display: none}"
         b" @media print {.p {display:none}}</style><p class='a track'>x</p>"
         b"<div id=ad>y</div><p class=p>Shown", "Shown"),
        (b"<ul><li><a href=/x>Other site</a></ul><main><p>Text<ul><li><a href=y>Kept</a></ul>"
         b"</main>", "Text\n\nKept"),
    ],
)  # fmt: skip
def test_odd_html(raw, text):
    found = page(raw)[1]
    assert text is None or found == text


def test_a_heading_over_two_lines_and_a_title_in_a_picture():
    assert page("<svg><title>no</title></svg><h1>Velm<br>city</h1>x")[0] == "Velm city"
    assert page("<title>Aa</title><svg><title>no</title></svg><h1>B</h1>x") == (*("Aa", "B\n\nx"),)


N = 30_000
HOSTILE = {
    "tags": "<div>" * N,
    "end tags": "<div>" * 1_900 + "</x>" * N,
    "ends of many": "<div>" * N + "</p>" * N,
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(N)) + ">x",
    "tables": "<table><tr><td>" * N,
    "spans": "<table>" + "<tr><td rowspan=9999 colspan=9999>x" * 300,
    "lists": "<ul><li>" * N,
    "quotes": '<a b="' * N,
    "comments": "<!--" * N,
    "numbers": "&#" + "9" * N + ";" + "&#" * N,
    "paragraphs": "<p>" * N,
    "brackets": "<" * N,
    "links": "[" * 4_000 + "![" * 1_500 + "[a](" * 1_500,
    "stars": "*a **b_" * 3_000,
    "ticks": "".join("`" * n + "a" for n in range(250)),
    "marks of quotes": "> " * N + "\n>" * N,
    "definitions": '[a]: u "' + '\\"' * N,
    "definitions of nothing": "".join(f"[{n}]: x\n" for n in range(5_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_soon(name):
    for read_one in (page, markdown):
        started = time.process_time()
        with suppress(DocumentError):
            read_one(HOSTILE[name])
        assert time.process_time() - started < 8


def test_too_deep_a_page_is_refused_in_words():
    with pytest.raises(DocumentError, match="nest more than 2000 deep"):
        page(b"<div>" * 100_000 + b"deep")


@pytest.mark.parametrize("fed", [1, 7, 10**9])
def test_a_page_reads_the_same_in_pieces_of_any_length(monkeypatch, fed):
    whole = page(HTML + HTML)
    monkeypatch.setattr(html, "_FED", fed)
    assert page(HTML + HTML) == whole
