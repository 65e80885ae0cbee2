"""A recipe written as TOML or RDF is read back as the same recipe, under the same digest."""

from __future__ import annotations

import pytest
from citygraph.ontology import Identifiers
from citygraph.queries import BadRecipe, Recipe, find_recipe, load_recipes, parse_recipe, read_recipe
from citygraph.queries.recipe_terms import describe_recipes, recipe_from_turtle, to_toml, to_turtle
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, serialize
from pyshacl import validate
from rdflib import Graph

OTHER = Identifiers("https://example.org/")
HEAD = (
    "@prefix cg: <https://w3id.org/citygraph/ontology#> .\n@prefix dcterms: <http://purl.org/dc/terms/> .\n"
)
FULL = {
    "modalities": [], "plans": "counted", "reviews": ["accepted"], "stages": ["unstated", "ended"],
    "forms": ["sister-city"], "include_partnerships": True, "within": "network/wccf", "since": "2001-01-01",
    "until": "2020-12-31", "undated": "from-publication", "countries": ["VN", "ID"], "levels": ["regency"],
    "members_of": "apeksi", "articles_excluded": ["b", "table/sisters"], "confidence": 0.35, "single_source": "half",
    "strength": "newman", "roles_excluded": ["observer"], "event_forms_excluded": ["visit"], "hosts": True,
}  # fmt: skip


def listed(words: list[str], least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(words), min_size=least, unique=True)


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "reviews": listed(["draft", "accepted", "rejected"], 1),
        "stages": listed(["exploring", "agreed", "renewed", "suspended", "ended", "unstated"], 1),
        "modalities": listed(["asserted", "denied", "ended"], 1),
        "plans": st.sampled_from(["left-out", "apart", "counted"]),
        "countries": listed(["ID", "VN", "DE"]),
        "settings": listed(["event", "programme", "network"], 1),
        "confidence": st.floats(0, 1),
        "on": st.dates().map(str),
        "single_source": st.sampled_from(["kept", "left-out", "half"]),
    },
)


@settings(max_examples=60, deadline=None)
@given(CHANGES, st.sampled_from(["partnership", "shared-themes", "co-participation"]))
def test_written_and_read_back_a_recipe_is_the_same(changes: dict[str, object], name: str) -> None:
    recipe = find_recipe(name).adjusted(**changes)
    for back in (
        parse_recipe("x", to_toml(recipe)),
        recipe_from_turtle("x", to_turtle(recipe)),
        recipe_from_turtle("x", to_turtle(recipe, OTHER), OTHER),
    ):
        assert back == recipe
        assert back.digest == recipe.digest


def test_every_field_survives() -> None:
    recipe = find_recipe("co-participation").adjusted(**FULL)
    assert set(FULL) | {"mode", "on", "settings"} | {
        "name",
        "title",
        "description",
        "ties",
        "caveats",
    } == set(Recipe.model_fields)
    assert recipe_from_turtle("x", to_turtle(recipe)) == parse_recipe("x", to_toml(recipe)) == recipe


def test_the_shipped_recipes_conform_to_the_shapes() -> None:
    from citygraph.ontology import shapes

    data = serialize(describe_recipes(load_recipes().values()), format=RdfFormat.TURTLE)
    conforms, _, text = validate(
        Graph().parse(data=data, format="turtle"), shacl_graph=Graph().parse(data=shapes(), format="turtle")
    )
    assert conforms, text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<a> <b>", "not valid Turtle"),
        ("", "no recipes"),
        (HEAD + "<a> a cg:Recipe . <b> a cg:Recipe .", "2 recipes"),
        (HEAD + "<a> a cg:Recipe ; cg:tiesBy cg:Figure .", "tiesBy cannot be"),
        (HEAD + "<a> a cg:Recipe ; cg:tiesBy 'partnership' .", "takes an IRI"),
        (HEAD + "<a> a cg:Recipe ; cg:strengthRule 'count', 'newman' .", "several values"),
        (HEAD + "<a> a cg:Recipe ; cg:countsForm <https://elsewhere.org/form/x> .", "begins with"),
        (HEAD + "<a> a cg:Recipe ; cg:colour 'red' .", "no property cg:colour"),
        (HEAD + "<a> a cg:Recipe ; cg:tiesBy cg:Partnership .", "Field required"),
    ],
)
def test_rdf_that_is_no_recipe_is_refused(text: str, said: str) -> None:
    with pytest.raises(BadRecipe, match=said):
        recipe_from_turtle("mine", text)


def test_a_file_is_read_by_its_suffix(tmp_path) -> None:
    recipe = find_recipe("partnership").changed(["countries=ID", "strength=sources"])
    for suffix, text in (("toml", to_toml(recipe)), ("ttl", to_turtle(recipe))):
        file = tmp_path / f"mine.{suffix}"
        file.write_text("\ufeff" + text, encoding="utf-8")
        assert read_recipe(file) == recipe
    with pytest.raises(BadRecipe, match="cannot be read"):
        read_recipe(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadRecipe, match="cannot be read"):
        read_recipe(tmp_path / "bad.toml")
