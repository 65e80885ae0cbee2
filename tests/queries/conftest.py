"""A small graph in the shape of citygraph's RDF, written from compact tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Values
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox
import pytest
from citygraph.graph import CityGraph
from citygraph.loaders.facts import read_document
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.mapping import Mapping
from citygraph.loaders.networks import NetworkRegister
from citygraph.loaders.seeds import seed_paths
from citygraph.ontology import PREFIXES, SDG, Identifiers
from citygraph.queries.queryable import SparqlResult, Term

IDS = Identifiers()

WCCF_THEMES = {
    "night-time economy": "Amsterdam Cologne Dubai Guangzhou London San_Francisco Stockholm Toronto",
    "silver economy": "Guangzhou London",
    "commemoration in urban space": "Amsterdam London New_York Kyiv Warsaw",
    "creative workforce": "Boston São_Paulo",
    "co-created public art": "Jakarta Milan",
    "pedestrian high streets": "Barcelona London",
    "film cities": "London Los_Angeles New_York Montréal Toronto Vancouver",
}
CITIES = {
    "Amsterdam": (2759794, "NL"), "Cologne": (2886242, "DE"), "Dubai": (292223, "AE"),
    "Guangzhou": (1809858, "CN"), "London": (2643743, "GB"), "San Francisco": (5391959, "US"),
    "Stockholm": (2673730, "SE"), "Toronto": (6167865, "CA"), "New York": (5128581, "US"),
    "Kyiv": (703448, "UA"), "Warsaw": (756135, "PL"), "Boston": (4930956, "US"),
    "São Paulo": (3448439, "BR"), "Jakarta": (1642911, "ID"), "Milan": (3173435, "IT"),
    "Barcelona": (3128760, "ES"), "Los Angeles": (5368361, "US"), "Montréal": (6077243, "CA"),
    "Vancouver": (6173331, "CA"), "Malang": (1636722, "ID"), "Nonsan": (1842598, "KR"),
    "Palembang": (1633070, "ID"), "Surabaya": (1625822, "ID"), "Makassar": (1622786, "ID"),
    "Son La": (1567681, "VN"), "Bangkok": (1609350, "TH"), "Luang Prabang": (1655559, "LA"),
}  # fmt: skip
CITY_KEYS = {name: str(geonames) for name, (geonames, _) in CITIES.items()}
CITY_KEYS |= {"Kabupaten Banyuwangi": "id-35.10", "Kabupaten Malang": "id-35.07"}


def _term(value: object) -> Term:
    """Return a term: an IRI from `cg:X` or http, an integer, a boolean, `…@en` or plain text."""
    if isinstance(value, ox.NamedNode | ox.Literal):
        return value
    if isinstance(value, bool | int):
        return ox.Literal(value)
    text = str(value)
    prefix, _, local = text.partition(":")
    if prefix in PREFIXES:
        return ox.NamedNode(PREFIXES[prefix] + local)
    if text.startswith("http"):
        return ox.NamedNode(text)
    if text[-3:-2] == "@":
        return ox.Literal(text[:-3], language=text[-2:])
    return ox.Literal(text)


def day(text: str) -> ox.Literal:
    """Return a date literal."""
    return ox.Literal(text, datatype=ox.NamedNode(f"{PREFIXES['xsd']}date"))


def city(name: str) -> str:
    """Return the IRI of a city of the tables above."""
    return IDS.city(CITY_KEYS[name])


@dataclass
class MemoryGraph:
    """A graph in memory whose default graph is the merge of its named graphs."""

    quads: list[ox.Quad] = field(default_factory=list)
    _store: ox.Store | None = None

    @property
    def store(self) -> ox.Store:
        if self._store is None:
            self._store = ox.Store()
            self._store.extend(self.quads)
            self._store.extend([ox.Quad(q.subject, q.predicate, q.object) for q in self.quads])
        return self._store

    @property
    def digest(self) -> str:
        return hashlib.sha256("\n".join(sorted(str(quad) for quad in self.quads)).encode()).hexdigest()

    def query(self, sparql: str, *, substitutions: Values[str, Term] | None = None) -> SparqlResult:
        bound = {ox.Variable(name): term for name, term in (substitutions or {}).items()}
        return self.store.query(sparql, prefixes=PREFIXES, substitutions=bound)

    def describe(self, graph: str, subject: str, properties: Values[str, object]) -> None:
        """Add triples: a list or set value gives one triple for each member."""
        name = ox.NamedNode(graph)
        for key, given in properties.items():
            values: Iterable[object] = given if isinstance(given, list | set | tuple) else [given]
            predicate = PREFIXES["rdf"] + "type" if key == "a" else str(_term(key).value)
            for value in values:
                self.quads.append(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), _term(value), name))

    def reference(self, subject: str, **properties: object) -> None:
        """Describe a thing in the reference graph."""
        self.describe(IDS.common_graph("graph/reference"), subject, _keys(properties))

    def article(self, identifier: str, **properties: object) -> None:
        """Describe an article in its document's graph."""
        self.describe(
            IDS.document_graph(identifier),
            IDS.article(identifier),
            {"a": ["schema:NewsArticle", "prov:Entity"], "schema:inLanguage": "id", **_keys(properties)},
        )

    def fact(
        self,
        article: str,
        kind: str,
        iri: str,
        *,
        modality: str = "cg:Asserted",
        review: str = "cg:Accepted",
        at: tuple[int, int] = (0, 9),
        quote: str | None = None,
        **properties: object,
    ) -> str:
        """State a fact in an article's graph and return its IRI."""
        graph, source = IDS.document_graph(article), IDS.article(article)
        passage = f"{source}#char={at[0]},{at[1]}"
        self.describe(
            graph,
            iri,
            {
                "a": kind,
                "prov:wasDerivedFrom": source,
                "cg:modality": modality,
                "cg:reviewStatus": review,
                "cg:evidence": passage,
                **_keys(properties),
            },
        )
        selector = f"{source}#position={at[0]},{at[1]}"
        selectors = [selector]
        if quote is not None:
            exact = f"{source}#exact={hashlib.sha256(quote.encode()).hexdigest()[:8]}"
            selectors.append(exact)
            self.describe(graph, exact, {"a": "oa:TextQuoteSelector", "oa:exact": ox.Literal(quote)})
        self.describe(
            graph,
            passage,
            {"a": "oa:SpecificResource", "oa:hasSource": source, "oa:hasSelector": selectors},
        )
        self.describe(graph, selector, {"a": "oa:TextPositionSelector", "oa:start": at[0], "oa:end": at[1]})
        return iri


def _keys(properties: Values[str, object]) -> dict[str, object]:
    return {key.replace("__", ":"): value for key, value in properties.items()}


def add_city(graph: MemoryGraph, name: str) -> None:
    """Describe one of the cities in the reference graph, with labels in three languages."""
    level = "regency" if name.startswith("Kabupaten") else "city"
    country = CITIES[name][1] if name in CITIES else "ID"
    graph.reference(
        city(name),
        a=["cg:Regency" if level == "regency" else "cg:City", "cg:LocalGovernment"],
        rdfs__label=[name, f"{name} (en)@en", f"{name} (id)@id"],
        skos__altLabel=[f"Kota {name}"] if level == "city" else [name.removeprefix("Kabupaten ")],
        cg__country=country,
        cg__level=level,
    )


def add_exchange(graph: MemoryGraph) -> None:
    """State the culture forum's third exchange: 19 cities, 7 themes, one partnership."""
    article, programme = "wccf-jakarta", IDS.thing("programme", ["wccf", "leadership-exchange-programme"])
    graph.article(
        article,
        schema__headline="Kolaborasi@id",
        schema__datePublished=day("2025-10-01"),
        cg__publishedPrecision="cg:Month",
        cg__publishedApproximate=True,
    )
    graph.fact(
        article,
        "cg:Programme",
        programme,
        rdfs__label="Leadership Exchange Programme@id",
        schema__organizer=IDS.network("wccf"),
        schema__startDate=day("2018-01-01"),
        cg__startPrecision="cg:Year",
    )
    themes: dict[str, list[str]] = {}
    for theme, members in WCCF_THEMES.items():
        graph.describe(
            IDS.document_graph(article),
            IDS.topic(theme),
            {"a": ["cg:Topic", "skos:Concept"], "skos:prefLabel": f"{theme}@en"},
        )
        for name in members.replace("_", "\0").split():
            themes.setdefault(name.replace("\0", " "), []).append(IDS.topic(theme))
    for name, topics in themes.items():
        iri = IDS.fact("participation", [city(name), programme, "selected"])
        graph.fact(
            article,
            "cg:Participation",
            iri,
            cg__participant=city(name),
            cg__in=programme,
            cg__role=IDS.concept("role", "selected"),
            schema__about=topics,
        )
    pair = [city("Jakarta"), city("Milan")]
    graph.fact(
        article,
        "cg:Partnership",
        IDS.fact("partnership", pair),
        cg__partner=pair,
        cg__form=IDS.concept("form", "programme-pairing"),
        cg__stage="cg:Agreed",
        cg__within=programme,
    )


def add_congress(graph: MemoryGraph) -> None:
    """State the congress of Surabaya, Palembang's memberships, an office, figures and a conflict."""
    article = "uclg-aspac-palembang"
    event = IDS.thing("event", ["uclg-aspac", "congress", "7"])
    graph.article(article, schema__headline="Palembang@id", schema__datePublished=day("2018-09-13"))
    graph.fact(
        article,
        "cg:Event",
        event,
        rdfs__label="Kongres ke-7 UCLG ASPAC@id",
        cg__form=IDS.concept("form", "congress"),
        cg__host=city("Surabaya"),
        schema__organizer=[IDS.network("uclg-aspac"), IDS.network("apeksi")],
        schema__startDate=day("2018-09-12"),
        cg__startPrecision="cg:Day",
        schema__endDate=day("2018-09-15"),
        cg__endPrecision="cg:Day",
        cg__attendance="at least 800 participants",
    )
    for network in ("uclg-aspac", "apeksi"):
        graph.fact(
            article,
            "cg:Membership",
            IDS.fact("membership", [city("Palembang"), network]),
            at=(100, 190),
            quote="tergabung",
            org__member=city("Palembang"),
            org__organization=IDS.network(network),
            org__role=IDS.concept("role", "member"),
        )
    graph.fact(
        article,
        "cg:Participation",
        IDS.fact("participation", [city("Palembang"), event, "delegate"]),
        cg__participant=city("Palembang"),
        cg__in=event,
        cg__role=IDS.concept("role", "delegate"),
    )
    person = IDS.person("Akhmad Najib")
    graph.describe(IDS.document_graph(article), person, {"a": "foaf:Person", "foaf:name": "Akhmad Najib"})
    graph.fact(
        article,
        "cg:OfficeHolding",
        IDS.fact("office", [person, city("Palembang")]),
        org__member=person,
        org__organization=city("Palembang"),
        schema__roleName="Penjabat Walikota@id",
    )
    graph.fact(
        article,
        "cg:Figure",
        IDS.fact("figure", [event, "participants"]),
        cg__about=event,
        cg__measure="participants",
        cg__value=800,
        cg__bound="cg:AtLeast",
    )
    graph.describe(
        IDS.common_graph("graph/conflicts"),
        f"{IDS.base}conflict/acronym-mismatch-1",
        {
            "a": "cg:Conflict",
            "cg:conflictKind": "cg:AcronymMismatch",
            "cg:involves": IDS.fact("membership", [city("Palembang"), "apeksi"]),
            "cg:concerns": IDS.network("apeksi"),
            "cg:source": IDS.article(article),
            "cg:statedValue": ["APEKSI", "Apkasi"],
            "cg:resolution": "the full name decides",
            "cg:resolutionStatus": "cg:Resolved",
        },
    )


def add_plans(graph: MemoryGraph) -> None:
    """State an intention of Malang and Nonsan, members of networks and a second article on one of them."""
    graph.article("apeksi-malang", schema__datePublished=day("2017-07-20"))
    pair = [city("Malang"), city("Nonsan")]
    graph.fact(
        "apeksi-malang",
        "cg:Partnership",
        IDS.fact("partnership", pair),
        modality="cg:Planned",
        cg__partner=pair,
        cg__form=IDS.concept("form", "cooperation"),
        cg__stage="cg:Exploring",
    )
    members = {"Makassar": "ascn", "Kabupaten Banyuwangi": "ascn", "Son La": "gnlc"}
    for article in ("ascn-luang-prabang", "gnlc-son-la"):
        graph.article(article, schema__datePublished=day("2024-10-01"))
        for name, network in members.items():
            if article == "gnlc-son-la" and name != "Son La":
                continue
            dated: dict[str, object] = {}
            if article == "gnlc-son-la":
                dated = {"schema__startDate": day("2024-02-01"), "cg__startPrecision": "cg:Month"}
            graph.fact(
                article,
                "cg:Membership",
                IDS.fact("membership", [city(name), network]),
                org__member=city(name),
                org__organization=IDS.network(network),
                org__role=IDS.concept("role", "member"),
                **dated,
            )


def build() -> MemoryGraph:
    """Return the whole graph of the tests."""
    graph = MemoryGraph()
    for name in CITY_KEYS:
        add_city(graph, name)
    for network in ("wccf", "uclg-aspac", "apeksi", "ascn", "gnlc"):
        graph.reference(
            IDS.network(network),
            a=["cg:CityNetwork", "org:Organization"],
            rdfs__label=[f"Network {network}@en", f"Jaringan {network}@id"],
            cg__acronym=network.upper().replace("-", " "),
            cg__slug=network,
        )
    graph.reference(f"{SDG}4", a=["cg:Topic", "skos:Concept"], skos__prefLabel="Quality education@en")
    add_exchange(graph)
    add_congress(graph)
    add_plans(graph)
    return graph


@pytest.fixture(scope="session")
def graph() -> MemoryGraph:
    """Five documents' worth of facts in the shape of citygraph's RDF."""
    return build()


@pytest.fixture
def blank() -> MemoryGraph:
    """A graph that describes every city of the tables above, and of which no article states anything yet."""
    graph = MemoryGraph()
    for name in CITY_KEYS:
        add_city(graph, name)
    return graph


@pytest.fixture(scope="session", params=["embedded", "oxigraph", "virtuoso"])
def seeds(request: pytest.FixtureRequest) -> Iterator[CityGraph]:
    """The graph of the five articles, as a new user gets it: in this process, and in engines that others wrote."""
    engine = None if request.param == "embedded" else request.getfixturevalue(f"{request.param}_of_seeds")
    with CityGraph.open(engine and engine.endpoint) as graph, Gazetteer.open() as gazetteer:
        mapping = Mapping(gazetteer, NetworkRegister.open(graph.identifiers.base), graph.identifiers)
        list(graph.add_all(mapping.map(read_document(path)).source for path in seed_paths()))
        yield graph


@pytest.fixture(scope="session")
def world() -> Iterator[CityGraph]:
    """A graph of three short documents that agree, contradict each other, end things and wait for a review."""
    with CityGraph.open() as graph, Gazetteer.open() as gazetteer:
        mapping = Mapping(gazetteer, NetworkRegister.open(graph.identifiers.base), graph.identifiers)
        for path in sorted((Path(__file__).parent / "world").glob("*.yaml")):
            graph.add(mapping.map(read_document(path)).source)
        yield graph
