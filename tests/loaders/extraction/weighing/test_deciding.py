"""From weights to facts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from citygraph.loaders.extraction.weighing import weighed


def test_a_tie_that_no_rule_reads_is_drawn_with_its_passage_and_reasons(read):
    text = (
        "Lyon and Leeds mark their years together\n\n"
        "Leeds - Lyon has been a twin of Leeds, in the north of England, since long ago, and both are fond of it.\n"
    )
    reading, drafts, _ = read(text)
    found = [each for each in weighed(reading, drafts, []) if each.kind == "partnership"]
    (tie,) = found
    assert tie.values["partners"] == ["Leeds, GB", "Lyon, FR"]
    assert tie.values["form"] == "sister-city"
    assert tie.rule == "en.partnership.weighed"
    assert tie.because[0].startswith("weighed: 0.")
    ((start, end),) = tie.evidence
    assert "twin" in text[start:end]


@pytest.mark.parametrize(
    "text",
    [
        "Leeds beat Lyon in the final. The match in Lyon was watched by many; the coach of Leeds praised the team.\n",
        "Pertandingan di Malang dimenangi Surabaya. Pelatih Surabaya memuji pemain seusai laga di Kota Malang itu.\n",
    ],
)
def test_a_match_is_no_relation(read, text):
    reading, drafts, told = read(text)
    assert weighed(reading, drafts, told) == []


def test_a_language_without_meanings_keeps_what_its_rules_drew(read):
    text = "Die Stadt Leipzig ist Mitglied von Eurocities und hat mit der Stadt Lyon eine Partnerschaft geschlossen.\n"
    reading, drafts, told = read(text)
    assert reading.analysis.language == "de"
    assert told
    assert weighed(reading, drafts, told) == list(told)


def test_teams_are_no_partners_however_they_stand(read):
    text = (
        "Lyon hold Leeds\n\nThe match between Leeds, of England, and Lyon, of France, ended in a draw. Both teams "
        "had signed new players for the season, and the coach of Lyon wants to renew his contract with the club.\n"
    )
    reading, drafts, told = read(text)
    assert [each for each in weighed(reading, drafts, told) if each.rule.endswith("weighed")] == []


def test_what_a_third_city_has_ties_with_is_not_tied_to_each_other(read):
    text = (
        "Stockton and its sisters\n\n"
        "Stockton has seven sister cities. Its other twins are Parma in Italy and Foshan in China.\n"
    )
    reading, drafts, told = read(text)
    ties = [each.values["partners"] for each in weighed(reading, drafts, told) if each.kind == "partnership"]
    assert {"Parma, IT", "Foshan, CN"} not in [set(tie) for tie in ties]
    assert {"Stockton, US", "Parma, IT"} in [set(tie) for tie in ties]


def test_who_is_named_goes_before_who_is_only_meant(read):
    text = (
        "Toyama and Leeds look back\n\nLeeds - Toyama, in Japan, is proud of its glass. The two towns share a fair, "
        "and Lyon has been a twin of Toyama since 1998.\n"
    )
    reading, drafts, told = read(text)
    ties = [each.values["partners"] for each in weighed(reading, drafts, told) if each.kind == "partnership"]
    assert ["Leeds, GB", "Lyon, FR"] not in ties and ["Lyon, FR", "Leeds, GB"] not in ties
    assert any(set(tie) == {"Lyon, FR", "Toyama, JP"} for tie in ties)


def test_a_letter_of_intent_goes_before_what_it_is_to_lead_to(read):
    text = (
        "Leeds and Lyon draw near\n\nLeeds - The city of Leeds, England, and the city of Lyon, France, signed a letter "
        "of intent on becoming sister cities on Friday.\n"
    )
    reading, drafts, told = read(text)
    ties = [each for each in weighed(reading, drafts, told) if each.kind == "partnership"]
    assert {each.values["form"] for each in ties} == {"letter-of-intent"}


def test_the_passage_holds_what_says_so(read):
    text = (
        "Lyon and Leeds mark their years together\n\nLeeds - The friendship began long ago. Since then Lyon and Leeds, "
        "in the north of England, have been twins, and both are fond of it.\n"
    )
    reading, drafts, _ = read(text)
    (tie,) = (each for each in weighed(reading, drafts, []) if each.kind == "partnership")
    assert any("twins" in text[start:end] for start, end in tie.evidence)


def test_a_list_that_one_rule_reads_stands_or_falls_together(read):
    text = (
        "Glass cities meet\n\nLeeds hosts the Glass Cities Forum in May. Other cities, such as Lyon, Bath, Vigo, Cork, "
        "Toyama and Padang, are also expected to participate in the forum.\n"
    )
    reading, drafts, told = read(text)
    listed = [each for each in told if each.kind == "participation" and each.values["role"] == "delegate"]
    kept = [each for each in weighed(reading, drafts, told) if each in listed]
    assert len(listed) > 3
    assert len(kept) in (0, len(listed))


def test_nobody_is_added_to_a_visit(read):
    text = (
        "Leeds and Lyon at the water\n\nThe River Congress took place in Lyon on 3 May 2024 and was hosted by Lyon. "
        "Leeds had much to say on floods to the participants of the congress from many cities, and so had Hue "
        "and Quito.\n"
    )
    reading, drafts, _ = read(text)
    visits = [replace(each, rule="en.event.visit") if each.kind == "event" else each for each in drafts]

    def added(those):
        return {
            each.values["participant"] for each in weighed(reading, those, []) if each.kind == "participation"
        }

    assert "Leeds, GB" in added(drafts)
    assert added(visits) == set()


@pytest.mark.parametrize(
    ("before", "form"),
    [
        ("Lyon and its sister cities\n\nLyon is proud of its sister cities.", "sister-city"),
        ("Lyon renews its friendship\n\nThe mayor was glad.", "friendship"),
        ("Lyon looks abroad\n\nThe mayor was glad.", "cooperation"),
    ],
)
def test_the_form_of_a_tie_is_what_the_article_spoke_of_before(read, before, form):
    reading, drafts, _ = read(
        f"{before} Lyon has been close to Leeds, in the north of England, since long ago, and both cities signed up "
        "for more years of it.\n"
    )
    ties = [each for each in weighed(reading, drafts, []) if each.kind == "partnership"]
    assert {each.values["form"] for each in ties} == {form}


@pytest.mark.parametrize(
    "text",
    [
        "Linz, a UNESCO City of Media Arts, sent two robots to Leeds.\n",
        "Bandung adalah Kota Desain UNESCO sejak 2015 dan mengirim robot ke Leeds.\n",
    ],
)
def test_whoever_is_named_beside_the_bearer_of_a_title_does_not_bear_it(read, text):
    reading, drafts, told = read(text)
    members = {each.values["member"] for each in weighed(reading, drafts, told) if each.kind == "membership"}
    assert len(members) == 1
    assert "Leeds, GB" not in members
