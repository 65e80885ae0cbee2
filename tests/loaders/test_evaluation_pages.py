"""The page and the tables of an evaluation: complete, harmless, and sufficient in themselves."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from citygraph.loaders.evaluation import (
    ArticleResult,
    Check,
    Evaluation,
    Right,
    Statement,
    as_plain,
    differences,
    page,
    table,
)
from citygraph.loaders.evaluation.pages import cards_of, pieces_of
from hypothesis import given
from hypothesis import strategies as st

TEXT = "Kota A & kota B <b>bertemu</b>.\nA anggota jaringan."
HOSTILE = "</script><script>alert(1)</script>\"' onload=x \x00\u202e\ud800"


def membership(**fields: object) -> Statement:
    return Statement("membership", {"kind": "membership", "member": "A, ID", "network": "n", **fields})


@pytest.fixture
def evaluation() -> Evaluation:
    """One article with a right, a missed and an extra statement, and one without a prediction."""
    gold = membership(evidence={"start": 32, "end": 41}, role="founder", modality="planned")
    told = membership(evidence="kota B", role="member")
    pair = Right(gold, told, (Check("role", False), Check("modality", False), Check("evidence", False)))
    partners = Statement(
        "partnership", {"kind": "partnership", "partners": ["A, ID", "B, ID"], "evidence": "Kota A & kota B"},
        ("A, ID", "B, ID"),
    )  # fmt: skip
    extra = Statement(
        "figure", {"kind": "figure", "about": HOSTILE, "value": float("inf"), "evidence": "none"}
    )
    first = ArticleResult("a", TEXT, (pair,), (partners,), (extra,), None, ("a warning",))
    return Evaluation((first, ArticleResult("b", HOSTILE, (), (), (), "there is no prediction")), ("c",))


class Seen(HTMLParser):
    """What a page holds: its tags, its attributes, its ids and the places it links to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def test_pieces_are_the_text_and_mark_the_evidence(evaluation: Evaluation) -> None:
    pieces = pieces_of(evaluation.articles[0])
    assert "".join(piece.text for piece in pieces) == TEXT
    marked = [(piece.text, piece.state, piece.numbers, piece.begins) for piece in pieces if piece.state]
    assert marked == [
        ("Kota A & ", "missed", (1,), (1,)),
        ("kota B", "missed", (1, 3), (3,)),
        ("A anggota", "right", (3,), ()),
    ]


def test_cards_say_what_differs(evaluation: Evaluation) -> None:
    missed, extra, right = cards_of(evaluation.articles[0])
    assert (missed.state, missed.subject, missed.placed) == ("missed", ("A, ID", "B, ID"), True)
    assert (extra.state, extra.placed) == ("extra", False)
    assert right.doubts == ("role", "modality", "evidence")
    told = {field.name: (field.value, field.predicted, field.agrees) for field in right.fields}
    assert told == {"role": ("founder", "member", False), "modality": ("planned", "asserted", False)}


def test_the_page_needs_nothing_else_and_runs_nothing_of_the_article(evaluation: Evaluation) -> None:
    text = page(evaluation, title=HOSTILE)
    seen = Seen(text)
    assert seen.tags.count("script") == 1 and "alert(1)" in text and "<b>bertemu" not in text
    assert not {"link", "img", "iframe", "object", "base"} & set(seen.tags)
    assert not re.search(r"https?:|//[a-z]|url\(|@import", re.sub(r"^// .*$", "", text, flags=re.M))
    names = {name for name, _ in seen.attributes}
    assert not {"src", "style"} & names and not any(name.startswith("on") for name in names)
    ids = [value for name, value in seen.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert {value[1:] for name, value in seen.attributes if name == "href"} <= set(ids)
    text.encode()
    assert "\x00" not in text


def test_tables_and_json_have_it_all(evaluation: Evaluation) -> None:
    lines = table(evaluation).splitlines()
    assert lines[0] == "2 articles" and lines[2].split() == [
        "membership",
        "1",
        "1",
        "1",
        "1.000",
        "1.000",
        "1.000",
    ]
    assert lines[-2].split() == ["all", "2", "2", "1", "0.500", "0.500", "0.500"]
    assert lines[-1] == "on the right ones: role 0.00  modality 0.00  evidence 0.00"
    plain = json.loads(json.dumps(as_plain(evaluation), allow_nan=False))
    assert plain["misses"][0]["pair"] == ["A, ID", "B, ID"] and plain["extras"][0]["fact"]["value"] == "inf"
    assert plain["unread"] == [{"article": "b", "problem": "there is no prediction"}]
    assert (plain["unpaired"], plain["articles"]) == (["c"], 2)


def test_differences_are_listed_as_asked(evaluation: Evaluation) -> None:
    (missed,) = differences(evaluation, "misses")
    (extra,) = differences(evaluation, "extras")
    assert missed == "MISSED a: partnership; A, ID + B, ID"
    assert extra.startswith("EXTRA  a: figure; about: ")
    assert list(differences(evaluation, "both")) == [missed, extra]


@given(
    st.text(max_size=60),
    st.lists(
        st.tuples(st.integers(-5, 70), st.integers(-5, 70), st.sampled_from(["missed", "extra"])), max_size=8
    ),
)
def test_any_evidence_leaves_the_text_whole(text: str, spans: list[tuple[int, int, str]]) -> None:
    made = [(state, membership(evidence={"start": start, "end": end})) for start, end, state in spans]
    misses, extras = (tuple(one for state, one in made if state == kind) for kind in ("missed", "extra"))
    result = ArticleResult("a", text, (), misses, extras)
    pieces = pieces_of(result)
    assert "".join(piece.text for piece in pieces) == text
    placed = [card.number for card in cards_of(result) if card.placed]
    assert sorted(number for piece in pieces for number in piece.begins) == placed
