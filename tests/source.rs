use corrigenda::Source;
use corrigenda::source::Format;
fn main() {}
#[test]
fn probe() {
    for p in ["corpus/clean/museum.html", "corpus/clean/howto-backup.md", "corpus/clean/report-libraries.md"]
    {
        let s = Source::from_bytes(p, std::fs::read(p).unwrap(), None).unwrap();
        for b in s.blocks.as_ref().unwrap() {
            println!("{:?}: {:?}", b.kind, &s.text[b.span.range()]);
        }
    }
    let md = "a *em*ph **x** \\* &amp; b  \nc\r\nd ![alt](x) `c` <kbd>x</kbd> ~~gone~~ <http://a.b> e[^1] [t](u) \0 x\n\n> q1\n> q2\n\n- [ ] i1\n- i2\n\n  para\n  - sub\n\n  rest\n\n[^1]: foot\n\n<!-- corrigenda:allow x -- y -->\n| a | b |\n|--|--|\n| `x` | d |\n";
    for f in [Format::Markdown, Format::Html] {
        let s = Source::from_string("x", md, f);
        println!("{:?}", s);
    }
}
