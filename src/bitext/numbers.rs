//! Numbers of a sentence, and which of them stand on the other side too.
//!
//! `1.234,5` and `1,234.5`, `21.11.2020` and `November 21, 2020`, `14:30` and `2:30 p.m.`, `XX` and `20th`, `5 mln` and `5,000,000`,
//! `10 km` and `6.2 miles` are the same for a reader; a number is only told to be wrong where no reading of it is on the other
//! side (`number_match`).

use super::number_words::{month, scale, values};
use super::roman::roman;
use crate::lang::Lang;
use crate::span::Span;

/// One number.
#[derive(Debug, Clone)]
pub struct Number {
    /// Its digits with their separators: `1,234.5`.
    pub span: Span,
    /// What it may mean, the likeliest first.
    pub readings: Vec<f64>,
    /// The parts, where blanks may separate numbers as well as thousands.
    pub(super) parts: Vec<f64>,
    /// What it would mean by the conventions of its language alone.
    pub(super) strict: Option<f64>,
    /// What follows.
    pub(super) unit: Unit,
    /// Letters touch it: `A380`, `CO2`, but not `1990s` or `20th`.
    pub code: bool,
    /// `1990s`, `90er`, `'90`.
    pub(super) decade: bool,
}

/// What a number counts, as far as it can be confused.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Unit {
    /// Anything.
    #[default]
    None,
    /// `%`, `percent`
    Percent,
    /// A unit of measurement: quantity, and its size in the base unit.
    Measure(Quantity, f64),
}

/// What a unit measures. Only what translators convert, or systems confuse, matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// Metres.
    Length,
    /// Square metres.
    Area,
    /// Kilograms.
    Mass,
    /// Degrees Celsius; not proportional.
    Celsius,
    /// Degrees Fahrenheit.
    Fahrenheit,
}

/// All that counts in one side of a pair.
#[derive(Debug, Clone, Default)]
pub struct Numbers {
    /// Written in digits.
    pub digits: Vec<Number>,
    /// What number words, months and Roman numerals may stand for.
    pub(super) excuses: Vec<f64>,
    /// Months named in words.
    pub(super) months: Vec<f64>,
}

/// How a language writes numbers: thousands, decimal.
const fn separators(lang: Lang) -> Option<(char, char)> {
    match lang {
        Lang::En => Some((',', '.')),
        Lang::De | Lang::Es | Lang::It | Lang::Pt | Lang::Nl | Lang::Tr => Some(('.', ',')),
        Lang::Fr | Lang::Ru | Lang::Pl => Some((' ', ',')),
        Lang::Ar | Lang::Fa | Lang::Other => None,
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}')
}

/// A decimal digit of any script as ASCII.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        // Arabic-Indic and Persian.
        '\u{660}'..='\u{669}' => char::from_digit(c as u32 - 0x660, 10),
        '\u{6F0}'..='\u{6F9}' => char::from_digit(c as u32 - 0x6F0, 10),
        _ => None,
    }
}

impl Numbers {
    /// Reads the numbers of `text[span]`.
    #[must_use]
    pub fn read(text: &str, span: Span, lang: Lang) -> Self {
        let Some(body) = text.get(span.range()) else { return Self::default() };
        let mut numbers = Self::default();
        numbers.digits(body, span.start, lang);
        numbers.words(body);
        numbers
    }

    fn digits(&mut self, body: &str, base: u32, lang: Lang) {
        let chars: Vec<(usize, char)> = body.char_indices().collect();
        let at = |i: usize| chars.get(i).map(|(_, c)| *c);
        let mut i = 0;
        while i < chars.len() {
            if at(i).and_then(digit).is_none() {
                i += 1;
                continue;
            }
            let start = i;
            // Groups of digits and the separators between them.
            let mut groups: Vec<String> = vec![String::new()];
            let mut marks: Vec<char> = Vec::new();
            while let Some(c) = at(i) {
                if let Some(d) = digit(c) {
                    if let Some(last) = groups.last_mut() {
                        last.push(d);
                    }
                    i += 1;
                    continue;
                }
                let run = (i + 1..chars.len()).take_while(|k| at(*k).and_then(digit).is_some()).count();
                let fits = |first: &str| first.len() <= 3 && run == 3;
                let joins = run > 0
                    && match c {
                        '.' | ',' | '\u{66B}' | '\u{66C}' => true,
                        '\'' | '’' => fits(groups.last().map_or("", String::as_str)),
                        c if is_blank(c) => {
                            let first = groups.first().map_or("", String::as_str);
                            let last = groups.last().map_or("", String::as_str);
                            let thousands = marks.is_empty() && first.len() <= 3 && !first.starts_with('0')
                                || !marks.is_empty() && marks.iter().all(|m| is_blank(*m)) && last.len() == 3;
                            thousands && run == 3
                        }
                        _ => false,
                    };
                if !joins {
                    break;
                }
                marks.push(c);
                groups.push(String::new());
                i += 1;
            }
            let end = i;
            let from = chars.get(start).map_or(0, |(at, _)| *at);
            let to = chars.get(end).map_or(body.len(), |(at, _)| *at);
            let before = start.checked_sub(1).and_then(at);
            let rest = body.get(to..).unwrap_or_default();
            // Dates, versions and outlines are several numbers: `21.11.2020`, `1.2.3`.
            let date = marks.len() == 2
                && marks.iter().all(|m| *m == '.')
                && groups.iter().any(|g| g.len() != 3 && g.len() <= 4)
                && !(groups.len() == 3 && groups[1].len() == 3 && groups[2].len() == 3);
            if date {
                // A digit has one character, but more bytes in Arabic and Persian.
                let byte = |i: usize| chars.get(i).map_or(body.len(), |(at, _)| *at);
                let mut first = start;
                for group in &groups {
                    self.push(
                        std::slice::from_ref(group),
                        &[],
                        Span::of(byte(first)..byte(first + group.len())),
                        base,
                        before,
                        rest,
                        lang,
                    );
                    first += group.len() + 1;
                }
            } else {
                self.push(&groups, &marks, Span::of(from..to), base, before, rest, lang);
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one place calls it, with what it has just read")]
    fn push(
        &mut self,
        groups: &[String],
        marks: &[char],
        at: Span,
        base: u32,
        before: Option<char>,
        rest: &str,
        lang: Lang,
    ) {
        let mut readings: Vec<f64> = Vec::new();
        let mut add = |value: Option<f64>| {
            if let Some(value) = value.filter(|v| v.is_finite())
                && !readings.contains(&value)
            {
                readings.push(value);
            }
        };
        let whole = |groups: &[String]| groups.concat().parse::<f64>().ok();
        let with_point = |groups: &[String]| {
            let (last, first) = groups.split_last()?;
            format!("{}.{last}", first.concat()).parse::<f64>().ok()
        };
        let last = groups.last().map_or(0, String::len);
        let mut strict = None;
        match marks.last() {
            None => add(whole(groups)),
            Some(mark) => {
                let same = marks.iter().all(|m| m == mark);
                let thousands = groups.iter().skip(1).all(|g| g.len() == 3)
                    && groups.first().is_some_and(|g| g.len() <= 3);
                let point = !is_blank(*mark) && !matches!(mark, '\'' | '’');
                if let Some((group, decimal)) = separators(lang) {
                    strict = if *mark == decimal && (marks.len() == 1 || !same) {
                        with_point(groups)
                    } else if (*mark == group || is_blank(*mark)) && thousands && same {
                        whole(groups)
                    } else {
                        None
                    };
                }
                add(strict);
                if thousands && same {
                    add(whole(groups));
                }
                if point && (marks.len() == 1 || !same) {
                    add(with_point(groups));
                }
            }
        }
        let parts: Vec<f64> = if marks.is_empty() {
            Vec::new()
        } else {
            groups.iter().filter_map(|g| g.parse().ok()).collect()
        };
        let word: String = rest
            .trim_start_matches([' ', '\u{A0}', '\u{202F}', '-'])
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '%' | '°' | '′'))
            .collect();
        let touching = rest.chars().next().filter(|c| c.is_alphabetic()).is_some();
        let folded = roman(&word);
        if let Some(scale) =
            scale(&folded, matches!(lang, Lang::De | Lang::Fr | Lang::Es | Lang::It | Lang::Nl | Lang::Pl))
        {
            // Both the number as it stands and what it amounts to.
            let factor = (0..scale).fold(1.0, |factor, _| factor * 10.0);
            let scaled: Vec<f64> = readings.iter().map(|value| value * factor).collect();
            readings.extend(scaled);
        }
        let suffix = touching
            && matches!(
                folded.as_str(),
                "s" | "th"
                    | "st"
                    | "nd"
                    | "rd"
                    | "er"
                    | "ern"
                    | "lea"
                    | "h"
                    | "e"
                    | "m"
                    | "km"
                    | "kg"
                    | "cm"
                    | "mm"
                    | "am"
                    | "pm"
                    | "g"
                    | "i"
                    | "go"
                    | "x"
                    | "jahrigen"
                    | "jahrige"
                    | "jahriger"
            );
        let decade = matches!(
            folded.as_str(),
            "s" | "er" | "ern" | "ndad" | "ndate" | "ndatel" | "ndatest" | "ndateks" | "kh" | "e" | "h"
        ) || matches!(before, Some('\'' | '’'))
            || folded.starts_with("nd");
        let code = touching
            && !suffix
            && !decade
            && scale(&folded, false).is_none()
            && last <= 3
            && groups.len() == 1
            && folded.len() <= 2
            || before.is_some_and(char::is_alphabetic);
        self.digits.push(Number {
            span: Span::new(base + at.start, base + at.end),
            readings,
            parts,
            strict,
            unit: unit(rest, &word, &folded),
            code,
            decade,
        });
    }

    /// What words may stand for: number words alone and in runs, months, Roman numerals.
    fn words(&mut self, body: &str) {
        let mut run: Vec<u64> = Vec::new();
        for word in body.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
            if let Some(value) = roman_numeral(word) {
                self.excuses.push(value);
            }
            let folded = roman(word);
            if let Some(month) = month(&folded) {
                self.months.push(f64::from(month));
            }
            let own = values(&folded);
            if own.is_empty() {
                run.clear();
                continue;
            }
            let mut next: Vec<u64> = own.clone();
            for before in &run {
                for value in &own {
                    // `twenty` `five`, `two` `hundred`, `five` `and` `twenty` is broken by its `and`.
                    let joined = if value < before { before + value } else { before.saturating_mul(*value) };
                    next.push(joined);
                }
            }
            next.sort_unstable();
            next.dedup();
            next.truncate(24);
            self.excuses.extend(next.iter().map(|v| *v as f64));
            run = next;
        }
        // `fünfundzwanzig`, `kakskümmendviis`: number words written together.
        for word in body.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() >= 8) {
            let folded = roman(word);
            let tens = values(&folded);
            for at in 3..folded.len().saturating_sub(2) {
                let Some(tail) = folded.get(at..) else { continue };
                for unit in values(tail) {
                    for ten in &tens {
                        self.excuses.push((ten + unit) as f64);
                        self.excuses.push(ten.saturating_mul(unit) as f64);
                    }
                }
            }
        }
        // `½`
        for (mark, value) in [('½', 0.5), ('¼', 0.25), ('¾', 0.75)] {
            if body.contains(mark) {
                self.excuses.push(value);
            }
        }
    }
}

/// `XIV`: the value of a Roman numeral in capitals, or of one that a list or a century may have in small letters.
fn roman_numeral(word: &str) -> Option<f64> {
    let value = |c| match c {
        'I' => Some(1_u32),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        'D' => Some(500),
        'M' => Some(1000),
        _ => None,
    };
    if word.len() > 15 {
        return None;
    }
    let values: Vec<u32> = word.chars().map(value).collect::<Option<_>>()?;
    let sum = values.iter().enumerate().fold(0_i64, |sum, (i, v)| {
        let less = values.get(i + 1).is_some_and(|next| next > v);
        sum + if less { -i64::from(*v) } else { i64::from(*v) }
    });
    (sum > 0).then_some(sum as f64)
}

/// The unit that follows a number: `rest` is what stands behind it, `word` its first word, `folded` the same romanised.
fn unit(rest: &str, word: &str, folded: &str) -> Unit {
    use Quantity::{Area, Celsius, Fahrenheit, Length, Mass};
    let percent =
        ["percent", "prozent", "protsent", "protsen", "procent", "por ciento", "por cento", "yuzde"];
    if word.starts_with('%')
        || percent.iter().any(|stem| folded.starts_with(stem))
        || matches!(folded, "per" | "la" | "pour" | "por") && {
            let next = rest.split_whitespace().nth(1).unwrap_or_default();
            matches!(next, "cent" | "cento" | "ciento" | "sută" | "sutã" | "suta")
        }
    {
        return Unit::Percent;
    }
    if word.starts_with('°') || matches!(folded, "degrees" | "grad" | "kraadi" | "grade" | "gradusov") {
        let scale = rest.split_whitespace().take(3).collect::<String>();
        return match scale.chars().last() {
            _ if scale.contains('F') => Unit::Measure(Fahrenheit, 1.0),
            _ if scale.contains('C') || scale.contains('С') => Unit::Measure(Celsius, 1.0),
            _ => Unit::None,
        };
    }
    let (quantity, size) = match folded {
        "km" | "kilometer" | "kilometers" | "kilometre" | "kilometres" | "kilometern" | "kilomeetri"
        | "kilomeetrit" | "kilometri" | "kilometrov" | "kilometra" | "kilometros" | "quilometros" => {
            (Length, 1000.0)
        }
        "acre" | "acres" => (Area, 4046.856),
        "ha" | "hectare" | "hectares" | "hektar" | "hektarit" | "hectari" => (Area, 10_000.0),
        "mi" | "mile" | "miles" | "meile" | "meilen" | "miili" | "mil" | "mila" | "mili" | "milia" => {
            (Length, 1609.344)
        }
        "m" | "meter" | "meters" | "metre" | "metres" | "metern" | "meetri" | "meetrit" | "metri"
        | "metrov" | "metra" | "metros" => (Length, 1.0),
        "ft" | "foot" | "feet" | "fuss" | "jalga" | "picioare" | "futov" => (Length, 0.3048),
        "cm" | "centimeters" | "centimetres" | "sentimeetrit" | "zentimeter" | "centimetri" => (Length, 0.01),
        "inch" | "inches" | "zoll" | "tolli" | "inci" | "diuimov" => (Length, 0.0254),
        "yd" | "yard" | "yards" | "jardi" => (Length, 0.9144),
        "kg" | "kilogram" | "kilograms" | "kilogramm" | "kilogrammi" | "kilo" | "kilos" | "kilograme" => {
            (Mass, 1.0)
        }
        "lb" | "lbs" | "pound" | "pounds" => (Mass, 0.453_592_37),
        "oz" | "ounce" | "ounces" | "unze" | "unzen" => (Mass, 0.028_349_5),
        "g" | "gram" | "grams" | "gramm" | "grammi" | "grame" => (Mass, 0.001),
        "t" | "ton" | "tons" | "tonne" | "tonnes" | "tonni" | "tone" | "tonn" => (Mass, 1000.0),
        _ => return Unit::None,
    };
    Unit::Measure(quantity, size)
}
