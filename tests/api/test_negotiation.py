from __future__ import annotations

import pytest
from citygraph.api.errors import NotAcceptable
from citygraph.api.negotiation import GRAPHS, HTML, JSON, PROBLEM, RESULTS, choose, split_suffix


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        (None, "html"),
        ("", "html"),
        ("*/*", "html"),
        ("text/turtle", "ttl"),
        ("text/turtle;q=0.4, application/ld+json;q=0.9", "jsonld"),
        ("application/json", "jsonld"),
        ("text/html;q=0, */*", "ttl"),
        ("text/*", "html"),
        ("application/*;q=0.5, text/turtle;q=0.1", "jsonld"),
        ("TEXT/TURTLE", "ttl"),
        ("nonsense, application/n-triples", "nt"),
        ("text/turtle;q=high, application/rdf+xml;q=0.1", "rdf"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
    ],
)
def test_the_best_liked_media_type_is_chosen(accept: str | None, suffix: str) -> None:
    assert choose(accept, (HTML, *GRAPHS)).suffix == suffix


@pytest.mark.parametrize("accept", ["image/png", "text/html;q=0", "*/*;q=0", "nonsense"])
def test_nothing_acceptable_names_what_is_on_offer(accept: str) -> None:
    with pytest.raises(NotAcceptable) as caught:
        choose(accept, (HTML, JSON))
    assert caught.value.offered == ("text/html", "application/json")


def test_media_types_of_one_offer_have_their_own_suffixes() -> None:
    for offer in (GRAPHS, RESULTS):
        assert len({media.suffix for media in offer}) == len(offer)
        assert len({media.type for media in offer}) == len(offer)
    assert PROBLEM.type == "application/problem+json"


@pytest.mark.parametrize(
    ("key", "stem", "ending"),
    [("a.ttl", "a", "ttl"), ("id-35.10", "id-35.10", None), (".ttl", ".ttl", None), ("a.b.nt", "a.b", "nt")],
)
def test_only_known_suffixes_are_taken_off(key: str, stem: str, ending: str | None) -> None:
    found, media = split_suffix(key, GRAPHS)
    assert found == stem
    assert (media.suffix if media else None) == ending
