"""Text made harmless for a screen, and nothing more."""

from __future__ import annotations

import pytest

from graphrag.language.plain import plain


@pytest.mark.parametrize("kept", ["Łódź 東京 naïve", "tab\tand\nline", "a\u00a0b", "नमस्ते", "👩‍🔬"])
def test_text_of_any_script_is_kept(kept: str) -> None:
    assert plain(kept) == kept


@pytest.mark.parametrize("gone", ["\x1b", "\x07", "\r", "\x9b", "\u202e", "\u2066", "\ud800"])
def test_what_steers_or_breaks_a_screen_goes(gone: str) -> None:
    assert plain(f"a{gone}b") == "ab"
