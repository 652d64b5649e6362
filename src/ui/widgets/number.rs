//! One number: a slider for the eye and the hand, beside it a field that takes it exactly.

use leptos::prelude::*;

use crate::ui::{format, text};

/// The numbers that a control accepts, and where they lie on its slider.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Smallest number accepted.
    pub low: f64,
    /// Largest number accepted.
    pub high: f64,
    /// How the slider covers the numbers.
    pub stops: Stops,
}

/// How a slider covers its numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stops {
    /// Equal steps of the given size, from `low` to `high`.
    Even(f64),
    /// Powers of ten from the first exponent to the second, eight stops each; `low` itself sits at the left end.
    Powers(i32, i32),
    /// No slider: the numbers have no order worth sliding through.
    None,
}

impl Range {
    const STOPS_PER_POWER: i32 = 8;

    /// The slider's last stop; the first is 0.
    fn last_stop(self) -> i32 {
        match self.stops {
            Stops::Even(step) => ((self.high - self.low) / step).round() as i32,
            Stops::Powers(first, last) => (last - first) * Self::STOPS_PER_POWER + i32::from(self.low == 0.0),
            Stops::None => 0,
        }
    }

    /// The number at a stop, rounded to what is worth reading.
    fn at(self, stop: i32) -> f64 {
        let value = match self.stops {
            Stops::Even(step) => format::round(self.low + f64::from(stop) * step, 6),
            Stops::Powers(..) if self.low == 0.0 && stop == 0 => 0.0,
            Stops::Powers(first, _) => {
                let place = stop - i32::from(self.low == 0.0);
                format::round(10f64.powf(f64::from(first) + f64::from(place) / f64::from(Self::STOPS_PER_POWER)), 2)
            }
            Stops::None => self.low,
        };
        value.clamp(self.low, self.high)
    }

    /// The stop nearest to a number.
    fn stop(self, value: f64) -> i32 {
        let stop = match self.stops {
            Stops::Even(step) => ((value - self.low) / step).round(),
            Stops::Powers(..) if value <= 0.0 => 0.0,
            Stops::Powers(first, _) => {
                ((value.log10() - f64::from(first)) * f64::from(Self::STOPS_PER_POWER)).round()
                    + f64::from(i32::from(self.low == 0.0))
            }
            Stops::None => 0.0,
        };
        (stop as i32).clamp(0, self.last_stop())
    }

    /// The number that a typed text stands for, where it stands for one, and a word about it where it is not that one.
    pub fn accept(self, typed: &str) -> (Option<f64>, Option<String>) {
        let Some(value) = format::parse(typed) else { return (None, Some(text::not_a_number(self.low, self.high))) };
        let value = if matches!(self.stops, Stops::Even(step) if step >= 1.0) { value.round() } else { value };
        let accepted = value.clamp(self.low, self.high);
        let note = (accepted - value).abs() > 0.0;
        (Some(accepted), note.then(|| text::clamped(self.low, self.high)))
    }
}

/// A number that may be missing: an empty field stands for none.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Empty {
    /// What stands in the field while it is empty.
    pub(in crate::ui) says: &'static str,
    /// What emptying it does.
    pub(in crate::ui) set: Callback<()>,
}

/// A labelled number. One that may be missing has no slider.
#[component]
pub(in crate::ui) fn Number(
    /// What the number is, with its unit.
    #[prop(into)]
    label: TextProp,
    /// What is accepted.
    #[prop(into)]
    range: Signal<Range>,
    /// The number as it is.
    #[prop(into)]
    value: Signal<Option<f64>>,
    /// What a new number does.
    #[prop(into)]
    set: Callback<f64>,
    /// How the number is written in its field.
    #[prop(default = format::short)]
    write: fn(f64) -> String,
    /// The name by which authors hide or lock it.
    #[prop(optional)]
    control: Option<&'static str>,
    /// Where it may be missing.
    #[prop(optional)]
    empty: Option<Empty>,
) -> impl IntoView {
    let note = RwSignal::new(None::<String>);
    // The field shows the accepted number again after a text that was refused, also where the number did not change.
    let refresh = RwSignal::new(0u32);
    let shown = move || {
        refresh.track();
        value.get().map_or_else(String::new, write)
    };
    let size =
        Memo::new(move |_| value.get().filter(|_| empty.is_none()).map(|number| write(number).chars().count() + 1));
    let typed = move |input: String| {
        if let Some(empty) = empty.filter(|_| input.trim().is_empty()) {
            note.set(None);
            empty.set.run(());
        } else {
            let (accepted, problem) = range.get_untracked().accept(&input);
            note.set(problem);
            // Setting what is there already may do more than nothing: it would begin a run anew.
            if let Some(other) = accepted.filter(|_| accepted != value.get_untracked()) {
                set.run(other);
            }
        }
        refresh.update(|count| *count += 1);
    };
    let name = label.clone();
    let slider = move || {
        let name = name.clone();
        (empty.is_none() && range.get().stops != Stops::None).then(|| {
            let now = move || value.get().unwrap_or_default();
            view! {
                <input
                    type="range"
                    min="0"
                    aria-label=move || name.get()
                    max=move || range.get().last_stop()
                    prop:value=move || range.get().stop(now())
                    aria-valuetext=move || write(now())
                    on:input:target=move |event| {
                        note.set(None);
                        if let Ok(stop) = event.target().value().parse() {
                            set.run(range.get_untracked().at(stop));
                        }
                    }
                />
            }
        })
    };
    view! {
        <div class="number" data-control=control>
            <label>
                <span>{move || label.get()}</span>
                <input
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    placeholder=empty.map(|empty| empty.says)
                    prop:value=shown
                    size=size
                    aria-invalid=move || note.get().map(|_| "true")
                    on:change:target=move |event| typed(event.target().value())
                    on:input=move |_| note.set(None)
                />
            </label>
            {slider}
            <p class="note" role="status">{move || note.get()}</p>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Range = Range { low: 0.0, high: 1e6, stops: Stops::Powers(-4, 1) };
    const UNITS: Range = Range { low: 1.0, high: 64.0, stops: Stops::Even(1.0) };

    #[test]
    fn stops_and_numbers_are_inverse() {
        for range in [RATE, UNITS] {
            for stop in 0..=range.last_stop() {
                assert_eq!(range.stop(range.at(stop)), stop, "stop {stop} of {range:?} is {}", range.at(stop));
            }
        }
        assert_eq!(RATE.stop(1e6), RATE.last_stop(), "a number past the slider sits at its end");
    }

    #[test]
    fn what_is_typed_is_accepted_or_clamped_with_a_word() {
        for (typed, expected, noted) in [
            ("8", Some(8.0), false),
            ("0", Some(1.0), true),
            ("65", Some(64.0), true),
            ("7.6", Some(8.0), false),
            ("x", None, true),
            ("", None, true),
            ("−3", Some(1.0), true),
        ] {
            let (accepted, note) = UNITS.accept(typed);
            assert_eq!((accepted, note.is_some()), (expected, noted), "{typed}");
        }
    }
}
