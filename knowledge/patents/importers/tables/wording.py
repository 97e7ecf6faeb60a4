"""The language of a title or an abstract, where an export gives texts of many countries in one column.

A script decides where it can; a Latin text is taken for a language of its country only when more words of that
language stand in it than English ones, and for English otherwise: databases print English titles for most offices.
"""

import re

_SCRIPTS = (
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ja", re.compile("[\u3041-\u3096\u30a1-\u30fa]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_TRADITIONAL_OFFICES = frozenset({"TW", "HK", "MO"})
_CYRILLIC_LANGUAGES = {"UA": "uk", "BG": "bg", "RS": "sr"}
_LATIN_LANGUAGES = {
    "de": "DE AT CH LU EP WO", "fr": "FR BE CH LU CA EP WO", "es": "ES MX AR CO CR PE CL WO", "pt": "PT BR WO",
    "it": "IT CH", "ro": "RO MD", "nl": "NL BE",
}  # fmt: skip
_WORDS = {
    "en": "a an and apparatus by device for from having in is machine method of on or process system the thereof to use using with",
    "de": "auf aus bei das dem den der des durch ein eine einem einer eines fuer für im insbesondere mit nach oder sowie und verfahren vorrichtung von vor zu zum zur",
    "fr": "a à appareil au aux avec ce dans de des dispositif du en et la le les l d par pour procede procédé son sur systeme système un une",
    "es": "con de del dispositivo el en la las los metodo método para por procedimiento que sistema un una y",
    "pt": "a ao com da das de do dos e em método para por processo que sistema um uma",
    "it": "al alla con da del della di e il in la metodo per procedimento sistema un una",
    "ro": "a cu de din în la pentru procedeu si și un",
    "nl": "aan de een en het inrichting met of op te van voor werkwijze",
}
_LETTERS = {"de": "äöüß", "fr": "éèêëàçùœ", "es": "ñáíóúü", "pt": "ãõçáéê", "it": "àèìòù", "ro": "ăâîșțşţ", "nl": "ëï"}
_FIRST = 15  # words; abstracts of some exports go on in a second language
_VOCABULARY = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str, country: str) -> str:
    """The ISO 639-1 code of a text printed for a document of a country ("zh-hant" for traditional Chinese)."""
    for language, script in _SCRIPTS:
        if script.search(text):
            return "zh-hant" if language == "zh" and country in _TRADITIONAL_OFFICES else language
    if _CYRILLIC.search(text):
        return _CYRILLIC_LANGUAGES.get(country, "ru")
    likely = [language for language, offices in _LATIN_LANGUAGES.items() if country in offices.split()]
    if not likely:
        return "en"
    words = [word.casefold() for word in _WORD.findall(text)[:_FIRST]]
    return max(["en", *likely], key=lambda language: _likeness(words, language))


def _likeness(words: list[str], language: str) -> int:
    """How many of the words are common in a language, and one more when a letter of its own is among them."""
    own = _LETTERS.get(language, "")
    return sum(word in _VOCABULARY[language] for word in words) + any(
        letter in own for word in words for letter in word
    )
