"""Every score leads to its ties, every tie to its facts, every fact to its sentence or row and its source."""

from __future__ import annotations

import json

import pytest
from citygraph.graph import CityGraph
from citygraph.loaders.facts import read_document
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.mapping import Mapping
from citygraph.loaders.networks import NetworkRegister
from citygraph.loaders.seeds import seed_paths
from citygraph.ontology import Identifiers
from citygraph.queries import BadParameter, NotAnalysable, find_recipe, load_recipes, project
from citygraph.queries.evidence import evidence_json, evidence_of, evidence_text

IDS = Identifiers()
LONDON, JAKARTA, SURABAYA = (IDS.city(key) for key in ("2643743", "1642911", "1625822"))
QUOTED = """
article: {id: quoted-2024, title: Two cities sign, publisher: The Paper, published: 2024-05, language: en}
facts:
  - kind: partnership
    partners: ['Surabaya, ID', 'Jakarta, ID']
    form: sister-city
    stage: agreed
    since: 2024-05-02
    evidence: Surabaya and Jakarta signed on Thursday
"""


@pytest.fixture(scope="module")
def five(gazetteer: Gazetteer, tmp_path_factory: pytest.TempPathFactory):
    """The five articles, which may not be quoted, and one that may."""
    extra = tmp_path_factory.mktemp("quoted") / "quoted-2024.yaml"
    extra.write_text(QUOTED, encoding="utf-8")
    with CityGraph.open() as graph:
        mapping = Mapping(gazetteer, NetworkRegister.open(graph.identifiers.base), graph.identifiers)
        for path in (*seed_paths(), extra):
            graph.add(mapping.map(read_document(path)).source)
        yield graph


@pytest.mark.parametrize("name", list(load_recipes()))
def test_every_score_leads_to_a_place_in_a_source(five: CityGraph, name: str) -> None:
    network = project(five, find_recipe(name))
    topology = network.topology()
    for number, city in enumerate(network.cities):
        found = evidence_of(five, network, city, size=200, most_facts=1000)
        counted = [tie for tie in found.ties if not tie.planned]
        assert found.degree == len(counted) == topology.degrees[number]
        assert found.strength == pytest.approx(topology.matrix(weighted=True)[[number]].sum())
        for tie in counted:
            assert tie.shared and tie.facts
            for fact in tie.facts:
                assert fact.passages
                assert five.query(
                    f"ASK {{ GRAPH ?g {{ <{fact.fact}> prov:wasDerivedFrom <{fact.source.iri}> ; "
                    f"cg:evidence <{fact.passages[0].iri}> }} }}"
                )
                for passage in fact.passages:
                    # where the text is not at hand, the words stand for the place
                    if "quoted" in fact.source.iri:
                        assert passage.words and passage.start is None
                    else:
                        assert passage.start is not None and passage.end is not None
                        assert passage.start < passage.end and passage.words is None


def test_words_are_shown_only_where_the_graph_holds_them(five: CityGraph) -> None:
    network = project(five, find_recipe("any-cooperation"))
    by_name = {tie.name: tie for tie in evidence_of(five, network, SURABAYA).ties}
    (fact,) = by_name["Jakarta"].facts
    assert [passage.words for passage in fact.passages] == ["Surabaya and Jakarta signed on Thursday"]
    assert (fact.source.title, fact.source.publisher, fact.source.published) == (
        "Two cities sign",
        "The Paper",
        "2024-05",
    )
    for fact in by_name["Palembang"].facts:
        assert {passage.words for passage in fact.passages} == {None}


def test_the_strongest_tie_comes_first_and_pages_hold_each_tie_once(five: CityGraph) -> None:
    network = project(five, find_recipe("shared-themes"))
    whole = evidence_of(five, network, LONDON)
    assert (whole.degree, whole.strength, whole.pages) == (14, 18, 1)
    strengths = [tie.strength for tie in whole.ties]
    assert strengths == sorted(strengths, reverse=True)
    parts = [evidence_of(five, network, LONDON, page=page, size=5) for page in (1, 2, 3)]
    assert [len(part.ties) for part in parts] == [5, 5, 4]
    assert tuple(tie for part in parts for tie in part.ties) == whole.ties
    assert all((part.degree, part.strength) == (14, 18) for part in parts)
    few = evidence_of(five, network, LONDON, most_facts=1)
    assert all(len(tie.facts) == 1 and tie.facts_in_all == 2 for tie in few.ties)
    for page, size in ((0, 5), (4, 5), (1, 0), (1, 201)):
        with pytest.raises(BadParameter, match="whole number"):
            evidence_of(five, network, LONDON, page=page, size=size)


def test_ties_that_only_plans_make_are_told_apart_and_last(five: CityGraph) -> None:
    network = project(five, find_recipe("partnership-with-plans"))
    malang = IDS.city("1636722")
    found = evidence_of(five, network, malang)
    assert (found.degree, found.strength, found.ties_in_all) == (0, 0, 1)
    assert [(tie.name, tie.planned, tie.facts[0].modality) for tie in found.ties] == [
        ("Nonsan", True, "planned")
    ]
    assert "(planned, counts in nothing)" in evidence_text(found)


def test_a_city_that_the_recipe_leaves_out_is_refused_by_name(five: CityGraph) -> None:
    network = project(five, find_recipe("partnership"))
    with pytest.raises(NotAnalysable, match="London has part in nothing"):
        evidence_of(five, network, LONDON)


def test_text_and_json_say_the_same_and_what_they_were_computed_on(five: CityGraph) -> None:
    network = project(five, find_recipe("any-cooperation"), language="id")
    found = evidence_of(five, network, SURABAYA)
    plain = json.loads(evidence_json(found))
    assert plain["recipe"]["sha256"] == find_recipe("any-cooperation").digest
    assert plain["dataset"] == five.digest
    text = evidence_text(found, language="id")
    assert "kata-katanya ada pada sumbernya" in text
    assert "“Surabaya and Jakarta signed on Thursday”" in text
    for tie in plain["ties"]:
        assert tie["name"] in text
        assert all(fact["fact"] in text for fact in tie["facts"])


def test_a_row_of_a_table_is_its_evidence(blank) -> None:
    table, fact = f"{IDS.base}table/sisters", f"{IDS.base}partnership/new"
    graph = IDS.document_graph("sisters")
    blank.describe(
        graph, table, {"a": ["schema:Dataset", "prov:Entity"], "schema:headline": "Sister cities@en"}
    )
    blank.describe(
        graph,
        fact,
        {
            "a": "cg:Partnership", "cg:partner": [LONDON, JAKARTA], "cg:modality": "cg:Asserted",
            "cg:reviewStatus": "cg:Draft", "prov:wasDerivedFrom": table, "cg:evidence": f"{table}#row=17",
        },
    )  # fmt: skip
    blank.describe(
        graph,
        f"{table}#row=17",
        {"a": "oa:SpecificResource", "oa:hasSelector": [f"{table}#fragment=17", f"{table}#exact=17"]},
    )
    blank.describe(graph, f"{table}#fragment=17", {"a": "oa:FragmentSelector", "cg:row": 17})
    blank.describe(graph, f"{table}#exact=17", {"a": "oa:TextQuoteSelector", "oa:exact": "London,Jakarta"})
    (tie,) = evidence_of(blank, project(blank, find_recipe("partnership")), LONDON).ties
    (passage,) = tie.facts[0].passages
    assert (passage.row, passage.words, passage.start) == (17, "London,Jakarta", None)
    assert tie.facts[0].source.title == "Sister cities"
