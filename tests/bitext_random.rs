//! What `fuzz/` asks of the readers of pairs, asked of files that were damaged at random: the same number of the same files each time.

#[path = "../fuzz/src/lib.rs"]
mod fuzz;

use corrigenda::source::Format;

/// Damaged files of each format. A longer run: `CORRIGENDA_DAMAGED=100000 cargo test --release --test bitext_random`.
const FILES: u64 = 400;

const TMX: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="ru" adminlang="en"/><body>
<tu><tuv xml:lang="ru"><seg>Гости ждали &amp; пели <bpt i="1">в</bpt> Дохе.</seg></tuv>
<tuv xml:lang="en"><seg>The the guests waited &#38; sang in Doha .</seg></tuv></tu>
<tu><tuv xml:lang="ru"><seg>В 1847 году.</seg></tuv><tuv xml:lang="en"><seg>In 1874 , they left.</seg></tuv></tu>
</body></tmx>
"#;
const XLIFF: &str = r#"<?xml version="1.0"?>
<xliff version="1.2"><file source-language="et" target-language="en"><body>
<trans-unit id="1"><source>Poola <g id="1">kuningas</g> tuli 12. mail.</source><target>The king of Poland came on May 12 .</target></trans-unit>
<trans-unit id="2"><source>Meri &lt; maa</source><target><![CDATA[Sea & land]]></target></trans-unit>
</body></file></xliff>
"#;
const XLIFF2: &str = r#"<xliff version="2.0" srcLang="de" trgLang="en"><file id="f"><unit id="1"><segment>
<source>Der Hafen ist <pc id="1">tief</pc>.</source><target>The harbour harbour is deep.</target></segment></unit></file></xliff>
"#;
const PO: &str = "msgid \"\"\nmsgstr \"Language: en\\n\"\n\n# note\n#: a.c:12\nmsgctxt \"menu\"\nmsgid \"Der \\\"Hafen\\\"\\n\"\n\"ist tief\"\n\
                  msgstr \"The \\\"harbour\\\"\\n\"\n\"is is deep\"\n\nmsgid \"ein %d\"\nmsgid_plural \"%d\"\nmsgstr[0] \"one %d\"\nmsgstr[1] \"%d\"\n";
const TSV: &str = "source\ttarget\n„Ja“, sagte er.\t“Yes,”he said .\n\"a\"\"b\tc\"\t\"d\ne\"\n1.000 Euro\t1,000 euros euros\n\n\tx\ny\t\n";

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }
}

/// One to six pieces of `bytes` deleted, doubled, moved, flipped, or replaced by what is special in some format.
fn damaged(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    const SPECIAL: [&[u8]; 24] = [
        b"<",
        b">",
        b"</seg>",
        b"<seg>",
        b"<target/>",
        b"&",
        b"&#x0;",
        b"&#1114112;",
        b"]]>",
        b"<![CDATA[",
        b"<!--",
        b"\"",
        b"\\",
        b"\t",
        b"\r",
        b"\n\n",
        b"msgid",
        b"msgstr[9] \"",
        b"\xEF\xBB\xBF",
        b"\xFF\xFE",
        b"\0",
        b"\xE2\x80",
        "\u{202E}".as_bytes(),
        b"xml:space=\"preserve\"",
    ];
    let mut out = bytes.to_vec();
    for _ in 0..=random.below(6) {
        let at = random.below(out.len() + 1);
        let end = (at + random.below(24)).min(out.len());
        match random.below(6) {
            0 => drop(out.drain(at..end)),
            1 => {
                let piece = out[at..end].to_vec();
                let to = random.below(out.len() + 1);
                out.splice(to..to, piece);
            }
            2 => {
                let special = SPECIAL[random.below(SPECIAL.len())];
                out.splice(at..at, special.iter().copied());
            }
            3 => {
                let special = SPECIAL[random.below(SPECIAL.len())];
                out.splice(at..end, special.iter().copied());
            }
            4 => out.truncate(at),
            _ => {
                if let Some(byte) = out.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }
        }
    }
    out
}

fn survives(format: Format, seeds: &[&str]) {
    let files = std::env::var("CORRIGENDA_DAMAGED").ok().and_then(|n| n.parse().ok()).unwrap_or(FILES);
    for number in 0..files {
        let mut random = Random(number);
        let seed = seeds[random.below(seeds.len())];
        let bytes = damaged(seed.as_bytes(), &mut random);
        let checked = std::panic::catch_unwind(|| fuzz::pairs(&bytes, format));
        assert!(checked.is_ok(), "file {number} of {format:?}: {:?}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn damaged_tmx() {
    survives(Format::Tmx, &[TMX]);
}

#[test]
fn damaged_xliff() {
    survives(Format::Xliff, &[XLIFF, XLIFF2]);
}

#[test]
fn damaged_po() {
    survives(Format::Po, &[PO]);
}

#[test]
fn damaged_tsv() {
    survives(Format::Tsv, &[TSV]);
}
