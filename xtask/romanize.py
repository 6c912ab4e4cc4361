"""Latin spellings, as English newspapers print them, of names in Cyrillic, Greek, Georgian, Armenian and Hangul."""

import re

RUSSIAN = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
                   "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya".replace("-", "_").split()))
UKRAINIAN = RUSSIAN | {"г": "h", "ґ": "g", "и": "y", "і": "i", "ї": "i", "й": "i", "є": "ie", "ь": "_", "ю": "iu", "я": "ia", "'": "_", "’": "_"}
BULGARIAN = RUSSIAN | {"х": "h", "щ": "sht", "ъ": "a"}
MACEDONIAN = RUSSIAN | {"ж": "zh", "ѓ": "gj", "ѕ": "dz", "ј": "j", "љ": "lj", "њ": "nj", "ќ": "kj", "џ": "dj", "х": "h"}
GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split()))
GREEK |= {"ά": "a", "έ": "e", "ή": "i", "ί": "i", "ό": "o", "ύ": "y", "ώ": "o", "ϊ": "i", "ΐ": "i", "ϋ": "y", "ΰ": "y"}
GEORGIAN = dict(zip("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
                    "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h".split()))
ARMENIAN = dict(zip("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
                    "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f".split()))
INITIAL = "g kk n d tt r m b pp s ss _ j jj ch k t p h".split()
VOWEL = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
FINAL = "_ k k k n n n t l k m p t t p t m p p t t ng t t k t p t".split()
TABLES = {"UA": UKRAINIAN, "BG": BULGARIAN, "MK": MACEDONIAN}


def romanize(text, country):
    """The text itself if it is in none of these scripts."""
    first = text[:1].lower()
    if "\uac00" <= first <= "\ud7a3":
        return hangul(text)
    if "а" <= first <= "ӿ":
        return spell(cyrillic(text.lower(), country), TABLES.get(country, RUSSIAN))
    if "ͱ" <= first <= "Ͽ":
        return spell(re.sub(r"ευ|εύ", "ef", re.sub(r"ού|ου", "ou", text.lower())), GREEK)
    if "ა" <= first <= "ჿ":
        return spell(text, GEORGIAN)
    if "ա" <= first <= "և":
        return spell(re.sub("ու", "u", text.lower()).replace("և", "ev"), ARMENIAN)
    return text


def cyrillic(text, country):
    """Endings and openings that newspapers write otherwise than letter by letter: -ский is -sky, Е- is Ye-."""
    if country in TABLES:
        return re.sub(r"\bє", "ye", re.sub(r"\bю", "yu", re.sub(r"\bя", "ya", text))) if country == "UA" else text
    text = re.sub(r"[иы]й\b", "y", text)
    return re.sub(r"\bе", "ye", text)


def spell(text, table):
    latin = "".join(table.get(c, c) for c in text).replace("_", "")
    return latin[:1].upper() + latin[1:]


def hangul(text):
    out = []
    for c in text:
        n = ord(c) - 0xac00
        if not 0 <= n < 11172:
            return ""
        out.append(INITIAL[n // 588] + VOWEL[n // 28 % 21] + FINAL[n % 28])
    latin = "".join(out).replace("_", "")
    return latin[:1].upper() + latin[1:]
