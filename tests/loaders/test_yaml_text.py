"""Fields of fact documents as YAML: what the fast way writes is what PyYAML writes."""

from __future__ import annotations

import yaml
from citygraph.loaders.facts.writing import _Dumper, as_yaml
from citygraph.loaders.facts.yaml_text import field_text
from citygraph.loaders.seeds import seed_paths
from hypothesis import example, given
from hypothesis import strategies as st

WORDS = st.text(st.sampled_from("abz AZ09:#-'\"?!,.[]{}&*|>%@`~\u00e9\u00a0\u4e2d\t\n/=<_"), max_size=130)


def dumped(name: str, value: object) -> str:
    """The same field of a fact as PyYAML writes it."""
    text = yaml.dump(
        {"facts": [{"kind": "x", name: value}]},
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=110,
    )
    return text.split("\n", 2)[2].rstrip("\n")


@given(WORDS | st.text(max_size=40))
@example("no")
@example("2018-09-12")
@example("1e3")
@example("- a")
@example("a: b")
@example("a #b")
@example("~")
@example("a" * 110)
@example("word " * 30)
def test_texts_are_written_as_pyyaml_writes_them(text: str) -> None:
    assert field_text("name", text, 4) in (None, dumped("name", text))


@given(st.lists(WORDS, max_size=5))
def test_lists_are_written_as_pyyaml_writes_them(texts: list[str]) -> None:
    assert field_text("topics", texts, 4) in (None, dumped("topics", texts))


@given(
    st.lists(
        st.fixed_dictionaries({"start": st.integers(0, 10**8), "end": st.integers(0, 10**8)})
        | st.fixed_dictionaries({"name": WORDS, "country": st.just("NO"), "geonames": st.integers(1, 10**7)}),
        min_size=1,
        max_size=4,
    )
)
def test_passages_and_cities_are_written_as_pyyaml_writes_them(values: list[dict[str, object]]) -> None:
    assert field_text("evidence", values, 4) in (None, dumped("evidence", values))
    assert field_text("evidence", values[0], 4) in (None, dumped("evidence", values[0]))


def test_most_fields_need_no_pyyaml() -> None:
    assert field_text("member", "Bandung, ID", 4) == "    member: Bandung, ID"
    assert field_text("since", "1997", 4) == "    since: '1997'"
    assert field_text("evidence", {"start": 1, "end": 9}, 4) == "    evidence: {start: 1, end: 9}"
    assert (
        field_text("partners", ["Bandung, ID", "Suwon, KR"], 4)
        == "    partners: ['Bandung, ID', 'Suwon, KR']"
    )
    assert field_text("approximate", True, 4) == "    approximate: true"


def test_documents_come_out_as_they_ship() -> None:
    from citygraph.loaders.facts import read_document

    for path in seed_paths():
        assert as_yaml(read_document(path)) == path.read_text(encoding="utf-8")
