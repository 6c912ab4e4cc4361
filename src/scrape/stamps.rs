//! Dates and times as machines write them: fields of a page, time stamps of posts.

use std::sync::LazyLock;

use regex::bytes::{Regex, RegexBuilder};

use super::Piece;
use crate::document::{Marks, Paragraph};

const LABEL: &str = r"(?:date|datetime|published|posted|updated|modified|created|time ?stamp|pub_?date|date ?published|date ?modified|publish(?:ed)?[ _]date|published[ _]time|last (?:updated|modified)|first published|(?:published|posted|updated|created) (?:on|at))";
const ISO_DATE: &str = r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])";
const CLOCK: &str = r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d(?:\.\d+)?)?(?: ?(?:Z|[+-]\d\d:?\d\d|(?i:a\.?m\.?|p\.?m\.?)(?:\b|$)|(?:GMT|UTC|IST|EST|EDT|ET|PST|PDT|PT|CET|CEST|BST|WAT|EAT|SAST|AEST|MSK)\b))*";
const MONTH: &str = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?";
/// A part of a name, which nobody needs to tell from a word in another script.
const NAME: &str = r"[A-Z\x80-\xFF][0-9A-Za-z_.'\x80-\xFF-]*";

fn written_date() -> String {
    format!(
        r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?(?:\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? \d{{4}}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|{ISO_DATE})"
    )
}

/// Patterns of bytes: the classes of Unicode make these many times larger. Letters are those of ASCII and all that are not ASCII.
fn regex(pattern: &str) -> Option<Regex> {
    RegexBuilder::new(pattern).unicode(false).build().ok()
}

/// `date 2020-11-22`, `Published: 2021-03-04T10:22:00Z`: a label and a date of machines.
static LABELLED: LazyLock<Option<Regex>> =
    LazyLock::new(|| regex(&format!(r"(?i:{LABEL})\s*[:=]?\s*{ISO_DATE}(?:[T ]{CLOCK})?")));
/// The same with a date in words, at the start of a paragraph only.
static DATED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(&format!(
        r"^(?i:{LABEL})\s*:?\s*(?:(?:{date})(?:,? (?:at |- )?{CLOCK})?|{CLOCK}(?:,? {date})?|\d{{1,2}} (?:minutes?|hours?|days?|weeks?|months?|years?) ago)(?: [Bb]y (?:admin|staff|editor|the editor|{NAME}(?: {NAME}){{0,2}}$))?",
        date = written_date()
    ))
});
/// `Posted by admin on March 4, 2021`, `By Ama Owusu | March 4, 2021`, `22/11/2020 10:22` as a line of its own.
static LINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(&format!(
        r"^(?:(?i:posted|published|written|submitted|created|uploaded) (?i:by) [^\n|,]{{2,40}}?(?: (?i:on|at)|,| \||:)? {date}(?:,? (?:at |- |\| )?{CLOCK})?|(?:By|BY) [A-Z\x80-\xFF][^\n|,]{{2,60}} \| {date}(?:,? (?:at |- |\| )?{CLOCK})?|(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}|\d{{4}}/\d{{1,2}}/\d{{1,2}}|{ISO_DATE})[ ,]+{CLOCK})$",
        date = written_date()
    ))
});
/// `2019-11-02T08:15:30+00:00`
static MOMENT: LazyLock<Option<Regex>> = LazyLock::new(|| regex(&format!(r"{ISO_DATE}[T ]{CLOCK}")));
/// `Thu, 04 Mar 2021 10:22:00 +0000`, the date of feeds and mail, and `Thu Mar 04 2021 10:22:00 GMT+0000`, that of scripts.
static MAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    regex(&format!(
        r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{{1,2}} {MONTH} \d{{4}} \d\d:\d\d(?::\d\d)? (?:GMT|UTC|[+-]\d{{4}})|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) {MONTH} \d\d (?:\d{{4}} )?\d\d:\d\d:\d\d (?:GMT[+-]\d{{4}}|[+-]\d{{4}} \d{{4}}|[A-Z]{{3,4}} \d{{4}})"
    ))
});

/// Dated fields of a paragraph, in order.
pub(crate) fn fields(paragraph: Paragraph<'_>) -> Vec<Piece> {
    let (text, marks) = (paragraph.text(), paragraph.marks());
    let mut found: Vec<Piece> = Vec::new();
    let mut add = |range: std::ops::Range<usize>, confidence: u16, message: &str| {
        if found.iter().all(|other: &Piece| other.range.end <= range.start || range.end <= other.range.start)
        {
            found.push(Piece { range, confidence, message: message.to_owned() });
        }
    };
    // What a text of these marks cannot hold is not looked for.
    let has_iso = marks.intersects(Marks::DASH | Marks::LINKISH) && has_iso_date(text.as_bytes());
    // A pattern is compiled when a text first has what it cannot do without.
    if has_iso && let Some(regex) = LABELLED.as_ref() {
        for m in regex.find_iter(text.as_bytes()) {
            let (head, rest) =
                (text.get(..m.start()).unwrap_or_default(), text.get(m.end()..).unwrap_or_default());
            if begins(head) && stands_apart(rest) {
                add(m.range(), if head.trim().is_empty() { 970 } else { 955 }, "the date field of a page");
            }
        }
    }
    let dated =
        if is_labelled(text) { DATED.as_ref().and_then(|regex| regex.find(text.as_bytes())) } else { None };
    if let Some(m) = dated {
        let rest = text.get(m.end()..).unwrap_or_default();
        let field = text.get(m.range()).unwrap_or_default();
        let iso = field.contains("-0") || field.contains("-1");
        // `Date: Thursday, July 31, 2014` also announces an event or heads a letter.
        let plain = field
            .get(..5)
            .is_some_and(|label| label.eq_ignore_ascii_case("date:") || label.eq_ignore_ascii_case("date "));
        let confidence = match (iso, rest.trim().is_empty()) {
            (true, true) => 930,
            (true, false) => 965,
            (false, _) if plain => 600,
            (false, true) => 930,
            (false, false) => 860,
        };
        if stands_apart(rest) {
            add(m.range(), confidence, "the date field of a page");
        }
    }
    let line = if text.len() < 200 && may_be_date_line(text) {
        LINE.as_ref().and_then(|regex| regex.find(text.as_bytes()))
    } else {
        None
    };
    if let Some(m) = line {
        // Forwarded mail carries dates in figures; a page names who posted.
        let figures = m.as_bytes().first().is_some_and(u8::is_ascii_digit) && !has_iso;
        add(m.range(), if figures { 500 } else { 900 }, "the date line of a page");
    }
    if !has_iso {
        let mail = if marks.intersects(Marks::LONG_NUMBER | Marks::LINKISH) && has_clock(text.as_bytes()) {
            MAIL.as_ref().and_then(|regex| regex.find(text.as_bytes()))
        } else {
            None
        };
        if let Some(m) = mail {
            let edge = m.start() == 0 || m.end() == text.len();
            add(m.range(), if edge { 940 } else { 760 }, "the date of a feed or of mail");
        }
        return found;
    }
    if let Some(regex) = MOMENT.as_ref() {
        for m in regex.find_iter(text.as_bytes()) {
            let (head, rest) =
                (text.get(..m.start()).unwrap_or_default(), text.get(m.end()..).unwrap_or_default());
            if head.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '_' | '=')) {
                continue;
            }
            let machine = m.as_bytes().contains(&b'T');
            let confidence = match (begins(head), stands_apart(rest), machine) {
                (true, true, true) if head.trim().is_empty() => 965,
                (true, true, true) => 900,
                (true, true, false) if head.trim().is_empty() => 800,
                _ => 500,
            };
            add(m.range(), confidence, "a time stamp");
        }
    }
    // A bare date at the very head of a text; elsewhere it may be the entry of a list or a log.
    let bare = text.get(..10).filter(|date| has_iso_date(date.as_bytes()));
    if let Some(date) = bare.filter(|_| paragraph.previous().is_none()) {
        let rest = text.get(date.len()..).unwrap_or_default();
        if rest.is_empty() || rest.starts_with(' ') && rest.trim_start().starts_with(char::is_uppercase) {
            add(0..date.len(), 780, "a bare date");
        }
    }
    found.sort_by_key(|piece| piece.range.start);
    found
}

/// Whether what stands before is nothing, or the end of a sentence.
fn begins(head: &str) -> bool {
    let trimmed = head.trim_end();
    trimmed.is_empty()
        || trimmed.len() < head.len() && trimmed.ends_with(['.', '!', '?', '…', '”', '"', ')', '|', '•', '»'])
}

/// Whether what follows is nothing, or begins a sentence or another field: a date inside a sentence is followed by small
/// letters or a comma.
fn stands_apart(rest: &str) -> bool {
    let next = rest.trim_start_matches([' ', '\t', '\n', '|', '•', '·', '-', '–', '—', '.']);
    next.is_empty()
        || next.starts_with(|c: char| {
            c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '"' | '‘' | '(' | '[')
        })
}

fn begins_with(text: &str, heads: &[&str]) -> bool {
    let first = text.as_bytes().first().map(u8::to_ascii_lowercase);
    let mut heads = heads.iter().filter(|head| head.as_bytes().first().copied() == first);
    heads.any(|head| text.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head)))
}

/// Whether a text begins as [`DATED`] must.
fn is_labelled(text: &str) -> bool {
    const HEADS: [&str; 11] = [
        "date",
        "pub",
        "posted",
        "updated",
        "modified",
        "created",
        "time stamp",
        "timestamp",
        "last updated",
        "last modified",
        "first published",
    ];
    begins_with(text, &HEADS)
}

/// Whether a text begins as [`LINE`] must.
fn may_be_date_line(text: &str) -> bool {
    const HEADS: [&str; 7] =
        ["posted ", "published ", "written ", "submitted ", "created ", "uploaded ", "by "];
    text.starts_with(|c: char| c.is_ascii_digit()) || begins_with(text, &HEADS)
}

/// Whether `dd:dd` occurs.
fn has_clock(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b':', bytes).any(|at| {
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        at >= 2 && is_digit(at - 2) && is_digit(at - 1) && is_digit(at + 1) && is_digit(at + 2)
    })
}

/// Whether `dddd-dd-dd` occurs, without the cost of a pattern.
fn has_iso_date(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'-', bytes).any(|at| {
        let digits = |range: Option<&[u8]>| range.is_some_and(|part| part.iter().all(u8::is_ascii_digit));
        at >= 4
            && digits(bytes.get(at - 4..at))
            && digits(bytes.get(at + 1..at + 3))
            && bytes.get(at + 3) == Some(&b'-')
            && digits(bytes.get(at + 4..at + 6))
    })
}

/// The moment that ten or thirteen digits tell in seconds or milliseconds since 1970, if it is one between 2001 and 2033.
pub(crate) fn epoch(digits: &str) -> Option<String> {
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = digits.parse().ok()?;
    // Round numbers are counts: no post was written in the first second of a million.
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    let seconds = match digits.len() {
        10 => number,
        13 => number / 1000,
        _ => return None,
    };
    if !(1_000_000_000..2_000_000_000).contains(&seconds) || zeros >= if digits.len() == 13 { 7 } else { 6 } {
        return None;
    }
    let (days, clock) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    Some(format!("{year}-{month:02}-{day:02} {:02}:{:02} UTC", clock / 3600, clock / 60 % 60))
}

/// Days since 1970 as a date (Howard Hinnant's algorithm).
const fn civil(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month, day)
}

/// Whether the words around say that a long number is an order, a telephone, a count.
pub(crate) fn is_number_of_something(head: &str, tail: &str) -> bool {
    let last =
        head.trim_end_matches([' ', '\u{A0}', ':']).rsplit([' ', '(', '\u{A0}']).next().unwrap_or_default();
    let last = last.trim_end_matches(['.', ',']).to_lowercase();
    let named = matches!(
        last.as_str(),
        "isbn"
            | "issn"
            | "no"
            | "nr"
            | "number"
            | "numbers"
            | "tel"
            | "telephone"
            | "phone"
            | "call"
            | "dial"
            | "fax"
            | "mobile"
            | "whatsapp"
            | "order"
            | "id"
            | "account"
            | "ref"
            | "reference"
            | "code"
            | "serial"
            | "case"
            | "ticket"
            | "ean"
            | "gtin"
            | "patent"
            | "on"
            | "or"
            | "at"
            | "of"
            | "about"
            | "nearly"
            | "over"
            | "some"
            | "to"
            | "cost"
            | "than"
            | "from"
            | "is"
            | "was"
            | "and"
            | "by"
            | "="
            | "number:"
    );
    let signed = head.ends_with(['#', '+', '$', '€', '£', '¥', '₹', '₦', '-', '/', '=', '_', '.', ',']);
    // A noun behind it is what is counted.
    let counted =
        tail.trim_start().starts_with(|c: char| c.is_lowercase() || matches!(c, '%' | '€' | '$' | '-' | '/'));
    named || signed || counted
}
