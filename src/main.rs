//! `corrigenda`: arguments in, exit code out.

use std::io::Read;

use corrigenda::report::{Json, Reporter, Summary};

fn main() {
    let path = std::env::args().nth(1).unwrap_or_default();
    let mut text = String::new();
    std::fs::File::open(&path).and_then(|mut f| f.read_to_string(&mut text)).expect("readable");
    let options = corrigenda::Options { tier: corrigenda::Tier::Possible, ..Default::default() };
    let checked = corrigenda::Checker::default().check(corrigenda::Source::from_text(path, text), &options);
    let mut summary = Summary::default();
    summary.add(&checked);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut json = Json::default();
    json.start(&mut out)
        .and_then(|()| json.document(&checked, &mut out))
        .and_then(|()| json.finish(&summary, &mut out))
        .expect("written");
}
