"""LaTeX as people write it: commands of their own, links, slides, works that are cited."""

import pytest

from tests.indexing.readers.one_document import blocks, only


def said(body: str, before: str = "") -> list[tuple[str, str]]:
    return blocks("a.tex", f"{before}\\begin{{document}}\n{body}\n\\end{{document}}")


@pytest.mark.parametrize(
    ("defined", "used", "shown"),
    [
        (
            r"\newcommand{\sys}{DockRank}",
            r"\sys{} ranks. So \sys\ does.",
            "DockRank ranks. So DockRank does.",
        ),
        (
            r"\newcommand*\port{Velm\xspace}",
            r"It lies at \port by the sea.",
            "It lies at Velm by the sea.",
        ),
        (
            r"\newcommand{\pair}[2]{#1 and #2}",
            r"\pair{Mira}{Tom \emph{Hale}} came.",
            "Mira and Tom Hale came.",
        ),
        (
            r"\newcommand{\by}[2][Ida]{#2 by #1}",
            r"\by{Kept}, \by[Tom]{drawn}.",
            "Kept by Ida, drawn by Tom.",
        ),
        (r"\def\crane{the blue crane}", r"With \crane.", "With the blue crane."),
        (
            r"\def\lift#1{lift #1}\newcommand{\ten}{\lift{ten}}",
            r"We \ten tons.",
            "We lift ten tons.",
        ),
        (
            "% \\newcommand{\\no}{never}\n\\newcommand{\\no}{seldom}",
            r"It is \no{} dry.",
            "It is seldom dry.",
        ),
    ],
)
def test_commands_of_the_text_are_put_in(defined, used, shown):
    assert said(used, defined) == [("paragraph", shown)]


def test_a_command_in_the_title_is_put_in_and_one_of_code_is_not():
    source = r"\newcommand{\sys}{DockRank}\title{On \sys}\begin{document}\begin{verbatim}\sys"
    document = only("a.tex", source + "\\end{verbatim}Text.\\end{document}")
    assert document.title == "On DockRank" and document.text.startswith(r"\sys")


@pytest.mark.parametrize(
    "defined", [r"\def\a{\a\a}", r"\def\a{\b\b}\def\b{\a\a}", "\\newcommand{\\a}[1]{#1#1}"]
)
def test_commands_without_an_end_are_left(defined):
    (block,) = said(r"Text \a{\a{\a{\a{x}}}} of it.", defined)
    assert block[1].startswith("Text") and len(block[1]) < 1_000


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"See \href{https://a.example/b_c}{our \emph{page}} now.", "See our page now."),
        (r"See \url{https://a.example/b}.", "See https://a.example/b."),
        (r"As \citet{hale2019} says~\cite[p.~4]{holt2020,moe}.", "As [hale2019] says."),
        (r"Set \verb|a_b{c}| and \lstinline+x^2+.", "Set a_b{c} and x^2."),
        (r"Seen \iffalse unseen \fi again.", "Seen again."),
        (r"\begin{theorem}[Holt] Docks are wet.\end{theorem}", "Theorem (Holt). Docks are wet."),
    ],
)
def test_what_is_printed_stays_in_its_sentence(source, shown):
    assert said(source) == [("paragraph", shown)]


def test_theorems_by_the_names_that_the_text_gives_them():
    assert said(r"\begin{rul}Lift once.\end{rul}", r"\newtheorem{rul}{Dock rule}") == [
        ("paragraph", "Dock rule. Lift once.")
    ]


def test_slides_have_titles_and_notes_and_their_steps_no_marks():
    source = r"""\begin{frame}{The plan}\begin{itemize}\item<1-> Lift. \item Paint.\end{itemize}
\note{Say hello}\end{frame}\begin{frame}\frametitle{The cost}900 crowns.\end{frame}"""
    assert said(source) == [
        ("item", "Lift."),
        ("item", "Paint."),
        ("note", "Say hello"),
        ("heading", "The cost"),
        ("paragraph", "900 crowns."),
    ]


def test_works_at_the_end_are_known_by_their_keys():
    source = r"\begin{thebibliography}{9}\bibitem{holt} M. Holt. \emph{Docks}.\bibitem[Hale]{h} T."
    assert said(source + r"\end{thebibliography}") == [
        ("paragraph", "[holt] M. Holt. Docks."),
        ("paragraph", "[h] T."),
    ]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"\index{dock!wet|(}The dock\index{Velm}\indexsee{a}{b} is wet.", ["The dock is wet."]),
        ("A wet dock,\n\\index{dock}\n\\index{wet}\nand a pier.\\index{pier}\nSo it is.\n\n"
         "\\index{x}\n\nNext.", ["A wet dock, and a pier. So it is.", "Next."]),
        (r"\begin{minipage}[t]{0.5\textwidth}Boxed.\end{minipage}", ["Boxed."]),
        (r"\begin{multicols}{2}Left.\end{multicols}", ["Left."]),
        (r"In \parbox[t]{3cm}{a box} and \scalebox{0.8}{small}.", ["In a box and small."]),
        (r"At \SI{5}{\kilo\metre\per\second}, \qty{3}{kg}, \num{12000}.",
         ["At 5 kilometre per second, 3 kg, 12000."]),
        ("\\begin{tikzpicture}\\draw (0,0) -- (1,1);\n\\node[box] (a) at (0,0) {Quay};\n"
         "\\draw (a) -- node[above] {rope} (b);\\end{tikzpicture}", ["Quay", "rope"]),
        (r"End.\bibliographystyle{plain}\bibliography{refs}", ["End."]),
        (r"\setcounter{page}{3}\addcontentsline{toc}{part}{x}Text.", ["Text."]),
    ],
)  # fmt: skip
def test_what_only_the_index_the_layout_or_a_drawing_needs_is_no_text(source, shown):
    assert [text for _, text in said(source)] == shown


@pytest.mark.parametrize(
    ("rules", "rows"),
    [
        # below two rows, of which the first names two columns at once
        (
            (1,),
            ["Port: Velm; 1901 low: 1; 1901 high: 2.", "Port: Kiel; 1901 low: 3; 1901 high: 4."],
        ),
        ((0,), ["Port; 1901: low; high.", "Velm; 1901: 1; 2.", "Kiel; 1901: 3; 4."]),
    ],
)
def test_names_of_columns_over_two_rows(rules, rows):
    lines = [r" & \multicolumn{2}{c}{1901}", "Port & low & high", "Velm & 1 & 2", "Kiel & 3 & 4"]
    drawn = "".join(rf"{line} \\ " + r"\hline " * (n in rules) for n, line in enumerate(lines))
    assert said(rf"\begin{{tabular}}{{lll}} {drawn}\end{{tabular}}") == [
        ("row", row) for row in rows
    ]
