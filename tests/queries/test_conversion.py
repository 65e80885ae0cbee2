from __future__ import annotations

import sys

import pytest
from citygraph.graph import CityGraph
from citygraph.queries import CentralityReport, Network, find_recipe
from citygraph.queries.centrality import centrality_report
from citygraph.queries.errors import NotInstalled


@pytest.fixture(scope="module")
def report(five_articles: CityGraph) -> CentralityReport:
    return centrality_report(five_articles, find_recipe("shared-themes"))


@pytest.fixture
def network(report: CentralityReport) -> Network:
    return report.network


def test_every_library_gets_the_same_ties(network: Network) -> None:
    graph = network.to_networkx()
    london = next(city for city, data in graph.nodes(data=True) if data["name"] == "London")
    assert (graph.number_of_nodes(), graph.number_of_edges(), graph.degree[london]) == (19, 53, 14)
    assert sum(data["strength"] for _, _, data in graph.edges(london, data=True)) == 18
    rust = network.to_rustworkx()
    assert (rust.num_nodes(), rust.num_edges()) == (19, 53)
    assert sum(rust.edges()) == sum(data["strength"] for _, _, data in graph.edges(data=True))
    frame = network.to_polars()
    assert frame.shape == (53, 5) and frame["strength"].sum() == sum(rust.edges())


def test_a_report_is_a_data_frame_with_its_columns_types(report: CentralityReport) -> None:
    frame = report.to_polars()
    assert frame.shape[0] == 19 and frame["degree"].to_list()[0] == 14
    assert str(frame["constraint"].dtype) == "Float64"


def test_what_is_not_installed_is_named_with_how_to_install_it(
    network: Network, report: CentralityReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    for package in ("pandas", "polars"):
        monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(NotInstalled, match="pip install 'pandas'"):
        network.to_pandas()
    with pytest.raises(NotInstalled, match="citygraph\\[parquet\\]"):
        report.to_polars()


def test_a_notebook_shows_names_and_caveats_and_no_markup_of_theirs(
    network: Network, report: CentralityReport
) -> None:
    shown = report._repr_html_()
    assert "<td>London</td>" in shown and "Working on the same theme is not a partnership." in shown
    assert "53 ties" in network._repr_html_() and "43 more" in network._repr_html_()
