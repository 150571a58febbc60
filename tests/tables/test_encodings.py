"""Text files whose letters nobody names: guessed by what can be a word."""

import pytest

from eventreg.tables import read
from eventreg.tables.encodings import CHOICES

GERMAN = ["Jürgen;Müller;Düren", "Käthe;Größer;Köln", "Renée;Lefèvre;Besançon"]
TURKISH = ["Ayşe;Yılmaz;İstanbul", "Işık;Öztürk;İzmir", "Çağrı;Güneş;Muğla"]
POLISH = ["Małgorzata;Kamińska;Łódź", "Jędrzej;Zieliński;Kraków", "Jürgen;Żak;Köln"]
CZECH = ["Jiří;Dvořák;Plzeň", "Lenka;Černá;Brno", "Tomáš;Novotný;Ústí"]
CROATIAN = ["Željko;Petrović;Šibenik", "Ana;Kovačević;Čakovec"]
HUNGARIAN = ["Győző;Szűcs;Győr", "Márta;Erdős;Pécs"]


def written(people, encoding):
    return "\r\n".join(["Vorname;Nachname;Ort", *people, ""]).encode(encoding)


def read_people(body, encoding=""):
    found = read(body, encoding=encoding)
    return [";".join(row.cells) for row in found.rows], found.encoding


@pytest.mark.every_case
@pytest.mark.parametrize(
    ("people", "encoding"),
    [
        (GERMAN, "cp1252"),
        (GERMAN, "cp850"),
        (GERMAN, "utf-8"),
        (TURKISH, "cp1254"),
        ([*GERMAN, *TURKISH], "cp1254"),
        (POLISH, "cp1250"),
        (CZECH, "cp1250"),
        (CROATIAN, "cp1250"),
        (HUNGARIAN, "cp1250"),
        (["Jan;Novotný;Praha"], "cp1250"),
        (["Ali;Yıldız;Bursa"], "cp1254"),
        (["Anna;Kamińska;Opole"], "cp1250"),
        (["Zoë;Lefèvre;Lyon"], "cp1252"),
        (["Søren;Jørgensen;Århus", "Núria;Muñoz;Girona"], "cp1252"),
        (["JÜRGEN;MÜLLER;KÖLN"], "cp1252"),
        (["JÜRGEN;MÜLLER;KÖLN"], "cp850"),
        (["Jürgen;O’Brien;Düren – „West“"], "cp1252"),
    ],
)
def test_names_are_right_whatever_windows_or_dos_wrote(people, encoding):
    assert read_people(written(people, encoding)) == (people, encoding)


@pytest.mark.every_case
@pytest.mark.parametrize("people", [GERMAN, TURKISH, POLISH, ["Τάσος;Ёлкин;東京"]])
@pytest.mark.parametrize("wrongly", ["cp1252", "latin-1"])
def test_what_became_utf8_twice_is_turned_back(people, wrongly):
    raw = written(people, "utf-8")
    # Programs keep the five places that the code leaves empty.
    misread = "".join(
        bytes([byte]).decode(wrongly, "ignore") or chr(byte) for byte in raw
    )

    assert read_people(misread.encode()) == (people, "utf-8-twice")


def test_signs_that_are_meant_stay_where_the_rest_is_right():
    people = ["São;Ângela;Ã¼ber", "Zoë;Müller;Köln", "Łukasz;Ñíguez;Łódź"]

    assert read_people(written(people, "utf-8")) == (people, "utf-8")


@pytest.mark.parametrize("encoding", CHOICES)
def test_another_encoding_may_be_chosen(encoding):
    names = {"cp1251": "Иван;Петров;Москва", "cp1253": "Τάσος;Παπάς;Πάτρα"}
    codec = encoding.removesuffix("-twice")
    people = [names.get(encoding, "Jürgen;Müller;Köln")]
    body = written(people, codec)
    if encoding != codec:
        body = body.decode("cp1252").encode()

    assert read_people(body, encoding) == (people, encoding)


def test_a_wrong_choice_is_seen_and_stops_nothing():
    people, _encoding = read_people(written(GERMAN, "cp1252"), "utf-8")

    assert people[0] == "J�rgen;M�ller;D�ren"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_what_says_so_itself_leaves_nothing_to_choose(encoding):
    assert read_people(written(GERMAN, encoding)) == (GERMAN, "")
