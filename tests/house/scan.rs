//! Rust sources as words: without comments, string contents and tests.

/// One word of a source: an identifier, a number or a single punctuation mark, and the line it stands on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) line: usize,
}

/// The words of a source outside comments, literals and `#[cfg(test)]`.
pub(crate) fn words(source: &str) -> Vec<Word> {
    without_tests(&all_words(source))
}

/// Every path that the words import or write out, `use a::{b, c::d}` taken apart, with its line.
pub(crate) fn paths(words: &[Word]) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    let mut rest = words;
    while let Some((word, tail)) = rest.split_first() {
        if is_name(&word.text) {
            rest = tree(rest, "", &mut found);
        } else {
            rest = tail;
        }
    }
    found
}

/// Reads one path or one tree of imports. Returns what follows it.
fn tree<'a>(words: &'a [Word], prefix: &str, found: &mut Vec<(String, usize)>) -> &'a [Word] {
    let mut path = prefix.to_string();
    let mut rest = words;
    let mut line = words.first().map_or(0, |word| word.line);
    while let Some(word) = rest.first().filter(|word| is_name(&word.text)) {
        path = if path.is_empty() { word.text.clone() } else { format!("{path}::{}", word.text) };
        line = word.line;
        rest = &rest[1..];
        let follows = |index: usize, mark: &str| rest.get(index).is_some_and(|word| word.text == mark);
        if !(follows(0, ":") && follows(1, ":")) {
            break;
        }
        rest = &rest[2..];
        if rest.first().is_some_and(|word| word.text == "{") {
            rest = &rest[1..];
            while rest.first().is_some_and(|word| is_name(&word.text) || word.text == "*" || word.text == ",") {
                rest = if is_name(&rest[0].text) { tree(rest, &path, found) } else { &rest[1..] };
            }
            return if rest.first().is_some_and(|word| word.text == "}") { &rest[1..] } else { rest };
        }
    }
    found.push((path, line));
    rest
}

fn is_name(word: &str) -> bool {
    word.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// Leaves out every item under `#[cfg(test)]` or `#[cfg(all(test, …))]`.
fn without_tests(words: &[Word]) -> Vec<Word> {
    let mut kept = Vec::new();
    let mut index = 0;
    while index < words.len() {
        if is_test_attribute(&words[index..]) {
            index = end_of_item(words, index);
        } else {
            kept.push(words[index].clone());
            index += 1;
        }
    }
    kept
}

fn is_test_attribute(words: &[Word]) -> bool {
    [["#", "[", "cfg", "(", "test"].as_slice(), &["#", "[", "cfg", "(", "all", "(", "test"]]
        .iter()
        .any(|start| words.len() > start.len() && start.iter().zip(words).all(|(mark, word)| *mark == word.text))
}

/// Where the item ends whose attributes begin at `start`: after its braces, or its semicolon outside any brackets.
fn end_of_item(words: &[Word], start: usize) -> usize {
    let mut depth = 0_usize;
    for (index, word) in words.iter().enumerate().skip(start) {
        match word.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            "}" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return index + 1;
                }
            }
            ";" if depth == 0 => return index + 1,
            _ => {}
        }
    }
    words.len()
}

/// Splits a source into words. The contents of comments, strings and characters are nobody's names.
fn all_words(source: &str) -> Vec<Word> {
    let text: Vec<char> = source.chars().collect();
    let mut words = Vec::new();
    let (mut index, mut line) = (0, 1);
    while index < text.len() {
        let end = match text[index..] {
            ['/', '/', ..] => end_of_line(&text, index),
            ['/', '*', ..] => end_of_block_comment(&text, index),
            ['"', ..] => end_of_string(&text, index),
            ['\'', ..] => end_of_character(&text, index),
            ['r' | 'b' | 'c', ..] if raw_string(&text, index).is_some() => raw_string(&text, index).unwrap_or(index),
            [first, ..] if first.is_alphanumeric() || first == '_' => {
                let end = index + text[index..].iter().take_while(|c| c.is_alphanumeric() || **c == '_').count();
                words.push(Word { text: text[index..end].iter().collect(), line });
                end
            }
            [mark, ..] => {
                if !mark.is_whitespace() {
                    words.push(Word { text: mark.to_string(), line });
                }
                index + 1
            }
            [] => break,
        };
        line += text[index..end].iter().filter(|c| **c == '\n').count();
        index = end;
    }
    words
}

fn end_of_line(text: &[char], start: usize) -> usize {
    text[start..].iter().position(|c| *c == '\n').map_or(text.len(), |length| start + length)
}

/// Block comments nest.
fn end_of_block_comment(text: &[char], start: usize) -> usize {
    let (mut index, mut depth) = (start, 0);
    while index < text.len() {
        match text[index..] {
            ['/', '*', ..] => (index, depth) = (index + 2, depth + 1),
            ['*', '/', ..] => (index, depth) = (index + 2, depth - 1),
            _ => index += 1,
        }
        if depth == 0 {
            break;
        }
    }
    index
}

fn end_of_string(text: &[char], start: usize) -> usize {
    let mut index = start + 1;
    while index < text.len() && text[index] != '"' {
        index += if text[index] == '\\' { 2 } else { 1 };
    }
    (index + 1).min(text.len())
}

/// After a character literal; after the mark alone where it begins a lifetime.
fn end_of_character(text: &[char], start: usize) -> usize {
    match text[start + 1..] {
        ['\\', ..] => {
            let closing = text[start + 3..].iter().position(|c| *c == '\'');
            closing.map_or(text.len(), |length| start + 3 + length + 1)
        }
        [_, '\'', ..] => start + 3,
        _ => start + 1,
    }
}

/// Where the raw string that begins here ends: `r"…"`, `r#"…"#`, `br"…"`, `cr"…"`.
fn raw_string(text: &[char], start: usize) -> Option<usize> {
    let after_prefix = match text[start..] {
        ['r', ..] => start + 1,
        ['b' | 'c', 'r', ..] => start + 2,
        _ => return None,
    };
    if start > 0 && (text[start - 1].is_alphanumeric() || text[start - 1] == '_') {
        return None;
    }
    let hashes = text[after_prefix..].iter().take_while(|c| **c == '#').count();
    let opening = after_prefix + hashes;
    if text.get(opening) != Some(&'"') {
        return None;
    }
    let closing: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    let body = &text[opening + 1..];
    let length = body.windows(closing.len()).position(|window| window == closing.as_slice());
    Some(length.map_or(text.len(), |length| opening + 1 + length + closing.len()))
}
