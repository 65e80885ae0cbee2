"""The recipes over HTTP: each in every format, the same recipe by its digest."""

from __future__ import annotations

import httpx
import pytest
from citygraph.queries import find_recipe, load_recipes, parse_recipe
from citygraph.queries.recipe_terms import recipe_from_rdf, recipe_from_turtle
from pyoxigraph import RdfFormat, parse


def test_the_list_has_every_recipe_in_every_format(client: httpx.Client) -> None:
    listed = client.get("/recipes.json").json()
    assert [(one["name"], one["sha256"]) for one in listed] == [
        (recipe.name, recipe.digest) for recipe in load_recipes().values()
    ]
    turtle = client.get("/recipes", headers={"Accept": "text/turtle"})
    assert turtle.headers["content-type"].startswith("text/turtle")
    page = client.get("/recipes", headers={"Accept": "text/html", "Accept-Language": "id"}).text
    assert "Kemitraan antarkota" in page
    assert client.get("/recipes.csv").status_code == 404


@pytest.mark.parametrize("name", list(load_recipes()))
def test_a_recipe_is_the_same_in_toml_turtle_and_json_ld(client: httpx.Client, name: str) -> None:
    recipe = find_recipe(name)
    toml = client.get(f"/recipes/{name}.toml")
    assert toml.headers["content-type"].startswith("application/toml")
    assert parse_recipe(name, toml.text) == recipe
    assert recipe_from_turtle(name, client.get(f"/recipes/{name}.ttl").text) == recipe
    triples = [q.triple for q in parse(client.get(f"/recipes/{name}.jsonld").content, RdfFormat.JSON_LD)]
    assert recipe_from_rdf(name, triples) == recipe
    assert client.get(f"/recipes/{name}.json").json()["sha256"] == recipe.digest
    assert recipe.digest in client.get(f"/recipes/{name}", headers={"Accept": "text/html"}).text


def test_an_unknown_recipe_names_those_spelled_alike(client: httpx.Client) -> None:
    problem = client.get("/recipes/partnershp.json")
    assert problem.status_code == 404
    assert problem.json()["code"] == "unknown-recipe"
    assert "'partnership'" in problem.json()["hint"]
