"""Old encodings are read right or refused; never read wrong."""

import time

import pytest

from graphrag.errors import DocumentError
from indexing.clean import decode
from indexing.encodings import named

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
def test_a_table_without_spaces_is_read_right(encoding):
    cells = [TEXTS[encoding].replace(" ", ";"), "1911", "“ok”" if encoding == "cp1252" else "ok"]
    text = "\n".join([",".join(f'"{cell}"' for cell in cells)] * 3)
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("iso8859_6", "ولد أحمد في القاهرة، ودرس في الجامعة ثم عمل في المدينة"),
        ("iso8859_7", "Οι Άνεμοι είναι στο βουνό. Ο Άγγελος γεννήθηκε στην Αθήνα το 1911."),
        ("cp1250", "Péter Győrben született, és a tűzoltóság őre volt. Később Sopronba költözött."),
        (
            "euc_jp",
            "「あっという間」の出来事だった。★トラックを買って、東京へ行った（１９１１年）。",
        ),
        (
            "cp932",
            "「あっという間」の出来事だった。★トラックを買って、東京へ行った（１９１１年）。",
        ),
        ("iso2022_jp", "田中一郎は東京で生まれた。"),
        ("iso2022_kr", "김철수는 서울에서 태어났다."),
    ],
)
def test_more_encodings_alone(encoding, text):
    assert decode("\n".join([text] * 3).encode(encoding)) == "\n".join([text] * 3)


def test_a_pound_is_no_letter_of_another_script():
    text = "The mill was sold for £825, and the boat for £2 less."
    assert decode(text.encode("cp1252")) == text


def test_a_megabyte_is_told_within_a_second():
    line = "1;Olga Bergström;Malmö;" + "x" * 400 + "\n"
    raw = (line * 2500).encode("cp1252")
    began = time.process_time()
    assert "Malmö" in decode(raw)
    assert time.process_time() - began < 1


def test_what_is_called_latin_1_has_the_quotation_marks_of_windows():
    text = "He said “no” – and left."
    assert named(text.encode("cp1252"), "ISO-8859-1") == text
    assert named("一所".encode("gb18030"), "gb2312") == "一所"
    assert named(b"a", "no such encoding") is None


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


def test_a_few_signs_in_which_readings_differ_are_no_doubt():
    text = "Οι άνεμοι είναι στο βουνό. Ο Νίκος γεννήθηκε στην Αθήνα το 1911. " * 40 + "Άνεμοι."
    assert decode(text.encode("iso8859_7")) == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp950", "小青來了∼小青來見白娘娘了∼裡面裝的是硬碟﹐很好﹗是的﹖記得的朋友們"),
        ("cp949", "그는 ID가 없다. PC를 샀다. 김철수는 서울에서 태어났다. 그는 TV를 보고 있다."),
    ],
)
def test_small_signs_and_latin_letters_stand_among_others(encoding, text):
    assert decode(text.encode(encoding)) == text


def test_letters_of_hebrew_are_not_small_ones_of_russian_among_which_two_are_capital():
    text = "איך האב געזען די מענטשן אין דער שטאט און זיי האבן מיר געזאגט אז ער איז דארט. " * 40
    assert decode(f"{text} װאס ײד".encode("cp1255")) == f"{text} װאס ײד"


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"])
def test_wide_letters_need_no_mark(encoding):
    text = "Ada Lane was born in Riga, not in Łódź. "
    assert decode((text * 5).encode(encoding)) == text * 5
    assert decode((text * 99).encode(encoding)) == text * 99


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


@pytest.mark.parametrize(
    ("stray", "read_as"),
    [(b"a member\xadship", "a membership"), (b"by \xb3Ada\xb2 Lane", "by ³Ada² Lane")],
)
def test_a_few_stray_signs_do_not_cost_an_english_text(stray, read_as):
    text = f"{ENGLISH} " * 10
    assert decode(text.encode() + stray) == text + read_as


def test_more_of_them_are_a_refusal():
    with pytest.raises(DocumentError):
        decode(ENGLISH.encode() + b" by \xb3Ada\xb2 Lane")
