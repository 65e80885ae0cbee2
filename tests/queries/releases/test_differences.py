from __future__ import annotations

import pyoxigraph as ox
from citygraph.queries.releases.differences import differences, graph_of
from hypothesis import given
from hypothesis import strategies as st

IRIS = st.sampled_from([f"http://e/{name}" for name in ("a", "a-b", "a/b", "b", "á", "山")]).map(ox.NamedNode)
OBJECTS = (
    IRIS
    | st.builds(
        ox.Literal, st.sampled_from(["", "x", "x <http://e/a>", 'q"', "<http://e/a>", "a\nb", "x y", "tab\t"])
    )
    | st.builds(lambda text: ox.Literal(text, language="en"), st.sampled_from(["x", "x <b"]))
)
QUADS = st.builds(ox.Quad, IRIS, IRIS, OBJECTS, IRIS | st.just(ox.DefaultGraph()))


def canonical(quads: set[ox.Quad]) -> list[bytes]:
    """The lines in the order of exports: by the graph's name, then by the bytes of the triple's line."""

    def key(quad: ox.Quad) -> tuple[str, bytes]:
        name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        return name, f"{quad.triple} .\n".encode()

    lines = [ox.serialize([quad], format=ox.RdfFormat.N_QUADS) for quad in sorted(quads, key=key)]
    return [line for line in lines if line is not None]


@given(st.sets(QUADS), st.sets(QUADS))
def test_what_only_one_has_is_found(before: set[ox.Quad], after: set[ox.Quad]) -> None:
    found = list(differences(canonical(before), canonical(after)))
    assert {each.line for each in found if each.added} == set(canonical(after - before))
    assert {each.line for each in found if not each.added} == set(canonical(before - after))
    assert len(found) == len(after ^ before)


@given(QUADS)
def test_the_graph_of_a_line_is_that_of_its_quad(quad: ox.Quad) -> None:
    (line,) = canonical({quad})
    wanted = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
    assert graph_of(line).decode() == wanted
