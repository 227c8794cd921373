"""A small generation's content, and none, for the tests of the catalog."""

from graphrag.datatypes import Alias, Entity, Fact, Join, Occurrence, Passage, Resolution, Span
from graphrag.storage.catalog import Catalog, Content, DocumentRow, Failure

CONTENT = Content(
    documents=(DocumentRow("a", "A", "00", "ok"), DocumentRow("b", "B", "", "failed")),
    failures=(Failure("b", "it is not text"),),
    passages=(Passage("a#0", "a", "A", "One. Two.", 0, 9), Passage("a#1", "a", "A", "", 9, 9)),
    sentences=((Span(0, 4), Span(5, 9)), ()),
    resolution=Resolution(
        entities=(Entity("Ä\u0000x", "name", 1), Entity("B", "title", 1, "a letter")),
        aliases=(Alias(0, "ä", "name"),),
        occurrences=(Occurrence(0, 0, -1), Occurrence(0, 0, 1), Occurrence(1, 0, 0)),
        facts=(
            Fact(0, "knows", 1, 0, 0, "rules"),
            Fact(1, "may know", -1, 0, 1, "parser", "", "a boat", "may; Ann said"),
        ),
        joins=(Join(0, 1, 0, 0),),
    ),
)
EMPTY = Content((), (), (), (), Resolution((), (), (), (), ()))


def fill(folder, content=CONTENT, **meta):
    with Catalog(folder, write=True) as catalog, catalog.transaction():
        catalog.replace(content, meta)
