"""Which government a name is taken for, and what is no place at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.mentions import PlaceMention
from citygraph.loaders.extraction.places import THRESHOLD
from citygraph.loaders.extraction.reading import describe_text

Cities = Callable[..., list[str]]
Read = Callable[..., list[PlaceMention]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kota Malang dan Kabupaten Malang", ["Malang, ID", "Kabupaten Malang, ID"]),
        ("Wali Kota Sukabumi bertemu Bupati Sukabumi", ["Sukabumi, ID", "Kabupaten Sukabumi, ID"]),
        ("Gubernur Bali dan Gubernur DIY", ["Provinsi Bali, ID", "Provinsi Daerah Istimewa Yogyakarta, ID"]),
        ("Pemprov DKI, Gubernur Jakarta dan DKI Jakarta", ["Jakarta, ID"] * 3),
        ("Bupati Banyuwangi tiba di Banyuwangi", ["Kabupaten Banyuwangi, ID"] * 2),
        ("delegasi dari Braunschweig, Jerman", ["Braunschweig, DE"]),
        ("delegasi dari Leipzig di Jerman", ["Leipzig, DE"]),
        ("tamu Pemerintah Kota Wewak, Papua Nugini. Wilayah Wewak luas.", ["Wewak, PG"] * 2),
        ("Gubernur Sepik Timur hadir", ["East Sepik Province, PG"]),
        ("tamu dari Provinsi Gyeonggi, Korea Selatan", ["Gyeonggi Province, KR"]),
        ("rapat di Warsawa, Kairo, Beograd, Wina dan Den Haag",
         ["Warsaw, PL", "Cairo, EG", "Belgrade, RS", "Vienna, AT", "The Hague, NL"]),
        ("Tangsel, Jogja dan Siantar", ["South Tangerang, ID", "Yogyakarta, ID", "Pematangsiantar, ID"]),
        ("Kota Pahlawan menyambut Kota Kembang", ["Surabaya, ID", "Bandung, ID"]),
        ("ibu kota Jawa Timur dan ibu kota Thailand", ["Surabaya, ID", "Bangkok, TH"]),
        ("Selain Ambon, ada Ternate dan Kota Batu", ["Ambon, ID", "Ternate, ID", "Batu, ID"]),
        ("Delegasi dari Bandar Lampung tiba.", ["Bandar Lampung, ID"]),
        ("Wakil Wali Kota Yana Mulyasari tiba di Bogor.", ["Bogor, ID"]),
        ("Acara digelar di Hotel Melati Indah Kendari, Senin.", ["Kendari, ID"]),
        ("Acara digelar di Jakarta Timur.", ["Jakarta, ID"]),
        ("Wali Kota Jakarta Timur hadir.", ["Jakarta Timur, ID"]),
    ],
)  # fmt: skip
def test_indonesian_names_mean_one_government(cities: Cities, text: str, expected: list[str]) -> None:
    assert cities(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor of Springfield, Illinois, flew to Tbilisi, Georgia.", ["Springfield, US", "Tbilisi, GE"]),
        ("They met in Valencia, then in Birmingham and Venice.", ["Valencia, ES", "Birmingham, GB", "Venice, IT"]),
        ("They met in Valencia, Venezuela.", ["Valencia, VE"]),
        ("It moved from the Japanese port of Yokohama to the South Korean capital.", ["Yokohama, JP", "Seoul, KR"]),
        ("Osaka Mayor Hirofumi Yoshimura wrote to NYC.", ["Osaka, JP", "New York City, US"]),
        ("Bogor Regency and the governor of West Java joined.", ["Kabupaten Bogor, ID", "Provinsi Jawa Barat, ID"]),
        ("Singapore and Shenzhen signed.", ["Singapore, SG", "Shenzhen, CN"]),
        ("Mayor Anne Hidalgo of Paris spoke.", ["Paris, FR"]),
        ("Guests of eThekwini came.", ["Durban, ZA"]),
        ("They met in Albany. Perth and Bunbury are far away.", ["Albany, AU", "Perth, AU", "Bunbury, AU"]),
        ("Wuxi in China and Anyang in the Republic of Korea came.", ["Wuxi, CN", "Anyang-si, KR"]),
        ("DIXON - The charter was signed in Dixon last week.", ["Dixon, US"] * 2),
        ("Guests came from Chamonix, West Lothian and Jecheon.",
         ["Chamonix-Mont-Blanc, FR", "West Lothian, GB", "Jecheon, KR"]),
        ("They went to Bishop's Stortford and Ryuo-cho in Japan.", ["Bishops Stortford, GB", "Ryūō, JP"]),
        ("The mayors of Albany, GA, and Sault Ste. Marie, ON, met.", ["Albany, US", "Sault Ste. Marie, CA"]),
        ("The mayor of San Jose, Nueva Ecija, spoke.", ["San Jose, PH"]),
        ("The governor of Kyoto Prefecture and that of Tokyo met.", ["Kyoto Prefecture, JP", "Tokyo, JP"]),
    ],
)  # fmt: skip
def test_english_names_mean_one_government(cities: Cities, text: str, expected: list[str]) -> None:
    assert cities(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Die Stadt Köln und München empfingen Gäste aus Bandung in Indonesien.", "de",
         ["Köln, DE", "Munich, DE", "Bandung, ID"]),
        ("Thành phố Đà Nẵng hợp tác với Seoul, Hàn Quốc.", "vi", ["Da Nang, VN", "Seoul, KR"]),
        ("Datuk Bandar Ipoh melawat Melaka.", "ms", ["Ipoh, MY", "Malacca, MY"]),
        ("Ang alkalde ng Maynila ay pumunta sa Baguio.", "tl", ["Manila, PH", "Baguio, PH"]),
    ],
)  # fmt: skip
def test_other_languages_work_by_their_data(
    cities: Cities, text: str, language: str, expected: list[str]
) -> None:
    assert [name.replace("Melaka", "Malacca") for name in cities(text, language)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Malang bagi tim tamu, gol itu dianulir.",
        "Warga melempar Batu ke sungai.",
        "Kecamatan Batu, Kelurahan Solo dan Desa Malang.",
        "Ia menginap di Hotel Surabaya di Jalan Malang.",
        "Persib Bandung bertemu Persebaya Surabaya.",
        "Bank Jakarta dan Universitas Barcelona.",
        "SMA Negeri 1 Padang juara.",
        "Hujan turun di Kemang dan Kebon Jeruk.",
        "Mei lalu, Lima kota ikut serta.",
        "Direktur Bandung Command Center tiba.",
    ],
)
def test_common_words_and_parts_of_other_names_are_no_cities(cities: Cities, text: str) -> None:
    assert cities(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mayor London Breed answered the letter.",
        "She praised Paris Hilton and Florence Nightingale.",
        "Nice weather, but Reading and March were cold.",
        "The goals of the Paris Agreement matter.",
        "The London School of Economics and the Jakarta Post wrote.",
        "The University of Melbourne published it.",
        "Washington has objected.",
        "Visitors strolled along the Padang.",
        "They met at Church Street and in the People's Republic.",
    ],
)
def test_english_words_persons_and_bodies_are_no_cities(cities: Cities, text: str) -> None:
    assert cities(text, "en") == []


def test_a_name_inside_another_mention_is_not_the_city(cities: Cities) -> None:
    text = "Forum Bandung digelar di Padang"
    assert cities(text, "id", [(0, 13)]) == ["Padang, ID"]


def test_countries_are_mentions_of_countries(read: Read) -> None:
    mentions = read("Tamu dari Papua Nugini dan Tiongkok")
    assert [(each.country, each.is_country, each.government) for each in mentions] == [
        ("PG", True, None),
        ("CN", True, None),
    ]


def test_what_cannot_be_told_stays_open_with_its_candidates(read: Read) -> None:
    (mention,) = read("The mayor of Glendale spoke.", "en")
    assert mention.government is None
    assert mention.confidence < THRESHOLD
    assert {each.government.name for each in mention.candidates} == {"Glendale"}
    assert len(mention.candidates) > 1


def test_a_division_named_beside_it_decides(read: Read) -> None:
    mentions = read("The mayor of Glendale, California, spoke.", "en")
    assert mentions[0].government is not None and mentions[0].government.admin1 == "CA"


def test_reasons_are_told_once_each(read: Read) -> None:
    (mention,) = read("Wali Kota Medan hadir.")
    assert mention.confidence > 0.9
    assert "an office before it" in mention.reasons
    assert len(set(mention.reasons)) == len(mention.reasons)


@pytest.mark.parametrize(
    "city", ["Padang", "Kupang", "Jambi", "Mataram", "Bitung", "Langsa", "Singkawang", "Tual"]
)
@pytest.mark.parametrize(
    "frame",
    [
        "Wali Kota {} meneken nota kesepahaman.",
        "Rombongan Pemkot {} tiba.",
        "Rapat digelar di Kota {}, Kamis (4/7).",
    ],
)
def test_any_kota_may_stand_in_a_construction(cities: Cities, frame: str, city: str) -> None:
    assert cities(frame.format(city)) == [f"{city}, ID"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayors of Dar es Salaam and Lusaka met.", ["Dar es Salaam, TZ", "Lusaka, ZM"]),
        ("The list has Vice-Presidents Kuala Lumpur and Lima on it.", ["Kuala Lumpur, MY", "Lima, PE"]),
        ("Santiago, our neighbour, has sent nobody.", ["Santiago, CL"]),
        ("The plan is that Hue takes the chair.", ["Huế, VN"]),
        ("HCM City joined last year.", ["Ho Chi Minh City, VN"]),
        ("Officials of Dunedin and Orléans wrote back.", ["Dunedin, NZ", "Orléans, FR"]),
        ("The borough of Songpa-gu was third.", ["Songpa-gu, KR"]),
        ("Guests came from Gwanak in Seoul.", ["Gwanak, KR", "Seoul, KR"]),
        ("The City of Greater Geelong paid for it.", ["Greater Geelong, AU"]),
        ("The City of Greater Geelong paid. Geelong is glad.", ["Greater Geelong, AU"] * 2),
        ("The kiosk at COEX opens at nine.", []),
    ],
)
def test_names_that_are_hard_to_see(cities: Cities, text: str, expected: list[str]) -> None:
    assert cities(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pertukaran guru dimulai dari sebuah SMA di Nagasaki.", ["Nagasaki, JP"]),
        ("Rapat digelar. Sabang sudah menyatakan hadir.", ["Sabang, ID"]),
        ("Wali Kota Tidore Kepulauan membuka acara di Tidore.", ["Tidore Kepulauan, ID"] * 2),
        ("Kabupaten Mentawai ikut serta.", ["Kabupaten Kepulauan Mentawai, ID"]),
    ],
)
def test_indonesian_names_that_are_hard_to_see(cities: Cities, text: str, expected: list[str]) -> None:
    assert cities(text) == expected


def test_a_surname_in_a_list_of_cities_is_a_city() -> None:
    text = (
        "Councillor William Wellington spoke first. Wellington was against it.\n\n"
        "Christchurch and Wellington joined long ago.\n"
    )
    analysis = Extractor.open().analyse(describe_text(text, id="test"))
    assert [each.name for each in analysis.places] == ["Christchurch", "Wellington"]
    assert [each.start for each in analysis.places] == [text.index("Christchurch"), text.rindex("Wellington")]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Twenty pupils from Toki, Peru, went home.", []),
        ("en", "Guests came from Paynesville in Liberia.", []),
        ("id", "Tamu dari Toki di Peru pulang.", []),
        ("en", "Guests came from Kochi, Japan, and from Perth, Scotland.", ["Kochi, JP", "Perth, GB"]),
        ("id", "Dari Chile datang Temuco, dari Peru Cusco dan Arequipa.", ["Temuco, CL", "Arequipa, PE"]),
    ],
)
def test_a_name_that_no_place_of_the_country_behind_it_bears_stays_open(
    cities: Cities, language: str, text: str, expected: list[str]
) -> None:
    assert cities(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The forum in Manchester was opened by the mayor of Greater Manchester.",
         ["Manchester, GB", "Greater Manchester, GB"]),
        ("Greater Geelong came. Geelong was late.", ["Greater Geelong, AU"] * 2),
    ],
)  # fmt: skip
def test_a_metropolis_is_more_than_the_middle_of_what_bears_its_name(
    cities: Cities, text: str, expected: list[str]
) -> None:
    assert cities(text, "en") == expected
