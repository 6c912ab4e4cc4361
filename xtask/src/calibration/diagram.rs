//! The reliability diagram: an SVG file that reads in light and dark.

use std::fmt::Write as _;

use super::reliability::Bin;

/// The plot inside the picture, in pixels: left, top, width, height.
const PLOT: (f64, f64, f64, f64) = (56.0, 16.0, 440.0, 320.0);
/// The lowest confidence that is reported.
const LOW: f64 = 0.3;
/// Pixels of the radius of the largest point, and of any.
const RADIUS: (f64, f64) = (9.0, 2.5);
/// Where the tiers begin.
const TIERS: [(f64, &str); 2] = [(0.7, "likely"), (0.95, "sure")];

fn x(confidence: f64) -> f64 {
    PLOT.0 + (confidence - LOW) / (1.0 - LOW) * PLOT.2
}

fn y(share: f64) -> f64 {
    PLOT.1 + (1.0 - share) * PLOT.3
}

/// Draws the bins of some series, each with its name: the first filled, the second as rings.
pub(crate) fn draw(series: &[(String, &[Bin])]) -> String {
    let (width, height) = (PLOT.0 + PLOT.2 + 24.0, PLOT.1 + PLOT.3 + 48.0);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" \
         aria-label=\"Share of findings that are right, by confidence\">\n\
         <style>\n\
         text {{ font: 12px sans-serif; fill: #444 }}\n\
         .grid {{ stroke: #8884; fill: none }}\n\
         .axis {{ stroke: #888; fill: none }}\n\
         .ideal {{ stroke: #888 }}\n\
         .s0 {{ stroke: #1f6feb; fill: #1f6febaa }}\n\
         .s1 {{ stroke: #d4680a; fill: none; stroke-width: 2 }}\n\
         .line {{ fill: none; stroke-width: 1 }}\n\
         .fault {{ fill: none; stroke-width: 1; stroke-dasharray: 3 3 }}\n\
         @media (prefers-color-scheme: dark) {{ text {{ fill: #ccc }} .s0 {{ stroke: #58a6ff; fill: #58a6ffaa }} .s1 {{ stroke: #f0984a }} \
         .line, .fault {{ fill: none }} }}\n\
         </style>\n"
    );
    for tenth in (0..=10).step_by(2) {
        let share = f64::from(tenth) / 10.0;
        let (left, right, at) = (x(LOW), x(1.0), y(share));
        let _ = writeln!(out, "<path class=\"grid\" d=\"M{left:.1} {at:.1}H{right:.1}\"/>");
        let _ = writeln!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{share:.1}</text>",
            left - 6.0,
            at + 4.0
        );
    }
    for tenth in 3..=10 {
        let confidence = f64::from(tenth) / 10.0;
        let (at, bottom) = (x(confidence), y(0.0));
        let _ = writeln!(out, "<path class=\"grid\" d=\"M{at:.1} {bottom:.1}v5\"/>");
        let _ = writeln!(
            out,
            "<text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{confidence:.1}</text>",
            bottom + 18.0
        );
    }
    for (from, name) in TIERS {
        let at = x(from);
        let _ = writeln!(out, "<path class=\"grid\" d=\"M{at:.1} {:.1}V{:.1}\"/>", y(1.0), y(0.0));
        let _ = writeln!(out, "<text x=\"{:.1}\" y=\"{:.1}\">{name}</text>", at + 4.0, y(0.0) - 6.0);
    }
    let _ = writeln!(
        out,
        "<path class=\"axis\" d=\"M{:.1} {:.1}V{:.1}H{:.1}\"/>",
        x(LOW),
        y(1.0),
        y(0.0),
        x(1.0)
    );
    let (bottom, top) = (y(LOW), y(1.0));
    let _ = writeln!(out, "<path class=\"ideal\" d=\"M{:.1} {bottom:.1}L{:.1} {top:.1}\"/>", x(LOW), x(1.0));
    let most = series.iter().flat_map(|(_, bins)| bins.iter()).map(Bin::findings).max().unwrap_or(1).max(1);
    for (number, (name, bins)) in series.iter().enumerate() {
        points(&mut out, number, bins, most);
        let at = PLOT.1 + 16.0 + 18.0 * number as f64;
        let _ =
            writeln!(out, "<circle class=\"s{number}\" cx=\"{:.1}\" cy=\"{at:.1}\" r=\"5\"/>", x(LOW) + 16.0);
        let _ = writeln!(out, "<text x=\"{:.1}\" y=\"{:.1}\">{name}</text>", x(LOW) + 28.0, at + 4.0);
    }
    let at = PLOT.1 + 20.0 + 18.0 * series.len() as f64;
    let _ = writeln!(out, "<text x=\"{:.1}\" y=\"{at:.1}\">dashed: on a fault</text>", x(LOW) + 28.0);
    let (middle, below) = (PLOT.0 + PLOT.2 / 2.0, PLOT.1 + PLOT.3 + 40.0);
    let _ = writeln!(
        out,
        "<text x=\"{middle:.1}\" y=\"{below:.1}\" text-anchor=\"middle\">confidence (size of a point: number of findings)</text>"
    );
    let side = PLOT.1 + PLOT.3 / 2.0;
    let _ = writeln!(
        out,
        "<text transform=\"translate(16 {side:.1}) rotate(-90)\" text-anchor=\"middle\">share that is right</text>\n</svg>"
    );
    out
}

/// The points of a series with a line through them, and the line of those that are on a fault at all.
fn points(out: &mut String, number: usize, bins: &[Bin], most: u32) {
    let bins = || bins.iter().filter(|bin| bin.findings() > 0);
    for (class, share) in [("line", Bin::right as fn(&Bin) -> f64), ("fault", Bin::on_fault)] {
        let line: Vec<String> =
            bins().map(|bin| format!("{:.1} {:.1}", x(bin.confidence()), y(share(bin)))).collect();
        let _ = writeln!(out, "<path class=\"s{number} {class}\" d=\"M{}\"/>", line.join("L"));
    }
    for bin in bins() {
        // The area of a point, not its width, is what the eye compares.
        let radius = RADIUS.1 + (RADIUS.0 - RADIUS.1) * (f64::from(bin.findings()) / f64::from(most)).sqrt();
        let _ = writeln!(
            out,
            "<circle class=\"s{number}\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"{radius:.1}\"><title>{} findings, {:.3} right</title></circle>",
            x(bin.confidence()),
            y(bin.right()),
            bin.findings(),
            bin.right()
        );
    }
}
