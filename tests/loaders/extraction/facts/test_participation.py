"""Participations: who takes part in what, as which, and whether at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.facts import Reading, participation_drafts
from citygraph.loaders.extraction.mentions import PlaceMention

Read = Callable[[str, str], Reading]

ID = "{E Kongres Sungai} dibuka di tepi air. "
EN = "The {E River Congress} opened by the water. "
PROGRAMME_ID = "{R Program Tukar Kota} dimulai. "
PROGRAMME_EN = "The {R City Swap} has begun. "


def stated(drafts: list[Draft]) -> set[str]:
    """Return the participations as ``-Lima`` (denied), ``?Lima`` (planned) or ``Lima``."""
    marks = {"denied": "-", "planned": "?"}
    return {marks.get(each.modality, "") + str(each.values["participant"]) for each in drafts}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("id", "{P Lima} menghadiri {E Kongres Sungai}.", "Lima"),
        ("id", ID + "Hadir pula {P Lima}, {P Quito}, serta utusan {C Hue}.", "Lima Quito Hue"),
        ("id", ID + "Pesertanya antara lain {C Lima+Quito}.", "Lima Quito"),
        ("id", ID + "{C Lima} mengirim dua pejabat.", "Lima"),
        ("id", ID + "Selain {C Lima}, tampak juga delegasi {C Quito}.", "Lima Quito"),
        ("id", "{E Kongres Sungai} dihadiri {P Lima} dan {P Quito}.", "Lima Quito"),
        ("id", ID + "{C Lima+Quito} mengikuti secara daring.", "Lima Quito"),
        ("id", ID + "{C Lima} batal hadir.", "-Lima"),
        ("id", ID + "Mereka antara lain {C Lima}, {C Quito}, dan {C Hue}.", "Lima Quito Hue"),
        ("id", PROGRAMME_ID + "{C Lima} tidak lolos.", "-Lima"),
        ("id", ID + "Semua datang, kecuali {C Lima}.", "-Lima"),
        ("id", ID + "{C Lima}, yang semula diunggulkan, menarik diri.", "-Lima"),
        ("id", ID + "Hanya {C Lima} yang absen.", "-Lima"),
        ("id", ID + "Tidak ada yang dibahas, kecuali dengan {C Lima}.", ""),
        ("id", ID + "Anugerah itu diberikan kepada {C Lima}.", "Lima"),
        ("id", ID + "Anugerah itu diberikan {O Kementerian}.", ""),
        ("id", ID + "{P Lima} membukanya.", "Lima"),
        ("id", ID + "Menurut rencana, yang membuka {P Lima}.", "Lima"),
        ("id", ID + "Yang menyaksikan antara lain {P Lima}.", "Lima"),
        ("id", ID + "Acara itu disaksikan {P Lima}.", "Lima"),
        ("id", ID + "Ia didampingi {P Lima}.", ""),
        ("id", ID + "Menyaksikan acara itu {P Lima}.", "Lima"),
        ("id", ID + "Pimpinan sidang ialah {P Lima}.", "Lima"),
        ("id", ID + "Ada pula utusan {N Jejaring}.", "jejaring"),
        ("id", "{C Lima} mengisi stan pada {E Kongres Sungai}.", "Lima"),
        ("id", ID + "Tidak ada wakil dari {C Lima}.", "-Lima"),
        ("id", ID + "Turut ambil bagian {C Lima+Quito}.", "Lima Quito"),
        ("id", "Itu digarap lewat {R Program Tukar Kota}, yang memilih {C Lima+Quito}.", "Lima Quito"),
        ("id", "{R Anugerah Sungai} antara lain diberikan kepada {C Lima+Quito}.", "Lima Quito"),
        ("id", "{C Lima} akan mengirim delegasi ke {E? Kongres Sungai}.", "?Lima"),
        ("id", "{C Lima} belum tentu aman. {E Kongres Sungai} diikuti {C Quito}.", "Quito"),
        ("en", "{P Lima} attended the {E River Congress}.", "Lima"),
        ("en", EN + "Delegates from {C Lima+Quito} took part.", "Lima Quito"),
        ("en", EN + "It was witnessed by {P Lima}.", "Lima"),
        ("en", EN + "She was accompanied by {P Lima}.", ""),
        ("en", "The {R City Swap} grows. They are {C Lima+Quito}.", "Lima Quito"),
        ("en", "The {R River Prize} grows. They are {C Lima+Quito}.", ""),
        ("en", EN + "Among the participants were {C Lima}, {P Quito} and the mayor of {C Hue}.", "Lima Quito Hue"),
        ("en", EN + "{C Lima} was represented by its deputy mayor.", "Lima"),
        ("en", EN + "{C Lima} sent a team of five.", "Lima"),
        ("en", PROGRAMME_EN + "{C Lima} was passed over.", "-Lima"),
        ("en", EN + "{C Lima}, which had been expected, pulled out.", "-Lima"),
        ("en", EN + "{C Lima} did not send a delegation.", "-Lima"),
        ("en", EN + "No one came from {C Lima}.", "-Lima"),
        ("en", EN + "Only {C Lima} was missing.", "-Lima"),
        ("en", EN + "{C Lima} sent its regrets.", "-Lima"),
        ("en", EN + "{C Lima} joined by video link.", "Lima"),
        ("en", EN + "Engineers came from {C Lima+Quito}.", "Lima Quito"),
        ("en", "{C Lima+Quito} work together under the {R City Swap}.", "Lima Quito"),
        ("en", "{C Lima} applied for the {R City Swap} in vain.", "-Lima"),
        ("en", "{C Lima} will attend the {E? River Congress}.", "?Lima"),
        ("en", EN + "The group was headed by {Q Lima}.", "Lima"),
        ("en", EN + "Looking on were {P Lima} and the band.", "Lima"),
        ("en", EN + "With her travels {P Lima}.", "Lima"),
        ("en", EN + "Among those present was {Q Lima}.", "Lima"),
        ("en", EN + "{C Lima} had a stand.", "Lima"),
        ("en", EN + "{N Jejaring} was also represented.", "jejaring"),
        ("en", EN + "Envoys of {C Lima} and the mayor of {C Quito} were there.", "Lima Quito"),
        ("en", EN + "An invitation went to {C Lima} to join.", "?Lima"),
        ("id", ID + "Rombongan dipimpin {Q Lima}.", "Lima"),
        ("id", ID + "{P Lima} menyaksikan, begitu juga {Q Quito}.", "Lima Quito"),
        ("id", ID + "{C Lima} lewat layar.", "Lima"),
        ("id", ID + "{C Lima} diajak berangkat.", "?Lima"),
        ("id", ID + "Dalam rombongan terdapat dua perencana dari {C Lima+Quito}.", "Lima Quito"),
        ("id", ID + "Yang telah menyatakan akan datang baru {C Lima+Quito}.", "?Lima ?Quito"),
        ("id", ID + "{C Lima}, yang tahun lalu masih berada di barisan depan, kali ini berhalangan.", "-Lima"),
        ("en", EN + "{C Lima+Quito} have already accepted.", "Lima Quito"),
        ("en", EN + "Not on the list, to general surprise, was {C Lima}.", "-Lima"),
    ],
)  # fmt: skip
def test_who_takes_part(read: Read, language: str, text: str, expected: str) -> None:
    assert stated(list(participation_drafts(read(language, text)))) == set(expected.split())


@pytest.mark.parametrize(
    ("language", "text", "role"),
    [
        ("id", ID + "{P Lima} menjadi narasumber.", "speaker"),
        ("id", ID + '"Kita satu," kata {P Lima}.', "speaker"),
        ("id", ID + "{C Lima} memperkenalkan bus air.", "speaker"),
        ("id", ID + "Sebagai peninjau hadir {C Lima}.", "observer"),
        ("id", "{C Lima} mengajukan diri sebagai tuan rumah {E? Kongres Sungai}.", "candidate"),
        ("id", "{C Lima} menjadi tuan rumah {E Kongres Sungai}.", "host"),
        ("id", PROGRAMME_ID + "Yang terpilih adalah {C Lima}.", "selected"),
        ("id", "{R Program Tukar Kota} memilih kota percontohan:\n- Banjir ({C Lima})", "selected"),
        ("id", "{R Anugerah Sungai} dibagikan. Pemenang utama adalah {C Lima}.", "awarded"),
        ("id", "{R Anugerah Sungai} dibagikan. Kategori pasar jatuh kepada {C Lima}.", "awarded"),
        ("en", EN + '"We are one," said {P Lima}.', "speaker"),
        ("en", EN + "{P Lima} gave the keynote address.", "speaker"),
        ("en", EN + "{Q Lima}, in a recorded message, praised the river.", "speaker"),
        ("en", EN + "{C Lima} described how it drained its marsh.", "speaker"),
        ("id", ID + "Yang membuka {Q Lima}.", "speaker"),
        ("id", ID + '"Kita satu," jawab {Q Lima}.', "speaker"),
        ("en", EN + "{P Lima} is down to speak.", "speaker"),
        ("en", EN + "The keynote was given by {P Lima}.", "speaker"),
        ("en", EN + "{C Lima} told the hall how it drained its marsh.", "speaker"),
        ("en", "{C Lima} has won a place in the {R City Swap}.", "selected"),
        ("id", ID + "{P Lima} dijadwalkan memaparkan tanggulnya.", "speaker"),
        ("id", ID + "Giliran {C Lima} berbicara tentang rawa.", "speaker"),
        ("id", "{C Lima} lolos ke {R Program Tukar Kota}.", "selected"),
        ("en", EN + "{C Lima} sent an observer.", "observer"),
        ("en", "{C Lima} hosted the {E River Congress}.", "host"),
        ("en", "{C Lima} was selected for the {R City Swap}.", "selected"),
        ("en", PROGRAMME_EN + "The participating cities are {C Lima}.", "selected"),
        ("en", "The {R River Prize} went to {C Lima}.", "awarded"),
        ("en", "The {R River Prize} was given again. Other winners: {C Lima}.", "awarded"),
    ],
)
def test_roles(read: Read, language: str, text: str, role: str) -> None:
    drafts = list(participation_drafts(read(language, text)))
    assert role in {each.values.get("role") for each in drafts}
    assert {each.values["participant"] for each in drafts} == {"Lima"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "{C Lima} mengirim dua pejabat ke kantor pos."),  # no gathering in the article
        ("id", ID + "Anggota jejaring itu antara lain {C Lima+Quito}."),
        ("id", "{E? Kongres Sungai} digelar tahun depan. \"Kami siap,\" kata {P Lima}."),
        ("en", EN + "It was founded by the mayors of {C Lima+Quito}."),
        ("en", EN + "{C Lima} lies on a hill."),
        ("en", "The {E? River Congress} is next year. \"We are ready,\" said {P Lima}."),
    ],
)  # fmt: skip
def test_who_does_not(read: Read, language: str, text: str) -> None:
    assert list(participation_drafts(read(language, text))) == []


def test_the_host_is_not_its_own_guest(read: Read) -> None:
    reading = read("en", EN + "{P Lima} attended the {E River Congress}, as did {P Quito}.")
    values: dict[str, object] = {"participant": "Lima", "in": "River Congress", "role": "host"}
    host = Draft("participation", values, ((0, 5),), "test", 0.9)
    drafts = participation_drafts(
        Reading(reading.analysis, reading.discourse, reading.sentences, [*reading.drafts, host])
    )
    assert "Lima" not in {each.values["participant"] for each in drafts}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", PROGRAMME_EN + "Its pairs are:\n\n{C Lima} + {C Quito}\n\n{C Hue} + {C Jena}", "Lima Quito Hue Jena"),
        ("en", PROGRAMME_EN + "New members are:\n\n{C Lima} + {C Quito}\n\n{C Hue} + {C Jena}", ""),
        ("en", EN + "Nine cities were there. In the order of the alphabet: {C Hue+Lima+Quito}.", "Hue Lima Quito"),
        ("en", EN + "Nine cities were there. The three towns of {C Hue+Lima+Quito} lost bridges to a flood.", ""),
        ("en", EN + "Nine were there: {C Hue+Lima+Rio}. Then: {C Jena+Kobe+Bern}.", "Hue Lima Rio Jena Kobe Bern"),
        ("id", PROGRAMME_ID + "Pemenangnya:\n\n1. {C Lima}\n2. {C Quito}\n3. {C Hue}", "Lima Quito Hue"),
    ],
)  # fmt: skip
def test_lists_by_what_stands_before_them(read: Read, language: str, text: str, expected: str) -> None:
    assert stated(list(participation_drafts(read(language, text)))) == set(expected.split())


def test_where_the_article_was_written_takes_no_part(read: Read) -> None:
    reading = read("en", "{C Lima} - Delegates attended the {E River Congress}.")
    dateline = PlaceMention(0, 4, "Lima", None, "PE", None, 0.9, ())
    analysis = replace(reading.analysis, dateline=dateline)
    assert list(participation_drafts(replace(reading, analysis=analysis))) == []


def test_a_prize_is_won_however_far_back_it_was_named(read: Read) -> None:
    between = "Panitia bercerita panjang tentang sungai. " * 12
    text = "{C Hue} meraih {R Anugerah Air}. " + between + "{E Kongres Sungai} ditutup. "
    drafts = participation_drafts(read("id", text + "Pemenang lainnya adalah {C Lima}, dan {C Quito}."))
    assert {(each.values["participant"], each.values["in"]) for each in drafts} == {
        (city, "Anugerah Air") for city in ("Hue", "Lima", "Quito")
    }


def test_nobody_speaks_where_something_is_signed(read: Read) -> None:
    reading = read("id", ID + "{Q Kementerian} mengatakan ia senang.")
    assert stated(list(participation_drafts(reading))) == {"Kementerian"}
    signing = [replace(each, rule="id.event.signing") for each in reading.drafts]
    assert list(participation_drafts(replace(reading, drafts=signing))) == []


def test_a_person_stands_for_the_body(read: Read) -> None:
    (draft,) = participation_drafts(read("en", "{P Lima} attended the {E River Congress}."))
    assert draft.values["person"] == "Somebody"
    assert draft.values["in"] == "River Congress"
    assert draft.rule == "en.participation.delegate"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("id", ID + "Kongres itu dibuka oleh {P Lima}.", "Lima"),
        ("id", ID + "Ada juga wali kota {C Lima+Quito}.", "Lima Quito"),
        ("en", EN + "The meeting was opened by {P Lima}.", "Lima"),
        ("en", EN + "So are {P Lima}, {P Quito} and {P Hue}.", "Lima Quito Hue"),
    ],
)
def test_who_opens_it_and_who_else_is_there(read: Read, language: str, text: str, expected: str) -> None:
    assert stated(list(participation_drafts(read(language, text)))) == set(expected.split())


def test_of_a_list_the_last_alone_is_called_host(read: Read) -> None:
    reading = read("id", "{C Hue+Lima+Quito} menjadi tuan rumah {E Kongres Sungai}.")
    hosts = {
        each.values["participant"]
        for each in participation_drafts(reading)
        if each.values.get("role") == "host"
    }
    assert hosts == {"Quito"}


def test_to_a_visit_of_one_city_to_another_no_row_of_others_comes(read: Read) -> None:
    reading = read("en", EN + "Delegates from {C Lima+Quito+Hue} took part.")
    assert list(participation_drafts(reading))
    visits = [
        replace(each, rule="en.event.visit") if each.kind == "event" else each for each in reading.drafts
    ]
    assert list(participation_drafts(replace(reading, drafts=visits))) == []


GUESTS_ID = ID + "Hadir pula utusan {C Hue} dan {C Akashi}. "
GUESTS_EN = EN + "Delegates from {C Hue+Akashi} attended. "


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("id", "Berkas pertama dibawa {P Lima}.", "Lima"),
        ("id", "Rekannya dari {C Lima} bertopi jerami.", "Lima"),
        ("id", "Di sebelah saya orang {C Lima}.", "Lima"),
        ("id", "{C Lima} bertanya siapa yang membayar jembatan.", "Lima"),
        ("id", "{C Lima}, yang sungainya kering, meminta air.", "Lima"),
        ("id", "Usul dari {C Lima} ditertawakan.", "Lima"),
        ("id", "Kursi ketua kini dipegang {P Lima}.", ""),
        ("id", "Dalam {E Rakor Jembatan}, {P Lima} tertidur.", ""),
        ("en", "Then it was the turn of {P Lima}.", "Lima"),
        ("en", "Somebody from {C Lima} moved the card.", "Lima"),
        ("en", "{C Lima} asked for a loan of pumps.", "Lima"),
        ("en", "{C Lima}, where the river is dry, asked for water.", "Lima"),
        ("en", "{P Lima} was elected treasurer of a bank.", ""),
        ("en", "At the {E Bridge Forum} later {P Lima} fell asleep.", ""),
    ],
)  # fmt: skip
def test_who_is_heard_at_the_event_under_way(read: Read, language: str, text: str, expected: str) -> None:
    guests = GUESTS_ID if language == "id" else GUESTS_EN
    heard = [
        each for each in participation_drafts(read(language, guests + text)) if each.rule.endswith(".heard")
    ]
    assert stated(heard) == set(expected.split())


@pytest.mark.parametrize(
    ("language", "text"),
    [("id", ID + "Berkas pertama dibawa {P Lima}."), ("en", EN + "Then it was the turn of {P Lima}.")],
)
def test_nobody_is_heard_where_nobody_is_told_to_be(read: Read, language: str, text: str) -> None:
    assert not list(participation_drafts(read(language, text)))
