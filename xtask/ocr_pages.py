#!/usr/bin/env python3
"""Counts how a recogniser misreads: prints our own text as bad scans, reads them with Tesseract, compares.

    nice python3 xtask/ocr_pages.py --pages 230

Writes dictionaries/en/ocr-confusions.tsv. Needs Debian's tesseract-ocr, tesseract-ocr-eng and the fonts named below, and
PyPI's pillow, numpy and rapidfuzz. The pages are seeded; what comes out also depends on the versions of Tesseract and the
fonts, so the table is kept as data and rebuilt only on purpose.
"""

import argparse
import os
import random
import re
import subprocess
import sys
import textwrap
from collections import Counter
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from rapidfuzz.distance import Levenshtein

from gazetteer import dictionary

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "dictionaries" / "en" / "ocr-confusions.tsv"
SPACE = "␣"
LONGEST = 3

# Path, whether it is an old face (then some pages print the long s), size of the em in pixels at which it is still legible.
FACES = [
    ("opentype/ebgaramond/EBGaramond08-Regular.otf", True, 17),
    ("opentype/ebgaramond/EBGaramond12-Regular.otf", True, 17),
    ("opentype/junicode/JunicodeTwoBeta-Regular.otf", True, 17),
    ("opentype/linux-libertine/LinLibertine_R.otf", False, 16),
    ("opentype/linux-libertine/LinLibertine_RI.otf", False, 17),
    ("opentype/sortsmill/GoudyBookletter1911.otf", False, 17),
    ("truetype/fonts-oldstandard/OldStandard-Regular.ttf", False, 16),
    ("truetype/fonts-century-catalogue/Century-Catalogue.ttf", False, 16),
    ("truetype/gnutypewriter/GNUTypewriter.ttf", False, 16),
    ("truetype/dejavu/DejaVuSerif.ttf", False, 13),
    ("truetype/liberation/LiberationSerif-Regular.ttf", False, 15),
    ("truetype/liberation/LiberationSans-Regular.ttf", False, 14),
    ("texmf:texgyretermes-regular.otf", False, 15),
    ("texmf:texgyreschola-regular.otf", False, 14),
    ("texmf:texgyrebonum-regular.otf", False, 14),
]

FUNCTION = """the of and to in a that is was he for it with as his on be at by I this had not are but from or have an they which one you were
all her she there would their we him been has when who will no more if out so up said what its about than into them can only other time new some
could these two may first then do any like my now over such our man me even most made after also did many off before must well back through years
where much your way down should because long each just state those people too little very make still see work life such how here between both
under never same another know while last might us great old year come since against go came right used take three""".split()


def own_text():
    """Paragraphs of our own English prose."""
    files = [p for p in sorted((ROOT / "corpus" / "clean").glob("*.txt")) if not re.match(r"[a-z]{2}-", p.name)]
    files += sorted((ROOT / "corpus" / "drafts").glob("*.txt")) + sorted((ROOT / "examples").glob("*.txt"))
    out = []
    for path in files:
        for paragraph in path.read_text("utf-8").split("\n\n"):
            text = " ".join(paragraph.split())
            if len(text) > 40 and re.fullmatch(r"[ -~’‘“”–—…é£]+", text):
                out.append(text)
    return out


class Writer:
    """Sentences without sense in which every letter meets every neighbour: dictionary words, names, dates, figures."""

    def __init__(self, rng, prose):
        self.rng = rng
        self.words = sorted(w for w in dictionary()[0] if w.isascii() and w.isalpha() and 2 < len(w) < 14)
        self.common = sorted(set(re.findall(r"\b[a-z]{3,}\b", " ".join(prose))))
        table = (ROOT / "dictionaries" / "names" / "names.tsv").read_text("utf-8").splitlines()
        self.names = [n for n in (line.split("\t")[0] for line in table) if n.isascii() and n.isalpha() and len(n) > 2]

    def word(self):
        roll = self.rng.random()
        if roll < 0.40:
            return self.rng.choice(FUNCTION)
        if roll < 0.66:
            return self.rng.choice(self.common)
        if roll < 0.91:
            return self.rng.choice(self.words)
        if roll < 0.97:
            return self.rng.choice(self.names)
        if roll < 0.98:
            return self.rng.choice(self.common) + "-" + self.rng.choice(self.common)
        return self.rng.choice([str(self.rng.randint(1, 99)), str(self.rng.randint(1700, 2024)),
                                f"{self.rng.randint(1, 99)},{self.rng.randint(0, 999):03}", f"{self.rng.randint(1, 40)}.{self.rng.randint(0, 9)}"])

    def sentence(self):
        words = [self.word() for _ in range(self.rng.randint(6, 24))]
        words = [w + self.rng.choice([",", ",", ",", ";", ":"]) if self.rng.random() < 0.09 else w for w in words[:-1]] + words[-1:]
        text = " ".join(words)
        text = text[0].upper() + text[1:] + self.rng.choice(["."] * 8 + ["?", "!"])
        if self.rng.random() < 0.12:
            return "“" + text + "”"
        if self.rng.random() < 0.05:
            cut = text.find(" ", len(text) // 2)
            return text[:cut] + " —" + text[cut:]
        return text


def long_s(text):
    """The long s where printers set it: not at the end of a word, not before f, b, k."""
    return re.sub(r"s(?=[a-z])(?![fbk])", "ſ", text)


def face(rng):
    name, old, size = rng.choice(FACES)
    path = Path("/usr/share/fonts") / name
    if name.startswith("texmf:"):
        path = Path("/usr/share/texmf/fonts/opentype/public/tex-gyre") / name[6:]
    return ImageFont.truetype(str(path), size + rng.randint(0, 5)), old


def wrap(texts, rng, columns):
    """Lines of about `columns` characters, paragraphs run on."""
    return textwrap.wrap(" ".join(texts), columns, break_long_words=False, break_on_hyphens=False)


def draw(lines, font):
    height = int(font.size * 1.45)
    width = max(int(font.getlength(line)) for line in lines) + 60
    page = Image.new("L", (width, height * len(lines) + 50), 255)
    pen = ImageDraw.Draw(page)
    for i, line in enumerate(lines):
        pen.text((30, 25 + i * height), line, font=font, fill=0)
    return page


def degrade(page, rng, noise):
    """What paper, press, lens and threshold do to a page, each in part."""
    ink = 255.0 - np.asarray(page, dtype=np.float32)
    if rng.random() < 0.35:      # the other side shows through
        ink = np.maximum(ink, np.fliplr(np.flipud(ink)) * rng.uniform(0.10, 0.30))
    image = Image.fromarray(np.uint8(255 - ink))
    roll = rng.random()
    if roll < 0.5:               # too much or too little ink, at half a pixel
        double = image.resize((image.width * 2, image.height * 2), Image.BICUBIC)
        double = double.filter(ImageFilter.MinFilter(3) if roll < 0.25 else ImageFilter.MaxFilter(3))
        image = double.resize(image.size, Image.BICUBIC)
    image = image.rotate(rng.uniform(-0.6, 0.6), Image.BICUBIC, fillcolor=255)
    image = image.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 0.95)))
    ink = 255.0 - np.asarray(image, dtype=np.float32)
    # Uneven inking: a coarse field stretched over the page thins some places out.
    coarse = noise.uniform(1 - rng.uniform(0.1, 0.5), 1.05, (max(2, image.height // 24), max(2, image.width // 24))).astype(np.float32)
    field = Image.fromarray(np.uint8(np.clip(coarse, 0, 1) * 255)).resize(image.size, Image.BICUBIC)
    ink *= np.asarray(field, dtype=np.float32) / 255 * rng.uniform(0.55, 1.0)
    ink += noise.normal(0, rng.uniform(6, 30), ink.shape)
    if rng.random() < 0.4:       # fax or bitonal scan
        ink = np.where(ink > rng.uniform(65, 125), 255, 0)
        ink = np.where(noise.random(ink.shape) < rng.uniform(0, 0.006), 255, ink)
    return Image.fromarray(np.uint8(np.clip(255 - ink, 0, 255)))


def read(image):
    buffer = BytesIO()
    image.save(buffer, "PNG", dpi=(110, 110))
    run = subprocess.run(["tesseract", "-", "-", "-l", "eng", "--psm", "6"], input=buffer.getvalue(), capture_output=True, check=True,
                         env={**os.environ, "OMP_THREAD_LIMIT": "1"})
    return run.stdout.decode("utf-8")


def segments(truth, seen):
    """Runs of edits as pairs of truth and reading. Edits that touch are one; so are an insertion and a deletion with one
    letter between them, which is a misreading of all three (`in` read as `ni`)."""
    runs = []
    for op in Levenshtein.editops(truth, seen):
        start, end = op.src_pos, op.src_pos + (op.tag != "insert")
        s2, e2 = op.dest_pos, op.dest_pos + (op.tag != "delete")
        if runs:
            a, b, c, d = runs[-1]
            gap = start - b
            if (gap == 0 and s2 == d) or (gap == s2 - d == 1 and (b - a) - (d - c) == (e2 - s2) - (end - start) != 0):
                runs[-1] = (a, end, c, e2)
                continue
        runs.append((start, end, s2, e2))
    return [(truth[a:b], seen[c:d]) for a, b, c, d in runs]


def symbol(text):
    return text.replace(" ", SPACE)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--pages", type=int, default=230)
    options.add_argument("--seed", type=int, default=20240229)
    options = options.parse_args()
    rng, noise = random.Random(options.seed), np.random.default_rng(options.seed)
    prose = own_text()
    writer = Writer(rng, prose)
    confusions, totals = Counter(), Counter()
    characters = errors = kept = 0
    queue = []
    for number in range(options.pages):
        texts = []
        while sum(map(len, texts)) < 2300:
            if number % 2:
                texts.append(writer.sentence())
            else:
                queue = queue or rng.sample(prose, len(prose))
                texts.append(queue.pop())
        font, old = face(rng)
        lines = wrap(texts, rng, rng.randint(48, 80))
        if old and rng.random() < 0.4:
            lines = [long_s(line) for line in lines]
        truth = " ".join(lines)
        seen = " ".join(read(degrade(draw(lines, font), rng, noise)).split())
        wrong = Levenshtein.distance(truth, seen)
        print(f"{number}: {Path(font.path).stem} {font.size}: {wrong / len(truth):.3f}", file=sys.stderr)
        if wrong > len(truth) * 0.30:    # past that the alignment itself is guesswork
            continue
        kept, characters, errors = kept + 1, characters + len(truth), errors + wrong
        plain = symbol(truth)
        for size in range(1, LONGEST + 1):
            totals.update(plain[i:i + size] for i in range(len(plain) - size + 1))
        confusions.update((symbol(a), symbol(b)) for a, b in segments(truth, seen) if len(a) <= LONGEST and len(b) <= LONGEST)
    rows = sorted(((a, b, n) for (a, b), n in confusions.items() if n >= 2), key=lambda row: (row[0], -row[2], row[1]))
    wanted = sorted({row[0] for row in rows if row[0]} | {k for k in totals if len(k) == 1})
    # First line: how often each n-gram of truth was printed; the empty one, which insertions have, counts all characters.
    head = ["#totals", "", str(characters)] + [field for k in wanted for field in (k, str(totals[k]))]
    body = ["\t".join((a, b, str(n))) for a, b, n in rows]
    OUT.write_text("\n".join(["\t".join(head)] + body) + "\n", encoding="utf-8", newline="\n")
    print(f"{kept} pages, {characters} characters, {errors / characters:.2%} wrong, {len(rows)} rows")


if __name__ == "__main__":
    main()
