//! Files that people choose, drop on the page or save. They are read and made here and sent nowhere.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, DragEvent, File, HtmlAnchorElement, HtmlInputElement, Url};

use super::{page, promise};

/// A file's name and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// Without its folder, which the browser does not tell.
    pub name: String,
    /// All of it.
    pub text: String,
}

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileProblem {
    /// It has more bytes than asked for. It was not read at all.
    TooLarge {
        /// The file.
        name: String,
        /// Its size.
        bytes: u64,
    },
    /// It is no text in UTF-8: a spreadsheet, a picture, another encoding.
    NotText {
        /// The file.
        name: String,
    },
    /// The browser could not read it: a folder, or a file that is gone or locked.
    Unreadable {
        /// The file.
        name: String,
    },
}

/// Reads the file that was chosen, if one was, unless it has more than `most` bytes. The same file can be chosen again.
pub fn read_chosen(input: &HtmlInputElement, most: usize, done: impl FnOnce(Result<TextFile, FileProblem>) + 'static) {
    let file = input.files().and_then(|files| files.get(0));
    if let Some(file) = file {
        read(&file, most, done);
        // A file that was corrected outside is chosen once more, which is no change unless nothing is chosen now.
        input.set_value("");
    }
}

/// Lets a file that is dragged here be dropped. Text that is dragged goes where it would.
pub fn welcome(event: &DragEvent) {
    if event.data_transfer().is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0)) {
        event.prevent_default();
    }
}

/// Reads the first file that was dropped, if one was, as [`read_chosen`] does, in place of the browser, which would show
/// it instead of the page.
pub fn read_dropped(event: &DragEvent, most: usize, done: impl FnOnce(Result<TextFile, FileProblem>) + 'static) {
    let files = event.data_transfer().and_then(|transfer| transfer.files());
    if let Some(file) = files.and_then(|files| files.get(0)) {
        event.prevent_default();
        read(&file, most, done);
    }
}

/// Offers `bytes` as a file to save. Says whether the browser took it: a frame may not be allowed to.
pub fn save(name: &str, media_type: &str, bytes: &[u8]) -> bool {
    offer(name, media_type, bytes).is_ok()
}

fn offer(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    let url = Url::create_object_url_with_blob(&Blob::new_with_u8_array_sequence_and_options(&parts, &kind)?)?;
    let document = page::document().ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The click has handed the blob over.
    Url::revoke_object_url(&url)
}

fn read(file: &File, most: usize, done: impl FnOnce(Result<TextFile, FileProblem>) + 'static) {
    let (name, bytes) = (file.name(), file.size());
    if bytes > most as f64 {
        return done(Err(FileProblem::TooLarge { name, bytes: bytes as u64 }));
    }
    promise::settle(&file.text(), move |outcome| {
        done(match outcome.ok().and_then(|text| text.as_string()) {
            None => Err(FileProblem::Unreadable { name }),
            // What is no UTF-8 comes as replacement characters; texts of two bytes a letter are half zeros.
            Some(text) if text.contains(['\u{fffd}', '\0']) => Err(FileProblem::NotText { name }),
            Some(text) => Ok(TextFile { name, text }),
        });
    });
}
