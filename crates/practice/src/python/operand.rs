//! Operands: names, numbers, brackets, and what stands behind them: attributes, calls, indices.

use super::{
    expression::{Parsed, Parser, expr},
    instead::is_keyword,
    problem::Fault,
    token::Kind,
    tree::{Expr, Node, Subscript},
};

impl Parser<'_> {
    /// Attributes, calls and indices after a value.
    pub(super) fn postfix(&mut self) -> Parsed<Expr> {
        let mut value = self.atom()?;
        loop {
            let at = self.peek().at;
            value = match () {
                () if self.takes(".") => {
                    let name = self.name("a name after the point")?;
                    expr(at, Node::Attribute(Box::new(value), name))?
                }
                () if self.sees("(") => self.call(value)?,
                () if self.sees("[") => self.index(value)?,
                () => return Ok(value),
            };
        }
    }

    fn call(&mut self, callee: Expr) -> Parsed<Expr> {
        let at = callee.at;
        self.advance();
        let (mut positional, mut named) = (Vec::new(), Vec::new());
        while !self.sees(")") {
            if self.sees("*") || self.sees("**") {
                let fault = Fault::unread("`*` before an argument", "arguments one by one");
                return Err(fault.instead("write each argument out").at(self.peek().at));
            }
            let argument = self.expression()?;
            if self.sees("=") {
                let Node::Name(name) = argument.node else { return Err(self.refuse("`,` or `)`")) };
                self.advance();
                named.push((name, self.expression()?));
            } else if named.is_empty() {
                self.no_comprehension()?;
                positional.push(argument);
            } else {
                let fault = Fault::unread("an argument without a name", "names for the rest of the arguments");
                return Err(fault.at(argument.at));
            }
            if !self.takes(",") && !self.sees(")") {
                return Err(self.refuse("`,` or `)`"));
            }
        }
        self.advance();
        expr(at, Node::Call(Box::new(callee), positional, named))
    }

    fn index(&mut self, value: Expr) -> Parsed<Expr> {
        let at = self.advance().at;
        let mut subscripts = Vec::new();
        while !self.sees("]") {
            subscripts.push(self.subscript()?);
            if !self.takes(",") && !self.sees("]") {
                return Err(self.refuse("`,`, `:` or `]`"));
            }
        }
        if subscripts.is_empty() {
            return Err(self.refuse("an index"));
        }
        self.advance();
        expr(at, Node::Index(Box::new(value), subscripts))
    }

    fn subscript(&mut self) -> Parsed<Subscript> {
        if self.takes("...") {
            return Ok(Subscript::Ellipsis);
        }
        let part = |parser: &mut Self| -> Parsed<Option<Expr>> {
            let ends = parser.sees(":") || parser.sees(",") || parser.sees("]");
            if ends { Ok(None) } else { parser.expression().map(Some) }
        };
        let start = part(self)?;
        if !self.takes(":") {
            return start.map(Subscript::Item).ok_or_else(|| self.refuse("an index"));
        }
        let stop = part(self)?;
        let step = if self.takes(":") { part(self)? } else { None };
        Ok(Subscript::Slice(start, stop, step))
    }

    fn atom(&mut self) -> Parsed<Expr> {
        let token = self.peek();
        let node = match &token.kind {
            Kind::Int(value) => Node::Int(*value),
            Kind::Float(value) => Node::Float(*value),
            Kind::Text(_) => return self.text(),
            Kind::Name => match token.text {
                "True" => Node::Bool(true),
                "False" => Node::Bool(false),
                "None" => Node::None,
                name if is_keyword(name) => return Err(self.refuse("an expression")),
                name => Node::Name(name.into()),
            },
            Kind::Sign if token.text == "(" => return self.bracketed(),
            Kind::Sign if token.text == "[" => return self.list(),
            Kind::Sign if token.text == "{" => {
                let fault = Fault::unread("`{`", "a list or a tuple");
                return Err(fault.instead("[…] or (…)").at(token.at));
            }
            _ => return Err(self.refuse("an expression")),
        };
        self.advance();
        expr(token.at, node)
    }

    /// Texts that stand beside each other are one.
    fn text(&mut self) -> Parsed<Expr> {
        let at = self.peek().at;
        let mut whole = String::new();
        while let Kind::Text(part) = &self.peek().kind {
            whole.push_str(part);
            self.advance();
        }
        expr(at, Node::Text(whole.into()))
    }

    fn bracketed(&mut self) -> Parsed<Expr> {
        let at = self.advance().at;
        if self.takes(")") {
            return expr(at, Node::Tuple(Vec::new()));
        }
        let mut inner = self.deeper(Self::expressions)?;
        self.no_comprehension()?;
        if !self.takes(")") {
            return Err(self.refuse("an operator, `,` or `)`"));
        }
        inner.at = if matches!(inner.node, Node::Tuple(_)) { at } else { inner.at };
        Ok(inner)
    }

    fn list(&mut self) -> Parsed<Expr> {
        let at = self.advance().at;
        let mut items = Vec::new();
        while !self.sees("]") {
            items.push(self.expression()?);
            self.no_comprehension()?;
            if !self.takes(",") && !self.sees("]") {
                return Err(self.refuse("an operator, `,` or `]`"));
            }
        }
        self.advance();
        expr(at, Node::List(items))
    }

    fn no_comprehension(&self) -> Parsed<()> {
        if !self.sees("for") {
            return Ok(());
        }
        let fault = Fault::unread("`for` inside an expression", "a list or a call");
        Err(fault.instead("[None] * n, and a for loop that sets each entry").at(self.peek().at))
    }
}
