"""Every format of RDF: read back by two toolkits, the same bytes whatever the order of loading."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

import pyoxigraph as ox
import pytest
import rdflib
from citygraph.graph.exports import EXPORT_FORMATS, ExportOptions, NotExpressible, canonical_quads
from citygraph.graph.sparql import ask
from citygraph.ontology import PREFIXES
from rdflib.compare import isomorphic

RDFLIB = {
    "trig": "trig",
    "nquads": "nquads",
    "jsonld": "json-ld",
    "turtle": "turtle",
    "ntriples": "nt",
    "rdfxml": "xml",
}
HOSTILE = [
    'a "quoted" \\ line\nand\tone',
    "Sơn La 山羅市 سون لا",
    "]]> <&>",
    "carriage\rreturn",
    "\u2028",
    "",
    "🏙",
]


class Asked:
    """A source that only answers SPARQL, as a remote store does."""

    digest = "d"

    def __init__(self, quads: list[ox.Quad]) -> None:
        self.store = ox.Store()
        self.store.extend(quads)

    def query(self, sparql: str, *, substitutions: Mapping[str, ox.NamedNode | ox.Literal] | None = None):
        return ask(self.store, sparql, substitutions=substitutions)


class Dumped(Asked):
    """A source that can dump its graphs, too."""

    def graph_names(self) -> Iterator[str]:
        return (graph.value for graph in self.store.named_graphs())

    def dump_graph(self, name: str | None, out: io.BytesIO) -> None:
        graph = ox.DefaultGraph() if name is None else ox.NamedNode(name)
        self.store.dump(out, format=ox.RdfFormat.N_TRIPLES, from_graph=graph)


def written(name: str, source: Asked) -> bytes:
    out = io.BytesIO()
    EXPORT_FORMATS[name].write(source, out, ExportOptions())
    return out.getvalue()


def merged(graphs: dict[str, list[tuple[str, str, ox.Literal | ox.NamedNode]]]) -> list[ox.Quad]:
    """Quads of some named graphs with their merge."""
    quads: list[ox.Quad] = []
    for graph, triples in graphs.items():
        for subject, predicate, thing in triples:
            s, p = ox.NamedNode(subject), ox.NamedNode(PREFIXES["cg"] + predicate)
            quads += [ox.Quad(s, p, thing, ox.NamedNode(graph)), ox.Quad(s, p, thing)]
    return quads


@pytest.fixture
def quads() -> list[ox.Quad]:
    e = "http://example.org/"
    literals = [ox.Literal(text) for text in HOSTILE]
    typed = [
        ox.Literal(7),
        ox.Literal(True),
        ox.Literal("kota", language="id"),
        ox.Literal("city", language="en"),
    ]
    return merged(
        {
            f"{e}graph/b": [(f"{e}s/1", "role", one) for one in literals],
            f"{e}graph/a": [(f"{e}s", "value", one) for one in typed]
            + [(f"{e}s/1", "role", literals[0]), (f"{e}s", "in", ox.NamedNode(f"{e}s/1"))],
        }
    )


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_two_toolkits_read_back_what_was_there(quads: list[ox.Quad], name: str) -> None:
    form, data = EXPORT_FORMATS[name], written(name, Dumped(quads))
    wanted = {q for q in quads if form.dataset or isinstance(q.graph_name, ox.DefaultGraph)}
    assert form.rdf is not None
    assert set(ox.parse(data, format=form.rdf)) == wanted
    nquads = b"".join(f"{quad} .\n".encode() for quad in wanted)
    if form.dataset:
        theirs, mine = rdflib.Dataset(), rdflib.Dataset()
        theirs.parse(data=data, format=RDFLIB[name])
        mine.parse(data=nquads, format="nquads")
        assert set(theirs.quads()) == set(mine.quads()) and len(list(mine.quads())) == len(wanted)
    else:
        graph = rdflib.Graph().parse(data=data, format=RDFLIB[name])
        assert isomorphic(graph, rdflib.Graph().parse(data=nquads, format="nt")) and len(graph) == len(wanted)


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_the_order_of_loading_and_the_way_of_reading_change_no_byte(quads: list[ox.Quad], name: str) -> None:
    data = written(name, Dumped(quads))
    assert written(name, Dumped(quads[::-1])) == data
    assert written(name, Asked(quads[5:] + quads[:5])) == data


def test_lines_are_ordered_by_graph_and_then_by_their_bytes(quads: list[ox.Quad]) -> None:
    lines = list(canonical_quads(Dumped(quads), ExportOptions(), dataset=True))
    parsed = [next(iter(ox.parse(line, format=ox.RdfFormat.N_QUADS))) for line in lines]
    keys = [
        ("" if isinstance(q.graph_name, ox.DefaultGraph) else q.graph_name.value, f"{q.triple} .".encode())
        for q in parsed
    ]
    assert keys == sorted(keys) and len(lines) == len(set(quads))


def test_a_change_shows_as_the_lines_that_changed(quads: list[ox.Quad]) -> None:
    before = written("turtle", Dumped(quads)).splitlines()
    more = merged({"http://example.org/graph/c": [("http://example.org/t", "role", ox.Literal("new"))]})
    after = written("turtle", Dumped(quads + more)).splitlines()
    assert set(before) <= set(after) and len(after) == len(before) + 1


def test_progress_ends_at_its_total(quads: list[ox.Quad]) -> None:
    steps: list[tuple[int, int]] = []
    many = merged(
        {"http://example.org/g": [("http://example.org/s", "value", ox.Literal(i)) for i in range(5000)]}
    )
    options = ExportOptions(advance=lambda done, total: steps.append((done, total)))
    EXPORT_FORMATS["nquads"].write(Dumped(many), io.BytesIO(), options)
    assert {total for _, total in steps} == {20_000}
    assert [done for done, _ in steps] == sorted(done for done, _ in steps) and 15_000 < steps[-1][
        0
    ] <= 20_000


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_an_empty_graph_is_an_empty_document(name: str) -> None:
    form = EXPORT_FORMATS[name]
    assert form.rdf is not None
    assert list(ox.parse(written(name, Dumped([])), format=form.rdf)) == []


class TestXml:
    def test_a_control_character_is_replaced(self) -> None:
        quads = merged(
            {"http://example.org/g": [("http://example.org/s", "role", ox.Literal("a\x01b\ufffe"))]}
        )
        data = written("rdfxml", Dumped(quads))
        (read,) = rdflib.Graph().parse(data=data, format="xml")
        assert str(read[2]) == "a\ufffdb\ufffd"

    @pytest.mark.parametrize(
        "property_", ["http://example.org/1", "http://example.org/", "http://example.org/a/7b"]
    )
    def test_a_property_without_a_name_is_refused(self, property_: str) -> None:
        quad = ox.Quad(ox.NamedNode("http://example.org/s"), ox.NamedNode(property_), ox.Literal("x"))
        with pytest.raises(NotExpressible, match="no name in XML"):
            written("rdfxml", Dumped([quad]))

    def test_characters_cut_between_two_pieces_are_whole(self) -> None:
        from citygraph.graph.exports.xml import XmlStream

        out = io.BytesIO()
        stream = XmlStream(out)
        for byte in "é\ufffe山\r".encode():
            stream.write(bytes([byte]))
        assert out.getvalue().decode() == "é\ufffd山&#13;"
