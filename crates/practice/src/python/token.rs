//! Tokens of Python, with indentation as tokens of its own.

use winnow::{
    Parser, Result,
    ascii::digit1,
    combinator::{alt, opt},
    error::EmptyError,
    stream::{LocatingSlice, Location, Stream},
    token::{literal, one_of, take_while},
};

use super::problem::Fault;

type Input<'t> = LocatingSlice<&'t str>;

/// One token and the bytes that it stands on.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    pub(super) text: &'t str,
    pub(super) at: usize,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// A name or a keyword.
    Name,
    Int(i64),
    Float(f64),
    /// A text without its quotation marks.
    Text(String),
    /// An operator, a bracket or a separator: its text says which.
    Sign,
    /// A line's end where it ends a statement.
    NewLine,
    Indent,
    Dedent,
    /// No token at all, and why. The last but one.
    Wrong(Fault),
    /// The text's end. Always the last, so that a token always follows one that is not.
    End,
}

/// The longest first: `**=` is not `**` and `=`.
const SIGNS: [&str; 48] = [
    "**=", "//=", "<<=", ">>=", "...", "**", "//", "<<", ">>", "<=", ">=", "==", "!=", "<>", "->", ":=", "+=", "-=",
    "*=", "/=", "%=", "@=", "&=", "|=", "^=", "+", "-", "*", "/", "%", "@", "&", "|", "^", "~", "<", ">", "(", ")",
    "[", "]", "{", "}", ",", ":", ".", ";", "=",
];

/// Every token of the text up to its end or to the first that is wrong, and then the end.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut lexer = Lexer { text, input: LocatingSlice::new(text), tokens: Vec::new(), indents: Vec::new(), open: 0 };
    if let Err((at, fault)) = lexer.run() {
        lexer.tokens.push(Token { kind: Kind::Wrong(fault), text: "", at });
    }
    lexer.finish()
}

struct Lexer<'t> {
    text: &'t str,
    input: Input<'t>,
    tokens: Vec<Token<'t>>,
    /// Columns of the blocks that are open; the first is the whole text's.
    indents: Vec<Indent>,
    /// Brackets that are open: inside them lines have no meaning.
    open: usize,
}

/// How far a line is indented, with tabs to every eighth column and with tabs as one: where the two disagree about which
/// line is further in, so do editors.
#[derive(Clone, Copy, PartialEq)]
struct Indent {
    wide: usize,
    narrow: usize,
}

type Lexed = Result<(), (usize, Fault)>;

impl<'t> Lexer<'t> {
    fn at(&self) -> usize {
        self.input.current_token_start()
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at()..]
    }

    fn take(&mut self, bytes: usize) -> &'t str {
        self.input.next_slice(bytes)
    }

    fn push(&mut self, kind: Kind, text: &'t str, at: usize) {
        self.tokens.push(Token { kind, text, at });
    }

    fn run(&mut self) -> Lexed {
        let mut line_start = true;
        loop {
            if line_start && self.open == 0 {
                self.indentation()?;
            }
            line_start = false;
            let at = self.at();
            let Some(first) = self.rest().chars().next() else { return Ok(()) };
            match first {
                ' ' | '\t' | '\u{c}' | '\u{feff}' => drop(self.take(first.len_utf8())),
                '\n' | '\r' => {
                    self.line_end();
                    if self.open == 0 {
                        self.push(Kind::NewLine, "", at);
                        line_start = true;
                    }
                }
                '#' => drop(self.take(line_length(self.rest()))),
                '\\' => self.continued_line()?,
                '\'' | '"' => self.quoted("")?,
                '0'..='9' => self.number()?,
                '.' if self.rest()[1..].starts_with(|c: char| c.is_ascii_digit()) => self.number()?,
                '_' | 'a'..='z' | 'A'..='Z' => self.name()?,
                _ if first.is_alphabetic() && !looks_like_a_sign(first) => self.name()?,
                _ => self.sign()?,
            }
        }
    }

    /// The end of the text closes its last line and every block. A wrong token stays the last but one.
    fn finish(mut self) -> Vec<Token<'t>> {
        let at = self.text.len();
        if !matches!(self.tokens.last(), Some(Token { kind: Kind::Wrong(_), .. })) {
            if self.open == 0
                && !matches!(self.tokens.last(), None | Some(Token { kind: Kind::NewLine | Kind::Dedent, .. }))
            {
                self.push(Kind::NewLine, "", at);
            }
            for _ in 1..self.indents.len() {
                self.push(Kind::Dedent, "", at);
            }
        }
        self.push(Kind::End, "", at);
        self.tokens
    }

    fn line_end(&mut self) {
        let bytes = if self.rest().starts_with("\r\n") { 2 } else { 1 };
        self.take(bytes);
    }

    /// Spaces at a line's start, skipping lines that say nothing.
    fn indentation(&mut self) -> Lexed {
        loop {
            let mut indent = Indent { wide: 0, narrow: 0 };
            while let Some(space) = self.rest().chars().next().filter(|c| matches!(c, ' ' | '\t' | '\u{feff}')) {
                self.take(space.len_utf8());
                match space {
                    ' ' => indent = Indent { wide: indent.wide + 1, narrow: indent.narrow + 1 },
                    '\t' => indent = Indent { wide: (indent.wide / 8 + 1) * 8, narrow: indent.narrow + 1 },
                    _ => {}
                }
            }
            match self.rest().chars().next() {
                None => return Ok(()),
                Some('\n' | '\r') => self.line_end(),
                Some('#') => {
                    self.take(line_length(self.rest()));
                }
                Some(_) => return self.indented(indent),
            }
        }
    }

    fn indented(&mut self, indent: Indent) -> Lexed {
        let at = self.at();
        let Some(&last) = self.indents.last() else {
            self.indents.push(indent);
            return Ok(());
        };
        if (indent.wide > last.wide) != (indent.narrow > last.narrow)
            || (indent.wide == last.wide) != (indent.narrow == last.narrow)
        {
            let fault = Fault::unread("tabs and spaces mixed", "lines of one block indented alike");
            return Err((at, fault.instead("spaces only")));
        }
        if indent.wide > last.wide {
            self.indents.push(indent);
            self.push(Kind::Indent, "", at);
            return Ok(());
        }
        while self.indents.len() > 1 && self.indents.last().is_some_and(|last| indent.wide < last.wide) {
            self.indents.pop();
            self.push(Kind::Dedent, "", at);
        }
        if self.indents.last() == Some(&indent) {
            return Ok(());
        }
        let columns = format!("a line {} columns in", indent.wide);
        Err((at, Fault::unread(columns, "as far in as a line of a block above")))
    }

    fn continued_line(&mut self) -> Lexed {
        let at = self.at();
        self.take(1);
        if self.rest().starts_with(['\n', '\r']) {
            self.line_end();
            return Ok(());
        }
        Err((at, Fault::unread("`\\`", "the line's end straight after it")))
    }

    /// A text in one or three quotation marks, its first standing next.
    fn quoted(&mut self, prefix: &str) -> Lexed {
        let at = self.at() - prefix.len();
        let rest = self.rest();
        let one = &rest[..1];
        let marks = if rest.starts_with(&one.repeat(3)) { one.repeat(3) } else { one.to_owned() };
        self.take(marks.len());
        let body = self.rest();
        let long = marks.len() == 3;
        let mut end = None;
        let mut escaped = false;
        for (index, c) in body.char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '\n' | '\r' if !long => break,
                _ if body[index..].starts_with(&marks) => {
                    end = Some(index);
                    break;
                }
                _ => {}
            }
        }
        let Some(end) = end else {
            return Err((at, Fault::unread("a text without its end", format!("a closing `{marks}`"))));
        };
        self.take(end + marks.len());
        let text = &self.text[at..self.at()];
        self.push(Kind::Text(body[..end].to_owned()), text, at);
        Ok(())
    }

    fn name(&mut self) -> Lexed {
        let at = self.at();
        let continues = |c: char| c == '_' || c.is_alphanumeric() && !looks_like_a_sign(c);
        let taken: Result<&str, EmptyError> = take_while(1.., continues).parse_next(&mut self.input);
        let name = taken.unwrap_or_default();
        let prefix = self.rest().starts_with(['\'', '"']).then(|| name.to_ascii_lowercase());
        match prefix.as_deref() {
            Some("r" | "u") => return self.quoted(name),
            Some("f" | "b" | "fr" | "rf" | "br" | "rb") => {
                let found = format!("a text with `{name}` before it");
                return Err((at, Fault::unread(found, "arrays and numbers").instead("leave it out")));
            }
            _ => self.push(Kind::Name, name, at),
        }
        Ok(())
    }

    fn number(&mut self) -> Lexed {
        let at = self.at();
        let digits = |input: &mut Input<'t>| -> Result<(), EmptyError> {
            (digit1, take_while(0.., ('0'..='9', '_'))).void().parse_next(input)
        };
        let whole = (digits, opt((literal("."), opt(digits)))).void();
        let fraction = (literal("."), digits).void();
        let exponent = (one_of(['e', 'E']), opt(one_of(['+', '-'])), digit1).void();
        let taken: Result<&str, EmptyError> =
            (alt((whole, fraction)), opt(exponent)).take().parse_next(&mut self.input);
        let text = taken.unwrap_or_default();
        if let Some(next) = self.rest().chars().next().filter(|&c| c == '_' || c.is_alphanumeric()) {
            let fault = Fault::unread(format!("`{text}{next}`"), "an operator after a number");
            return Err((at, fault.instead(format!("{text}*{next}…, if a product is meant"))));
        }
        let plain = text.replace('_', "");
        let is_whole = plain.bytes().all(|byte| byte.is_ascii_digit());
        if is_whole && plain.len() > 1 && plain.starts_with('0') && plain.bytes().any(|byte| byte != b'0') {
            return Err((at, Fault::unread(format!("`{text}`"), "a whole number without 0 before it")));
        }
        let kind = if is_whole { plain.parse().map(Kind::Int).ok() } else { plain.parse().map(Kind::Float).ok() };
        let Some(kind) = kind else {
            return Err((at, Fault::unread(format!("`{text}`"), "a whole number below 2**63")));
        };
        self.push(kind, text, at);
        Ok(())
    }

    fn sign(&mut self) -> Lexed {
        let at = self.at();
        let Some(sign) = SIGNS.into_iter().find(|sign| self.rest().starts_with(sign)) else {
            return Err((at, strange(self.rest().chars().next().unwrap_or(' '))));
        };
        let text = self.take(sign.len());
        match sign {
            "(" | "[" | "{" => self.open += 1,
            ")" | "]" | "}" => self.open = self.open.saturating_sub(1),
            _ => {}
        }
        self.push(Kind::Sign, text, at);
        Ok(())
    }
}

fn line_length(rest: &str) -> usize {
    rest.find(['\n', '\r']).unwrap_or(rest.len())
}

/// Letters by Unicode that people mean as operators: the letter ᵀ, superscript digits.
fn looks_like_a_sign(c: char) -> bool {
    matches!(c, 'ᵀ' | '²' | '³' | '¹' | '∂' | 'Σ' | '·')
}

/// A character that Python does not know, and what it would be written as.
fn strange(c: char) -> Fault {
    let instead = match c {
        '−' | '–' | '—' | '‐' | '‑' => "-, the hyphen of the keyboard",
        '‘' | '’' | '‚' | '´' | '′' => "', the straight quotation mark",
        '“' | '”' | '„' | '«' | '»' | '″' => "\", the straight quotation mark",
        '×' | '·' | '∙' | '⋅' | '⊙' | '∗' => "* between numbers or entries, @ between matrices",
        '÷' => "/",
        '²' => "**2",
        '³' => "**3",
        '≤' => "<=",
        '≥' => ">=",
        '≠' => "!=",
        'ᵀ' => ".T",
        '∂' => "a name of letters, digits and _",
        'Σ' => "np.sum",
        '!' => "not",
        '`' | '$' | '?' => "nothing: leave it out",
        _ if c.is_whitespace() || c == '\u{200b}' => "a plain space",
        _ => "",
    };
    let code = u32::from(c);
    let found = if c.is_ascii_graphic() { format!("`{c}`") } else { format!("`{c}` (U+{code:04X})") };
    Fault::unread(found, "a character that Python knows").instead(instead)
}
