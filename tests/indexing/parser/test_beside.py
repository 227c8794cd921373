"""The rules find the same with the parser's tokenizer as with one of their own."""

from pathlib import Path

from graphrag.language.parser.pipelines import load_beside, load_language, load_parser
from indexing.extract_rules import extract, extractor_name

SAMPLE = Path(__file__).parents[3] / "sample" / "documents"
HARD = (
    "Dr. A. B. Lane (born 3 May 1901) isn't at https://rook.example/a_b?c=1; she's in Rho... No!",
    "I'm gonna pay $3.50/kg, e.g. 5km away :-) «Où?» “Ja.” U.S.A. vs. N.Y., don't-you-know?",
    "她在巴黎出生。他是誰？ Она жила в Риге. それは本です。",
)


def test_the_same_is_found():
    alone = load_language()
    beside = load_beside(load_parser())
    assert extractor_name(alone) == extractor_name(beside)
    assert (alone.max_length, alone.pipe_names) == (beside.max_length, beside.pipe_names)
    texts = [path.read_text("utf-8") for path in sorted(SAMPLE.rglob("*.md"))][:40]
    assert len(texts) > 20
    for text in (*HARD, *texts):
        assert extract("Ida", text, beside) == extract("Ida", text, alone)


def test_the_tokenizers_are_told_the_same():
    one, other = load_language().tokenizer, load_parser().tokenizer
    assert one.rules == other.rules
    for name in ("prefix_search", "suffix_search", "infix_finditer", "url_match"):
        assert getattr(one, name).__self__ == getattr(other, name).__self__, name
    assert (one.token_match, one.faster_heuristics) == (other.token_match, other.faster_heuristics)
