from __future__ import annotations

import pytest
from citygraph.graph import QuerySyntax
from citygraph.graph.errors import QueryRefused
from citygraph.graph.writing import UpdateOrder
from citygraph.graph.writing.updates import check_update, with_dataset

HERE = "http://127.0.0.1:1/"


@pytest.mark.parametrize(
    "update",
    [
        f"LOAD <{HERE}>",
        f"load silent <{HERE}> into graph <a:a>",
        f"LOADSILENT<{HERE}>",
        f"PREFIX x: <{HERE}> LOADx:y",
        f"PREFIX x: <{HERE}>LOAD x:y",
        f"PREFIX load: <{HERE}> LOAD load:y",
        f"CLEAR ALL;LOAD<{HERE}>",
        f"CLEAR ALL ;\n#\nLoAd <{HERE}>",
        "LOAD <file:///etc/passwd>",
        f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{HERE}> {{ ?s ?p ?o }} }}",
        f"INSERT{{?s ?p ?o}}WHERE{{SERVICE<{HERE}>{{?s ?p ?o}}}}",
        f"DELETE WHERE {{ SERVICESILENT<{HERE}>{{ ?s ?p ?o }} }}",
        f"INSERT {{ ?s ?p ?o }} WHERE {{ {{ SELECT * {{ serVice silent <{HERE}> {{ ?s ?p ?o }} }} }} }}",
        "DELETE WHERE { " + "{" * 200 + "}" * 200 + " }",
        "INSERT DATA { <a:a> <a:b> " + "[" * 200 + "]" * 200 + " }",
        "INSERT { ?s ?p ?o } WHERE {" + "OPTIONAL {}" * 2_000 + "}",
        "CLEAR ALL \x00",
    ],
)
def test_what_fetches_or_breaks_the_engine_is_refused(update: str) -> None:
    with pytest.raises((QueryRefused, QuerySyntax)):
        check_update(update)


@pytest.mark.parametrize(
    "update",
    [
        "PREFIX load: <a:> DROP SILENT GRAPH load:x",
        "PREFIX load: <a:> COPY load:x TO load:y",
        "INSERT DATA { <a:a> <a:b> 'LOAD <x:y>', \"SERVICE <x:y> {}\" } # LOAD <x:y>",
        "PREFIX service: <a:> INSERT DATA { service:a service:b service:c }",
        "INSERT DATA { " + "<a:a> <a:b> 1 . " * 5_000 + "}",
        "INSERT DATA { GRAPH <a:g> { " + "<a:a> <a:b> 1 . " * 5_000 + "} }",
    ],
)
def test_what_only_looks_like_it_is_not(update: str) -> None:
    check_update(update)


def dataset(update: str) -> str:
    return with_dataset(UpdateOrder(update, ("a:1",), ("a:2",)), check_update(update))


def test_the_dataset_goes_before_each_outermost_where() -> None:
    assert (
        dataset("INSERT { ?s ?p ?o } WHERE { { SELECT * WHERE { ?s ?p ?o } } }")
        == "INSERT { ?s ?p ?o } USING <a:1> USING NAMED <a:2> WHERE { { SELECT * WHERE { ?s ?p ?o } } }"
    )
    assert dataset("DELETE{?s ?p ?o}WHERE{?s ?p ?o};CLEAR ALL").count("USING <a:1>") == 1
    assert dataset("CLEAR ALL") == "CLEAR ALL"


@pytest.mark.parametrize(
    "update", ["DELETE WHERE { ?s ?p '}' }", "delete WHERE{ ?s ?p '}' }", "DELETEWHERE{ ?s ?p '}' }"]
)
def test_a_pattern_that_is_the_template_is_written_twice(update: str) -> None:
    rewritten = dataset(update)
    assert rewritten.count("{ ?s ?p '}' }") == 2
    assert rewritten.index("USING <a:1> USING NAMED <a:2> WHERE") > rewritten.index("'}' }")


@pytest.mark.parametrize(
    "update",
    [
        "WITH <a:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "INSERT { ?s ?p ?o } USING <a:a> WHERE { ?s ?p ?o }",
        "INSERT { ?s ?p ?o } USINGNAMED<a:a> WHERE { ?s ?p ?o }",
    ],
)
def test_two_datasets_are_one_too_many(update: str) -> None:
    check_update(update)
    with pytest.raises(QueryRefused, match="cannot go together"):
        dataset(update)
