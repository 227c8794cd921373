"""What goes through the one door to the lists of relations, and that it can be shut."""

from __future__ import annotations

import subprocess
import sys

import pytest

from graphrag.reading.asking.question import analyse
from graphrag.reading.extractive import read
from graphrag.reading.pages.found import Hints
from graphrag.reading.pages.page import open_pages
from graphrag.reading.relations.door import hints
from graphrag.settings import Reading
from tests.graphrag.reading.build import passage, retrieval

PASSAGES = (
    passage("film", "Salt Road", "Salt Road is a 1950 film directed by Anna Berg."),
    passage("anna", "Anna Berg", "Anna Berg (3 May 1901 – 9 June 1977) was a director."),
    passage("tar", "Tar", "Tar is a 1948 film directed by Bo Ray."),
)
BLOCKED = """
import sys

class Shut:
    def find_spec(self, name, path=None, target=None):
        if name.startswith("graphrag.reading.relations"):
            raise ImportError(name)

sys.meta_path.insert(0, Shut())
from graphrag.reading.extractive import read
from graphrag.settings import Reading
from tests.graphrag.reading.build import passage, retrieval

question = "When was the director of film Salt Road born?"
pages = (
    passage("film", "Salt Road", "Salt Road is a 1950 film directed by Anna Berg."),
    passage("anna", "Anna Berg", "Anna Berg was born on 3 May 1901."),
)
print(read(question, retrieval(question, *pages), Reading(relations=sys.argv[1])).text)
"""


def known(question: str) -> Hints:
    pages = open_pages(PASSAGES, 5)
    return hints(analyse(question, pages), pages)


def test_a_chain_leads_from_the_name_to_the_asked_attribute() -> None:
    found = known("When was the director of Salt Road born?")
    assert [chain.text for chain in found.chains][:1] == ["3 May 1901"]
    assert [step.text for step in found.chains[0].steps] == ["Anna Berg", "3 May 1901"]
    assert found.understood and found.compared is None


def test_a_comparison_gets_a_value_for_each_side() -> None:
    found = known("Which film has the director born first, Salt Road or Tar?").compared
    assert found is not None
    assert [step.text for step in found[0][0]] == ["Anna Berg", "3 May 1901"]
    assert found[2] == ((), 0.0)


def test_words_of_no_list_leave_the_hints_empty() -> None:
    found = known("Which glaze covers the roof of Salt Road?")
    assert not found.chains and not found.understood and found.compared is None


def run(relations: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BLOCKED, relations], capture_output=True, text=True, check=False
    )


def test_with_none_the_reader_reads_and_nothing_of_the_lists_is_loaded() -> None:
    done = run("none")
    assert (done.returncode, done.stdout.strip()) == (0, "3 May 1901"), done.stderr
    assert "ImportError" in run("lexicon").stderr  # the door was shut indeed


@pytest.mark.parametrize("relations", ["lexicon", "none"])
def test_a_comparison_without_lists_goes_by_the_words_and_dates(relations: str) -> None:
    question = "Which film came out first, Salt Road or Tar?"
    found = read(question, retrieval(question, *PASSAGES), Reading(relations=relations))
    assert found.text == "Tar"
