"""The page that looks a thing up: its kind, names, facts, neighbours and passages, and how it hangs
together with another. `?e=` in the address names the thing, `?to=` the other.
"""

from __future__ import annotations

import streamlit as st

from app.desk import desk
from app.documents.progress import show_progress
from app.markup import counted, filled, label, line, refusal
from app.shell import heading
from app.views.correct import show_corrections
from graphrag.entities import EntityCard, entity_card, find_entities, way_between
from graphrag.errors import GraphRAGError
from graphrag.index import Index


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
        index = desk().index()
        show_progress(ended=False)
        if name:
            _show(index, name)
        elif text.strip():
            _found(index, text)
        else:
            _hubs(index)
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


def _hubs(index: Index) -> None:
    """The things that most passages name, to begin with."""
    names = [entity for n, entity in enumerate(index.entities) if index.view.is_name[n]]
    best = sorted(names, key=lambda entity: (-entity.passages, entity.name))[:15]
    if not best:
        st.html(line("The index names nothing yet.", "gr-hint"))
        return
    st.html('<p class="gr-kicker">Named most often</p>')
    _buttons([(e.name, f"in {counted(e.passages, 'passage')}") for e in best], "hubs")


def _show(index: Index, name: str) -> None:
    card = entity_card(index, name)
    st.html(filled("entity_card", card=card, kind=kind_words(card.kind)))
    _path(index, card)
    st.html('<h2 class="gr-section">What is said of it</h2>')
    if card.facts:
        st.html(filled("fact_list", facts=card.facts, left=card.fact_count - len(card.facts)))
    else:
        st.html(line("No sentence states a fact of it.", "gr-hint"))
    if card.neighbours:
        st.html('<h2 class="gr-section">Joined to it by facts</h2>')
        rows = [(n.name, _said(n.kind, counted(n.facts, "fact"))) for n in card.neighbours[:40]]
        _buttons(rows, "neighbours")
    st.html('<h2 class="gr-section">Passages that name it</h2>')
    st.html(
        filled("mention_list", passages=card.passages, left=card.passage_count - len(card.passages))
    )
    show_corrections(index, card)


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
        st.html(filled("branch_list", branches=[way], numbers={}))
    else:
        st.html(line("Four statements or fewer do not join the two.", "gr-hint", role="status"))


def kind_words(kind: str) -> str:
    """A kind as a person would say it: names and titles are what nobody told a kind of."""
    return {"name": "Named thing", "title": "Subject of a passage"}.get(kind, kind)


def _said(kind: str, count: str) -> str:
    """The count, after the kind where that tells anything."""
    return count if kind in ("name", "title") else f"{kind}, {count}"
