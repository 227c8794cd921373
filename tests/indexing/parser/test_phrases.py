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
    ],
)  # fmt: skip
def test_ends_are_whole(sentence, facts):
    assert told(sentence, "Guild") == facts
