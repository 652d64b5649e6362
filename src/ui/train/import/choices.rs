//! What a table is taken for: its columns, its classes, its scale.

use leptos::prelude::*;

use super::{Reading, classes::Classes};
use crate::{
    data::table::{Columns, Delimiter, Header, Incomplete, Scaling},
    ui::text::{self, data},
};

/// The use of a column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    X1,
    X2,
    Label,
}

impl Purpose {
    pub(super) const ALL: [Self; 3] = [Self::X1, Self::X2, Self::Label];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::X1 => text::X1,
            Self::X2 => text::X2,
            Self::Label => data::LABEL,
        }
    }

    pub(super) fn of(self, mut columns: Columns) -> usize {
        *self.place(&mut columns)
    }

    fn place(self, columns: &mut Columns) -> &mut usize {
        match self {
            Self::X1 => &mut columns.x1,
            Self::X2 => &mut columns.x2,
            Self::Label => &mut columns.label,
        }
    }
}

/// Every choice about the table.
#[component]
pub(super) fn Choices(import: Reading) -> impl IntoView {
    let understood = move || {
        let (table, choice) = import.table.get().zip(import.choice.get())?;
        let (rows, header) = (table.count(choice.header), choice.header);
        Some(data::understood(table.columns(), rows, table.delimiter(), table.mark(), header))
    };
    let has_header = Signal::derive(move || {
        import.choice.with(|choice| choice.as_ref().is_some_and(|choice| choice.header == Header::Present))
    });
    view! {
        <section class="import-choices">
            <p class="import-understood">{understood}</p>
            <Separator import/>
            {check(has_header, data::HEADER, Signal::stored(false), move |is| {
                let header = if is { Header::Present } else { Header::Absent };
                import.choose(|given, table| given.set_header(table, header));
            })}
            <fieldset class="import-columns">
                <legend>{data::COLUMNS}</legend>
                {Purpose::ALL.map(|purpose| view! { <ColumnChoice import purpose/> })}
            </fieldset>
            <IncompleteRows import/>
            <Classes import/>
            <Scale import/>
        </section>
    }
    .into_any()
}

/// A box before what is chosen by it.
fn check(
    is: Signal<bool>,
    name: impl IntoView + 'static,
    hidden: Signal<bool>,
    set: impl Fn(bool) + 'static,
) -> AnyView {
    view! {
        <label class="import-check" hidden=hidden>
            <input type="checkbox" prop:checked=is on:change:target=move |event| set(event.target().checked())/>
            <span>{name}</span>
        </label>
    }
    .into_any()
}

/// What stands between the fields: as it seems, or as one says.
#[component]
fn Separator(import: Reading) -> impl IntoView {
    let chosen = Memo::new(move |_| import.given.with(|given| given.separator));
    let option = |separator: Option<Delimiter>| {
        let value = separator.map_or_else(String::new, |separator| data::delimiter(separator).to_owned());
        let name = separator.map_or(data::GUESSED, data::delimiter);
        view! { <option value=value selected=move || chosen.get() == separator>{name}</option> }
    };
    let options = std::iter::once(None).chain(Delimiter::ALL.map(Some)).map(option).collect::<Vec<_>>();
    view! {
        <label class="import-separator">
            <span>{data::SEPARATOR}</span>
            <select on:change:target=move |event| {
                let value = event.target().value();
                let separator = Delimiter::ALL.into_iter().find(|delimiter| data::delimiter(*delimiter) == value);
                import.given.update(|given| given.separator = separator);
            }>{options}</select>
        </label>
    }
    .into_any()
}

/// Offers to leave out rows that lack something, where there are any.
#[component]
fn IncompleteRows(import: Reading) -> impl IntoView {
    let count = Memo::new(move |_| {
        import.outcome.with(|outcome| match outcome {
            Some(Ok(imported)) => imported.left_out.incomplete,
            Some(Err(problems)) => problems.incomplete,
            None => 0,
        })
    });
    let left_out = Memo::new(move |_| import.given.with(|given| given.incomplete == Incomplete::LeftOut));
    let none = Signal::derive(move || count.get() == 0 && !left_out.get());
    check(
        left_out.into(),
        move || data::leave_out(count.get()),
        none,
        move |is| {
            let incomplete = if is { Incomplete::LeftOut } else { Incomplete::Refused };
            import.given.update(|given| given.incomplete = incomplete);
        },
    )
}

/// Which column is used for one purpose.
#[component]
fn ColumnChoice(import: Reading, purpose: Purpose) -> impl IntoView {
    let names = Memo::new(move |_| {
        let (table, choice) = import.table.get().zip(import.choice.get())?;
        Some((0..table.columns()).map(|place| data::column(&table.column(place, choice.header))).collect::<Vec<_>>())
    });
    let chosen = Memo::new(move |_| import.choice.get().map(|choice| purpose.of(choice.columns)));
    let options = move || {
        let option = |(place, name): (usize, String)| {
            view! { <option value=place.to_string() selected=move || chosen.get() == Some(place)>{name}</option> }
        };
        names.get().unwrap_or_default().into_iter().enumerate().map(option).collect::<Vec<_>>()
    };
    view! {
        <label>
            <span>{purpose.name()}</span>
            <select
                prop:value=move || {
                    names.track();
                    chosen.get().map(|place| place.to_string())
                }
                on:change:target=move |event| {
                    if let Ok(place) = event.target().value().parse() {
                        import.choose(|given, table| {
                            let mut columns = given.choice(table).columns;
                            *purpose.place(&mut columns) = place;
                            given.set_columns(table, columns);
                        });
                    }
                }
            >
                {options}
            </select>
        </label>
    }
    .into_any()
}

/// Whether coordinates are standardised, and the numbers with which.
#[component]
fn Scale(import: Reading) -> impl IntoView {
    let standardised = Signal::derive(move || import.given.with(|given| given.scaling == Scaling::Standardised));
    let axes = move || {
        import.imported(|imported| {
            let row = |(name, axis)| {
                let [mean, deviation] = data::axis(axis);
                view! { <tr><th scope="row">{name}</th><td>{mean}</td><td>{deviation}</td></tr> }
            };
            let rows = [text::X1, text::X2].into_iter().zip(imported.axes).map(row).collect::<Vec<_>>();
            let done = match imported.scaling {
                Scaling::Standardised if imported.axes.iter().any(|axis| axis.deviation == 0.0) => {
                    format!("{} {}", data::STANDARDISED, data::CONSTANT)
                }
                Scaling::Standardised => data::STANDARDISED.to_owned(),
                Scaling::AsGiven if imported.should_be_standardised() => data::RECOMMENDED.to_owned(),
                Scaling::AsGiven => data::AS_GIVEN.to_owned(),
            };
            view! {
                <p class="hint">{done}</p>
                <table class="import-axes">
                    <thead>
                        <tr><th scope="col">{data::AXIS}</th><th scope="col">{data::MEAN}</th><th scope="col">{data::DEVIATION}</th></tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            }
        })
    };
    view! {
        <fieldset class="import-part">
            <legend>{data::SCALE}</legend>
            {check(standardised, data::STANDARDISE, Signal::stored(false), move |is| {
                let scaling = if is { Scaling::Standardised } else { Scaling::AsGiven };
                import.given.update(|given| given.scaling = scaling);
            })}
            {axes}
        </fieldset>
    }
    .into_any()
}
