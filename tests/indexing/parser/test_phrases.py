"""What the ends of a fact are called: whole names, no more and no less."""

import pytest

from tests.indexing.parser.parsed import told


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        # The name begins before what the rules took for it, or goes on after it.
        ("The Economy Act of 1932 was passed by the council.",
         ["Economy Act | was passed by | the council"]),
        ("Ada Lane wrote Python 3 in Velm.",
         ["Ada Lane | wrote | Python 3", "Ada Lane | wrote Python 3 in | Velm"]),
        # A word before it is no part of it.
        ("Unlike Delta Works, Sigma Foundry was sold to Ben Ito.",
         ["Sigma Foundry | was sold to | Ben Ito"]),
        # A capital at the head of a sentence makes no name.
        ("Hundreds of women joined the guild in 1911.",
         ["Hundreds of women | joined the guild in | 1911"]),
        # Counted or denied it is another thing.
        ("The guild won 16 Awards in Velm.", []),
        ("No Member may leave the guild.", []),
        # Each of several, or one of them.
        ("Delta Works was founded by Anna Kovacs and Ben Ito.",
         ["Delta Works | was founded by | Anna Kovacs", "Delta Works | was founded by | Ben Ito"]),
        ("Either Anna Kovacs or Ben Ito signed the contract.",
         ["Anna Kovacs or Ben Ito | signed | the contract"]),
        ("Delta Works, a foundry in Brno, employs 300 people.",
         ["Delta Works | is a foundry in | Brno", "Delta Works | employs | 300 people"]),
        # "And" inside a name: its verb, what it is or the letters for it say that it is one.
        ("Ropes and Yards is a division of Delta Works.",
         ["Ropes and Yards | is a division of | Delta Works"]),
        ("Ada Lane joined the Velm Ropes and Fibres Board.",
         ["Ada Lane | joined | Velm Ropes and Fibres Board"]),
        ("Ada Lane works for the National Archives and Records Alliance (NARA).",
         ["Ada Lane | works for | the National Archives and Records Alliance"]),
        ("Ada Lane joined Velm and Sigma Foundry.",
         ["Ada Lane | joined | Velm", "Ada Lane | joined | Sigma Foundry"]),
        ("The Office of Ropes and Fibres has drafted a plan.",
         ["Office of Ropes and Fibres | has drafted | a plan"]),
        ("Otto II of Velm married Ada Lane.", ["Otto II of Velm | married | Ada Lane"]),
        # Not a person, but what two own.
        ("Ada Lane and Ben Ito's boats are paid by Delta Works.", []),
        # Letters for a kind of thing, not for one.
        ("Delta Works found the missing ID.", ["Delta Works | found | the missing ID"]),
        ("Delta Works found the ID of the boat.", ["Delta Works | found | the ID of the boat"]),
        ("Delta Works keeps old Ropes in Velm.",
         ["Delta Works | keeps | old Ropes", "Delta Works | keeps old Ropes in | Velm"]),
        ("Delta Works sold a ropes.", []),
        ("The larger yards – Velm, Orlov and Graz – belong to Delta Works.",
         ["The larger yards | belong to | Delta Works"]),
        ("An RFC is a plan of Delta Works.", ["RFC | is a plan of | Delta Works"]),
        # The name beside what it is, and not the word alone.
        ("Jon Rook was succeeded by his son Karl Rook.",
         ["Jon Rook | was succeeded by | Karl Rook"]),
        ('Ada Lane starred in the film "Cold Moon".', ["Ada Lane | starred in | Cold Moon"]),
        # What is a piece of a word, of a quotation or of a phrase is no end.
        ("Ada Lane drafted e-mail for Delta Works.", []),
        ("Sigma Foundry established the Polar Fund (PF) prize.", []),
        ('Karl Ross described Velm as a "cold" town.',
         ["Karl Ross | described | Velm", 'Karl Ross | described Velm as | a "cold" town']),
        ("Delta Works sold a small, red boat.", ["Delta Works | sold | a small, red boat"]),
        ("Delta Works has a rope, e.g. Velm.", ["Delta Works | has | a rope"]),
    ],
)  # fmt: skip
def test_ends_are_whole(sentence, facts):
    assert told(sentence, "Guild") == facts
