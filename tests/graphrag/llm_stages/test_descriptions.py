"""What a prompt says of an entity: how its own document opens, else the sentence nearest to what is
asked.
"""

from types import SimpleNamespace

import numpy as np
import pytest

from graphrag.llm_stages.descriptions import summary_of
from graphrag.storage.view import group

SENTENCES = ("Velm lies by the sea.", "It is old.", "Mira left Velm.", "x" * 200, "y" * 201)
#            entity, passage, sentence; a title has no sentence
SPOTS = [(0, 0, -1), (0, 0, 0), (0, 1, 2), (1, 1, 2), (1, 2, 3), (2, 3, -1), (3, 4, -1), (4, 2, 3)]
FIRST = np.array([0, 2, 3, 4, 4, 5])  # passage 3 has no sentence


def about(entity: int, *similarity: float) -> str:
    entities, passages, sentences = np.array(SPOTS, np.int32).T
    spots = group(entities, np.arange(len(SPOTS), dtype=np.int32), 6)
    view = SimpleNamespace(spots=spots, occ_sentence=sentences, occ_passage=passages)
    index = SimpleNamespace(view=view, first_sentence=FIRST, sentence=SENTENCES.__getitem__)
    return summary_of(index, SimpleNamespace(similarity=np.array(similarity)), entity)


@pytest.mark.parametrize(
    ("entity", "similarity", "said"),
    [
        (0, (0, 0, 1, 0, 0), SENTENCES[0]),  # its document's first, whatever is nearer
        (1, (9, 9, 0.2, 0.1, 9), SENTENCES[2]),
        (1, (9, 9, 0.1, 0.2, 9), SENTENCES[3]),  # 200 letters are not cut
        (2, (0, 0, 0, 0, 0), ""),
        (3, (0, 0, 0, 0, 0), "y" * 199 + "…"),
        (5, (0, 0, 0, 0, 0), ""),  # nowhere named
    ],
)
def test_how_its_document_opens_or_the_nearest_sentence(entity, similarity, said):
    assert about(entity, *similarity) == said
