"""Names of other scripts are found as they are usually written in Latin letters."""

import re

import pytest

from eventreg.people.names import search_key
from eventreg.people.transcripts import transcripts
from tests.people.crowd import PEOPLE
from tests.people.test_thousand_names import is_found

#: Everybody of the crowd in these scripts, and how passports and papers write them.
WRITTEN = {
    "Γεώργιος": "Georgios",
    "Ελένη": "Eleni",
    "Καραγιαννοπούλου": "Karagiannopoulou Karagiannopulu",
    "Οικονόμου": "Oikonomou",
    "Παπαδόπουλος": "Papadopoulos Papadopulos",
    "Ὀδυσσεύς": "Odysseus Odyssefs",
    "Χρυσούλα": "Chrysoula Hrysoula",
    "Александр": "Alexander Aleksandr Alexandr",
    "Достоевский": "Dostoevsky Dostoyevsky Dostojewski Dostoevskii",
    "Екатерина": "Ekaterina Yekaterina Jekaterina",
    "Ёлкина": "Yolkina Elkina",
    "Преображенская": "Preobrazhenskaya Preobrazhenskaia",
    "Фёдор": "Fyodor Fedor",
    "Щербаков": "Shcherbakov Schtscherbakow",
    "Юлия": "Yulia Julia Iuliia Yuliya",
    "Їжак": "Yizhak Izhak",
    "Володимир": "Volodymyr Volodimir Wolodymyr",
    "Кравцов": "Kravtsov",
    "Оксана": "Oksana Oxana",
    "Шевченко": "Shevchenko Schewtschenko",
    "Ґалаґан": "Galagan Halahan",
    "김": "Kim Gim",
    "남궁": "Namgung Namkung",
    "민준": "Minjun Minjoon",
    "박": "Park Pak Bak",
    "빛나라": "Bitnara",
    "서연": "Seoyeon",
    "지훈": "Jihun Jihoon",
    "황보": "Hwangbo",
}
OTHERS = {
    "Αγγελική": "Angeliki Aggeliki",
    "Σταύρος": "Stavros",
    "Ευάγγελος": "Evangelos",
    "Ελευθέριος": "Eleftherios",
    "Μπακογιάννης": "Bakogiannis",
    "Євген": "Yevhen",
    "Сергій": "Serhiy Serhii",
    "Григорій": "Hryhoriy Hryhorii",
    "Дмитрий": "Dmitry Dmitri Dmitriy",
    "Татьяна": "Tatiana Tatyana",
    "Мария": "Maria Mariya",
    "Владимир": "Wladimir Vladimir",
    "Պետրոս Գևորգյան": "Gevorgyan",
    "김민준": "Kim Minjun",
    "이": "Lee Yi",
    "최": "Choi",
}


@pytest.mark.parametrize(
    ("name", "typed"),
    [(name, one) for name, all_ in (WRITTEN | OTHERS).items() for one in all_.split()],
)
def test_a_name_is_found_by_its_usual_latin_spelling(name, typed):
    assert is_found(typed, search_key(name))


def test_the_table_holds_the_whole_crowd_of_these_scripts():
    there = {
        name
        for someone in PEOPLE
        for name in (someone.given_name, someone.family_name)
        if re.search("[\u0370-\u03ff\u0400-\u04ff\uac00-\ud7af]", name)
    }

    assert there - WRITTEN.keys() == set()


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Lee", "Ines Illig"), ("Choi", "Lucho"), ("Oh", "Otto")],
)
def test_a_short_family_name_is_meant_as_a_whole_word(typed, name):
    assert not is_found(typed, search_key(name))


def test_a_single_letter_is_never_read_in_another_way():
    assert transcripts("v") == []
