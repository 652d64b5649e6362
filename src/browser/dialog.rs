//! A native dialog: the browser keeps the keyboard inside, closes it on Escape and gives the focus back.

use web_sys::HtmlDialogElement;

/// Opens the dialog over the page, which cannot be used meanwhile.
pub fn open(dialog: &HtmlDialogElement) {
    // A dialog that is open already refuses, and is what was asked for.
    let _ = dialog.show_modal();
}

/// Closes the dialog, which sends it a `close` event, as Escape does.
pub fn close(dialog: &HtmlDialogElement) {
    dialog.close();
}
