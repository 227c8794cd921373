"""What could not be read is listed, documents and passages, and where the list is cut."""

from __future__ import annotations

from graphrag.cli.stats import SHOWN, failure_lines, passage_lines
from graphrag.storage.catalog import Failure, PassageFailure


def test_each_document_that_could_not_be_read_is_named_with_its_reason() -> None:
    assert failure_lines(()) == []
    one, other = Failure("a.pdf", "it is encrypted"), Failure("b.txt", "it is not text")
    assert failure_lines((one,)) == [
        "1 document could not be read:",
        "  a.pdf: it is encrypted",
    ]
    assert failure_lines((one, other))[0] == "2 documents could not be read:"
    assert failure_lines((one, other))[2] == "  b.txt: it is not text"


def test_passages_that_a_model_did_not_read_are_named_up_to_a_number() -> None:
    assert passage_lines(()) == []
    failures = tuple(PassageFailure(f"p{n}", "no reply") for n in range(SHOWN + 2))
    lines = passage_lines(failures[:SHOWN])
    assert lines[0].startswith(f"{SHOWN} passages failed") and "--retry-failed" in lines[0]
    assert lines[1:] == [f"  p{n}: no reply" for n in range(SHOWN)]
    assert passage_lines(failures)[1:] == [*lines[1:], "  ... and 2 more"]
