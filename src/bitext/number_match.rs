//! Which numbers of a pair have no counterpart.

use super::numbers::{Number, Numbers, Quantity, Unit};

/// What is left when all that stands on both sides has been taken away.
#[derive(Debug, Clone, Default)]
pub struct Difference {
    /// Numbers of the source that the target has not: places in `Numbers::digits`.
    pub dropped: Vec<usize>,
    /// Numbers of the target that the source has not.
    pub added: Vec<usize>,
    /// The same digits, of different value by the conventions of the two languages: source, target.
    pub misread: Vec<(usize, usize)>,
    /// The same number of something else: source, target.
    pub units: Vec<(usize, usize)>,
}

/// Compares the numbers of a source with those of its translation.
#[must_use]
pub fn compare(source: &Numbers, target: &Numbers) -> Difference {
    let mut difference = Difference::default();
    // A month that both sides name stands for no number of either.
    let excuses = |own: &Numbers, other: &Numbers| -> Vec<f64> {
        own.excuses.iter().chain(own.months.iter().filter(|m| !other.months.contains(m))).copied().collect()
    };
    let (by_source, by_target) = (excuses(source, target), excuses(target, source));
    let mut taken: Vec<bool> = vec![false; source.digits.len()];
    let mut open: Vec<usize> = Vec::new();
    for (t, number) in target.digits.iter().enumerate() {
        // The surest counterpart that is free, else one that is taken: a number may be said twice.
        let fit = |free: bool| {
            let rank = |s: &Number| if number.readings.first() == s.readings.first() { 0 } else { 1 };
            let fitting = source
                .digits
                .iter()
                .enumerate()
                .filter(|(s, n)| taken.get(*s).is_some_and(|taken| *taken != free) && same(n, number));
            fitting.min_by_key(|(_, n)| (rank(n), n.unit != number.unit)).map(|(s, _)| s)
        };
        if let Some(s) = fit(true) {
            taken[s] = true;
            let other = &source.digits[s];
            if let (Some(there), Some(here)) = (other.strict, number.strict)
                && there != here
                && other.parts == number.parts
            {
                difference.misread.push((s, t));
            } else if confused(other.unit, number.unit) && other.readings.first() == number.readings.first() {
                difference.units.push((s, t));
            }
        } else if fit(false).is_none() {
            open.push(t);
        }
    }
    // Blanks that were read as separators of thousands, dates and ranges: number by number.
    let free_parts = |taken: &[bool]| -> Vec<(usize, f64)> {
        let free = source.digits.iter().enumerate().filter(|(s, _)| !taken[*s]);
        free.flat_map(|(s, n)| n.parts.iter().chain(n.readings.first()).map(move |v| (s, *v))).collect()
    };
    open.retain(|t| {
        let number = &target.digits[*t];
        let parts: &[f64] = if number.parts.is_empty() { &number.readings } else { &number.parts };
        let free = free_parts(&taken);
        let everywhere = || source.digits.iter().flat_map(|n| n.parts.iter().chain(&n.readings));
        let found: Vec<usize> =
            parts.iter().filter_map(|p| free.iter().find(|(_, v)| v == p).map(|(s, _)| *s)).collect();
        let all =
            !parts.is_empty() && parts.iter().all(|p| everywhere().any(|v| v == p) || by_source.contains(p));
        if all {
            found.into_iter().for_each(|s| taken[s] = true);
        }
        !all
    });
    open.retain(|t| !excused(&target.digits[*t], &by_source));
    let dropped = (0..source.digits.len()).filter(|s| !taken[*s]).filter(|s| {
        let number = &source.digits[*s];
        let everywhere = || target.digits.iter().flat_map(|n| n.parts.iter().chain(&n.readings));
        let parts = !number.parts.is_empty()
            && number.parts.iter().all(|p| everywhere().any(|v| v == p) || by_target.contains(p));
        !parts && !target.digits.iter().any(|n| same(number, n)) && !excused(number, &by_target)
    });
    difference.dropped = dropped.collect();
    difference.added = open;
    difference
}

/// Whether words of the other side may say this number.
fn excused(number: &Number, excuses: &[f64]) -> bool {
    number.readings.iter().any(|value| {
        excuses.contains(value)
            // `1900s` and `20th century`; `1990s` and `ninety`.
            || (1000.0..2100.0).contains(value)
                && (excuses.contains(&(value % 100.0)) || excuses.contains(&((value / 100.0).floor() + 1.0)))
            // `1,500` and `one and a half thousand`: too many ways to say it for a judgement.
            || number.readings.first() == Some(value)
                && *value >= 1000.0
                && value % 100.0 == 0.0
                && excuses.iter().any(|e| *e >= 100.0)
    })
}

/// Whether two numbers may be the same.
fn same(a: &Number, b: &Number) -> bool {
    let close = |x: f64, y: f64| x == y || (x - y).abs() <= 1e-9 * x.abs().max(y.abs());
    if a.readings.iter().any(|x| b.readings.iter().any(|y| close(*x, *y))) {
        return true;
    }
    let (Some(&x), Some(&y)) = (a.readings.first(), b.readings.first()) else { return false };
    // `1990s` and `90er`, `'90`, `90-ndad`.
    let year = |n: &Number, v: f64| (1000.0..2100.0).contains(&v) && v.fract() == 0.0 && n.parts.is_empty();
    let short = |v: f64| (0.0..100.0).contains(&v);
    if (a.decade || b.decade)
        && (year(a, x) && short(y) && x % 100.0 == y || year(b, y) && short(x) && y % 100.0 == x)
    {
        return true;
    }
    // `1600s` and `17th century`.
    let century = |n: &Number, v: f64, other: f64| {
        year(n, v) && n.decade && v % 100.0 == 0.0 && v / 100.0 + 1.0 == other
    };
    if century(a, x, y) || century(b, y, x) {
        return true;
    }
    // 14 o'clock and 2 p.m.
    let hour = |p: f64, q: f64| (13.0..=24.0).contains(&p) && p - 12.0 == q;
    if hour(x, y) || hour(y, x) {
        return true;
    }
    match (a.unit, b.unit) {
        (Unit::Measure(Quantity::Celsius, _), Unit::Measure(Quantity::Fahrenheit, _)) => {
            (x * 1.8 + 32.0 - y).abs() < 1.5
        }
        (Unit::Measure(Quantity::Fahrenheit, _), Unit::Measure(Quantity::Celsius, _)) => {
            (y * 1.8 + 32.0 - x).abs() < 1.5
        }
        (Unit::Measure(p, size), Unit::Measure(q, other)) if p == q && size != other => {
            let (x, y) = (x * size, y * other);
            (x - y).abs() <= 0.06 * x.max(y)
        }
        _ => false,
    }
}

/// Whether two units are what translators exchange by mistake: kilometres and miles, percent and nothing is not.
fn confused(a: Unit, b: Unit) -> bool {
    match (a, b) {
        (Unit::Measure(p, size), Unit::Measure(q, other)) => {
            p == q && size.max(other) > 1.2 * size.min(other) || temperature(p, q)
        }
        _ => false,
    }
}

fn temperature(p: Quantity, q: Quantity) -> bool {
    use Quantity::{Celsius, Fahrenheit};
    matches!((p, q), (Celsius, Fahrenheit) | (Fahrenheit, Celsius))
}
