"""Whatever comes and goes in whatever order, the graph is the one that its documents make."""

from __future__ import annotations

import io

from citygraph.graph import CityGraph, SourceDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from .conftest import city, document, event, membership

CITIES = {str(key): city(str(key), f"City {key}") for key in (1, 2, 3)}
FACTS = st.lists(
    st.tuples(
        st.sampled_from(sorted(CITIES)),
        st.sampled_from(["apeksi", "ascn"]),
        st.sampled_from(["Asserted", "Planned", "Denied"]),
        st.sampled_from(
            [
                "",
                'schema:startDate "2019-01-01"^^xsd:date ; cg:startPrecision cg:Year',
                'schema:startDate "2020-01-01"^^xsd:date ; cg:startPrecision cg:Year',
            ]
        ),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda fact: fact[:2],
)
HOSTS = st.sampled_from(["", *sorted(CITIES)])  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c"]), st.none() | st.tuples(FACTS, HOSTS)), min_size=1, max_size=8
)


def made(identifier: str, facts: list[tuple[str, str, str, str]], host: str) -> SourceDocument:
    return document(
        identifier,
        event(identifier, "Congress", host, start=8) if host else "",
        *(
            membership(identifier, who, network, modality=modality, more=more, start=index)
            for index, (who, network, modality, more) in enumerate(facts)
        ),
        cities=tuple(CITIES[who] for who in {host, *(who for who, *_ in facts)} if who),
    )


def nquads(graph: CityGraph) -> bytes:
    out = io.BytesIO()
    graph.export("nquads", out)
    return out.getvalue()


@settings(max_examples=25)
@given(STEPS)
def test_the_graph_follows_from_its_documents_alone(
    steps: list[tuple[str, tuple[list[tuple[str, str, str, str]], str] | None]],
) -> None:
    held: dict[str, SourceDocument] = {}
    with CityGraph.open() as graph, CityGraph.open() as fresh:
        for identifier, facts in steps:
            if facts is not None:
                held[identifier] = made(identifier, *facts)
                graph.add(held[identifier])
            elif identifier in held:
                del held[identifier]
                graph.remove(identifier)
        list(fresh.add_all(held.values()))
        assert nquads(graph) == nquads(fresh)
        assert graph.digest == fresh.digest
        assert graph.verify() == ()
        assert {d.id for d in graph.documents()} == held.keys()
