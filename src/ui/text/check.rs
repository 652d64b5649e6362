//! The strings of the check: its table, its summary, and what a row means.

use super::{
    super::format::{plain, scientific, short},
    count,
};
use crate::check::{CheckSpec, Judged, Precision, Report, Scheme, Verdict};

pub(in crate::ui) const CHECK: &str = "Backprop against finite differences";
pub(in crate::ui) const COLUMNS: [&str; 8] =
    ["Parameter", "Value", "Backprop", "Finite diff.", "Forward mode", "Abs. error", "Rel. error", "Match"];
pub(in crate::ui) const WORST_FIRST: &str = "worst first";
pub(in crate::ui) const NETWORK_ORDER: &str = "network order";
pub(in crate::ui) const ORDER: &str = "Order of the rows";
pub(in crate::ui) const GROUPS: &str = "The check by group";
pub(in crate::ui) const GROUPS_NOTE: &str = "largest error of each";
pub(in crate::ui) const GO_TO_ROWS: &str = "Go to its rows";
pub(in crate::ui) const BREAK_IT: &str = "Break the backward pass";
pub(in crate::ui) const PARTS: &str = "How many rows have which verdict";
pub(in crate::ui) const ONLY_THESE: &str = "List only these; press again to list all";
pub(in crate::ui) const NO_SUCH_ROW: &str = "No row is like that now.";

/// A verdict as it is seen, as it is heard, and as it is said where one points.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::ui) struct Words {
    /// In the table.
    pub(in crate::ui) seen: &'static str,
    /// By screen readers.
    pub(in crate::ui) heard: &'static str,
    /// The reason, where there is one to give.
    pub(in crate::ui) title: Option<&'static str>,
}

/// A verdict in words.
pub(in crate::ui) fn verdict(verdict: Verdict) -> Words {
    const STEP_SIZE: &str = "The step size is to blame, too large or too small; forward mode confirms backprop";
    match verdict {
        Verdict::Match => Words { seen: "✓", heard: super::YES, title: None },
        Verdict::Kink => Words {
            seen: "kink",
            heard: "kink",
            title: Some("The finite difference steps across a kink; forward mode confirms backprop"),
        },
        Verdict::StepSize => Words { seen: "δ", heard: STEP_SIZE, title: Some(STEP_SIZE) },
        Verdict::Overflow => Words {
            seen: "∞",
            heard: "overflow",
            title: Some("A number is too large to be computed, so there is nothing to compare"),
        },
        Verdict::Wrong => Words {
            seen: "✗",
            heard: super::NO,
            title: Some("Forward mode contradicts backprop too: the gradient is wrong"),
        },
    }
}

/// Where every row matches.
pub(in crate::ui) fn all_match(rows: usize) -> String {
    format!("{rows} of {rows} derivatives match")
}

/// How many rows have a verdict, where not all match.
pub(in crate::ui) fn part(verdict: Verdict, count: usize) -> String {
    let one = count == 1;
    match verdict {
        Verdict::Match => format!("{count} {}", if one { "matches" } else { "match" }),
        Verdict::Kink => format!("{count} {} a kink", if one { "crosses" } else { "cross" }),
        Verdict::StepSize => format!("{count} {} off by δ", if one { "is" } else { "are" }),
        Verdict::Overflow => format!("{count} {}", if one { "overflows" } else { "overflow" }),
        Verdict::Wrong => format!("{count} wrong"),
    }
}

/// The row that stands first where the worst are first; where all match, the largest relative error that means
/// something, and which rows that leaves out.
pub(in crate::ui) fn worst(report: &Report, first: &Judged) -> String {
    if first.verdict == Verdict::Overflow {
        return format!("first {}: no number to compare", first.row.id);
    }
    if first.verdict != Verdict::Match {
        return format!("worst {}, relative error {}", first.row.id, scientific(first.row.relative_error, 1));
    }
    let Some(most) = report.most_off else { return "no error at all".to_owned() };
    let largest = format!("largest relative error {} at {most}", scientific(report.max_relative_error, 1));
    if most == first.row.id {
        return largest;
    }
    let rows = count(report.left_out, "row");
    format!("{largest}, without {rows} below {} in size", short(report.meaningful))
}

/// How the check's differences are taken.
pub(in crate::ui) fn subject(check: &CheckSpec) -> String {
    format!("{}, δ = {}, {}", scheme(check.scheme), short(check.delta), precision(check.precision))
}

/// A scheme's name.
pub(in crate::ui) fn scheme(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Central => super::CENTRAL,
        Scheme::Forward => super::FORWARD,
    }
}

/// A precision's name.
pub(in crate::ui) fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::F64 => "float64",
        Precision::F32 => "float32",
    }
}

/// What is too large to be computed, and what still holds; `None` where every number of the check is finite.
pub(in crate::ui) fn overflow(rows: &[Judged], used: Precision) -> Option<String> {
    let many = |of: fn(&Judged) -> f64| rows.iter().filter(|judged| !of(judged).is_finite()).count();
    let backprop = many(|judged| judged.row.backprop);
    let difference = many(|judged| judged.row.finite_difference);
    let forward = many(|judged| judged.row.forward_mode);
    let largest = |precision| match precision {
        Precision::F64 => "1.8e308",
        Precision::F32 => "3.4e38",
    };
    let of = |many: usize| if many == rows.len() { "every parameter".to_owned() } else { count(many, "parameter") };
    match (backprop, difference, forward) {
        (0, 0, 0) => None,
        (0, _, 0) => Some(format!(
            "The finite difference overflows for {}: {} ends at {}, and the loss beside it is larger. \
             Backprop and forward mode, in float64, still hold.",
            of(difference),
            precision(used),
            largest(used)
        )),
        (0, _, _) => Some(format!(
            "The witnesses overflow: {} ends at {}, and a number on their way is larger, for {}. \
             Backprop’s numbers are finite, but nothing confirms them.",
            precision(Precision::F64),
            largest(Precision::F64),
            of(forward.max(difference))
        )),
        _ => Some(format!(
            "Backprop overflows for {}: float64 ends at {}, and a number on its way is larger. \
             The parameters are still finite, and so is every number that has digits.",
            of(backprop),
            largest(Precision::F64)
        )),
    }
}

/// Why figures come slowly: `every` is in milliseconds. It stands in a line that is there anyway.
pub(in crate::ui) fn slow_figures(every: f64) -> String {
    format!("checking takes long here: figures follow every {} s", plain(every / 1000.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        check::{Tally, forward_mode, kinks, report},
        data::Example,
        nn::{Parameters, Reduction},
    };

    fn judged(parameters: &Parameters, check: &CheckSpec) -> (Report, Vec<Judged>) {
        let examples = [Example { x: [1.0, 0.5], y: -1.0 }];
        let backprop = forward_mode(parameters, &examples, Reduction::Mean);
        let report = report(check, parameters, &backprop, &examples, Reduction::Mean);
        let rows = Judged::all(&report, &kinks(check, parameters, &examples, Reduction::Mean));
        (report, rows)
    }

    fn scaled(factor: f64) -> Parameters {
        let values = [1.0, -0.5, 0.3, 0.8, 0.4, 0.6, 1.2, -0.7, 0.1];
        Parameters::from_flat(2, values.iter().map(|value| value * factor).collect()).expect("4h + 1 numbers")
    }

    #[test]
    fn an_overflow_is_said_in_words_with_what_still_holds() {
        let spec = |precision| CheckSpec { precision, ..CheckSpec::default() };
        for (factor, precision, expected) in [
            (1.0, Precision::F32, None),
            (1e30, Precision::F32, Some("Backprop and forward mode, in float64, still hold")),
            (1e200, Precision::F64, Some("float64 ends at 1.8e308")),
        ] {
            let (_, rows) = judged(&scaled(factor), &spec(precision));
            let said = overflow(&rows, precision);
            assert_eq!(said.is_some(), expected.is_some(), "{factor}: {said:?}");
            assert!(said.unwrap_or_default().contains(expected.unwrap_or_default()), "{factor} in {precision:?}");
        }
    }

    #[test]
    fn the_summary_names_the_row_that_stands_first_or_says_what_it_leaves_out() {
        for delta in [1e-6, 1e-2, 1.0] {
            let (report, mut rows) = judged(&scaled(1.0), &CheckSpec { delta, ..CheckSpec::default() });
            rows.sort_by(Judged::worse);
            let said = worst(&report, &rows[0]);
            let names_first = said.contains(&rows[0].row.id.to_string());
            assert!(names_first || said.contains("without") || said.contains("no error"), "{delta}: {said}");
            let parts: usize = Verdict::ALL.into_iter().map(|verdict| Tally::of(&rows).count(verdict)).sum();
            assert_eq!(parts, rows.len(), "every row is in one part");
        }
    }
}
