"""Which letters the bytes of a text file mean, where the file does not say so."""

import re

from eventreg.tables.errors import NoList

UTF8, TWICE = "utf-8", "utf-8-twice"
#: Where several read a file as well, the first one is meant.
GUESSED = ("cp1252", "cp1254", "cp1250", "cp850")
#: What somebody may choose: those, and what is never guessed.
CHOICES = (UTF8, *GUESSED, TWICE, "cp1251", "cp1253", "cp852", "cp857")

#: No text holds these; a file of another type nearly always does.
_NO_TEXT = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")
_FOREIGN_RUN = re.compile(r"[^\0-\x7f]+")
_APART = re.compile(r"[\s;,|\"()/@<>&.:+–—„“”‚‘’«»…·•\xa0-]+")

#: Letters beside a to z in words of one language.
_WESTERN = {
    "de": "äöüßé",
    "fr": "éèêëàâçîïôûùüœ",
    "es": "áéíóúüñ",
    "pt": "áâãàçéêíóôõú",
    "it": "àèéìòù",
    "sv": "åäöéü",
    "da": "æøåéöäü",
    "nl": "éëïöüáó",
}
_TURKISH = {"tr": "çğıöşüâîû"}
_CENTRAL = {
    "de": "äöüß",
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "hu": "áéíóöőúüű",
    "ro": "ăâîşţ",
    "hr": "čćđšž",
}
_ALPHABETS = {
    "cp1252": _WESTERN,
    "cp1254": _WESTERN | _TURKISH,
    "cp1250": _CENTRAL,
    "cp850": _WESTERN,
}
#: Where no language puts its letters, each seen when Polish, Czech, Croatian or Turkish
#: is read as something else: Kamiñska, Petroviæ, Èapek, Gyõr, Novotnı.
_NEVER = re.compile(
    r"ñ(?![aeiouáéíóú]|\b)|õ(?!e)|æ\b|^[èê]\w|[eiouéöüèê][b-df-hj-np-tv-zçğşñ]+ı|"
    r"[ğ](?=[bcçdfghjkmpqsştvwxz]{2})"
)


def decoded(body: bytes, encoding: str = "") -> tuple[str, str]:
    """The text, and in which of ``CHOICES`` it is; empty: one that says so itself.

    :param encoding: as somebody chose; empty: it is guessed.
    :raises NoList: bytes that are no text in any of these.
    """
    try:
        text, found = _chosen(body, encoding) if encoding else _guess(body)
    except UnicodeDecodeError:
        raise NoList from None
    if _NO_TEXT.search(text):
        raise NoList
    return text, found


def _chosen(body: bytes, encoding: str) -> tuple[str, str]:
    """What it does not know is seen in the preview, as �."""
    if encoding == TWICE:
        return _once(body.decode("utf-8-sig", "replace")), encoding
    name = "utf-8-sig" if encoding == UTF8 else encoding
    return body.decode(name, "replace"), encoding


def _guess(body: bytes) -> tuple[str, str]:
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16"), ""
    if half := _bare_utf16(body[:400]):
        return body.decode(half), ""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _guess_of_one_byte(body)
    runs = _FOREIGN_RUN.findall(text)
    # Who really means these pairs of signs has other letters, too.
    is_twice = 2 * sum(_again(run) != run for run in runs) > len(runs)
    return (_once(text), TWICE) if is_twice else (text, UTF8)


def _guess_of_one_byte(body: bytes) -> tuple[str, str]:
    """As the encoding says in which most words can be words."""
    texts = {}
    for name in GUESSED:
        try:
            texts[name] = body.decode(name)
        except UnicodeDecodeError:
            continue
    scores = {name: _score(text, name) for name, text in texts.items()}
    best = max(texts, key=lambda name: scores[name])
    if len(texts) == 1 and scores[best] < 0:  # old programs have a letter for any byte
        raise NoList
    return texts[best], best


def _score(text: str, encoding: str) -> int:
    """How many words may be of one language, less those that may be of none."""
    alphabets = [set(letters) for letters in _ALPHABETS[encoding].values()]
    words = {word for word in _APART.split(text) if not word.isascii()}
    return sum(1 if _is_word(word, alphabets) else -2 for word in words)


def _is_word(word: str, alphabets: list[set[str]]) -> bool:
    stem = word.replace("İ", "i")
    # Lower-case letters before a capital: Café read as CafÚ.
    if not word.isalpha() or not (stem[1:].islower() or stem.isupper()):
        return False
    small = stem.lower()
    foreign = {letter for letter in small if not letter.isascii()}
    return any(foreign <= each for each in alphabets) and not _NEVER.search(small)


def _once(text: str) -> str:
    """What was turned into UTF-8 twice, turned back; all else as it is."""
    return _FOREIGN_RUN.sub(lambda run: _again(run.group()), text).lstrip("\ufeff")


def _again(run: str) -> str:
    try:
        return b"".join(map(_byte, run)).decode("utf-8")
    except UnicodeError:
        return run


def _byte(letter: str) -> bytes:
    """What Windows' western code has for it, its five gaps included."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")


def _bare_utf16(start: bytes) -> str:
    """The kind of UTF-16 without a mark: every other byte of most letters is 0."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) < len(start) // 6:
        return ""
    if even < odd // 4:
        return "utf-16-le"
    return "utf-16-be" if odd < even // 4 else ""
