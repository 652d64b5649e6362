//! Text areas hold only the beginning of a long text: browsers take seconds to lay out some hundred thousand lines.

use leptos::prelude::*;

use crate::ui::text;

/// So much is laid out within a frame or two.
const MOST_LINES: usize = 1000;
const MOST_BYTES: usize = 50_000;

/// Whether an area holds only the beginning of a text.
pub(in crate::ui) fn is_long(text: &str) -> bool {
    beginning(text).len() < text.len()
}

/// What an area holds of a text: all of it, unless it is long.
pub(in crate::ui) fn beginning(text: &str) -> &str {
    let text = &text[..text.floor_char_boundary(MOST_BYTES)];
    let mut line_ends = text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'\n' | b'\r'));
    line_ends.nth(MOST_LINES - 1).map_or(text, |(last, _)| &text[..last])
}

/// Says below an area that it holds only the beginning of a text of so many bytes.
#[component]
pub(in crate::ui) fn OnlyTheBeginning(
    /// The text's length where it is long.
    #[prop(into)]
    bytes: Signal<Option<usize>>,
    /// Empties the field, to be typed in again.
    #[prop(into)]
    clear: Callback<()>,
) -> impl IntoView {
    let note = move || {
        bytes.get().map(|bytes| {
            view! {
                <p class="hint only-the-beginning" role="status">
                    {text::only_the_beginning(bytes)}
                    " "
                    <button type="button" class="quiet" on:click=move |_| clear.run(())>{text::CLEAR}</button>
                </p>
            }
        })
    };
    view! { {note} }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_holds_what_is_laid_out_at_once() {
        let rows = "0.5,1,0\n".repeat(999);
        assert_eq!((beginning(&rows), is_long(&rows)), (&*rows, false), "all of what people type");
        for long in ["\n", "1,2,0\r\n", "1,2,0,", "é"] {
            let text = long.repeat(1 << 20);
            let shown = beginning(&text);
            assert!(is_long(&text) && shown.len() <= MOST_BYTES, "{long:?}: {} bytes", shown.len());
            assert!(text.starts_with(shown) && shown.lines().count() <= MOST_LINES, "{long:?}");
        }
    }
}
