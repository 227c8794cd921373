"""Which old encoding a text is in: the one in which it reads as words of a language, or none.

Bytes alone do not say. charset-normalizer, asked about English texts with some words of another
language, names a wrong encoding for every second one (docs/decisions/0012-documents-as-blocks.md).
Here each encoding that can hold the bytes is tried, readings that no language writes are thrown
out (a sign inside a word, two scripts in one, a capital after a small letter), and the others are
scored by how common their letters are in their language. Where two different readings are about as
good, none is taken: a refusal is better than wrong letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, pairwise
from pathlib import Path

ENCODINGS = (
    *("cp1252", "cp1250", "iso8859_2", "cp1254", "cp1257", "iso8859_15", "mac_roman", "cp850"),
    *("cp437", "cp852", "mac_latin2", "cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5"),
    *(
        "mac_cyrillic",
        "cp1253",
        "iso8859_7",
        "cp1255",
        "cp1256",
        "iso8859_6",
        "cp874",
        "cp932",
        "euc_jp",
        "gb18030",
    ),
    *("big5", "cp949", "iso2022_jp"),
)
_BROADER = {  # what is called by the first is often of the second, which has more letters
    **dict.fromkeys(
        ("ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin-1", "latin1"), "cp1252"
    ),
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "x-gbk", "euc-cn"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601"), "cp949"),
    **{
        "iso-8859-9": "cp1254",
        "iso-8859-11": "cp874",
        "tis-620": "cp874",
        "iso-8859-8-i": "cp1255",
    },
}
LEAST, MARGIN = 0.3, 0.06  # score of a reading, and by how much it is better than another
CASED = 0.1  # the margin within which capitals decide between readings in Cyrillic
MOST_SMALL = 500  # letters that a script with capitals writes for one of these
NEARLY = 0.002  # share of the letters in which two readings may differ and the better be taken
_SOFT_HYPHEN = b"\xad"  # in every encoding of Windows and ISO for letters; it shows nothing
MOST_STRAY = 0.005  # share of the characters that may be signs of no known encoding
MOST_WORDS = 2_000  # that are looked at
MOST_BYTES = 1 << 18  # of the lines that are no ASCII, likewise
_WORD = re.compile(  # between signs: of ASCII those below "@", no half of a letter anywhere
    r"[^\s!-&(-,./:-?\u2010-\u2015\u2025-\u2027\u203b\u2190-\u21ff\u223c\u25a1-\u27bf\u3001-\u3004"
    r"\u3008-\u3020\u30fb\ufe50-\ufe6b\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff60]+"
)
_WIDE = re.compile("[\uff10-\uff5a]")  # letters and digits of ASCII as they stand among ideographs
_C1 = re.compile("[\x80-\x9f]")  # control characters that no text has
_ALPHABETS = {  # letters beside a to z, a language each, and how readily it is believed
    **dict.fromkeys(("àâæçéèêëîïôœùûü", "áéíñóúü", "áâãàçéêíóôõú", "äöüß", "àèéìíòóù"), 1.0),
    **dict.fromkeys(("éëïóöüèáí", "æøåéèêóô", "åäöé"), 1.0),
    **dict.fromkeys(("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű"), 0.97),
    **dict.fromkeys(("ăâîșşțţ", "čćđšž", "çğıİöşüâî"), 0.95),
    **dict.fromkeys(("áðéíóúýþæö", "ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž"), 0.85),
}
_COMMON = dict(
    line.split()
    for line in Path(__file__).with_name("common_letters.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
)
_ROUND = "'\"“”„‚‘()[],.;:!?…–—«»·¿¡*•"  # what may stand round a word
_CAPITAL = re.compile(r"(?<![^\s(«\"„])[А-ЯІЇЄ][а-яёіїє]+(?!\w)|(?<!\S)[АИВОУЯ](?!\S)")
_SCRIPTS = ("LATIN", *_COMMON, "HIRAGANA", "KATAKANA")


def guess(raw: bytes) -> tuple[str, str]:
    """The text that the bytes are, and "", or else "" and the reason why none can be told."""
    if raw.translate(None, _SOFT_HYPHEN).isascii():
        return raw.translate(None, _SOFT_HYPHEN).decode("ascii"), ""
    readings: dict[str, tuple[float, str]] = {}
    telling = _telling(raw)
    for encoding in ENCODINGS:
        try:
            text = raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        score = plausibility(telling.decode(encoding, "replace"))
        if score > readings.get(text, (0.0, ""))[0]:
            readings[text] = (score, encoding)
    best = sorted(((score, name, text) for text, (score, name) in readings.items()), reverse=True)
    if not best or best[0][0] < LEAST:
        western = raw.decode("cp1252", "replace")
        if _has_stray_signs(western):
            return western, ""
        return "", "in no encoding its bytes read as words"
    alike = [reading for reading in best if best[0][0] - reading[0] < CASED]
    named = sorted(alike, key=lambda reading: -_capitals(reading[2]))
    if (
        len(named) > 1
        and re.search("[а-я]", best[0][2])
        and _capitals(named[0][2]) > _capitals(named[1][2])
    ):
        return named[0][2], ""
    if len(best) > 1 and best[0][0] - best[1][0] < MARGIN and not _same(best[0][2], best[1][2]):
        return "", f"it reads as {best[0][1]} and as {best[1][1]} alike; save it as UTF-8"
    return best[0][2], ""


def _same(one: str, other: str) -> bool:
    """Do two readings differ in a few signs only?"""
    if len(one) != len(other):
        return False
    letters = sum(not char.isascii() for char in one)
    return sum(map(str.__ne__, one, other)) <= NEARLY * letters


def named(raw: bytes, encoding: str) -> str | None:
    """The bytes by the encoding that is said of them; None where there is none of that name, or the
    bytes are not in it.
    """
    called = encoding.strip().lower()
    try:
        return raw.decode(_BROADER.get(called, called))
    except (LookupError, UnicodeError):
        return None


def plausibility(text: str) -> float:
    """0 to 1: how much the words with letters that ASCII lacks look like words of a language."""
    if _C1.search(text):
        return 0.0
    words = _words(text)
    if not words:
        return 0.9 if _only_marks(text) else 0.0
    scripts: Counter[str] = Counter()
    letters: dict[str, list[str]] = {}
    latin: list[str] = []
    for word in words:
        if (script := _script(word)) is None:
            scripts[""] += 1
            continue
        scripts[script] += 1
        letters.setdefault(script, []).extend(char for char in word if not char.isascii())
        if script == "LATIN":
            latin.append(word)
    odd = scripts.pop("", 0) / len(words)
    if not scripts or odd > 0.1:
        return 0.0
    script, _ = scripts.most_common(1)[0]
    shares = [_score(name, letters[name], latin) * count for name, count in scripts.items()]
    kinds = 1.0 if len(scripts) == 1 else 0.9
    return max(0.0, sum(shares) / sum(scripts.values()) * (1 - 4 * odd) * kinds)


def _capitals(text: str) -> int:
    """How many Cyrillic words begin with a capital: the encodings of the script differ most there,
    and what they make of each other's capitals are signs, or letters that few languages have.
    """
    return len(_CAPITAL.findall(text))


def _score(script: str, letters: Sequence[str], latin: Sequence[str]) -> float:
    """How common the letters of one script are; `latin` are the words in that one."""
    if script == "LATIN":
        spelled = "".join(latin)
        if sum(not char.isascii() for char in spelled) > 0.75 * len(spelled):
            return 0.0
        fits = (
            (sum(c in have or c.lower() in have for c in letters) / len(letters), believed)
            for have, believed in _ALPHABETS.items()
        )
        return max((2 * share - 1) * believed for share, believed in fits)
    if script == "JAPANESE":
        han = [char for char in letters if _script_of(char) == "CJK"]
        return (len(letters) - len(han) + sum(c in _COMMON["CJK"] for c in han)) / len(letters)
    if script in ("CYRILLIC", "GREEK"):
        if sum(map(str.isupper, letters)) < len(letters) // MOST_SMALL:
            return 0.0
        plain = unicodedata.normalize("NFD", "".join(letters).lower())
        letters = [char for char in plain if not unicodedata.combining(char)]
    common = sum(char in _COMMON[script] for char in letters) / max(1, len(letters))
    return min(1.0, 1.4 * common)


def _script(word: str) -> str | None:
    """The script of a word; None where no language would write it so."""
    letters = _WIDE.sub("", word)
    found = {_script_of(char) for char in letters if not char.isdigit() and char not in "-'’_/"}
    if None in found or (len(word) > 1 and word[0].isalpha() and word[1:].isdigit()):
        return None
    if found & {"HIRAGANA", "KATAKANA"}:
        return "JAPANESE" if found <= {"HIRAGANA", "KATAKANA", "CJK", "LATIN"} else None
    for beside in ("CJK", "HANGUL"):
        if found == {"LATIN", beside}:
            found = {beside}
    if len(found) != 1:
        return None if found else "LATIN"
    for before, after in pairwise(word):
        if before.islower() and after.isupper() and not (before.isascii() and after.isascii()):
            return None
    return next(iter(found))


@lru_cache(maxsize=1 << 16)
def _script_of(char: str) -> str | None:
    """The script of a letter or of the mark on one; None for signs."""
    if char.isascii():
        return "LATIN" if char.isalpha() else None
    if char in "々〆〇":
        return "CJK"
    if unicodedata.category(char)[0] not in "LM":
        return None
    name = unicodedata.name(char, "")
    if "HALFWIDTH" in name or "COMPATIBILITY" in name:
        return None
    return next((script for script in _SCRIPTS if name.startswith(script)), None)


def _words(text: str) -> list[str]:
    words = (word.replace("’", "'").strip(_ROUND) for word in _WORD.findall(text))
    found = (word for word in words if not word.isascii() and any(map(str.isalpha, word)))
    return list(islice(found, MOST_WORDS))


def _telling(raw: bytes) -> bytes:
    """The lines that are more than ASCII."""
    held, size = [], 0
    for line in raw.splitlines():
        if not line.isascii():
            held.append(line[: MOST_BYTES - size])
            size += len(held[-1])
            if size >= MOST_BYTES:
                break
    return b"\n".join(held)


def _has_stray_signs(text: str) -> bool:
    """Whether it is ASCII but for a few signs, none a letter: an English text, as browsers read it
    (windows-1252 is their default: WHATWG Encoding), of which a sign at most is wrong.
    """
    signs = [char for char in text if not char.isascii()]
    few = len(signs) <= MOST_STRAY * len(text)
    return few and not any(char.isalpha() or char == "\ufffd" for char in signs)


def _only_marks(text: str) -> bool:
    """Beside ASCII it has only signs that stand alone: quotation marks, dashes, "©"."""
    signs = [char for char in text if not char.isascii()]
    return all(char in "‘’“”–—…«»©®°•·§£€™ " for char in signs)
