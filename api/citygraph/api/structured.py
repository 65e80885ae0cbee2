"""What a page says, once more in schema.org's words as JSON-LD inside the page, for programs that read pages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from citygraph.ontology.namespaces import SCHEMA
from markupsafe import Markup

from .kinds import Kind
from .labels import Reference
from .properties import Properties
from .site import View
from .statements import Fact

__all__ = ["embedded", "schema_org"]

_TYPES: Final = {
    "city": "GovernmentOrganization",
    "network": "Organization",
    "organisation": "Organization",
    "person": "Person",
    "topic": "DefinedTerm",
    "form": "DefinedTerm",
    "role": "DefinedTerm",
    "article": "NewsArticle",
    "table": "Dataset",
    "event": "Event",
    "programme": "Project",
    "initiative": "Project",
}
"""The class of each kind of thing; any other statement is a Claim, and what is left a Thing."""

_ESCAPED: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_LENGTHS: Final = {"Day": 10, "Month": 7, "Year": 4}
_TIES: Final = ("member", "organization", "partner", "participant", "in", "subject")
_MOST: Final = 50


def embedded(content: dict[str, object]) -> Markup:
    """Return JSON that can stand inside a script element: no text in it can end the element or open another.

    >>> str(embedded({"name": "</script><script>"}))
    '{"name": "\\\\u003c/script\\\\u003e\\\\u003cscript\\\\u003e"}'
    """
    return Markup(json.dumps(content, ensure_ascii=False).translate(_ESCAPED))  # noqa: S704 - escaped above


def schema_org(
    view: View,
    kind: Kind,
    thing: Reference,
    said: Properties,
    *,
    page: str,
    own: Fact | None = None,
) -> dict[str, object]:
    """Return a thing as schema.org describes it. The context is written out, so nothing need be fetched.

    Args:
        view: The request.
        kind: The thing's kind.
        thing: The thing with its name.
        said: What the merged graph says of it.
        page: The page's address.
        own: What each article states of it, where it is a fact.
    """
    claims = own is not None and kind.path not in _TYPES
    node: dict[str, object] = {
        "@context": {"@vocab": SCHEMA},
        "@id": thing.iri,
        "@type": "Claim" if claims else _TYPES.get(kind.path, "Thing"),
        "mainEntityOfPage": {"@id": page},
        "name": None if claims else thing.label,
        "alternateName": said.other_names(thing.label)[:_MOST] + said.texts("acronym"),
        "description": said.said_in("definition", view.language) or None,
        "url": _ids([*said.iris("homepage"), *said.iris("url")]),
        "sameAs": _ids(said.iris("same_as")),
    }
    if own is not None:
        node["appearance" if claims else "subjectOf"] = [
            {
                "@type": "Dataset" if "/table/" in each.article.thing.iri else "NewsArticle",
                "@id": each.article.thing.iri,
                "headline": each.article.thing.label,
            }
            for each in own.statements
        ]
    if claims:
        node["about"] = _named(_parties(said))
    for more in _OF_KIND.get(kind.path, ()):
        node |= more(view, thing, said)
    return {name: value for name, value in node.items() if value not in (None, [], "")}


def _place(_: View, __: Reference, said: Properties) -> dict[str, object]:
    latitude, longitude, country = said.text("latitude"), said.text("longitude"), said.text("country")
    place: dict[str, object] = {"@type": "Place"}
    if latitude and longitude:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(latitude),
            "longitude": float(longitude),
        }
    if country:
        place["address"] = {"@type": "PostalAddress", "addressCountry": country}
    return {"location": place, "parentOrganization": _named(said.things("inside"))}


def _dates(_: View, __: Reference, said: Properties) -> dict[str, object]:
    return {"startDate": _date(said, "start"), "endDate": _date(said, "end")}


def _event(_: View, __: Reference, said: Properties) -> dict[str, object]:
    return {
        "location": _named(said.things("host")),
        "organizer": _named(said.things("organizer")),
        "superEvent": _named(said.things("part_of")),
        "about": _named(said.things("topic")),
    }


def _article(_: View, thing: Reference, said: Properties) -> dict[str, object]:
    return {
        "headline": thing.label,
        "datePublished": _date(said, "published"),
        "publisher": _named(said.things("publisher")),
        "inLanguage": said.texts("in_language"),
    }


def _table(_: View, __: Reference, said: Properties) -> dict[str, object]:
    return {"license": _ids(said.iris("licence")), "isPartOf": _named(said.things("in_table"))}


def _term(view: View, _: Reference, __: Properties) -> dict[str, object]:
    return {"inDefinedTermSet": {"@id": f"{view.site.base}topics"}}


def _parent(_: View, __: Reference, said: Properties) -> dict[str, object]:
    return {"parentOrganization": _named(said.things("parent"))}


_OF_KIND: Final = {
    "city": (_place,),
    "network": (_parent,),
    "topic": (_term,),
    "article": (_article,),
    "table": (_article, _table),
    "event": (_dates, _event),
    "programme": (_dates,),
    "initiative": (_dates,),
}


def _parties(said: Properties) -> list[Reference]:
    return list({thing.iri: thing for field in _TIES for thing in said.things(field)}.values())


def _named(things: Iterable[Reference]) -> list[dict[str, str]]:
    return [{"@id": thing.iri, "name": thing.label} for thing in things][:_MOST]


def _ids(iris: Iterable[str]) -> list[dict[str, str]]:
    return [{"@id": iri} for iri in iris if iri.startswith(("http://", "https://"))]


def _date(said: Properties, which: str) -> str | None:
    moment = said.moment(which)
    return None if moment is None else moment.date[: _LENGTHS[moment.precision]]
