"""From files to the graph: nothing lost, nothing half-loaded, every refusal with its place."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pytest
from citygraph.graph import CityGraph, DocumentInvalid
from citygraph.loaders import FileLoaded, FileRefused, Loader, document_files
from citygraph.loaders.facts import ArticleTexts, DocumentRefused, read_document
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.mapping import Mapping
from citygraph.loaders.networks import NetworkRegister
from citygraph.loaders.seeds import seed_paths
from citygraph.ontology import Identifiers

GOOD = """article: {id: good, title: A good one, language: en, published: 2024-05-01}
facts:
- {kind: membership, member: "Malang, ID", network: apeksi, evidence: Malang belongs to it}
"""

BROKEN_NAMES = {
    "unknown-city": ('member: "Malangg, ID", network: apeksi', "unknown-city", "field member"),
    "unknown-country": ('member: "Malang, ZZ", network: apeksi', "bad-country", "ZZ"),
    "thirty-candidates": ('member: "Springfield, US", network: apeksi', "ambiguous-city", "may be"),
    "both-levels": ('member: "Ponorogo, ID", network: apeksi', "ambiguous-city", "Kabupaten Ponorogo"),
    "wrong-geonames": (
        "member: {name: Malang, country: ID, geonames: 2643743}, network: apeksi",
        "city-mismatch",
        "London",
    ),
    "no-such-geonames": (
        "member: {name: Malang, country: ID, geonames: 999999999}, network: apeksi",
        "city-mismatch",
        "999999999",
    ),
}


def nquads(graph: CityGraph) -> bytes:
    out = io.BytesIO()
    graph.export("nquads", out)
    return out.getvalue()


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def count(graph: CityGraph, pattern: str) -> int:
    (row,) = graph.query(f"SELECT (COUNT(DISTINCT ?f) AS ?n) WHERE {{ {pattern} }}")
    return int(row["n"].value)


class TestFiveArticles:
    def test_no_fact_is_lost_between_document_graph_query_and_export(self, five_articles: CityGraph) -> None:
        documents = [read_document(path) for path in seed_paths()]
        stated = Counter(type(f).__name__ for d in documents for f in d.facts)
        assert sum(stated.values()) == 79
        assert sum(r.facts for r in five_articles.documents()) == 79
        assert count(five_articles, "?f prov:wasDerivedFrom ?article") == 79
        classes = {"Office": "OfficeHolding"}
        for kind, number in stated.items():
            assert count(five_articles, f"?f a cg:{classes.get(kind, kind)}") == number, kind
        import rdflib

        out = io.BytesIO()
        five_articles.export("trig", out)
        exported = rdflib.Dataset().parse(data=out.getvalue(), format="trig")
        derived = rdflib.URIRef("http://www.w3.org/ns/prov#wasDerivedFrom")
        assert len(set(exported.subjects(derived, None))) == 79

    def test_every_passage_of_every_fact_is_in_the_graph(self, five_articles: CityGraph) -> None:
        passages = {
            (d.article.id, e.start, e.end)
            for d in map(read_document, seed_paths())
            for f in d.facts
            for e in f.evidence
        }
        rows = five_articles.query(
            "SELECT DISTINCT ?a ?s ?e { ?x oa:hasSource ?a ; oa:hasSelector [ oa:start ?s ; oa:end ?e ] }"
        )
        assert {
            (r["a"].value.rpartition("/")[2], int(r["s"].value), int(r["e"].value)) for r in rows
        } == passages

    def test_city_and_regency_keep_their_level(self, five_articles: CityGraph) -> None:
        rows = five_articles.query(
            "SELECT ?city ?level { ?m org:member ?city ; org:organization ?n ."
            " ?n cg:slug 'ascn' . ?city cg:level ?level }"
        )
        assert {(r["city"].value.rpartition("/")[2], r["level"].value) for r in rows} == {
            ("1622786", "city"),
            ("id-35.10", "regency"),
        }

    def test_an_intention_is_no_edge(self, five_articles: CityGraph) -> None:
        malang, nonsan = Identifiers().city("1636722"), "?nonsan"
        assert count(five_articles, f"?f cg:partner <{malang}>, {nonsan} ; cg:modality cg:Planned") == 1
        assert not five_articles.query(f"ASK {{ <{malang}> cg:partnerOf ?anyone }}")
        (row,) = five_articles.query("SELECT (COUNT(*) AS ?n) { ?a cg:partnerOf ?b }")
        assert row["n"].value == "2"  # Jakarta and Milan, both ways

    def test_the_printed_acronym_shows_as_a_conflict_with_its_resolution(
        self, five_articles: CityGraph
    ) -> None:
        (row,) = five_articles.query(
            "SELECT ?kind ?other ?stated ?reason ?status {"
            " ?c a cg:Conflict ; cg:conflictKind ?kind ; cg:concerns ?other ; cg:statedValue ?stated ;"
            " cg:resolution ?reason ; cg:resolutionStatus ?status }"
        )
        assert row["kind"].value.endswith("#AcronymMismatch")
        assert row["other"].value.endswith("network/apkasi")
        assert "Apkasi" in row["stated"].value
        assert row["reason"].value
        assert row["status"].value.endswith("#Resolved")

    def test_with_the_texts_every_passage_is_verified_and_quoted(self, shared: Path, loader: Loader) -> None:
        texts = shared / "corpus" / "seeds"
        verifying = Loader(loader._mapping, ArticleTexts(texts))
        with CityGraph.open() as graph:
            outcomes = list(verifying.load(graph, seed_paths()))
            assert all(isinstance(o, FileLoaded) and not o.warnings for o in outcomes), outcomes
            rows = list(
                graph.query(
                    "SELECT ?a ?s ?e ?q { ?x oa:hasSource ?a ;"
                    " oa:hasSelector [ oa:start ?s ; oa:end ?e ], [ oa:exact ?q ] }"
                )
            )
            assert len(rows) >= 70  # some passages bear out several facts
            for row in rows:
                text = (texts / f"{row['a'].value.rpartition('/')[2]}.txt").read_bytes().decode()
                assert text[int(row["s"].value) : int(row["e"].value)] == row["q"].value

    def test_the_gold_documents_of_all_articles_load(self, shared: Path, loader: Loader) -> None:
        with CityGraph.open() as graph:
            files = document_files([shared / "corpus" / "dev", shared / "corpus" / "seeds"])
            outcomes = list(loader.load(graph, files))
            assert [o for o in outcomes if isinstance(o, FileRefused)] == []
            assert graph.verify() == ()


class TestBadInput:
    def test_a_bad_document_is_refused_with_its_message_and_the_store_is_unchanged(
        self, bad_document, loader: Loader, tmp_path: Path
    ) -> None:
        with CityGraph.open() as graph:
            list(loader.load(graph, [write(tmp_path / "good.yaml", GOOD)]))
            before = nquads(graph)
            (outcome,) = loader.load(graph, [bad_document.path])
            assert isinstance(outcome, FileRefused), outcome
            error = outcome.error
            assert isinstance(error, DocumentRefused)
            assert bad_document.code in {p.code for p in error.problems}
            assert bad_document.says in str(error)
            assert nquads(graph) == before

    @pytest.mark.parametrize("name", BROKEN_NAMES)
    def test_a_name_that_cannot_be_told_is_refused_with_candidates(
        self, name: str, loader: Loader, tmp_path: Path
    ) -> None:
        fields, code, says = BROKEN_NAMES[name]
        path = write(tmp_path / "bad.yaml", GOOD.replace('member: "Malang, ID", network: apeksi', fields))
        with CityGraph.open() as graph:
            before = nquads(graph)
            (outcome,) = loader.load(graph, [path])
            assert isinstance(outcome, FileRefused)
            assert isinstance(outcome.error, DocumentRefused)
            assert [p.code for p in outcome.error.problems] == [code]
            assert f"{path}:3: fact 1" in str(outcome.error)
            assert says in str(outcome.error)
            assert nquads(graph) == before

    def test_what_the_shapes_refuse_names_file_line_fact_and_shape(
        self, loader: Loader, tmp_path: Path
    ) -> None:
        late = """article: {id: late, published: 2020-01-01}
facts:
- {kind: event, name: A congress to come, when: 2021-05-01, evidence: it took place}
"""
        with CityGraph.open() as graph:
            before = nquads(graph)
            (outcome,) = loader.load(graph, [write(tmp_path / "late.yaml", late)])
            assert isinstance(outcome, FileRefused)
            assert isinstance(outcome.error, DocumentInvalid)
            message = str(outcome.error)
            assert "late.yaml:3: fact 1" in message
            assert "shape Event" in message
            assert nquads(graph) == before
            (outcome,) = loader.load(
                graph, [write(tmp_path / "late.yaml", late.replace("when:", "modality: planned, when:"))]
            )
            assert isinstance(outcome, FileLoaded)

    def test_the_same_fact_twice_is_refused_with_both_lines(self, loader: Loader, tmp_path: Path) -> None:
        twice = (
            GOOD
            + '- {kind: membership, member: "Kota Malang, ID", network: apeksi, role: member, evidence: x}\n'
        )
        with CityGraph.open() as graph:
            (outcome,) = loader.load(graph, [write(tmp_path / "twice.yaml", twice)])
            assert isinstance(outcome, FileRefused)
            assert "twice.yaml:4: fact 2" in str(outcome.error)
            assert "fact 1 in line 3" in str(outcome.error)

    def test_one_partner_under_two_names_is_refused(self, loader: Loader, tmp_path: Path) -> None:
        partners = 'partners: ["Malang, ID", "Kota Malang, ID", "Milan, IT"]'
        text = GOOD.replace(
            'kind: membership, member: "Malang, ID", network: apeksi', f"kind: partnership, {partners}"
        )
        with CityGraph.open() as graph:
            (outcome,) = loader.load(graph, [write(tmp_path / "twice.yaml", text)])
            assert isinstance(outcome, FileRefused)
            assert "'Malang, ID' is the same city" in str(outcome.error)

    def test_ids_of_the_graphs_own_parts_are_refused(self, loader: Loader, tmp_path: Path) -> None:
        path = write(tmp_path / "own.yaml", GOOD.replace("id: good", "id: reference"))
        with CityGraph.open() as graph:
            (outcome,) = loader.load(graph, [path])
            assert isinstance(outcome, FileRefused)
            assert "reserved-id" in {p.code for p in outcome.error.problems}  # type: ignore[attr-defined]

    def test_one_id_in_two_files_is_refused_for_the_second(self, loader: Loader, tmp_path: Path) -> None:
        first, second = write(tmp_path / "a.yaml", GOOD), write(tmp_path / "b.yaml", GOOD)
        with CityGraph.open() as graph:
            outcomes = {type(o).__name__: o for o in loader.load(graph, [first, second])}
            assert outcomes["FileRefused"].path == second
            assert "a.yaml" in str(outcomes["FileRefused"].error)
            assert len(graph.documents()) == 1

    def test_a_bad_file_keeps_no_good_one_out(self, loader: Loader, tmp_path: Path) -> None:
        files = [
            write(tmp_path / "bad.yaml", "facts: ["),
            write(tmp_path / "good.yaml", GOOD),
            tmp_path / "none.yaml",
        ]
        with CityGraph.open() as graph:
            outcomes = list(loader.load(graph, files))
            assert Counter(type(o).__name__ for o in outcomes) == {"FileRefused": 2, "FileLoaded": 1}


class TestWarnings:
    def test_what_is_not_in_the_registers_loads_with_a_warning(self, loader: Loader, tmp_path: Path) -> None:
        text = GOOD.replace('"Malang, ID", network: apeksi', '"Kanagawa Prefecture, JP", network: apeski')
        with CityGraph.open() as graph:
            (outcome,) = loader.load(graph, [write(tmp_path / "w.yaml", text)])
            assert isinstance(outcome, FileLoaded)
            warnings = "\n".join(map(str, outcome.warnings))
            assert "did you mean apeksi" in warnings
            assert "not in the gazetteer" in warnings
            assert "w.yaml:3: fact 1" in warnings


def test_folders_are_searched_for_documents_in_a_fixed_order(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("b.yaml", "a.yml", "deep/c.json", "notes.txt"):
        write(tmp_path / name, "x")
    assert [p.relative_to(tmp_path).as_posix() for p in document_files([tmp_path, tmp_path / "b.yaml"])] == [
        "a.yml",
        "b.yaml",
        "deep/c.json",
    ]


def test_another_base_moves_every_instance_and_no_term(gazetteer: Gazetteer) -> None:
    identifiers = Identifiers("https://data.example.org/kota/")
    loader = Loader(Mapping(gazetteer, NetworkRegister.open(identifiers.base), identifiers))
    with CityGraph.open(identifiers=identifiers) as graph:
        assert all(isinstance(o, FileLoaded) for o in loader.load(graph, seed_paths()))
        text = nquads(graph).decode()
        strangers = {
            word
            for word in text.split()
            if word.startswith("<https://w3id.org/citygraph/") and "/ontology#" not in word
        }
        assert strangers == set()
        assert graph.verify() == ()
        assert len(list(graph.query("SELECT ?c { ?c a cg:Conflict }"))) == 1
