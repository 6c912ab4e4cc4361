//! Logarithm and exponential function of additions, multiplications and divisions alone.
//!
//! Those of the standard library come from the machine's own and may differ in the last bit between two machines; what is
//! reported must not.

use std::f64::consts::{LN_2, SQRT_2};

/// Bits of the fraction of a number, and what its exponent is counted from.
const FRACTION: u32 = 52;
const BIAS: i32 = 1023;
/// Terms that are enough for all bits.
const TERMS: u32 = 22;

/// The natural logarithm of a positive number; of what is smaller than any normal one, that of the smallest.
pub(crate) fn ln(x: f64) -> f64 {
    let bits = x.max(f64::MIN_POSITIVE).to_bits();
    let mut exponent = (bits >> FRACTION) as i32 - BIAS;
    let mut fraction = f64::from_bits(bits & ((1 << FRACTION) - 1) | (BIAS as u64) << FRACTION);
    if fraction > SQRT_2 {
        fraction /= 2.0;
        exponent += 1;
    }
    // ln f = 2 artanh((f - 1) / (f + 1)), in powers of a number below 0.172
    let t = (fraction - 1.0) / (fraction + 1.0);
    let mut sum = 0.0;
    for n in (1..=TERMS).rev().filter(|n| n % 2 == 1) {
        sum = sum * t * t + 1.0 / f64::from(n);
    }
    f64::from(exponent) * LN_2 + 2.0 * t * sum
}

/// e to the power of x; x is taken to lie between -700 and 700.
pub(crate) fn exp(x: f64) -> f64 {
    let x = x.clamp(-700.0, 700.0);
    let power = (x / LN_2).round();
    let rest = x - power * LN_2;
    let mut sum = 1.0;
    for n in (1..=TERMS).rev() {
        sum = 1.0 + sum * rest / f64::from(n);
    }
    sum * f64::from_bits(((power as i32 + BIAS) as u64) << FRACTION)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_what_they_are_called() {
        for x in [1e-30, 0.001, 0.3, 0.999, 1.0, 1.5, 2.0, 7.0, 12345.678, 1e30] {
            assert!((ln(x) - x.ln()).abs() <= 1e-14 * x.ln().abs().max(1.0), "ln {x}");
        }
        for x in [-699.0, -32.0, -1.0, -0.2, 0.0, 0.2, 1.0, 5.5, 300.0] {
            assert!((exp(x) - x.exp()).abs() <= 1e-12 * x.exp(), "exp {x}");
        }
    }

    /// The very bits: another machine must find the same.
    #[test]
    fn bits_are_fixed() {
        assert_eq!(ln(1.0).to_bits(), 0);
        assert_eq!(exp(0.0).to_bits(), 1_f64.to_bits());
        assert_eq!(ln(10.0).to_bits(), 4_612_367_379_483_415_829);
    }
}
