"""Old encodings are read right or refused; never read wrong."""

import pytest

from graphrag.errors import DocumentError
from indexing.clean import decode

ENGLISH = "He met Boris Volkov in Riga in 1911, and they worked together for ten years."
TEXTS = {
    "cp1251": "Иван Петров родился в Казани.",
    "koi8_r": "Иван Петров родился в Казани.",
    "cp866": "Иван Петров родился в Казани.",
    "koi8_u": "Іван народився в Києві.",
    "iso8859_2": "Šimon Novák met Łukasz Żak in Łódź.",
    "cp1250": "Antonín Dvořák met Bedřich Smetana in Příbram.",
    "cp932": "田中一郎は東京で生まれた。",
    "euc_jp": "田中一郎は東京で生まれた。",
    "gb18030": "王小明出生在北京。",
    "big5": "王小明出生在臺北。",
    "cp949": "김철수는 서울에서 태어났다.",
    "mac_roman": "José and Zoë met in Málaga.",
    "cp850": "José and Zoë met in Málaga.",
    "cp1252": "José and Zoë met in Málaga, near Genève.",
    "iso8859_7": "Ο Νίκος γεννήθηκε στην Αθήνα.",
    "cp1255": "דוד נולד בירושלים.",
    "cp1256": "ولد أحمد في القاهرة ودرس في الجامعة",
    "cp1254": "Ayşe Yılmaz İstanbul'da doğdu ve büyüdü.",
    "cp874": "สวัสดีครับ ผมชื่อสมชาย เกิดที่กรุงเทพ",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_a_text_with_english_round_it_is_read_right(encoding):
    text = f"{TEXTS[encoding]} {ENGLISH}"
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", TEXTS)
def test_a_text_alone_is_read_right(encoding):
    text = "\n".join([TEXTS[encoding]] * 3)
    assert decode(text.encode(encoding)) == text


def test_only_typographic_signs():
    text = "He said “no” – and left. It’s fine."
    assert decode(text.encode("cp1252")) == text


def test_what_reads_alike_in_two_encodings_is_refused():
    with pytest.raises(DocumentError, match="its encoding is not known"):
        decode("Æß¶ ¬¢ þð Ý".encode("cp1252"))


def test_one_damaged_letter_in_a_unicode_text_costs_that_letter():
    raw = ("Zoë met José in Málaga. " * 20).encode() + b"\xff."
    assert decode(raw) == "Zoë met José in Málaga. " * 20 + "\ufffd."


def test_bytes_are_no_text():
    with pytest.raises(DocumentError, match="not text"):
        decode(bytes(range(256)) * 40)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "iso8859-5", "mac-cyrillic", "cp866"])
@pytest.mark.parametrize(
    "said",
    [
        *("Анна Смирнова родилась в Твери.", "Завод основан в 1911 году.", "Это было давно."),
        *("Ольга жила в Риге и писала стихи о море.", "Он пришёл домой. Его ждали."),
        "Тарас Шевченко народився в Моринцях.",
    ],
)
def test_capitals_tell_the_encodings_of_cyrillic_apart(said, encoding):
    english = "She later moved to Bergen and taught at the school of the harbour."
    assert decode(f"{said} {english}".encode(encoding)) == f"{said} {english}"
