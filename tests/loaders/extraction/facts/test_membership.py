"""Memberships: who belongs to which network, as what, and whether still or at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.assembling import merged
from citygraph.loaders.extraction.facts import Reading, membership_drafts

Read = Callable[[str, str], Reading]

ID = "{N Riverine} adalah jejaring kota sungai dengan 40 anggota. "
EN = "{N Riverine} is a network of river cities with 40 members. "
MARKS = {"denied": "-", "planned": "?", "ended": "~"}


def stated(reading: Reading) -> set[str]:
    """Return the memberships as ``Lima``, ``?Lima`` (planned), ``-Lima`` (denied), ``~Lima`` (ended), role after."""
    found: set[str] = set()
    for each in merged(membership_drafts(reading)):
        role = each.values.get("role")
        found.add(
            MARKS.get(each.modality, "")
            + str(each.values["member"])
            + (f"/{role}" if role is not None else "")
        )
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{C Lima} mengajak {C Quito} mendirikan {N Riverine}.", "Lima/founder Quito/founder"),
        (ID + "Kota lain yang telah masuk adalah {C Lima+Quito}.", "Lima Quito"),
        (ID + "Di dalamnya terdapat pula {C Lima+Quito}.", "Lima Quito"),
        (ID + "Kota yang diterima bersama {C Lima} adalah {C Quito}.", "Lima Quito"),
        ("{C Lima} bergabung dengan {N CityNet} bersama {C Quito+Kyoto} pada {D 2023}.", "Lima Quito Kyoto"),
        ("{P Lima} yang juga anggota presidium {N Riverine} hadir.", "Lima/executive-committee"),
        ("Rapat diikuti tamu dari {C Lima} yang tergabung dalam {N Riverine}.", ""),
        (
            "Sekretariat {N Riverine} diboyong dari {C Lima} ke {C Quito}.",
            "~Lima/secretariat Quito/secretariat",
        ),
        ("{N Riverine} kehilangan {C Lima}.", "~Lima"),
        ("{C Lima} turut menguatkan peran {N Riverine}.", ""),
        ("Kiat {C Lima} patut ditiru anggota {N Riverine}.", ""),
        (ID + "{P Lima} berharap rapat melahirkan gagasan.", ""),
        (ID + "{C Lima} berencana menukar pegawai.", ""),
        (ID + "Dua kota lain ialah {C Lima+Quito}, penerima hibah.", ""),
        ("Berkas {C Lima} kini di meja sekretariat {N Riverine}.", "?Lima/candidate"),
        ("{C Lima} masih di luar {N Riverine}.", "-Lima"),
        ("{C Lima} resmi bergabung dengan {N Riverine}.", "Lima"),
        ("{C Lima} kini tercatat sebagai anggota {N Riverine}.", "Lima"),
        ("{N Riverine} mengukuhkan {C Lima+Quito} pekan lalu.", "Lima Quito"),
        (ID + "Anggotanya antara lain {C Lima+Quito}.", "Lima Quito"),
        (ID + "Dua anggota lain ialah {C Lima+Quito}.", "Lima Quito"),
        (ID + "{C Lima} pun sudah bergabung. {C Quito} menyusul.", "Lima Quito"),
        (ID + "Turut disahkan {C Quito+Hue}.", "Quito Hue"),
        ("Lewat {N Riverine}, organisasi yang diikuti {C Lima}, kota itu belajar.", "Lima"),
        ("{P Lima} duduk di komite eksekutif {N Riverine}.", "Lima/executive-committee"),
        (ID + "Empat dari {L Vietnam}, yakni {C Hue+Hanoi}.", "Hue Hanoi"),
        (ID + "{C Lima} untuk kriya, {C Quito} di bidang musik. Buat sastra ada {C Hue}.", "Lima Quito Hue"),
        (ID + "Permohonan {C Lima} dikabulkan.", "Lima"),
        (ID + "Permohonan {C Lima} ditolak.", "-Lima"),
        (ID + "{C Lima} memilih keluar.", "~Lima"),
        (ID + "Keanggotaan {C Lima} tidak diperpanjang.", "~Lima"),
        (ID + "{C Lima} belum bergabung.", "-Lima"),
        (ID + "{C Lima} memutuskan tidak ikut.", "-Lima"),
        (ID + "{C Lima} mengajukan permohonan untuk menjadi anggota.", "?Lima/candidate"),
        (ID + "Berkas {C Lima} masih diproses.", "?Lima/candidate"),
        (ID + "Kantor pusatnya di {C Lima}.", "Lima/secretariat"),
        ("{N Riverine} didirikan oleh {C Lima+Quito}.", "Lima/founder Quito/founder"),
        (ID + "{C Lima} terpilih sebagai ketua.", "Lima/president"),
        (ID + "Wakil ketua dijabat {C Lima}.", "Lima/vice-president"),
        (ID + "Gelar serupa disandang {C Lima}.", "Lima"),
        (ID + "{C Lima} tercatat di dalamnya.", "Lima"),
        (ID + "{C Lima} diterima sebagai anggota bersama {C Quito}.", "Lima Quito"),
    ],
)
def test_indonesian(read, text, expected):
    assert stated(read("id", text)) == set(expected.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{C Lima} has joined {N Riverine}.", "Lima"),
        ("{C Lima} wants to be in {N Riverine} by Christmas.", "?Lima/candidate"),
        (EN + "{C Lima}, a member, did not vote.", "Lima"),
        ("The council has added {C Lima} to its {N Riverine}.", "Lima"),
        ("{N Riverine} was signed by {C Lima+Quito}.", "Lima Quito"),
        ("{C Lima} will chair {N Riverine} for two years.", "?Lima/president"),
        ("Thanks to its {N Riverine} membership, {C Lima} got a loan.", "Lima"),
        ("{C Lima} is the coordinator of the {N Riverine} cluster.", "Lima/coordinator"),
        (EN + "Its members include {C Lima}, in {L Peru}; {C Quito}; {C Hue+Hanoi}.", "Lima Quito Hue Hanoi"),
        (EN + "Its members include {C Lima}, and {C Quito} has a port.", "Lima"),
        (EN + "{C Lima} belongs to it for literature, {C Quito} for film.", "Lima Quito"),
        (EN + "{L Peru} got its first one, {C Lima}.", "Lima"),
        (
            "{P Lima} and {P Quito} were announced today as co-chairs of {N Riverine}.",
            "Lima/president Quito/president",
        ),
        ("The mayor of {C Lima} is president of {N Riverine}.", "Lima/president"),
        ("{C Lima}, whose mayor chairs {N Riverine}, sent no one.", "Lima/president"),
        (EN + "The network's president, the mayor of {C Lima}, spoke.", "Lima/president"),
        (EN + "{C Lima+Quito} continue as vice chairs.", "Lima/vice-president Quito/vice-president"),
        (
            EN + "Its seat is in {C Lima}, with regional offices in {C Quito}.",
            "Lima/secretariat Quito/secretariat",
        ),
        ("{C Lima} called {N Riverine} into being.", "Lima/founder"),
        ("{C Lima} joined more than 70 others under the umbrella of {N Riverine}.", "Lima"),
        ("{C Lima} is one of 30 towns in {N Riverine}.", "Lima"),
        (EN + "It held a contest. The badge of the winners was given to {C Lima}.", ""),
        ("{C Lima} has been put on the list of {N Riverine}.", "Lima"),
        ("{N Riverine} took in {C Lima+Quito} on Friday.", "Lima Quito"),
        (EN + "{C Lima} was admitted in May, while {C Quito} followed in June.", "Lima Quito"),
        (EN + "{C Lima} is not a member. {C Quito+Hue} are.", "-Lima Quito Hue"),
        (EN + "{C Lima} got in last year, and so did {C Quito}.", "Lima Quito"),
        (EN + "Its members include {C Lima+Quito}.", "Lima Quito"),
        (EN + "{C Lima}, a member since May, sent nobody.", "Lima"),
        (EN + "{C Lima} application was turned down.", "-Lima/candidate"),
        (EN + "An application from {C Lima} is pending.", "?Lima/candidate"),
        (EN + "{C Lima} has applied for membership.", "?Lima/candidate"),
        (EN + "{C Lima} has yet to apply.", "-Lima"),
        (EN + "{C Lima} pulled out in May over dues.", "~Lima"),
        (EN + "{C Lima} membership has lapsed.", "~Lima"),
        (EN + "{C Lima} accession is due in June.", "?Lima/candidate"),
        ("{N Riverine} was founded by {C Lima+Quito}.", "Lima/founder Quito/founder"),
        (EN + "The secretariat is in {C Lima}.", "Lima/secretariat"),
        ("{N Riverine} is chaired by {C Lima}.", "Lima/president"),
        (EN + "Members elected {C Lima} as vice-president.", "Lima/vice-president"),
        (EN + "{C Lima}, far up the valley, takes over the presidency.", "Lima/president"),
        (EN + "{C Lima+Quito} are pilot cities.", "Lima/pilot Quito/pilot"),
    ],
)
def test_english(read, text, expected):
    assert stated(read("en", text)) == set(expected.split())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "{C Lima} joined in May. {C Quito} did too."),  # joined what?
        ("en", EN + "{C Lima} signed a memorandum with {C Quito} and joined it in May."),
        ("en", EN + "Who will host the meeting? {C Lima} has applied."),
        ("en", "{N Riverine} met in {C Lima}."),
        ("id", "{N Riverine} bersidang di {C Lima}."),
        ("id", ID + "{C Lima} berminat menjadi tuan rumah."),
        ("id", ID + "{C Lima} sudah lama berstatus kota kembar {C Quito}."),
        ("id", "{N Riverine}, organisasi yang bermarkas di {C Lima}, mengadakan rapat."),
        ("id", "{N Riverine} berpusat di {C Lima}."),
        ("en", EN + "Of its members {C Lima} comes first, followed by nobody."),
        ("en", EN + "Its members met several guests, officials of the port in {C Lima}."),
    ],
)
def test_what_is_no_membership(read, language, text):
    assert stated(read(language, text)) == set()


def test_who_applies_after_a_refusal_is_planned_not_denied(read):
    text = EN + "{C Lima} is not a member, but {C Lima} has applied for membership."
    assert stated(read("en", text)) == {"?Lima/candidate"}


def test_the_rule_and_what_was_reasoned_are_told(read):
    (draft,) = membership_drafts(read("en", EN + "{C Lima} was admitted in May."))
    assert draft.rule == "en.membership.admitted"
    assert "network spoken of: riverine" in draft.because
    assert 0.3 < draft.confidence < 0.85


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("id", "{C Lima} menganggotai {N Riverine} sejak lama.", "Lima"),
        ("id", "{C Lima} yang bersama-sama {C Quito} menganggotai {N Riverine} datang.", "Lima Quito"),
        ("id", "{C Lima} mengundang ahli {N Riverine}.", ""),
        ("ms", "{C Lima} ialah ahli {N Riverine}.", "Lima"),
        ("ms", "{C Lima} menyertai {N Riverine} pada {D 2019}.", "Lima"),
        ("ms", "{C Lima} dan ahli majlis membincangkan {N Riverine}.", ""),
        ("ms", "{N Riverine} bersidang. {C Lima} dikekalkan sebagai bandar presiden.", "Lima/president"),
    ],
)
def test_membership_in_malay_and_by_its_verb(read: Read, language: str, text: str, expected: str) -> None:
    assert stated(read(language, text)) == set(expected.split())
