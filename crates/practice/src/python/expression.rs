//! Expressions: precedence climbing over tokens.

use std::sync::Arc;

use super::{
    MOST_LEVELS,
    instead::{instead_of_keyword, is_keyword},
    problem::{Fault, Refusal, Sort},
    token::{Kind, Token},
    tree::{Binary, Comparison, Expr, Node, Subscript, Unary},
};

pub(super) type Parsed<T> = Result<T, Refusal>;

/// Where the tokens are read from.
pub(super) struct Parser<'t> {
    tokens: &'t [Token<'t>],
    next: usize,
    /// Brackets and blocks that are open.
    depth: usize,
}

impl<'t> Parser<'t> {
    /// `tokens` end with [`Kind::End`].
    pub(super) fn new(tokens: &'t [Token<'t>]) -> Self {
        Self { tokens, next: 0, depth: 0 }
    }

    pub(super) fn peek(&self) -> &'t Token<'t> {
        &self.tokens[self.next.min(self.tokens.len() - 1)]
    }

    pub(super) fn advance(&mut self) -> &'t Token<'t> {
        let token = self.peek();
        self.next += 1;
        token
    }

    /// Whether the sign or keyword stands next.
    pub(super) fn sees(&self, text: &str) -> bool {
        let token = self.peek();
        matches!(token.kind, Kind::Sign | Kind::Name) && token.text == text
    }

    /// Steps over the sign or keyword where it stands next.
    pub(super) fn takes(&mut self, text: &str) -> bool {
        let sees = self.sees(text);
        self.next += usize::from(sees);
        sees
    }

    pub(super) fn expect(&mut self, text: &str) -> Parsed<()> {
        if self.takes(text) { Ok(()) } else { Err(self.refuse(format!("`{text}`"))) }
    }

    /// What stands next is not what was expected. A token that is wrong by itself says its own reason.
    pub(super) fn refuse(&self, expected: impl Into<String>) -> Refusal {
        let token = self.peek();
        let found = match &token.kind {
            Kind::Wrong(fault) => return fault.clone().at(token.at),
            Kind::End => "the end of the text".to_owned(),
            Kind::NewLine => "the end of the line".to_owned(),
            Kind::Indent => "a line further in".to_owned(),
            Kind::Dedent => "the end of the block".to_owned(),
            _ => format!("`{}`", shortened(token.text)),
        };
        let instead = if is_keyword(token.text) { instead_of_keyword(token.text) } else { "" };
        Fault::unread(found, expected).instead(instead).at(token.at)
    }

    /// One level further in, for as long as `read` takes.
    pub(super) fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= MOST_LEVELS {
            return Err(too_deep().at(self.peek().at));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    pub(super) fn name(&mut self, expected: &str) -> Parsed<Arc<str>> {
        let token = self.peek();
        if token.kind != Kind::Name || is_keyword(token.text) {
            return Err(self.refuse(expected));
        }
        self.next += 1;
        Ok(token.text.into())
    }

    /// `a, b` makes a tuple, with or without brackets.
    pub(super) fn expressions(&mut self) -> Parsed<Expr> {
        let at = self.peek().at;
        let first = self.expression()?;
        if !self.sees(",") {
            return Ok(first);
        }
        let mut items = vec![first];
        while self.takes(",") {
            if !self.begins_expression() {
                break;
            }
            items.push(self.expression()?);
        }
        expr(at, Node::Tuple(items))
    }

    /// One expression without commas.
    pub(super) fn expression(&mut self) -> Parsed<Expr> {
        self.deeper(Self::choice)
    }

    fn choice(&mut self) -> Parsed<Expr> {
        let then = self.or()?;
        let at = self.peek().at;
        if !self.takes("if") {
            return Ok(then);
        }
        let condition = self.or()?;
        self.expect("else")?;
        let otherwise = self.expression()?;
        expr(at, Node::Choice(Box::new([condition, then, otherwise])))
    }

    fn or(&mut self) -> Parsed<Expr> {
        let mut left = self.and()?;
        while let Some(at) = self.takes_at("or") {
            let right = self.and()?;
            left = expr(at, Node::Or(Box::new(left), Box::new(right)))?;
        }
        Ok(left)
    }

    fn and(&mut self) -> Parsed<Expr> {
        let mut left = self.not()?;
        while let Some(at) = self.takes_at("and") {
            let right = self.not()?;
            left = expr(at, Node::And(Box::new(left), Box::new(right)))?;
        }
        Ok(left)
    }

    fn not(&mut self) -> Parsed<Expr> {
        match self.takes_at("not") {
            Some(at) => {
                let operand = self.deeper(Self::not)?;
                expr(at, Node::Unary(Unary::Not, Box::new(operand)))
            }
            None => self.comparison(),
        }
    }

    fn takes_at(&mut self, text: &str) -> Option<usize> {
        let at = self.peek().at;
        self.takes(text).then_some(at)
    }

    fn comparison(&mut self) -> Parsed<Expr> {
        let left = self.operators(0)?;
        let at = self.peek().at;
        let mut rest = Vec::new();
        while let Some(comparison) = self.comparison_sign()? {
            rest.push((comparison, self.operators(0)?));
        }
        if rest.is_empty() { Ok(left) } else { expr(at, Node::Compare(Box::new(left), rest)) }
    }

    fn comparison_sign(&mut self) -> Parsed<Option<Comparison>> {
        let token = self.peek();
        let comparison = match token.text {
            "<" => Comparison::Less,
            "<=" => Comparison::LessEqual,
            ">" => Comparison::Greater,
            ">=" => Comparison::GreaterEqual,
            "==" => Comparison::Equal,
            "!=" => Comparison::NotEqual,
            "<>" => {
                let fault = Fault::unread("`<>` of Python 2", "a comparison");
                return Err(fault.instead("!=").at(token.at));
            }
            _ => return Ok(None),
        };
        if token.kind != Kind::Sign {
            return Ok(None);
        }
        self.next += 1;
        Ok(Some(comparison))
    }

    /// Operators that bind at least as tightly as `level`, all from left to right.
    fn operators(&mut self, level: u8) -> Parsed<Expr> {
        let mut left = self.signed()?;
        while let Some((operator, own)) = self.operator().filter(|&(_, own)| own >= level) {
            let at = self.advance().at;
            let right = self.operators(own + 1)?;
            left = expr(at, Node::Binary(operator, Box::new(left), Box::new(right)))?;
        }
        Ok(left)
    }

    fn operator(&self) -> Option<(Binary, u8)> {
        let operator = Binary::of(self.peek().text).filter(|_| self.peek().kind == Kind::Sign)?;
        let level = match operator {
            Binary::Or => 0,
            Binary::Xor => 1,
            Binary::And => 2,
            Binary::Add | Binary::Subtract => 3,
            Binary::Multiply | Binary::Divide | Binary::FloorDivide | Binary::Remainder | Binary::MatMul => 4,
            Binary::Power => return None,
        };
        Some((operator, level))
    }

    /// Signs before an operand bind less tightly than a power and more than all else.
    fn signed(&mut self) -> Parsed<Expr> {
        let token = self.peek();
        let unary = match token.text {
            "-" => Unary::Minus,
            "+" => Unary::Plus,
            "~" => Unary::Invert,
            _ => return self.power(),
        };
        if token.kind != Kind::Sign {
            return self.power();
        }
        self.next += 1;
        let operand = self.deeper(Self::signed)?;
        expr(token.at, Node::Unary(unary, Box::new(operand)))
    }

    /// `a ** b ** c` is `a ** (b ** c)`.
    fn power(&mut self) -> Parsed<Expr> {
        let base = self.postfix()?;
        match self.takes_at("**") {
            Some(at) => {
                let exponent = self.deeper(Self::signed)?;
                expr(at, Node::Binary(Binary::Power, Box::new(base), Box::new(exponent)))
            }
            None => Ok(base),
        }
    }

    /// Whether an expression can begin with what stands next.
    pub(super) fn begins_expression(&self) -> bool {
        let token = self.peek();
        match &token.kind {
            Kind::Int(_) | Kind::Float(_) | Kind::Text(_) => true,
            Kind::Name => !is_keyword(token.text) || matches!(token.text, "True" | "False" | "None" | "not"),
            Kind::Sign => matches!(token.text, "(" | "[" | "{" | "-" | "+" | "~"),
            _ => false,
        }
    }
}

/// An expression, or a refusal where it would be too high for any stack.
pub(super) fn expr(at: usize, node: Node) -> Parsed<Expr> {
    let of = |items: &[Expr]| items.iter().map(|item| item.height).max().unwrap_or(0);
    let below = match &node {
        Node::Int(_) | Node::Float(_) | Node::Text(_) | Node::Bool(_) | Node::None | Node::Name(_) => 0,
        Node::List(items) | Node::Tuple(items) => of(items),
        Node::Unary(_, inner) | Node::Attribute(inner, _) => inner.height,
        Node::Binary(_, left, right) | Node::And(left, right) | Node::Or(left, right) => left.height.max(right.height),
        Node::Compare(left, rest) => rest.iter().map(|(_, right)| right.height).fold(left.height, usize::max),
        Node::Choice(parts) => of(parts.as_slice()),
        Node::Call(callee, positional, named) => {
            named.iter().map(|(_, value)| value.height).fold(callee.height.max(of(positional)), usize::max)
        }
        Node::Index(value, subscripts) => subscripts.iter().map(subscript_height).fold(value.height, usize::max),
    };
    if below >= MOST_LEVELS { Err(too_deep().at(at)) } else { Ok(Expr { at, height: below + 1, node }) }
}

fn subscript_height(subscript: &Subscript) -> usize {
    let of = |part: &Option<Expr>| part.as_ref().map_or(0, |part| part.height);
    match subscript {
        Subscript::Item(item) => item.height,
        Subscript::Slice(start, stop, step) => of(start).max(of(stop)).max(of(step)),
        Subscript::Ellipsis => 0,
    }
}

fn too_deep() -> Fault {
    let fault = Fault::new(Sort::Limit, "more than this is nested", format!("at most {MOST_LEVELS} levels"));
    fault.instead("name the inner parts on lines of their own")
}

/// A token as a sentence quotes it.
fn shortened(text: &str) -> String {
    const MOST: usize = 24;
    if text.chars().count() <= MOST { text.to_owned() } else { text.chars().take(MOST - 1).chain(['…']).collect() }
}
