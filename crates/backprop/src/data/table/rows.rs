//! From text to rows of fields.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};

use super::{
    BYTE_ORDER_MARK,
    cell::{Cell, Mark},
};

/// What stands between the fields of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
    /// One or more spaces, as `numpy.savetxt` writes.
    Spaces,
}

/// A row with something in it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// The line on which it starts, from 1.
    pub(super) line: usize,
    fields: StringRecord,
}

impl Row {
    /// How many fields it has.
    pub(super) fn len(&self) -> usize {
        self.fields.len()
    }

    /// A field without the spaces around it; empty where the row is too short.
    pub(super) fn field(&self, place: usize) -> &str {
        self.fields.get(place).unwrap_or_default().trim()
    }

    /// Every field.
    pub(super) fn fields(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|place| self.field(place))
    }
}

impl Delimiter {
    /// Every one, in the order in which people are asked.
    pub const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Spaces];

    /// The one that finds the most numbers in the text's beginning, or else the most rows of several fields.
    pub(super) fn sniff(text: &str) -> Self {
        const BYTES: usize = 1 << 16;
        const ROWS: usize = 20;
        let beginning = text[..text.floor_char_boundary(BYTES)].trim_start_matches(BYTE_ORDER_MARK);
        let found = |delimiter: &Self| {
            let (rows, _) = delimiter.rows(beginning, ROWS);
            let divided: Vec<&Row> = rows.iter().filter(|row| row.len() > 1).collect();
            let fields = divided.iter().flat_map(|row| row.fields());
            (fields.filter(|field| Cell::read(field, Mark::Comma).is_numeric()).count(), divided.len())
        };
        // Of equals the last is taken: a tab is hardly ever anything else, a space often is.
        [Self::Spaces, Self::Comma, Self::Semicolon, Self::Tab].into_iter().max_by_key(found).unwrap_or(Self::Comma)
    }

    /// The first `most` rows that are not blank, and how many there are in all.
    pub(super) fn rows(self, text: &str, most: usize) -> (Vec<Row>, usize) {
        let (byte, text) = match self {
            Self::Comma => (b',', Cow::Borrowed(text)),
            Self::Semicolon => (b';', Cow::Borrowed(text)),
            Self::Tab => (b'\t', Cow::Borrowed(text)),
            Self::Spaces => (b'\t', Cow::Owned(with_tabs(text))),
        };
        let mut reader =
            ReaderBuilder::new().has_headers(false).flexible(true).delimiter(byte).from_reader(text.as_bytes());
        let mut lines = Lines { text: text.as_bytes(), byte: 0, line: 1 };
        let (mut rows, mut count) = (Vec::new(), 0);
        let mut record = StringRecord::new();
        // A text in memory always can be read, and is always UTF-8.
        while reader.read_record(&mut record).is_ok_and(|more| more) {
            if record.iter().all(|field| field.trim().is_empty()) {
                continue;
            }
            count += 1;
            if rows.len() < most {
                let end_of_the_one_before = record.position().map_or(0, |position| position.byte() as usize);
                // Collected, not cloned: a clone keeps the room of the longest record before.
                rows.push(Row { line: lines.line_after(end_of_the_one_before), fields: record.iter().collect() });
            }
        }
        (rows, count)
    }
}

/// The text with one tab for the spaces between two fields, and none around a line. Lines stay where they are.
fn with_tabs(text: &str) -> String {
    let mut tabbed = String::with_capacity(text.len());
    let (mut quoted, mut spaces) = (false, false);
    // numpy.savetxt begins its header with a #, which is no column.
    for c in text.trim_start_matches('#').chars() {
        if !quoted && c.is_whitespace() && !matches!(c, '\n' | '\r') {
            spaces = true;
            continue;
        }
        let within = !matches!(c, '\n' | '\r') && !tabbed.is_empty() && !tabbed.ends_with(['\n', '\r']);
        if std::mem::take(&mut spaces) && within {
            tabbed.push('\t');
        }
        quoted ^= c == '"';
        tabbed.push(c);
    }
    tabbed
}

/// Counts lines as editors do, which end with `\n`, `\r\n` or `\r`. The reader's own count takes blank lines before a
/// record as parts of it.
struct Lines<'t> {
    text: &'t [u8],
    byte: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of the first record that starts at `byte` or after it. Bytes only grow from call to call.
    fn line_after(&mut self, byte: usize) -> usize {
        while let Some(&found) = self.text.get(self.byte)
            && (self.byte < byte || matches!(found, b'\n' | b'\r'))
        {
            self.byte += 1;
            let ends = found == b'\n' || found == b'\r' && self.text.get(self.byte) != Some(&b'\n');
            self.line += usize::from(ends);
        }
        self.line
    }
}
