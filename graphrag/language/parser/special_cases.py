"""spaCy's tokenizer, its special cases added when a text has their letters.

A pipeline has more than a thousand of them, "can't" and ":-)" among others, and to add them all
takes a third of what loading it takes. One can matter only where its letters follow each other in a
text: blanks put aside on both sides, as what matches a case with blanks in between still keeps
shorter ones from matching.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc

Case = list[dict[int, str]]  # the tokens that it is cut into
_ONE_BY_ONE = 256  # texts; whoever reads more has met most of the cases
_Base: Any = object


class CasesAsMet(_Base):  # type: ignore[misc]
    """What comes before spaCy's `Tokenizer` among the bases of one that cuts every text alike."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self._waiting: dict[str, Case] = {}
        self._by_letters: dict[str, list[tuple[str, str]]] = {}
        self._texts = 0
        self._one_at_a_time = Lock()  # a case may not come while another thread cuts a text
        super().__init__(*arguments, **named)

    def __call__(self, string: str) -> Doc:
        """See `Tokenizer.__call__`."""
        found: Doc
        if not self._waiting:
            found = super().__call__(string)
            return found
        with self._one_at_a_time:
            self._texts += 1
            self._add(self._in(string) if self._texts <= _ONE_BY_ONE else list(self._waiting))
            found = super().__call__(string)
        return found

    @property
    def rules(self) -> Mapping[str, Case]:
        """All cases, added or not."""
        return {**super().rules, **self._waiting}

    @rules.setter
    def rules(self, rules: Mapping[str, Case] | None) -> None:
        self._waiting = {}
        super(CasesAsMet, type(self)).rules.__set__(self, rules)

    def to_bytes(self, **named: Any) -> bytes:
        """See `Tokenizer.to_bytes`."""
        self._add(list(self._waiting))
        found: bytes = super().to_bytes(**named)
        return found

    def _load_special_cases(self, cases: Mapping[str, Case] | None) -> None:
        """What the base calls to add them, whenever something else of it has been set."""
        self._waiting |= cases or {}
        self._by_letters = {}
        for case in self._waiting:
            letters = _without_blanks(case)
            self._by_letters.setdefault(letters[:2], []).append((letters, case))

    def _in(self, text: str) -> Iterator[str]:
        letters = _without_blanks(text)
        pairs = {letters[at : at + 2] for at in range(len(letters))}
        for pair in pairs | {*letters, ""}:
            for needed, case in self._by_letters.get(pair, ()):
                if needed in letters and case in self._waiting:
                    yield case

    def _add(self, cases: Iterable[str]) -> None:
        for case in sorted(cases):  # the order in which the base adds them
            self.add_special_case(case, self._waiting[case])
            del self._waiting[case]  # not before: without any, nobody waits for this thread


def _without_blanks(text: str) -> str:
    return "".join(text.split())
