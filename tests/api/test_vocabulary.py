from __future__ import annotations

from collections.abc import Callable

import httpx
import pyoxigraph as ox
import pytest
from citygraph.ontology import CG, vocabulary


@pytest.mark.parametrize(
    ("media", "suffix"),
    [
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "rdf"),
    ],
)
def test_the_vocabulary_as_data(client: httpx.Client, media: str, suffix: str) -> None:
    answer = client.get("/ontology", headers={"Accept": media})
    form = ox.RdfFormat.from_media_type(media)
    assert form is not None
    found = ox.Dataset(ox.parse(answer.content, format=form))
    shipped = ox.Dataset(ox.parse(vocabulary(), format=ox.RdfFormat.TURTLE))
    for dataset in (found, shipped):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert found == shipped
    assert client.get(f"/ontology.{suffix}").content == answer.content


def test_the_vocabulary_as_a_page_has_every_term(page: Callable[..., str]) -> None:
    text = page("/ontology")
    subjects = {
        quad.subject.value
        for quad in ox.parse(vocabulary(), format=ox.RdfFormat.TURTLE)
        if isinstance(quad.subject, ox.NamedNode)
    }
    for iri in subjects:
        if iri.startswith(CG):
            assert f'id="{iri.removeprefix(CG)}"' in text
    assert "kemitraan" in page("/ontology", lang="id")


def test_no_format_that_does_not_exist(client: httpx.Client) -> None:
    assert client.get("/ontology.exe").status_code == 404
