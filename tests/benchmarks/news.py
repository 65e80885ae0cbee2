"""News articles made up for benchmarks: dense ones, and ones that speak of cooperation as real ones do.

A dense article is put together from sentences of which nearly each states a fact, some 43 in 4,000 characters. An
ordinary one is an invented article of the tests (those that weights are learnt from), followed by paragraphs that speak
of towns, days and numbers and of no cooperation, up to the same length.
"""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

__all__ = ["dense", "ordinary"]

LENGTH = 4_000
CITIES_ID = [
    "Bandung",
    "Semarang",
    "Surabaya",
    "Makassar",
    "Padang",
    "Palembang",
    "Malang",
    "Bogor",
    "Manado",
    "Ambon",
    "Kupang",
    "Denpasar",
]
CITIES_ABROAD = [
    "Suwon",
    "Toyama",
    "Kitakyushu",
    "Gwangju",
    "Haiphong",
    "Davao",
    "Adelaide",
    "Freiburg",
    "Lyon",
    "Leeds",
]
NETWORKS = ["UCLG ASPAC", "CITYNET", "ICLEI", "C40", "APEKSI", "ASEAN Smart Cities Network", "UNESCO GNLC"]
NAMES = ["Rahmat Hidayat", "Sri Lestari", "Budi Santoso", "Dewi Anggraini", "Agus Wibowo", "Maria Tan"]
MONTHS_ID = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
TOPICS_ID = [
    "pengelolaan sampah",
    "transportasi umum",
    "ekonomi kreatif",
    "kota cerdas",
    "air bersih",
    "ruang terbuka",
]
TOPICS_EN = [
    "solid waste",
    "public transport",
    "creative economy",
    "smart streets",
    "clean water",
    "open spaces",
]

SENTENCES_ID = (
    "Wali Kota {a}, {p}, mengatakan bahwa kotanya telah menjadi anggota {n} sejak {y}.",
    "Pemerintah Kota {a} dan {b} menandatangani nota kesepahaman tentang {t} pada {d} {m} {y}.",
    "Kota {a} dan {b} menjalin kerja sama kota kembar yang mencakup {t}, pendidikan dan kebudayaan.",
    "Delegasi {b} mengunjungi Kota {a} selama {k} hari untuk mempelajari {t}.",
    "Pertemuan tahunan {n} di {a} pada {d} {m} {y} diikuti {k} kota dari berbagai negara.",
    "Rencananya, Pemkot {a} akan mengirim {k} pegawai ke {b} pada tahun depan.",
    "Kabupaten {a} belum bergabung dengan {n}, kata Kepala Dinas Komunikasi, {p}.",
    "Warga berharap pembangunan di kota itu terus berlanjut dan memberi manfaat bagi semua orang.",
    '"Kami ingin belajar dari pengalaman kota lain," ujar {p} di balai kota, {d} {m} {y}.',
    "Anggaran sebesar Rp {k} miliar telah disiapkan untuk tahap pertama, sekitar {k} persen dari kebutuhan.",
    "Hujan turun sejak pagi, tetapi acara tetap berlangsung meriah sampai sore hari.",
)
SENTENCES_EN = (
    "The mayor of {a}, {p}, said that the city had been a member of {n} since {y}.",
    "{a} and {b} signed a memorandum of understanding on {t} on {d} {m} {y}.",
    "The sister city agreement between {a} and {b} covers {t}, education and culture.",
    "A delegation from {b} visited {a} for {k} days to study {t}.",
    "The annual meeting of {n} in {a} on {d} {m} {y} brought together {k} cities.",
    "{a} plans to send {k} officers to {b} next year, the council heard.",
    "{a} has yet to join {n}, said {p}, head of the communications office.",
    "Residents hoped that the works would go on and would be of use to everybody in the neighbourhood.",
    '"We want to learn from other cities," {p} told reporters at the town hall on {d} {m} {y}.',
    "Some {k} million dollars have been set aside for the first stage, about {k} per cent of what is needed.",
    "Rain fell from the morning on, but the event went ahead and lasted until the late afternoon.",
)

PROSE = Path(__file__).parent / "prose"
TRAINING = Path(__file__).parents[1] / "loaders" / "extraction" / "training"


def dense(number: int) -> str:
    """The text of a dense article, some 4,000 characters, always the same for a number."""
    chance = random.Random(number)
    indonesian = number % 2 == 0
    sentences, months, topics = (
        (SENTENCES_ID, MONTHS_ID, TOPICS_ID) if indonesian else (SENTENCES_EN, MONTHS_EN, TOPICS_EN)
    )
    home, abroad = chance.choice(CITIES_ID), chance.choice(CITIES_ABROAD)

    def sentence() -> str:
        return chance.choice(sentences).format(
            a=home if chance.random() < 0.7 else chance.choice(CITIES_ID),
            b=abroad if chance.random() < 0.7 else chance.choice(CITIES_ABROAD),
            n=chance.choice(NETWORKS), p=chance.choice(NAMES), t=chance.choice(topics), m=chance.choice(months),
            d=chance.randrange(1, 29), y=chance.randrange(1995, 2025), k=chance.randrange(2, 90),
        )  # fmt: skip

    parts = [
        f"{home} {'dan' if indonesian else 'and'} {abroad}: {chance.choice(topics)} {number}\n\n{home.upper()} - "
    ]
    length = len(parts[0])
    while length < LENGTH:
        paragraph = " ".join(sentence() for _ in range(chance.randrange(2, 5))) + "\n\n"
        parts.append(paragraph)
        length += len(paragraph)
    return "".join(parts)


@cache
def _invented(language: str) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((TRAINING / language).glob("*.txt"))]


@cache
def _prose(language: str) -> list[str]:
    return (PROSE / f"{language}.txt").read_text(encoding="utf-8").splitlines()


def ordinary(number: int) -> str:
    """The text of an article that is less dense, some 4,000 characters, always the same for a number."""
    language = ("id", "en")[number % 2]
    articles, prose = _invented(language), _prose(language)
    text = articles[number // 2 % len(articles)].rstrip()
    for paragraph in random.Random(number).sample(prose, len(prose)):
        if len(text) + len(paragraph) / 2 > LENGTH:
            break
        text = f"{text}\n\n{paragraph}"
    return f"{text}\n"
