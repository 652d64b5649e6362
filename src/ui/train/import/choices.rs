//! What a table is taken for: its columns, its classes, its scale.

use leptos::prelude::*;

use crate::{
    data::table::{Columns, Header, Positive, Scaling},
    state,
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

    pub(super) fn of(self, columns: Columns) -> usize {
        match self {
            Self::X1 => columns.x1,
            Self::X2 => columns.x2,
            Self::Label => columns.label,
        }
    }

    fn changed(self, columns: Columns, place: usize) -> Columns {
        match self {
            Self::X1 => Columns { x1: place, ..columns },
            Self::X2 => Columns { x2: place, ..columns },
            Self::Label => Columns { label: place, ..columns },
        }
    }
}

/// Every choice about the table.
#[component]
pub(super) fn Choices(import: state::Import) -> impl IntoView {
    let understood = move || {
        let (table, choice) = import.table.get().zip(import.choice.get())?;
        let (rows, header) = (table.count(choice.header), choice.header);
        Some(data::understood(table.columns(), rows, table.delimiter(), table.mark(), header))
    };
    let has_header = move || import.choice.get().is_some_and(|choice| choice.header == Header::Present);
    view! {
        <section class="import-choices">
            <p class="import-understood">{understood}</p>
            <label class="import-check">
                <input
                    type="checkbox"
                    prop:checked=has_header
                    on:change:target=move |event| {
                        import.set_header(if event.target().checked() { Header::Present } else { Header::Absent });
                    }
                />
                <span>{data::HEADER}</span>
            </label>
            <fieldset class="import-columns">
                <legend>{data::COLUMNS}</legend>
                {Purpose::ALL.map(|purpose| view! { <ColumnChoice import purpose/> })}
            </fieldset>
            <Classes import/>
            <Scale import/>
        </section>
    }
    .into_any()
}

/// Which column is used for one purpose.
#[component]
fn ColumnChoice(import: state::Import, purpose: Purpose) -> impl IntoView {
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
                    if let (Some(choice), Ok(place)) = (import.choice.get_untracked(), event.target().value().parse()) {
                        import.set_columns(purpose.changed(choice.columns, place));
                    }
                }
            >
                {options}
            </select>
        </label>
    }
    .into_any()
}

/// Which label became which class.
#[component]
fn Classes(import: state::Import) -> impl IntoView {
    let classes = Memo::new(move |_| {
        import.outcome.with(|outcome| outcome.as_ref()?.as_ref().ok().map(|imported| imported.classes.clone()))
    });
    let words = move |place: usize| {
        classes.with(|classes| classes.as_ref().map(|both| data::class(&both[place].written, both[place].count)))
    };
    view! {
        <fieldset class="import-part" hidden=move || classes.with(Option::is_none)>
            <legend>{data::CLASSES}</legend>
            <div class="import-classes">
                <span class="negative">{text::CLASS_LOW}</span>
                <span>{move || words(0)}</span>
                <span class="positive">{text::CLASS_HIGH}</span>
                <span>{move || words(1)}</span>
            </div>
            <button
                type="button"
                class="quiet"
                aria-label=data::SWAP_LABEL
                aria-pressed=move || (import.positive.get() == Positive::First).to_string()
                on:click=move |_| import.swap()
            >
                {data::SWAP}
            </button>
        </fieldset>
    }
    .into_any()
}

/// Whether coordinates are standardised, and the numbers with which.
#[component]
fn Scale(import: state::Import) -> impl IntoView {
    let standardised = move || import.scaling.get() == Scaling::Standardised;
    let axes = move || {
        import.outcome.with(|outcome| {
            let imported = outcome.as_ref()?.as_ref().ok()?;
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
            Some(view! {
                <p class="hint">{done}</p>
                <table class="import-axes">
                    <thead>
                        <tr><th scope="col">{data::AXIS}</th><th scope="col">{data::MEAN}</th><th scope="col">{data::DEVIATION}</th></tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            })
        })
    };
    view! {
        <fieldset class="import-part">
            <legend>{data::SCALE}</legend>
            <label class="import-check">
                <input
                    type="checkbox"
                    prop:checked=standardised
                    on:change:target=move |event| {
                        import.scaling.set(if event.target().checked() { Scaling::Standardised } else { Scaling::AsGiven });
                    }
                />
                <span>{data::STANDARDISE}</span>
            </label>
            {axes}
        </fieldset>
    }
    .into_any()
}
