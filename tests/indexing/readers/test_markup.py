"""Markdown and HTML as text."""

import pytest

from indexing.readers.html import html_text
from indexing.readers.markdown import markdown_text


def test_markdown():
    source = """---
author: somebody
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
    title, text = markdown_text(source)
    assert title == "The Long Tide"
    assert text.startswith("A novel by Ada Lane, 1950. See a map\nand more; snake_case stays,")
    assert "2 * 3 * 4 too." in text
    assert "\n\nFilming\n\n" in text
    assert "\nFilmed by Jon Rook.\n" in text
    assert "Year; Prize.\n1951; Gold." in text
    assert not {"#", "[", "|", "`", ">", "---"} & set(text)


def test_markdown_title_in_front_matter_wins():
    title, text = markdown_text('---\ntitle: "Port Ems"\n---\n# A town\n\nBody.')
    assert (title, text) == ("Port Ems", "A town\n\nBody.")


def test_markdown_underlined_title_and_none():
    assert markdown_text("Port Ems\n========\nBody.") == ("Port Ems", "Body.")
    assert markdown_text("Body only.\n\nMore.") == ("", "Body only.\n\nMore.")
    assert markdown_text("") == ("", "")


def test_heading_marks_in_code_are_code():
    title, text = markdown_text("```\n# not a title\n```\n# Title\ntext")
    assert title == "Title"
    assert "# not a title" in text


HTML = b"""<!DOCTYPE html><html><head><title>Port  Ems</title>
<style>p {color: red}</style><script>var a = "evil";</script></head>
<body><nav>Home | About</nav><h1>Port Ems</h1><!-- a comment -->
<p>Port Ems is a <b>town</b> on
the Grey&nbsp;Sea.</p><p>Mayor:<br>Tom Hale &amp; co.</p>
<ul><li>One</li><li>Two</li></ul>
<table><tr><th>Year</th><th>People</th></tr><tr><td>1950</td><td>900</td></tr></table>
<noscript>no</noscript><template>t</template><iframe src="http://x.example"></iframe>
</body></html>"""


def test_html():
    title, text = html_text(HTML)
    assert title == "Port Ems"
    assert text == (
        "Port Ems is a town on the Grey Sea.\n\nMayor:\nTom Hale & co.\n\nOne\nTwo\n\n"
        "Year; People\n1950; 900"
    )


def test_html_title_from_a_heading():
    assert html_text(b"<h1>Velm <i>city</i></h1><p>Text.</p>") == ("Velm city", "Text.")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"", ""),
        (b"plain words", "plain words"),
        (b"<p>unclosed <b>bold", "unclosed bold"),
        (b"<" * 3000, None),
        (b"<div>" * 100_000 + b"deep", None),
        ('<meta charset="windows-1252"><p>Zo\xeb'.encode("latin-1"), "Zoë"),
        ("<p>Łódź".encode("utf-16"), "Łódź"),
    ],
    ids=["empty", "plain", "unclosed", "brackets", "deep", "windows", "utf-16"],
)
def test_odd_html(raw, text):
    found = html_text(raw)[1]
    assert text is None or found == text
