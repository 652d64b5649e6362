//! Tokens of a pasted text: numbers, brackets, separators, words and comments.

use winnow::{
    Parser, Result,
    ascii::{digit0, digit1, space0, till_line_ending},
    combinator::{alt, delimited, opt, preceded},
    error::EmptyError,
    stream::{LocatingSlice, Location, Stream},
    token::{any, one_of, take_till, take_while},
};

use super::problem::{Expected, Found, Refusal};

type Input<'t> = LocatingSlice<&'t str>;

/// One token and the bytes that it stands on.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind<'t>,
    pub(super) text: &'t str,
    pub(super) start: usize,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind<'t> {
    /// A finite number.
    Number(f64),
    /// `[`, `(` or `{`.
    Open(char),
    /// `]`, `)` or `}`.
    Close(char),
    Comma,
    Semicolon,
    Tab,
    NewLine,
    Equals,
    Colon,
    /// A name, with points: `np.array`.
    Word(&'t str),
    /// A text in quotation marks.
    Quoted,
    /// What is asked of an array in code: `.T`, `.reshape`.
    Method,
    /// What follows `#` or `%` on its line.
    Comment(&'t str),
    /// No token at all, and what should be there. The last but one.
    Wrong(Expected),
    /// The text's end. Always the last, so that a token always follows one that is not.
    End,
}

impl Token<'_> {
    /// The first byte after the token.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// This token where something else was expected. A token that is wrong by itself says its own reason.
    pub(super) fn refuse(&self, expected: Expected) -> Refusal {
        let found = match self.kind {
            Kind::End => Found::End,
            Kind::NewLine => Found::LineEnd,
            _ => Found::Text(shortened(self.text)),
        };
        let expected = match self.kind {
            Kind::Wrong(reason) => reason,
            Kind::Word(word) => reason_of(word).unwrap_or(match expected {
                Expected::Array | Expected::Number => Expected::ValueOfName,
                other => other,
            }),
            Kind::Method => Expected::Computed,
            Kind::Quoted if self.text.starts_with('<') => Expected::PrintedTensor,
            _ => expected,
        };
        Refusal { offset: self.start, found, expected }
    }
}

/// Every token of the text up to its end or to the first that is wrong, and then the end.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut input = LocatingSlice::new(text);
    let mut tokens: Vec<Token<'_>> = Vec::new();
    loop {
        let start = skip_spaces(&mut input);
        let parsed = match tokens.last() {
            Some(before) if before.ends_badly(start, &input) => wrong(Expected::Separator, &mut input),
            _ => token.with_taken().parse_next(&mut input),
        };
        let Ok((kind, text)) = parsed else { break };
        tokens.push(Token { kind, text, start });
        if matches!(kind, Kind::Wrong(_)) {
            break;
        }
    }
    tokens.push(Token { kind: Kind::End, text: "", start: text.len() });
    tokens
}

impl Token<'_> {
    /// Whether this is a number and what follows at `start` can neither follow a number nor be a part of one:
    /// 1.2.3, 3x, 1-2, 50 %.
    fn ends_badly(&self, start: usize, rest: &Input<'_>) -> bool {
        let Some(next) = rest.chars().next() else { return false };
        let follows = start > self.end()
            || matches!(next, '\t' | '\n' | '\r' | ',' | ';' | '，' | '；' | '#' | '…' | '&' | '\\' | '$');
        let bracket = matches!(next, '[' | ']' | '(' | ')' | '{' | '}');
        matches!(self.kind, Kind::Number(_)) && (next == '%' || !follows && !bracket)
    }
}

/// The name that a comment consists of, if it is one: `x_input` of `#x_input` and of `# x_input:`.
pub(super) fn name_in(comment: &str) -> Option<&str> {
    let name = comment.trim().trim_end_matches([':', '=']).trim_end();
    let is_name = name.starts_with(begins_word) && name.chars().all(continues_word);
    is_name.then_some(name)
}

/// What LaTeX puts around and between numbers and is none of them.
const LATEX_SPACES: [&str; 14] = [
    "$", "\\[", "\\]", "\\(", "\\)", "\\,", "\\;", "\\!", "\\quad", "\\left[", "\\right]", "\\left(", "\\right)",
    "\\hline",
];

/// Spaces of every kind, and the invisible marks that pages and editors put into texts. Returns where they end.
fn skip_spaces(input: &mut Input<'_>) -> usize {
    skip_blanks(input);
    while let Some(space) = LATEX_SPACES.into_iter().find(|space| input.starts_with(space)) {
        input.next_slice(space.len());
        skip_blanks(input);
    }
    input.current_token_start()
}

fn skip_blanks(input: &mut Input<'_>) {
    let is_space =
        |c: char| c.is_whitespace() && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{200b}' | '\u{feff}');
    let _: Result<&str, EmptyError> = take_while(0.., is_space).parse_next(input);
}

fn token<'t>(input: &mut Input<'t>) -> Result<Kind<'t>, EmptyError> {
    let first = input.chars().next().ok_or(EmptyError)?;
    let single = match first {
        '\r' | '\n' => return alt(("\r\n", "\n", "\r")).value(Kind::NewLine).parse_next(input),
        '#' | '%' => return preceded(any, till_line_ending).map(Kind::Comment).parse_next(input),
        '"' | '\'' => return quoted(first, input),
        '<' => return quoted('>', input),
        '\\' => return latex(input),
        '.' if begins_method(input) => return preceded('.', word).value(Kind::Method).parse_next(input),
        '.' if input.starts_with("...") => return "...".value(Kind::Wrong(Expected::EveryNumber)).parse_next(input),
        '0'..='9' | '.' => return number(input),
        _ if is_sign(first) => return number(input),
        _ if begins_word(first) => return word.map(Kind::Word).parse_next(input),
        '\t' => Kind::Tab,
        ',' | '，' | '&' => Kind::Comma,
        ';' | '；' => Kind::Semicolon,
        '=' => Kind::Equals,
        ':' => Kind::Colon,
        '[' | '(' | '{' => Kind::Open(first),
        ']' | ')' | '}' => Kind::Close(first),
        '…' => Kind::Wrong(Expected::EveryNumber),
        '∞' => Kind::Wrong(Expected::FiniteNumber),
        _ => Kind::Wrong(Expected::Number),
    };
    any.value(single).parse_next(input)
}

/// `.T`, and not `.5`.
fn begins_method(input: &Input<'_>) -> bool {
    input.chars().nth(1).is_some_and(begins_word)
}

/// LaTeX's matrices: an environment is a bracket, `\\` ends a row.
fn latex<'t>(input: &mut Input<'t>) -> Result<Kind<'t>, EmptyError> {
    let environment = |begin: &'static str| (begin, take_till(0.., '}'), '}').map(|(_, name, _): (_, &str, _)| name);
    let columns = ('{', take_till(0.., '}'), '}').void();
    alt((
        ("\\\\", opt(('[', take_till(0.., ']'), ']'))).value(Kind::Semicolon),
        (environment("\\begin{").verify(|name: &str| name == "array"), columns).value(Kind::Open('[')),
        environment("\\begin{").verify(|name: &str| name.ends_with("matrix")).value(Kind::Open('[')),
        environment("\\end{").value(Kind::Close(']')),
        alt(("\\infty", "\\text{nan}")).value(Kind::Wrong(Expected::FiniteNumber)),
        any.value(Kind::Wrong(Expected::LatexMatrix)),
    ))
    .parse_next(input)
}

/// One character that cannot stand where it stands.
fn wrong<'t>(expected: Expected, input: &mut Input<'t>) -> Result<(Kind<'t>, &'t str), EmptyError> {
    any.value(Kind::Wrong(expected)).with_taken().parse_next(input)
}

/// `-1.5e−3`, `+.5`, `1.`: as Python, with any minus sign.
fn number<'t>(input: &mut Input<'t>) -> Result<Kind<'t>, EmptyError> {
    let begin = input.checkpoint();
    let Ok(text) = (opt(one_of(is_sign)), mantissa, opt(exponent)).take().parse_next(input) else {
        input.reset(&begin);
        return not_a_number(input);
    };
    let broken_exponent: Result<_, EmptyError> = (one_of(['e', 'E']), opt(one_of(is_sign))).void().parse_next(input);
    if broken_exponent.is_ok() {
        return Ok(Kind::Wrong(Expected::ExponentDigit));
    }
    let power: Option<&str> = opt(power_of_ten).parse_next(input)?;
    let value = power.map_or_else(|| float(text), |power| float(&format!("{text}e{power}")));
    Ok(match value {
        Some(value) if value.is_finite() => Kind::Number(value),
        _ => Kind::Wrong(Expected::SmallerNumber),
    })
}

/// The −7 of LaTeX's `\times 10^{-7}`.
fn power_of_ten<'t>(input: &mut Input<'t>) -> Result<&'t str, EmptyError> {
    let exponent = || (opt(one_of(is_sign)), digit1).take();
    let power = alt((delimited('{', exponent(), '}'), exponent()));
    preceded((space0, alt(("\\times", "\\cdot")), space0, "10^"), power).parse_next(input)
}

fn mantissa(input: &mut Input<'_>) -> Result<(), EmptyError> {
    alt(((digit1, opt(('.', digit0))).void(), ('.', digit1).void())).parse_next(input)
}

fn exponent(input: &mut Input<'_>) -> Result<(), EmptyError> {
    (one_of(['e', 'E']), opt(one_of(is_sign)), digit1).void().parse_next(input)
}

/// A sign or a point without digits; `-inf` says that it is infinite.
fn not_a_number<'t>(input: &mut Input<'t>) -> Result<Kind<'t>, EmptyError> {
    let sign: Option<char> = opt(one_of(is_sign)).parse_next(input)?;
    if sign.is_none() {
        return any.value(Kind::Wrong(Expected::Number)).parse_next(input);
    }
    let infinite = opt(alt((word.verify(|word: &str| reason_of(word).is_some()).void(), '∞'.void())));
    let expected = |found: Option<()>| found.map_or(Expected::DigitAfterSign, |()| Expected::FiniteNumber);
    infinite.map(|found| Kind::Wrong(expected(found))).parse_next(input)
}

/// Rust's own reading, the nearest float64, after every sign has become the one of ASCII.
fn float(text: &str) -> Option<f64> {
    if text.is_ascii() {
        return text.parse().ok();
    }
    let plain = |c: char| {
        if is_minus(c) {
            '-'
        } else if is_plus(c) {
            '+'
        } else {
            c
        }
    };
    text.chars().map(plain).collect::<String>().parse().ok()
}

fn word<'t>(input: &mut Input<'t>) -> Result<&'t str, EmptyError> {
    (one_of(begins_word), take_while(0.., |c| continues_word(c) || c == '.')).take().parse_next(input)
}

fn quoted<'t>(end: char, input: &mut Input<'t>) -> Result<Kind<'t>, EmptyError> {
    let body = take_till(0.., move |c| c == end || c == '\n' || c == '\r');
    let closed = preceded((any, body), opt(one_of(end))).parse_next(input)?;
    let open = if end == '>' { Expected::PrintedTensor } else { Expected::Quote };
    Ok(closed.map_or(Kind::Wrong(open), |_| Kind::Quoted))
}

/// Why a word that people write for a number is none.
fn reason_of(word: &str) -> Option<Expected> {
    match word.rsplit('.').next()?.to_ascii_lowercase().as_str() {
        "nan" | "inf" | "infinity" => Some(Expected::FiniteNumber),
        "true" | "false" => Some(Expected::NumberNotTruth),
        "none" | "na" | "null" | "nil" | "missing" => Some(Expected::MissingNumber),
        _ => None,
    }
}

fn begins_word(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn continues_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_sign(c: char) -> bool {
    is_minus(c) || is_plus(c)
}

/// Hyphens and dashes that editors, PDFs and keyboards put for a minus.
fn is_minus(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2014}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

fn is_plus(c: char) -> bool {
    matches!(c, '+' | '\u{fe62}' | '\u{ff0b}')
}

/// At most 20 characters, so that a message stays a line.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(20) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
