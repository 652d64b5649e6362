//! The page's style sheets, joined of those that people write.

use std::fs;
use std::path::Path;

use crate::proc;
use crate::report::Outcome;

/// The sheets that the page loads, in their order. Each is a list in style/ of those that are joined to it: one
/// `@import "name.css";` a line.
const SHEETS: [&str; 2] = ["page.css", "later.css"];

/// Joins the style sheets in `folder`.
pub(crate) fn join_into(folder: &Path) -> Outcome {
    let style = proc::root().join("style");
    for sheet in SHEETS {
        let joined = join(&read(&style.join(sheet))?, |name| read(&style.join(name)))?;
        fs::write(folder.join(sheet), joined).map_err(|error| format!("{sheet}: {error}"))?;
    }
    Ok(())
}

/// The sheets that `list` imports, one after the other, without what only people read.
fn join(list: &str, read: impl Fn(&str) -> Outcome<String>) -> Outcome<String> {
    let mut joined = String::new();
    for line in without_comments(list).lines().map(str::trim).filter(|line| !line.is_empty()) {
        let name = line.strip_prefix("@import \"").and_then(|rest| rest.strip_suffix("\";"));
        let name = name.ok_or_else(|| format!("a list of style sheets has a line that is no @import: {line}"))?;
        joined.push_str(&minified(&read(name)?));
    }
    Ok(joined)
}

/// The sheet without comments, indentation and empty lines: what compression does not take away by itself.
fn minified(css: &str) -> String {
    let mut text = String::new();
    for line in without_comments(css).lines().map(str::trim).filter(|line| !line.is_empty()) {
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// No string of our style sheets holds a comment's marks.
fn without_comments(css: &str) -> String {
    let mut text = String::new();
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        text.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    text + rest
}

fn read(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_joined_in_their_order() {
        let read = |name: &str| Ok(format!("/* {name} */\n\n.{} {{\n  margin: 0; /* none */\n}}\n", &name[..1]));
        let joined = join("/* The order. */\n@import \"b.css\";\n@import \"a.css\";\n", read);
        assert_eq!(joined.as_deref(), Ok(".b {\nmargin: 0;\n}\n.a {\nmargin: 0;\n}\n"), "without comments");
        assert!(join("body {}", read).is_err(), "the list has nothing else in it");
    }

    #[test]
    fn the_lists_name_every_style_sheet_once_and_end_alike() {
        let style = proc::root().join("style");
        let [page, later] = SHEETS.map(|sheet| super::read(&style.join(sheet)).unwrap());
        let imports = |list: &str| -> Vec<String> {
            list.lines().filter(|line| line.starts_with("@import")).map(ToOwned::to_owned).collect()
        };
        // What has the last word has it also after the sheet that comes later.
        let (page, later) = (imports(&page), imports(&later));
        let last = page.iter().rev().zip(later.iter().rev()).take_while(|(page, later)| page == later).count();
        assert!(last > 0, "{later:?} does not end as {page:?}");
        let lists = [&page[..], &later[..later.len() - last]].concat();
        for file in crate::page::files(&style).unwrap() {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            let expected = usize::from(!SHEETS.contains(&name.as_str()));
            let named = lists.iter().filter(|import| **import == format!("@import \"{name}\";")).count();
            assert_eq!(named, expected, "{name}");
        }
    }
}
