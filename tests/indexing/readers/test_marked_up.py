"""Small things of reStructuredText and LaTeX: how lists count, who wrote it, columns' names."""

from pathlib import Path

import pytest

from indexing.readers.formats import read


def blocks(name, source):
    (document,) = read(Path(name), source.encode()).documents
    return [(b.kind, document.text[b.start : b.end]) for b in document.blocks]


def test_lists_count_as_they_are_written():
    source = "T\n=\n\n3. three\n4. four\n\n   b. inner b\n   c. inner c\n\nB. upper\nC. again\n"
    assert blocks("a.rst", source) == [
        *(("item", "3. three"), ("item", "4. four"), ("item", "b. inner b")),
        *(("item", "c. inner c"), ("item", "B. upper"), ("item", "C. again")),
    ]


def test_two_authors_are_two():
    source = (
        r"\title{T}\author{Siri Holt\thanks{Velm} \and Rolf Eid\\Port Ems}"
        r"\begin{document}A quay.\end{document}"
    )
    (document,) = read(Path("a.tex"), source.encode()).documents
    assert document.author == "Siri Holt, Rolf Eid, Port Ems"


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (r"\hline name & port \\ \hline Olga & Bodo \\ Ben & Voss \\ \hline",
         ["name: Olga; port: Bodo.", "name: Ben; port: Voss."]),
        (r"\toprule name & port \\ \midrule Olga & Bodo \\ \bottomrule",
         ["name: Olga; port: Bodo."]),
        (r"olga & bodo \\ ben & voss \\ \hline", ["olga; bodo.", "ben; voss."]),
        (r"\hline olga & bodo \\ \hline ben & voss \\ \hline ada & kiel \\ \hline",
         ["olga; bodo.", "ben; voss.", "ada; kiel."]),
    ],
)  # fmt: skip
def test_a_rule_below_the_first_row_parts_the_names_of_columns_off(rows, wanted):
    source = rf"\begin{{document}}\begin{{tabular}}{{ll}}{rows}\end{{tabular}}\end{{document}}"
    assert blocks("a.tex", source) == [("row", row) for row in wanted]


def test_a_table_without_a_head_names_no_columns():
    rule, under = "+------+-------------+\n", "+======+=============+\n"
    first, second = "| path | Object path |\n", "| size | 5 to 50 MB  |\n"
    assert blocks("a.rst", rule + first + rule + second + rule) == [
        ("row", "path; Object path."),
        ("row", "size; 5 to 50 MB."),
    ]
    headed = blocks("a.rst", rule + first + under + second + rule)
    assert headed == [("row", "path: size; Object path: 5 to 50 MB.")]


def test_a_cell_over_several_rows_or_columns_is_said_in_each():
    source = (
        "+-----+-----+-----+\n| a   | b   | c   |\n+=====+=====+=====+\n"
        "| x   | 1   | 2   |\n|     +-----+-----+\n|     | 3   | 4   |\n|     +-----+-----+\n"
        "|     | 5   | 6   |\n|     +-----+-----+\n|     | 7   | 8   |\n"
        "+-----+-----+-----+\n| y   | wide      |\n+-----+-----------+\n"
    )
    assert [said for _, said in blocks("a.rst", source)] == [
        *("a: x; b: 1; c: 2.", "a: x; b: 3; c: 4.", "a: x; b: 5; c: 6.", "a: x; b: 7; c: 8."),
        "a: y; b: wide.",
    ]


def test_below_an_empty_head_stand_keys_and_values():
    head = "|  |  |\n|---|---|\n"
    rows = "| **Author** | Ada Lane |\n| Status | Final |\n| Ends: | 1962 |\n| Draft | |\n"
    told = [("row", f"{row}.") for row in ("Author: Ada Lane", "Status: Final", "Ends: 1962")]
    assert blocks("a.md", head + rows) == [*told, ("row", "Draft.")]
    again = blocks("a.md", head + "| Velm | Final |\n| Velm | Draft |\n")
    assert again == [("row", "Velm; Final."), ("row", "Velm; Draft.")]
    numbers = blocks("a.md", head + "| 1 | Final |\n| 2 | Draft |\n")
    assert numbers == [("row", "1; Final."), ("row", "2; Draft.")]
    wide = blocks("a.md", "| | | |\n|---|---|---|\n| a | b | c |\n| d | e | f |\n")
    assert wide == [("row", "a; b; c."), ("row", "d; e; f.")]


def test_an_ordered_list_of_asciidoc_is_numbered_as_it_is_shown():
    source = "= T\n\n. one\n.. inner\n.. other\n. two\n+\nmore of two\n\n. three\n\nA break.\n\n"
    source += ". new\n* dot\n"
    assert [said for kind, said in blocks("a.adoc", source) if kind == "item"] == [
        *("1. one", "a. inner", "b. other", "2. two", "3. three", "1. new", "dot"),
    ]


def test_an_ordered_list_of_latex_is_numbered_as_it_is_shown():
    inner = r"\begin{enumerate}\item deep\item[x] named\item deeper\end{enumerate}"
    source = (
        r"\begin{document}\begin{enumerate}\item one" + inner + r"\item two\end{enumerate}"
        r"\begin{itemize}\item dot\end{itemize}\end{document}"
    )
    assert [said for kind, said in blocks("a.tex", source) if kind == "item"] == [
        *("1. one", "a. deep", "x: named", "b. deeper", "2. two", "dot"),
    ]


def test_names_over_several_columns_and_rows_belong_to_each():
    rows = (
        r"\multirow{2}{*}{Port} & \multicolumn{2}{c}{Ropes} & \rule{0pt}{2ex}Tar~\cite{x} \\"
        r"\cmidrule(lr){2-3} & old & new & \\ \midrule Velm & 5 & 7 & 9 \\"
    )
    source = rf"\begin{{document}}\begin{{tabular}}{{llll}}{rows}\end{{tabular}}\end{{document}}"
    wanted = "Port: Velm; Ropes old: 5; Ropes new: 7; Tar: 9."
    assert blocks("a.tex", source) == [("row", wanted)]


def test_a_comment_that_nothing_ends_is_text():
    source = "Above.\n\n<!-- left\nopen\n\nBelow it.\n"
    assert [text for _, text in blocks("a.md", source)] == ["Above.", "<!-- left open", "Below it."]
