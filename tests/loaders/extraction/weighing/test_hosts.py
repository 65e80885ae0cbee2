"""Who hosts an event, weighed."""

from __future__ import annotations

from dataclasses import replace

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.weighing import Setting, hosted, hosting_contexts, with_hosts
from citygraph.loaders.extraction.weighing.meanings import meanings_of

TEXT = (
    "Toyama and Leeds look back\n\nLeeds will hold the Glass Cities Forum from 4 to 6 May 2024. Officials of Toyama "
    "are to attend the forum.\n"
)


def bare(drafts):
    """Return drafts without any host."""
    kept = [each for each in drafts if each.values.get("role") != "host"]
    return [
        replace(each, values={name: value for name, value in each.values.items() if name != "host"})
        for each in kept
    ]


def test_the_city_that_holds_an_event_becomes_its_host_with_its_part(read):
    reading, drafts, _ = read(TEXT)
    found = hosted(reading, bare(drafts))
    (event,) = [each for each in found if each.kind == "event"]
    (part,) = [each for each in found if each.values.get("role") == "host"]
    assert event.values["host"] == "Leeds, GB"
    assert (part.values["participant"], part.values["in"]) == ("Leeds, GB", "Glass Cities Forum")
    assert part.modality == "planned"
    assert part.rule == "en.participation.host-weighed"
    assert part.because[0].startswith("weighed: 0.")
    assert "Leeds" in TEXT[slice(*part.evidence[0])]


def test_what_a_rule_found_stands_and_is_told_once(read):
    reading, drafts, _ = read(TEXT)
    again = hosted(reading, hosted(reading, bare(drafts)))
    assert sum(each.values.get("role") == "host" for each in again) == 1


def test_every_city_of_a_sentence_that_speaks_of_an_event_is_weighed(read):
    reading, drafts, _ = read(TEXT)
    meanings = meanings_of("en")
    assert meanings is not None
    pairs = {each.pair for each in hosting_contexts(Setting(reading, meanings), drafts)}
    assert pairs == {("Leeds, GB", "Glass Cities Forum"), ("Toyama, JP", "Glass Cities Forum")}


def test_visits_are_left_as_they_are_told(read):
    text = "Leeds - Officials from Toyama paid a visit to Leeds in May.\n"
    reading, drafts, _ = read(text)
    assert [each for each in drafts if each.kind == "event"]
    assert hosted(reading, drafts) == list(drafts)


def event(name: str, **values: object) -> Draft:
    return Draft("event", {"name": name, **values}, ((0, 1),), "r", 0.9)


def host(city: str, name: str, modality: str = "asserted") -> Draft:
    return Draft(
        "participation", {"participant": city, "in": name, "role": "host"}, ((0, 1),), "r", 0.9, modality
    )


def test_an_event_names_the_one_city_that_has_the_hosts_part():
    drafts = [event("Fair"), host("Leeds, GB", "Fair"), event("Forum"), host("Lyon, FR", "Forum", "denied")]
    assert [each.values.get("host") for each in with_hosts(drafts) if each.kind == "event"] == [
        "Leeds, GB",
        None,
    ]


def test_of_two_hosts_neither_is_chosen_and_a_known_one_stays():
    drafts = [
        event("Fair"),
        host("Leeds, GB", "Fair"),
        host("Lyon, FR", "Fair"),
        event("Forum", host="Bath, GB"),
    ]
    drafts.append(host("Lyon, FR", "Forum"))
    assert [each.values.get("host") for each in with_hosts(drafts) if each.kind == "event"] == [
        None,
        "Bath, GB",
    ]
