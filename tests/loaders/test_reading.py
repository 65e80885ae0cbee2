"""Reading: what is refused and how it says so, what is accepted, and where everything stands."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from citygraph.loaders.facts import (
    DocumentRefused,
    Figure,
    Limits,
    Membership,
    check_document,
    parse_document,
    read_document,
)

HEAD = "article: {id: example}\nfacts:\n"
EMPTY = "article: {id: example}\nfacts: []\n"


def refused(text: str, syntax: Any = "yaml", **options: Any) -> DocumentRefused:
    with pytest.raises(DocumentRefused) as caught:
        parse_document(text, syntax=syntax, **options)
    return caught.value


def test_a_broken_document_is_refused_with_its_code_and_message(bad_document: Any) -> None:
    with pytest.raises(DocumentRefused) as caught:
        read_document(bad_document.path)
    message = str(caught.value)
    assert bad_document.code in {problem.code for problem in caught.value.problems}
    assert bad_document.says in message
    assert message.startswith(str(bad_document.path))
    assert all(problem.place.file == bad_document.path for problem in caught.value.problems)


def test_every_broken_document_has_its_expectation() -> None:
    folder = Path(__file__).parent / "bad"
    expected = {
        line.rstrip(":") for line in (folder / "expected.yaml").read_text().splitlines() if line[:1].isalpha()
    }
    assert {path.name for path in folder.iterdir()} == expected | {"expected.yaml"}
    assert len(expected) >= 30


def test_all_problems_of_a_document_are_told_together() -> None:
    error = refused(
        "article: {id: Example, url: 'ftp://example.org'}\nfacts:\n"
        "- {kind: event, name: A congress, when: 2018-02-30, colour: red}\n"
        "- {kind: participation, participant: 'Malang, XX', in: A congress}\n"
        "- {kind: participation, participant: 'Malang, ID', in: Another congress, evidence: x}\n"
        "- {kind: participation, participant: 'Malang, ID', in: A congress, evidence: x}\n"
    )
    assert [(problem.code, problem.place.line, problem.place.fact) for problem in error.problems] == [
        ("bad-slug", 1, None),
        ("bad-url", 1, None),
        ("bad-date", 3, 1),
        ("unknown-field", 3, 1),
        ("bad-country", 4, 2),
        ("unknown-name", 5, 3),
    ]
    assert len(str(error).splitlines()) == 6


def test_a_flood_of_problems_is_cut() -> None:
    error = refused(HEAD + "- {kind: nonsense}\n" * 500)
    assert len(error.problems) == 101
    assert error.problems[-1].what == "400 more problems"


def test_unquoted_scalars_stay_text() -> None:
    document = parse_document(
        "article: {id: 2018, title: 2018-09-12, publisher: NO, published: 2018, author: 12:30:45, "
        "language: no}\n"
        "facts:\n- {kind: event, name: 007, attendance: 1_000, evidence: x}\n",
        syntax="yaml",
    )
    article = document.article
    assert (article.id, article.title, article.publisher, article.author, article.language) == (
        "2018",
        "2018-09-12",
        "NO",
        "12:30:45",
        "no",
    )
    assert article.published is not None and article.published.text == "2018"
    assert document.facts[0].name == "007"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("98", 98),
        ("'98'", "98"),
        ("1.50", "1.5"),
        ("98.0", 98),
        ("-3", -3),
        ("007", "007"),
        ("250,000", "250,000"),
        ("0", 0),
    ],
)
def test_a_figure_is_a_number_where_it_is_written_as_one(written: str, value: object) -> None:
    document = parse_document(
        HEAD + f"- {{kind: figure, about: apeksi, measure: m, value: {written!s}, evidence: x}}\n"
        if "," not in written
        else HEAD + f"- kind: figure\n  about: apeksi\n  measure: m\n  value: {written}\n  evidence: x\n",
        syntax="yaml",
    )
    figure = document.facts[0]
    assert isinstance(figure, Figure)
    assert (figure.value if written != "1.50" else str(figure.value)) == value


def test_warnings_name_what_an_author_should_look_at() -> None:
    document = parse_document(
        HEAD
        + "- {kind: event, name: Kongres Kota, evidence: Kongres}\n"
        + "- {kind: figure, about: Kongres Kotta, measure: visitors, value: 250.000, evidence: banyak}\n"
        + "- {kind: figure, about: apeksi, measure: visitors, value: '250 orang', evidence: banyak}\n"
        + "- {kind: membership, member: 'Ma\u200blang, ID', network: apeksi, evidence: x}\n",
        syntax="yaml",
    )
    assert [(warning.code, warning.place.fact) for warning in document.warnings] == [
        ("number-as-text", 2),
        ("unknown-name", 2),
        ("number-as-text", 3),
        ("invisible-character", 4),
    ]
    assert "U+200B" in str(document.warnings[-1])


def test_escaped_invisible_characters_are_seen_too() -> None:
    text = '{"article": {"id": "a"}, "facts": [{"kind": "event", "name": "A\\u202eB", "evidence": "x"}]}'
    assert [warning.code for warning in parse_document(text, syntax="json").warnings] == [
        "invisible-character"
    ]


def test_places_know_lines_of_facts_and_fields() -> None:
    text = (
        "article:\n  id: example\nfacts:\n- kind: membership\n  member: Malang, ID\n  network: apeksi\n  evidence: x\n"
        "- kind: partnership\n  partners:\n  - Malang, ID\n  - Nonsan, KR\n  evidence: x\n"
    )
    places = parse_document(text, syntax="yaml", file=Path("x.yaml")).places
    assert (places.fact(0).line, places.fact(1).line, places.fact(1, "partners", 1).line) == (4, 8, 11)
    assert str(places.fact(1, "partners", 1)) == "x.yaml:11: fact 2: field partners.2"
    assert places.at(("article", "id")).line == 2


def test_yaml_and_json_give_the_same_document() -> None:
    yaml_text = (
        HEAD + "- {kind: membership, member: {name: Son La, country: VN, geonames: 1567681}, network: gnlc,"
        " evidence: x}\n"
    )
    json_text = """{"article": {"id": "example"}, "facts": [{"kind": "membership", "network": "gnlc", "evidence": "x",
      "member": {"name": "Son La", "country": "VN", "geonames": 1567681}}]}"""
    assert parse_document(yaml_text, syntax="yaml") == parse_document(json_text, syntax="json")


def test_a_byte_order_mark_is_no_part_of_the_document(tmp_path: Path) -> None:
    path = tmp_path / "marked.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + EMPTY.encode())
    assert read_document(path).facts == ()


def test_a_link_to_a_document_is_followed(tmp_path: Path) -> None:
    path = tmp_path / "target.yaml"
    path.write_text(EMPTY)
    (tmp_path / "link.yml").symlink_to(path)
    assert read_document(tmp_path / "link.yml").article.id == "example"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "closed.yaml"
    path.write_text(HEAD)
    path.chmod(0)
    with pytest.raises(DocumentRefused, match="you may not read it"):
        read_document(path)


def test_limits_can_be_set() -> None:
    assert refused(HEAD + "- [[[]]]", limits=Limits(depth=3)).problems[0].code == "too-deep"
    assert refused(HEAD.rstrip() + " [a, b, c]", limits=Limits(nodes=4)).problems[0].code == "too-many-values"


def test_null_leaves_an_optional_field_out() -> None:
    text = (
        HEAD + "- {kind: membership, member: 'Malang, ID', network: apeksi, since: , until: null, role: ~,"
        " evidence: x}\n"
    )
    fact = parse_document(text, syntax="yaml").facts[0]
    assert isinstance(fact, Membership) and fact.since is None and fact.role is None


def test_a_document_made_in_python_is_checked_like_one_that_was_read() -> None:
    document = parse_document(HEAD + "- {kind: event, name: A\u200b congress, evidence: x}\n", syntax="yaml")
    assert [warning.code for warning in check_document(document).warnings] == ["invisible-character"]
    unsaid = document.facts[0].model_copy(update={"evidence": ()})
    with pytest.raises(DocumentRefused, match="points to no passage"):
        check_document(document.model_copy(update={"facts": (unsaid,)}))
    twice = document.model_copy(update={"facts": document.facts * 2})
    with pytest.raises(DocumentRefused) as caught:
        check_document(twice)
    assert {problem.code for problem in caught.value.problems} == {"duplicate-fact", "duplicate-name"}


def test_names_are_compared_in_composed_form() -> None:
    text = (
        HEAD
        + "- {kind: event, name: Fête, evidence: x}\n"
        + "- {kind: participation, participant: 'Malang, ID', in: Fe\u0302te, evidence: x}\n"
    )
    assert len(parse_document(text, syntax="yaml").facts) == 2


def test_the_articles_of_the_corpus_read_without_a_problem(shared: Path) -> None:
    paths = sorted(shared.glob("corpus/*/*.yaml"))
    assert len(paths) == 36
    assert sum(len(read_document(path).facts) for path in paths) == 414
