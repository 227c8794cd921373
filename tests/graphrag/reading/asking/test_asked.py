"""The form of answer that a question wants, and steps on top of it, in words of no set."""

import pytest

from graphrag.reading.asking.asked import form_of, outer_step


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Why is the harbour closed in March?", "sentences"),
        ("why was the bridge rebuilt", "sentences"),
        ("How do I return a rented boat?", "sentences"),
        ("What should I do if the pump leaks?", "sentences"),
        ("What does the red lever do?", "sentences"),
        ("What is a tide table?", "sentences"),
        ("what's slack water", "sentences"),
        ('What does "lay day" mean?', "sentences"),
        ("What counts as a lay day?", "sentences"),
        ("Whom do they call a lumper?", "sentences"),
        ("What was the old crane called in 1910?", "span"),
        ("What is the song of the rowers called?", "span"),
        ("In the harbour's slang, what is a lumper?", "sentences"),
        ("I lost my key. How do I get another?", "sentences"),
        ("What am I meant to do with old rope?", "sentences"),
        ("What should be done with wet sails?", "sentences"),
        ("At which two piers can the ferry load cars?", "list"),
        ("In which years was the pier closed?", "list"),
        ("Who served as wardens of the pier, in order?", "list"),
        ("conditions for the new crane", "list"),
        ("candidates in the harbour election", "list"),
        ("takings of the pier", "span"),
        ('Who was meant by "the Admiral"?', "sentences"),
        ("Who on the harbour board voted for the crane?", "list"),
        ("Who stood for the vacant seats?", "list"),
        ("What are the three rates for moorings?", "list"),
        ("List the members of the harbour board.", "list"),
        ("Which boats may use the inner basin?", "list"),
        ("Which four pumps were replaced?", "list"),
        ("Who sits on the harbour board?", "list"),
        ("Who were the founders of the boat club?", "list"),
        ("Name the boat club's founders.", "list"),
        ("Name the officers the club must have.", "list"),
        ("For which repairs must I ask the warden?", "list"),
        ("Which mooring fees does the tariff list?", "list"),
        ("What must the application for a mooring contain?", "list"),
        ("What is in the rescue bag?", "list"),
        ("What has to be on the pass?", "list"),
        ("What do I need to bring on a trip?", "list"),
        ("What does the fee include?", "list"),
        ("Name the man who founded the boat club.", "span"),
        ("What share of repairs must the club pay?", "span"),
        ("Which actor stars in the film about the pier?", "span"),
        ("What shares a border with the harbour?", "span"),
        ("On which weekdays is the pier open?", "span"),
        ("What is the length of the pier?", "span"),
        ("What is replacing the old crane?", "span"),
        ("What is replacing Crane Two?", "span"),
        ("What is replacing crane_id?", "span"),
        ("What is mooring?", "sentences"),
        ("What is drinking water?", "sentences"),
        ("What is the date of the regatta?", "span"),
        ("Which boat carries the pilot?", "span"),
        ("Which company makes the winch?", "span"),
        ("How many boats lie in the inner basin?", "span"),
        ("How long is the pier?", "span"),
        ("Who is the harbour master?", "span"),
        ("Who are the co-chairs of the board?", "list"),
        ("What does the winch weigh?", "span"),
        ("Which film is older, How To Sail or Why We Row?", "span"),
    ],
)
def test_form(question, form):
    assert form_of(question) == form


@pytest.mark.parametrize(
    ("question", "step"),
    [
        ("What is the third letter of the pilot's first name?", "what is done with letters"),
        ("How many vowels are in the name of the pilot?", "what is done with letters"),
        ("What is the sum of the digits of the pilot's birth year?", "a calculation"),
        ("How many years after the pier was built did the lighthouse burn?",
         "counting the time between"),
        ("How many more boats than pumps are there?", "a difference"),
        ("What was the date three weeks after the pilot died?", "counting on from a date"),
        ("On which day of the week was the pilot born?", "working out a day of the week"),
        ("On which weekday are the bins emptied?", ""),
        ("Within how many days after the storm was it mended?", ""),
        ("How many weeks before the regatta must boats be entered?", ""),
        ("Who received the letters from the pilot?", ""),
        ("Which letters did the pilot write?", ""),
        ("How many years did the pilot serve?", ""),
        ("Who taught at the Institute of Arts and Letters?", ""),
    ],
)  # fmt: skip
def test_outer_step(question, step):
    assert outer_step(question) == step
