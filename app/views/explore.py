"""The page that looks a thing up: its kind, names, facts, neighbours and passages, and how it hangs
together with another. `?e=` in the address names the thing, `?to=` the other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from app.desk import LONG, desk
from app.documents.progress import show_progress
from app.markup import counted, filled, kind_words, label, line, refusal
from app.shell import heading
from app.views.around import show_around
from app.views.correct import merge_two, show_corrections
from graphrag.errors import GraphRAGError, QuestionError
from graphrag.evidence.entities import (
    EntityCard,
    FactLine,
    Mentioning,
    entity_card,
    find_entities,
    way_between,
)
from graphrag.index import Index
from graphrag.retrieval.linking.alike import Alike, likely_one

READ = 30  # passages that are shown with their text


def page() -> None:
    """Draw the page."""
    name = st.query_params.get("e", "").strip()
    st.set_page_config(page_title=f"{name[:80]} · Explore" if name else "Explore")
    heading("Explore", "The things that your documents name, and what is said of them.")
    text = st.text_input(
        "Find a thing by its name",
        placeholder="A name, or a part of one",
        key="wanted",
        on_change=_search_again,
    )
    try:
        index = desk().index(LONG)
        show_progress(ended=False)
        if name:
            _show(index, name)
        elif text.strip():
            _found(index, text)
        else:
            _begin(index)
            show_corrections(index, None)
    except GraphRAGError as error:
        st.html(refusal(error))


def _search_again() -> None:
    st.query_params.clear()


def look_at(name: str) -> None:
    """Make this thing the one that is shown."""
    st.query_params.from_dict({"e": name})


def _buttons(names: list[tuple[str, str]], place: str) -> None:
    """One button a thing; the second text says something of it."""
    with st.container(gap="xsmall", key=f"questions-{place}"):
        for number, (name, said) in enumerate(names):
            st.button(
                f"{label(name)} :gray[{label(said)}]",
                key=f"{place}-{number}",
                on_click=look_at,
                args=(name,),
                type="tertiary",
                width="stretch",
            )


def _found(index: Index, text: str) -> None:
    found = find_entities(index, text)
    if not found:
        st.html(line(f"Nothing is called “{text[:100]}”.", "gr-hint", role="status"))
        return
    rows = [(e.name, _said(e.kind, f"in {counted(e.passages, 'passage')}")) for e in found]
    _buttons(rows, "found")


def _begin(index: Index) -> None:
    """Things to begin with: hubs, orphans, and what is likely one."""
    lists: dict[str, Callable[[Index], None]] = {
        "Named most often": _hubs,
        "Joined to nothing": _orphans,
        "Likely the same": _doubles,
    }
    chosen = st.pills(
        "Begin with", list(lists), default="Named most often", required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    lists[chosen](index)


def _hubs(index: Index) -> None:
    _most_named(index, np.flatnonzero(index.view.is_name), "The index names nothing yet.", "hubs")


def _orphans(index: Index) -> None:
    """Names that no fact joins to anything."""
    ends = (index.fact_subject, index.fact_object, index.join_subject, index.join_object)
    alone = np.setdiff1d(np.flatnonzero(index.view.is_name), np.concatenate(ends))
    _most_named(index, alone, "Facts join every name to another.", "orphans")


def _most_named(index: Index, places: NDArray[np.int64], otherwise: str, key: str) -> None:
    """The sixteen of these entities that most passages name."""
    names = [index.entities[place] for place in places.tolist()]
    best = sorted(names, key=lambda entity: (-entity.passages, entity.name))[:16]
    if best:
        _buttons([(e.name, f"in {counted(e.passages, 'passage')}") for e in best], key)
        if len(names) > len(best):
            st.html(line(f"The first of {len(names):,}.", "gr-hint"))
    else:
        st.html(line(otherwise, "gr-hint"))


def _doubles(index: Index) -> None:
    """Pairs that may be one, to look at and to merge."""
    pairs = _likely_one(index)
    if not pairs:
        st.html(line("No two names are so alike that they could be one thing.", "gr-hint"))
    for number, pair in enumerate(pairs):
        with st.container(horizontal=True, vertical_alignment="center", key=f"questions-{number}"):
            for name in (pair.name, pair.other):
                st.button(label(name), key=f"alike-{number}-{name}", on_click=look_at,
                          args=(name,), type="tertiary")  # fmt: skip
            with st.popover("Merge", icon=":material/merge:"):
                st.html(line(f"All that is said of {pair.other} is said of {pair.name} then. It "
                             "can be undone.", "gr-hint"))  # fmt: skip
                if st.button("They are one", key=f"merge-{number}", type="primary"):
                    merge_two(index, pair.name, pair.other)


def _likely_one(index: Index) -> tuple[Alike, ...]:
    """Found once a generation."""
    kept = st.session_state.get("alike")
    if kept is None or kept[0] != index.generation:
        kept = st.session_state["alike"] = (index.generation, likely_one(index))
    found: tuple[Alike, ...] = kept[1]
    return found


def _show(index: Index, name: str) -> None:
    try:
        card = entity_card(index, name)
    except QuestionError as error:
        st.html(refusal(error))
        _begin(index)
        return
    st.html(filled("entity_card", card=card, kind=kind_words(card.kind)))
    show_around(card, look_at)
    st.html('<h2 class="gr-section">What is said of it</h2>')
    if card.facts:
        rows = by_sentence(card.facts)
        st.html(filled("fact_list", rows=rows, left=card.fact_count - len(card.facts)))
    else:
        st.html(line("No sentence states a fact of it.", "gr-hint"))
    if card.neighbours:
        st.html('<h2 class="gr-section">Joined to it by facts</h2>')
        near = [(n.name, _said(n.kind, counted(n.facts, "fact"))) for n in card.neighbours[:40]]
        _buttons(near, "neighbours")
    _path(index, card)
    st.html('<h2 class="gr-section">Passages that name it</h2>')
    shown = [(passage, _text_of(index, passage)) for passage in card.passages[:READ]]
    st.html(filled("mention_list", passages=shown, left=card.passage_count - len(shown)))
    show_corrections(index, card)


def by_sentence(facts: Iterable[FactLine]) -> list[tuple[FactLine, ...]]:
    """The facts that one sentence states together, so that it is printed once."""
    found: dict[tuple[str, str], list[FactLine]] = {}
    for fact in dict.fromkeys(facts):
        found.setdefault((fact.passage_id, fact.sentence), []).append(fact)
    return [tuple(said) for said in found.values()]


def _text_of(index: Index, passage: Mentioning) -> str:
    return index.texts[bisect_left(index.passage_ids, passage.passage_id)]


def _path(index: Index, card: EntityCard) -> None:
    """How it hangs together with another thing."""
    st.html('<h2 class="gr-section">The way to another thing</h2>')
    other = st.query_params.get("to", "")
    if st.session_state.get("way_of") != (card.name, other):
        st.session_state["way_of"], st.session_state["way"] = (card.name, other), other

    def towards() -> None:
        st.query_params.from_dict({"e": card.name, "to": st.session_state["way"].strip()})

    st.text_input(
        "Another thing",
        key="way",
        on_change=towards,
        label_visibility="collapsed",
        placeholder="The name of another thing",
    )
    if not other:
        return
    try:
        way = way_between(index, card.name, other)
    except GraphRAGError as error:
        st.html(refusal(error))
        return
    if way:
        st.html(filled("branch_list", branches=[way], numbers={}, quoted=set()))
    else:
        st.html(line("Four statements or fewer do not join the two.", "gr-hint", role="status"))


def _said(kind: str, count: str) -> str:
    """The count, after the kind where that tells anything."""
    return count if kind in ("name", "title") else f"{kind}, {count}"
