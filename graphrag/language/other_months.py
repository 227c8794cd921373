"""The names of the months in German, French, Spanish, Italian, Dutch and Portuguese."""

from __future__ import annotations

_NAMES = """januar jänner janvier enero gennaio januari janeiro
februar février febrero febbraio februari fevereiro
märz mars marzo maart março
april avril abril aprile
mai mayo maggio mei maio
juni juin junio giugno junho
juli juillet julio luglio julho
august août agosto augustus
september septembre septiembre settembre setembro
oktober octobre octubre ottobre outubro
november novembre noviembre
dezember décembre diciembre dicembre december dezembro"""
MONTH_NUMBERS = {
    name: number for number, line in enumerate(_NAMES.split("\n"), 1) for name in line.split()
}
ENGLISH_TOO = frozenset(("april", "august", "september", "november", "december"))


def names_of(*, english_too: bool) -> str:
    """An alternation of the names that English has as well, or of those that it has not."""
    found = [name for name in MONTH_NUMBERS if (name in ENGLISH_TOO) is english_too]
    return "|".join(f"{name}|{name.capitalize()}" for name in sorted(found, key=len, reverse=True))
