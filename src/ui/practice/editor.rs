//! The answer: a native text area over a copy of its text, which gives it its size, its line numbers, and the mark where
//! something is wrong.

use std::sync::Arc;

use leptos::{ev::KeyboardEvent, html, prelude::*};
use practice::python::{MOST_BYTES, Place};
use practice::verdict::Verdict;

use super::model::{Asked, Model};
use crate::{
    browser::{area, paste},
    ui::{
        text::practice as text,
        widgets::{OnlyTheBeginning, beginning, is_long},
    },
};

/// A step of indentation.
const INDENT: usize = 4;

/// The editor. Tab leaves it, as any field; Enter keeps the indentation, and Backspace takes a step of it back.
#[component]
pub(super) fn Editor(
    asked: Arc<Asked>,
    /// Checks the answer.
    check: Callback<()>,
) -> impl IntoView {
    let model: Model = expect_context();
    let field = NodeRef::<html::Textarea>::new();
    let begin = asked.begin();
    let start = begin.clone();
    let written = Memo::new(move |_| {
        model
            .sheet
            .with(|sheet| if sheet.text.is_empty() && sheet.attempts == 0 { start.clone() } else { sheet.text.clone() })
    });
    let long = Memo::new(move |_| written.with(|text| is_long(text).then_some(text.len())));
    let own = Arc::clone(&asked);
    // Longer than any answer that is read is long enough to be refused.
    let write = Callback::new(move |mut text: String| {
        text.truncate(text.floor_char_boundary(4 * MOST_BYTES));
        model.change(&own, |sheet| sheet.text = text);
    });
    let fault = Memo::new(move |_| fault(model));
    let start_over = move |_| {
        if let Some(field) = field.get_untracked() {
            area::replace(&field, &begin);
        }
    };
    let placeholder = if asked.exercise.is_function { String::new() } else { format!("{} = …", asked.exercise.id) };
    view! {
        <div class="answer">
            <p class="label">
                <label for="answer">{text::ANSWER}</label>
                <button type="button" class="quiet" on:click=start_over>{text::START_OVER}</button>
            </p>
            <div class="editor">
                <div class="gutter" aria-hidden="true">{move || written.with(|text| line_numbers(beginning(text)))}</div>
                <div class="paper">
                    <pre aria-hidden="true">{move || written.with(|text| mirrored(beginning(text), fault.get()))}</pre>
                    <textarea
                        id="answer"
                        node_ref=field
                        spellcheck="false"
                        autocomplete="off"
                        autocapitalize="off"
                        wrap="off"
                        placeholder=placeholder
                        aria-describedby="verdict-heard"
                        aria-invalid=move || fault.get().map(|_| "true")
                        prop:value=move || written.with(|text| beginning(text).to_owned())
                        readonly=move || long.get().is_some()
                        on:input:target=move |event| write.run(event.target().value())
                        on:paste:target=move |event| {
                            if let Some(text) = paste::long(&event, &event.target(), is_long) {
                                write.run(text);
                            }
                        }
                        on:keydown:target=move |event| {
                            let field = event.target();
                            if is_check(&event) {
                                event.prevent_default();
                                check.run(());
                            } else if edits(&event, &field) {
                                event.prevent_default();
                            }
                        }
                    ></textarea>
                </div>
            </div>
            <OnlyTheBeginning bytes=long clear=move || write.run(String::new())/>
        </div>
    }
    .into_any()
}

fn is_check(event: &KeyboardEvent) -> bool {
    event.key() == "Enter" && (event.ctrl_key() || event.meta_key())
}

/// Does what Enter and Backspace do in a program; says whether that was anything else than the browser does.
fn edits(event: &KeyboardEvent, field: &area::Area) -> bool {
    if event.is_composing() || event.shift_key() || event.alt_key() || event.ctrl_key() || event.meta_key() {
        return false;
    }
    let Some(before) = area::before_caret(field) else { return false };
    match event.key().as_str() {
        "Enter" => {
            let indent = indent_after(&before);
            if indent > 0 {
                area::insert(field, &format!("\n{}", " ".repeat(indent)));
            }
            indent > 0
        }
        "Backspace" => {
            let count = step_back(&before);
            if count > 1 {
                area::delete_before(field, count);
            }
            count > 1
        }
        _ => false,
    }
}

/// How far the line is indented that follows on `before`.
fn indent_after(before: &str) -> usize {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let own = line.len() - line.trim_start_matches(' ').len();
    own + if line.trim_end().ends_with(':') { INDENT } else { 0 }
}

/// How many spaces a step back takes away at the end of `before`; 0 where its line holds anything else.
fn step_back(before: &str) -> u32 {
    let line = before.rsplit('\n').next().unwrap_or_default();
    if line.is_empty() || line.contains(|own| own != ' ') { 0 } else { ((line.len() - 1) % INDENT + 1) as u32 }
}

/// Where the answer that stands there is at fault.
fn fault(model: Model) -> Option<Place> {
    let (is_checked, attempts) = model.sheet.with(|sheet| (sheet.text == sheet.checked, sheet.attempts));
    let standing = model.standing.get();
    let checked = &standing.latest.as_ref().filter(|_| is_checked && attempts > 0)?.checked;
    if checked.verdict == Verdict::Right { None } else { checked.diagnoses.iter().find_map(|found| found.place) }
}

fn line_numbers(text: &str) -> String {
    (1..=text.split('\n').count()).map(|number| number.to_string()).collect::<Vec<_>>().join("\n")
}

/// The text with a mark under the word at `fault`. The last line has a height of its own even where it is empty.
fn mirrored(text: &str, fault: Option<Place>) -> AnyView {
    let Some((before, word, after)) = fault.and_then(|place| around(text, place)) else {
        return format!("{text}\n ").into_any();
    };
    view! { {before.to_owned()}<mark>{word.to_owned()}</mark>{format!("{after}\n ")} }.into_any()
}

/// A text before, at and after a place: at it a whole word, or one character.
fn around(text: &str, place: Place) -> Option<(&str, &str, &str)> {
    let line_start = text.split_inclusive('\n').take(place.line - 1).map(str::len).sum::<usize>();
    let line = text.get(line_start..)?.split('\n').next()?;
    let column = line.char_indices().nth(place.column - 1).map_or(line.len(), |(at, _)| at);
    let rest = &line[column..];
    let is_word = |own: char| own.is_alphanumeric() || own == '_';
    let word = rest.find(|own| !is_word(own)).unwrap_or(rest.len());
    let length = if word > 0 { word } else { rest.chars().next().map_or(0, char::len_utf8) };
    // Where the line is over, its last character is what can be marked.
    let (start, length) = match (length, line[..column].chars().next_back()) {
        (0, Some(last)) => (column - last.len_utf8(), last.len_utf8()),
        _ => (column, length),
    };
    let at = line_start + start;
    Some((&text[..at], &text[at..at + length], &text[at + length..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_indented_as_python_has_it() {
        for (before, indent) in
            [("", 0), ("a = 1", 0), ("def f(x):", 4), ("def f(x):\n    y = x", 4), ("    for k in r:  ", 8)]
        {
            assert_eq!(indent_after(before), indent, "{before:?}");
        }
        for (before, count) in [("", 0), ("a ", 0), ("\n    ", 4), ("\n      ", 2), (" ", 1), ("\n        ", 4)] {
            assert_eq!(step_back(before), count, "{before:?}");
        }
    }

    #[test]
    fn the_word_at_fault_is_marked() {
        let text = "g = grad_s_H\nnp.outer(X, gé)\n";
        for (line, column, word) in [(2, 13, "gé"), (2, 9, "("), (1, 1, "g"), (1, 13, "H"), (2, 16, ")")] {
            let (before, own, after) = around(text, Place { line, column }).expect("a place");
            assert_eq!((own, format!("{before}{own}{after}").as_str()), (word, text), "line {line}, column {column}");
        }
        assert_eq!(around("", Place { line: 1, column: 1 }), Some(("", "", "")), "nothing to mark");
    }
}
