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
from itertools import pairwise
from pathlib import Path

ENCODINGS = (
    *("cp1252", "cp1250", "iso8859_2", "cp1254", "cp1257", "iso8859_15", "mac_roman", "cp850"),
    *("cp437", "cp852", "mac_latin2", "cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5"),
    *("mac_cyrillic", "cp1253", "cp1255", "cp1256", "cp874", "cp932", "euc_jp", "gb18030"),
    *("big5", "cp949", "iso2022_jp"),
)
LEAST, MARGIN = 0.3, 0.06  # score of a reading, and by how much it is better than another
CASED = 0.1  # the margin within which capitals decide between readings in Cyrillic
MOST_WORDS = 5_000  # that are looked at
_WORD = re.compile(r"[^\s\x00-\x7f]+(?:[A-Za-z'’-]*[^\s\x00-\x7f]+)*|[A-Za-z]*[^\s\x00-\x7f]\S*")
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
_ROUND = "'\"“”„‚‘()[],.;:!?…–—«»·¿¡*•、。，「」『』！？：；（）"  # what may stand round a word
_CAPITAL = re.compile(r"(?<![^\s(«\"„])[А-ЯІЇЄ][а-яёіїє]+(?!\w)|(?<!\S)[АИВОУЯ](?!\S)")
_SCRIPTS = ("LATIN", *_COMMON, "HIRAGANA", "KATAKANA")


def guess(raw: bytes) -> tuple[str, str]:
    """The text that the bytes are, and "", or else "" and the reason why none can be told."""
    readings: dict[str, tuple[float, str]] = {}
    for encoding in ENCODINGS:
        try:
            text = raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        score = plausibility(text)
        if score > readings.get(text, (0.0, ""))[0]:
            readings[text] = (score, encoding)
    best = sorted(((score, name, text) for text, (score, name) in readings.items()), reverse=True)
    if not best or best[0][0] < LEAST:
        return "", "in no encoding its bytes read as words"
    alike = [reading for reading in best if best[0][0] - reading[0] < CASED]
    named = sorted(alike, key=lambda reading: -_capitals(reading[2]))
    if (
        len(named) > 1
        and re.search("[а-я]", best[0][2])
        and _capitals(named[0][2]) > _capitals(named[1][2])
    ):
        return named[0][2], ""
    if len(best) > 1 and best[0][0] - best[1][0] < MARGIN:
        return "", f"it reads as {best[0][1]} and as {best[1][1]} alike; save it as UTF-8"
    return best[0][2], ""


def plausibility(text: str) -> float:
    """0 to 1: how much the words with letters that ASCII lacks look like words of a language."""
    words = [word.replace("’", "'").strip(_ROUND) for word in _words(text)]
    words = [word for word in words if not word.isascii()]
    if not words:
        return 0.9 if _only_marks(text) else 0.0
    scripts: Counter[str] = Counter()
    letters: dict[str, list[str]] = {}
    for word in words:
        if (script := _script(word)) is None:
            scripts[""] += 1
            continue
        scripts[script] += 1
        letters.setdefault(script, []).extend(char for char in word if not char.isascii())
    odd = scripts.pop("", 0) / len(words)
    if not scripts or odd > 0.1:
        return 0.0
    script, _ = scripts.most_common(1)[0]
    shares = [_score(name, letters[name], words) * count for name, count in scripts.items()]
    return sum(shares) / sum(scripts.values()) * (1 - odd) * (1.0 if len(scripts) == 1 else 0.9)


def _capitals(text: str) -> int:
    """How many Cyrillic words begin with a capital: the encodings of the script differ most there,
    and what they make of each other's capitals are signs, or letters that few languages have.
    """
    return len(_CAPITAL.findall(text))


def _score(script: str, letters: Sequence[str], words: Sequence[str]) -> float:
    """How common the letters of one script are."""
    if script == "LATIN":
        spelled = "".join(word for word in words if _script(word) == "LATIN")
        if sum(not char.isascii() for char in spelled) > 0.75 * len(spelled):
            return 0.0
        known = (
            sum(c in have or c.lower() in have for c in letters) * believed
            for have, believed in _ALPHABETS.items()
        )
        return max(known) / len(letters)
    if script == "JAPANESE":
        han = [char for char in letters if _script_of(char) == "CJK"]
        return (len(letters) - len(han) + sum(c in _COMMON["CJK"] for c in han)) / len(letters)
    if script in ("CYRILLIC", "GREEK"):
        plain = unicodedata.normalize("NFD", "".join(letters).lower())
        letters = [char for char in plain if not unicodedata.combining(char)]
    common = sum(char in _COMMON[script] for char in letters) / max(1, len(letters))
    return min(1.0, 1.4 * common)


def _script(word: str) -> str | None:
    """The script of a word; None where no language would write it so."""
    found = {_script_of(char) for char in word if not char.isdigit() and char not in "-'’_/"}
    if None in found:
        return None
    if found & {"HIRAGANA", "KATAKANA"}:
        return "JAPANESE" if found <= {"HIRAGANA", "KATAKANA", "CJK", "LATIN"} else None
    if found > {"LATIN"} and found <= {"LATIN", "CJK"}:
        found = {"CJK"}
    if len(found) != 1:
        return None
    for before, after in pairwise(word):
        if before.islower() and after.isupper() and not (before.isascii() and after.isascii()):
            return None
    return next(iter(found))


def _script_of(char: str) -> str | None:
    """The script of a letter or of the mark on one; None for signs."""
    if char.isascii():
        return "LATIN" if char.isalpha() else None
    if unicodedata.category(char)[0] not in "LM":
        return "CJK" if char in "、。，！？：；（）「」『』・ー" else None
    name = unicodedata.name(char, "")
    if "HALFWIDTH" in name or "COMPATIBILITY" in name or "LETTER SMALL" in name:
        return None
    return next((script for script in _SCRIPTS if name.startswith(script)), None)


def _words(text: str) -> list[str]:
    found = []
    for match in _WORD.finditer(text):
        start = match.start()
        while start and not text[start - 1].isspace() and match.start() - start < 30:
            start -= 1
        found.append(text[start : match.end()])
        if len(found) >= MOST_WORDS:
            break
    return found


def _only_marks(text: str) -> bool:
    """Beside ASCII it has only signs that stand alone: quotation marks, dashes, "©"."""
    signs = [char for char in text if not char.isascii()]
    return all(char in "‘’“”–—…«»©®°•·§£€™ " for char in signs)
