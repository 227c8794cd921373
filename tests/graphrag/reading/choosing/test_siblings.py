"""Of several values in one sentence the one whose clause is asked for."""

from __future__ import annotations

import pytest

from graphrag.embedding.span_head.span_head import HeadReading
from graphrag.reading.asking.question import analyse
from graphrag.reading.choosing.option_features import options
from graphrag.reading.choosing.siblings import rather
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.page import open_pages
from tests.graphrag.reading.build import passage

CASE = "A second case costs 35 florins if you book it online and 50 florins at the airport."
OTTER = "Limit for baggage on the Twin Otter: 15 kg, on the ATR 23 kg."
PLOT = "A full plot costs $60 a year, a half plot $35."
MILL = "The mill is 62 feet high, and the railway of Garth has 5 arches."
PUT = "The cost had been put at £38,000 and came to £61,400."
MENUS = "Menu 1 costs staff €4.20, Menu 2 €5.60, the soup €2.30; guests pay €9."
CUP = "The cup went to the Waterworks (3:02:44) ahead of the bank of last year, by 51 seconds."
QUIET = "Quiet from 22:00 to 6:00 in all huts."
HEADS = "She became manager there in 1996 and chief executive in 2007."
YEARS = "item: Snow; budget_2023: 210; budget_2024: 195."
ROW = "host: owl; cores: 12; memory of the owl: 64."


@pytest.mark.parametrize(
    ("question", "sentence", "chosen", "meant"),
    [
        ("What does a second case cost at the airport?", CASE, "35", "50"),
        ("What does a second case cost online?", CASE, "35", "35"),
        ("What does a second case cost?", CASE, "35", "35"),
        ("How much may a bag weigh on the Twin Otter?", OTTER, "23", "15"),
        ("How much may a bag weigh on the ATR?", OTTER, "23", "23"),
        ("What is the rent of a half plot?", PLOT, "$60", "$35"),
        ("How high is the mill of Garth?", MILL, "62", "62"),  # not of one unit
        ("What did the mole cost?", PUT, "£61,400", "£61,400"),
        ("How much does a colleague pay for menu 2?", MENUS, "€5.60", "€5.60"),
        ("By what margin was the bank of last year beaten?", CUP, "51", "51"),
        ("From what time is it quiet?", QUIET, "6:00", "22:00"),
        ("Until when is it quiet?", QUIET, "22:00", "6:00"),
        ("When is it quiet?", QUIET, "6:00", "6:00"),
        ("When did she become chief executive?", HEADS, "1996", "2007"),
        ("When did she become manager?", HEADS, "1996", "1996"),
        ("budget for snow in 2024", YEARS, "210", "195"),
        ("budget for snow", YEARS, "210", "210"),
        ("How many cores has the owl with the most memory?", ROW, "12", "12"),  # cells of a row
    ],
)
def test_the_value_of_the_clause(question: str, sentence: str, chosen: str, meant: str) -> None:
    pages = open_pages([passage("a", "Notes", sentence)], 5)
    scene = Scene(analyse(question, pages), pages)
    found = options(scene, HeadReading((), (1.0,), ()))
    first = next(option for option in found if option.text == chosen)
    assert rather(first, found, scene).text.startswith(meant)
