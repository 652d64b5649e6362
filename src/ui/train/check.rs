//! The check: one row per parameter, every derivative three times, live.

use std::{ops::Range, sync::Arc};

use leptos::prelude::*;

use crate::{
    check::{Kinks, Report, Row, Verdict, verdict},
    nn::{ParameterId, Parameters},
    state::{Column, Direction, Order, Store},
    ui::{
        format, text,
        transport::{NotYet, gradients_unknown},
        widgets::Choice,
    },
};

/// The least height of a row in CSS pixels, and how many of them the table shows at once at most.
const ROW_HEIGHT: f64 = 24.0;
const ROWS_IN_SIGHT: usize = 18;

/// Summary and rows.
#[component]
pub(super) fn CheckPanel() -> impl IntoView {
    let store: Store = expect_context();
    let hidden = Memo::new(move |_| store.figures.with(|snapshot| snapshot.params.hidden()));
    // While somebody points into the table or moves in it by keyboard, rows keep their places.
    let held = RwSignal::new(false);
    let rows = shown_rows(store, held);
    let playing = Memo::new(move |_| store.snapshot.with(|snapshot| snapshot.playing));
    let unknown = gradients_unknown(store);
    let in_sight = RwSignal::new(0..ROWS_IN_SIGHT);
    let look = move |top: f64| {
        let first = (top / ROW_HEIGHT) as usize;
        in_sight.set(first..first + ROWS_IN_SIGHT);
    };
    view! {
        <section class="check" aria-labelledby="check-title">
            <div class="card check-summary" class:unknown=unknown>
                <div class="head">
                    <h2 id="check-title">{text::CHECK}<small>{move || subject(store)}</small></h2>
                    <div class="tools">
                        <Choice
                            label=text::ORDER
                            options=vec![(Order::WORST_FIRST, text::WORST_FIRST), (Order::NETWORK, text::NETWORK_ORDER)]
                            value=store.view.order
                            set=move |order| store.view.order.set(order)
                        />
                    </div>
                </div>
                <Summary/>
                {move || store.slow_figures.get().filter(|_| playing.get()).map(|every| view! { <p class="hint">{text::slow_figures(every)}</p> })}
                <NotYet/>
            </div>
            <div class="card check-rows" class:unknown=unknown>
                <div
                    class="scroll"
                    tabindex="0"
                    role="region"
                    aria-label=text::CHECK
                    on:scroll:target=move |event| look(f64::from(event.target().scroll_top()))
                    on:pointerenter=move |_| held.set(true)
                    on:pointerleave=move |_| held.set(false)
                    on:focusin=move |_| held.set(true)
                    on:focusout=move |_| held.set(false)
                >
                    <table class="rows">
                        <caption class="heard">{text::CHECK}</caption>
                        <Head/>
                        <tbody>
                            {move || (0..Parameters::count(hidden.get())).map(|place| view! { <CheckRow place rows in_sight playing/> }).collect::<Vec<_>>()}
                        </tbody>
                    </table>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// What the derivatives are of, and how the differences are taken.
fn subject(store: Store) -> String {
    let check = store.check.get();
    text::check_subject(check.scheme, check.precision, check.delta)
}

/// How many derivatives match, and how far the worst is off.
#[component]
fn Summary() -> impl IntoView {
    let store: Store = expect_context();
    let tally =
        Memo::new(move |_| store.report.with(|report| store.kinks.with(|kinks| Tally::of(&report.rows, kinks))));
    let fails = move || tally.get().wrong > 0;
    let explained = move || {
        let Tally { kinks, steps, .. } = tally.get();
        (kinks + steps > 0).then(|| text::explain::explained(kinks, steps))
    };
    view! {
        <p class="verdict" class:fails=fails>
            <strong>
                {move || if fails() { "✗ " } else { "✓ " }}
                {move || store.report.with(|report| text::check_summary(report.matching, report.rows.len()))}
            </strong>
            <span>{move || store.report.with(|report| text::check_worst(report.max_relative_error, report.most_off))}</span>
            <span class="explained">{explained}</span>
        </p>
    }
    .into_any()
}

/// How many rows are wrong, and how many differ for a reason that is no fault of backprop's.
#[derive(Clone, Copy, Default, PartialEq)]
struct Tally {
    wrong: usize,
    kinks: usize,
    steps: usize,
}

impl Tally {
    fn of(rows: &[Row], kinks: &[Kinks]) -> Self {
        rows.iter().zip(kinks).fold(Self::default(), |mut tally, (row, kinks)| {
            match verdict(row, kinks) {
                Verdict::Match => {}
                Verdict::Kink => tally.kinks += 1,
                Verdict::StepSize => tally.steps += 1,
                Verdict::Wrong => tally.wrong += 1,
            }
            tally
        })
    }
}

const COLUMNS: [Option<Column>; 8] = [
    Some(Column::Parameter),
    Some(Column::Value),
    Some(Column::Backprop),
    Some(Column::FiniteDifference),
    Some(Column::ForwardMode),
    Some(Column::AbsoluteError),
    Some(Column::RelativeError),
    None,
];

/// Which columns a narrow screen leaves out; the panel of the pointed-at parameter has them all.
fn spare(column: Option<Column>) -> bool {
    matches!(column, Some(Column::Value | Column::ForwardMode | Column::AbsoluteError))
}

#[component]
fn Head() -> impl IntoView {
    let store: Store = expect_context();
    let order = store.view.order;
    let heads = COLUMNS
        .into_iter()
        .zip(text::CHECK_COLUMNS)
        .map(|(column, name)| {
            let sorted = move || match (Some(order.get().column) == column, order.get().direction) {
                (false, _) => None,
                (true, Direction::Ascending) => Some("ascending"),
                (true, Direction::Descending) => Some("descending"),
            };
            let arrow = move || match sorted() {
                Some("ascending") => " ▲",
                Some(_) => " ▼",
                None => "",
            };
            view! {
                <th scope="col" aria-sort=sorted class:spare=spare(column)>
                    {match column {
                        Some(column) => view! {
                            <button type="button" on:click=move |_| order.update(|order| *order = order.pressed(column))>
                                {name} <span aria-hidden="true">{arrow}</span>
                            </button>
                        }
                        .into_any(),
                        None => name.into_any(),
                    }}
                </th>
            }
        })
        .collect::<Vec<_>>();
    view! { <thead><tr>{heads}</tr></thead> }.into_any()
}

/// The row at a place of the table; which parameter that is depends on the order.
#[component]
fn CheckRow(
    place: usize,
    rows: Memo<Arc<Shown>>,
    in_sight: RwSignal<Range<usize>>,
    playing: Memo<bool>,
) -> impl IntoView {
    let store: Store = expect_context();
    let view = store.view;
    // A memo a row: its cells listen to it, and only the rows' memos to the whole, so that a refresh costs no more than
    // there are rows. Rows out of sight keep their text while it trains.
    let row = Memo::new(move |before: Option<&Option<Row>>| match before {
        Some(before) if !in_sight.get().contains(&place) && playing.get() => *before,
        _ => rows.with(|shown| shown.rows.get(place).copied()),
    });
    let id = move || row.get().map_or(ParameterId::Bo, |row| row.id);
    let cell = move |write: fn(&Row) -> String| move || row.get().as_ref().map(write);
    let means = Memo::new(move |_| {
        let row = row.get()?;
        store.kinks.with(|all| all.iter().find(|kinks| kinks.parameter == row.id).map(|kinks| verdict(&row, kinks)))
    });
    let is = move |verdict: Verdict| means.get() == Some(verdict);
    // Seen, heard, and said in full where one points.
    let words = move || match means.get() {
        Some(Verdict::Match) => ("✓", text::YES, None),
        Some(Verdict::Kink) => (text::explain::KINK, text::explain::KINK, Some(text::explain::KINK_TITLE)),
        Some(Verdict::StepSize) => {
            (text::explain::STEP_SIZE, text::explain::STEP_SIZE_TITLE, Some(text::explain::STEP_SIZE_TITLE))
        }
        Some(Verdict::Wrong) => ("✗", text::NO, Some(text::explain::WRONG_TITLE)),
        None => ("", "", None),
    };
    view! {
        <tr
            class:selected=move || view.parameter.get() == id()
            on:pointerenter=move |_| view.pointed.set(Some(id()))
            on:pointerleave=move |_| view.pointed.set(None)
            on:click=move |_| store.take_apart(id())
        >
            <td>
                <button type="button" on:focus=move |_| view.pointed.set(Some(id())) on:blur=move |_| view.pointed.set(None)>
                    {move || id().to_string()}
                </button>
            </td>
            <td class="spare">{cell(|row| format::value(row.value))}</td>
            <td>{cell(|row| format::derivative(row.backprop))}</td>
            <td>{cell(|row| format::derivative(row.finite_difference))}</td>
            <td class="spare">{cell(|row| format::derivative(row.forward_mode))}</td>
            <td class="spare">{cell(|row| format::scientific(row.absolute_error, 1))}</td>
            <td>{cell(|row| format::scientific(row.relative_error, 1))}</td>
            <td
                class:ok=move || is(Verdict::Match)
                class:bad=move || is(Verdict::Wrong)
                class:excused=move || is(Verdict::Kink) || is(Verdict::StepSize)
                title=move || words().2
            >
                <span aria-hidden="true">{move || words().0}</span>
                <span class="heard">{move || words().1}</span>
            </td>
        </tr>
    }
    .into_any()
}

/// The rows as the table shows them, and the order that put them so.
#[derive(PartialEq)]
struct Shown {
    order: Order,
    rows: Vec<Row>,
}

/// The report's rows in the chosen order. While `held`, every row keeps the place that it had.
fn shown_rows(store: Store, held: RwSignal<bool>) -> Memo<Arc<Shown>> {
    Memo::new(move |before: Option<&Arc<Shown>>| {
        let report = store.report.get();
        let order = store.view.order.get();
        let kept = before.filter(|shown| held.get() && shown.order == order && shown.rows.len() == report.rows.len());
        let rows = match kept {
            Some(shown) => shown.rows.iter().map(|row| find(&report, row.id)).collect(),
            None => ordered(&report, order),
        };
        Arc::new(Shown { order, rows })
    })
}

/// The report's rows stand in the flat order of the parameters.
fn find(report: &Report, id: ParameterId) -> Row {
    report.rows[id.index(report.rows.len() / 4)]
}

/// The report's rows, ordered. Equal rows stay in the order of the network.
fn ordered(report: &Report, order: Order) -> Vec<Row> {
    let mut rows = report.rows.clone();
    let key = |row: &Row| match order.column {
        Column::Parameter => 0.0,
        Column::Value => row.value,
        Column::Backprop => row.backprop,
        Column::FiniteDifference => row.finite_difference,
        Column::ForwardMode => row.forward_mode,
        Column::AbsoluteError => row.absolute_error,
        // A row that does not match is worse than any that does, however small its relative error.
        Column::RelativeError if !row.matches => f64::INFINITY,
        Column::RelativeError => row.relative_error,
    };
    match (order.column, order.direction) {
        (Column::Parameter, Direction::Ascending) => {}
        (Column::Parameter, Direction::Descending) => rows.reverse(),
        (_, Direction::Ascending) => rows.sort_by(|a, b| key(a).total_cmp(&key(b))),
        (_, Direction::Descending) => rows.sort_by(|a, b| key(b).total_cmp(&key(a))),
    }
    rows
}
