//! Statements: lines and blocks.

use std::sync::Arc;

use super::{
    MOST_BYTES,
    expression::{Parsed, Parser},
    instead::{instead_of_keyword, is_keyword},
    problem::{Fault, Refusal, Sort},
    token::{Kind, tokens},
    tree::{Binary, Definition, Expr, Node, Statement, StatementKind, assigned},
};

/// The statements of `text`, or the first place where it is none of the Python that is read here.
pub fn parse(text: &str) -> Result<Vec<Statement>, Refusal> {
    if text.len() > MOST_BYTES {
        let fault = Fault::new(Sort::Limit, format!("more than {MOST_BYTES} bytes"), format!("at most {MOST_BYTES}"));
        return Err(fault.instead("only the lines that compute the gradient").at(0));
    }
    let tokens = tokens(text);
    let mut parser = Parser::new(&tokens);
    let mut statements = Vec::new();
    while parser.peek().kind != Kind::End {
        parser.lines(&mut statements)?;
    }
    Ok(statements)
}

impl Parser<'_> {
    /// One compound statement, or the simple statements of one line.
    fn lines(&mut self, statements: &mut Vec<Statement>) -> Parsed<()> {
        let at = self.peek().at;
        if self.peek().kind == Kind::NewLine {
            self.advance();
            return Ok(());
        }
        let kind = match self.peek() {
            token if token.kind == Kind::Indent => return Err(self.refuse("a line no further in than the one above")),
            token if token.kind != Kind::Name => return self.simple_line(statements),
            token => match token.text {
                "for" => self.for_loop()?,
                "if" => self.branches()?,
                "def" => self.definition()?,
                _ => return self.simple_line(statements),
            },
        };
        statements.push(Statement { at, kind });
        Ok(())
    }

    fn simple_line(&mut self, statements: &mut Vec<Statement>) -> Parsed<()> {
        loop {
            let at = self.peek().at;
            let kind = self.simple()?;
            statements.push(Statement { at, kind });
            if !self.takes(";") || self.peek().kind == Kind::NewLine {
                break;
            }
        }
        match self.peek().kind {
            Kind::NewLine => drop(self.advance()),
            Kind::End => {}
            _ => return Err(self.refuse("an operator, or the end of the line")),
        }
        Ok(())
    }

    fn simple(&mut self) -> Parsed<StatementKind> {
        let token = self.peek();
        let word = if token.kind == Kind::Name { token.text } else { "" };
        match word {
            "return" => {
                self.advance();
                let value = if self.begins_expression() { Some(self.expressions()?) } else { None };
                Ok(StatementKind::Return(value))
            }
            "pass" => {
                self.advance();
                Ok(StatementKind::Nothing)
            }
            "import" | "from" => self.import(),
            "print" | "exec" => Err(self.python_2(word)),
            word if is_keyword(word) && !self.begins_expression() => {
                let fault = Fault::unread(format!("`{word}`"), "an assignment, for, if, def or return");
                Err(fault.instead(instead_of_keyword(word)).at(token.at))
            }
            _ => self.assignment(),
        }
    }

    /// `print x` is no call.
    fn python_2(&mut self, word: &str) -> Refusal {
        let at = self.advance().at;
        let found = if self.sees("(") { format!("`{word}(`") } else { format!("`{word}` as in Python 2") };
        Fault::unread(found, "lines that compute").instead("leave it out: nothing is printed here").at(at)
    }

    /// `import numpy as np` says what is so anyway.
    fn import(&mut self) -> Parsed<StatementKind> {
        let at = self.peek().at;
        let mut words = Vec::new();
        while !matches!(self.peek().kind, Kind::NewLine | Kind::End | Kind::Wrong(_)) && !self.sees(";") {
            words.push(self.advance().text);
        }
        let line = words.join(" ");
        if matches!(line.as_str(), "import numpy as np" | "import numpy") {
            return Ok(StatementKind::Nothing);
        }
        let instead = match line {
            line if line.contains("torch") || line.contains("tensorflow") || line.contains("jax") => {
                "NumPy: what is asked for is the gradient that they would compute"
            }
            line if line.contains("numpy") => "import numpy as np, and np. before each function",
            line if line.contains("math") => "np.exp, np.log and their kin, which take numbers too",
            _ => "leave it out: np is all there is",
        };
        Err(Fault::unread("an import", "no import but `import numpy as np`").instead(instead).at(at))
    }

    fn assignment(&mut self) -> Parsed<StatementKind> {
        let at = self.peek().at;
        let first = self.expressions()?;
        if self.peek().kind == Kind::Sign
            && let Some(operator) = self.peek().text.strip_suffix('=').and_then(Binary::of)
        {
            self.advance();
            assignable(&first)?;
            if matches!(first.node, Node::Tuple(_) | Node::List(_)) {
                return Err(Fault::unread("several targets", "one target").at(at));
            }
            return Ok(StatementKind::Augmented(first, operator, self.expressions()?));
        }
        if self.sees(":") {
            let fault = Fault::unread("`:`", "`=`, or the end of the line").instead("no types, and no dictionaries");
            return Err(fault.at(self.peek().at));
        }
        let mut values = vec![first];
        while self.takes("=") {
            values.push(self.expressions()?);
        }
        let Some(value) = values.pop() else { return Err(self.refuse("an expression")) };
        if values.is_empty() {
            return Ok(StatementKind::Expression(value));
        }
        values.iter().try_for_each(assignable)?;
        Ok(StatementKind::Assign(values, value))
    }

    fn for_loop(&mut self) -> Parsed<StatementKind> {
        self.advance();
        let target = self.targets()?;
        self.expect("in")?;
        let items = self.expressions()?;
        let body = self.block()?;
        if self.sees("else") {
            return Err(self.refuse("a new statement"));
        }
        Ok(StatementKind::For(target, items, body))
    }

    /// What stands between `for` and `in`.
    fn targets(&mut self) -> Parsed<Expr> {
        let at = self.peek().at;
        let name = |parser: &mut Self| -> Parsed<Expr> {
            let at = parser.peek().at;
            let name = parser.name("a name for each item")?;
            Ok(Expr { at, height: 1, node: Node::Name(name) })
        };
        let bracket = self.takes("(");
        let mut names = vec![name(self)?];
        while self.takes(",") {
            names.push(name(self)?);
        }
        if bracket {
            self.expect(")")?;
        }
        match <[Expr; 1]>::try_from(names) {
            Ok([only]) => Ok(only),
            Err(names) => Ok(Expr { at, height: 2, node: Node::Tuple(names) }),
        }
    }

    fn branches(&mut self) -> Parsed<StatementKind> {
        let mut branches = Vec::new();
        let mut otherwise = Vec::new();
        self.advance();
        loop {
            let condition = self.expression()?;
            branches.push((condition, self.block()?));
            if self.takes("elif") {
                continue;
            }
            if self.takes("else") {
                otherwise = self.block()?;
            }
            return Ok(StatementKind::If(branches, otherwise));
        }
    }

    fn definition(&mut self) -> Parsed<StatementKind> {
        self.advance();
        let name = self.name("the function's name")?;
        self.expect("(")?;
        let mut parameters: Vec<Arc<str>> = Vec::new();
        while !self.sees(")") {
            let at = self.peek().at;
            let parameter = self.name("a parameter's name or `)`")?;
            if parameters.contains(&parameter) {
                return Err(Fault::unread(format!("`{parameter}` twice"), "a name for each parameter").at(at));
            }
            parameters.push(parameter);
            if self.sees("=") || self.sees(":") {
                let fault = Fault::unread(format!("`{}`", self.peek().text), "parameters' names only");
                return Err(fault.instead("names without types and without values").at(self.peek().at));
            }
            if !self.takes(",") && !self.sees(")") {
                return Err(self.refuse("`,` or `)`"));
            }
        }
        self.advance();
        if self.sees("->") {
            return Err(Fault::unread("`->`", "`:`").instead("no types").at(self.peek().at));
        }
        let body = self.block()?;
        Ok(StatementKind::Def(Arc::new(Definition { name, parameters, assigned: assigned(&body), body })))
    }

    /// `:`, and what belongs to it: the rest of the line, or lines further in.
    fn block(&mut self) -> Parsed<Vec<Statement>> {
        self.expect(":")?;
        let mut statements = Vec::new();
        if self.peek().kind != Kind::NewLine {
            self.simple_line(&mut statements)?;
            return Ok(statements);
        }
        self.advance();
        if self.peek().kind != Kind::Indent {
            return Err(self.refuse("a line further in"));
        }
        self.advance();
        self.deeper(|parser| {
            while !matches!(parser.peek().kind, Kind::Dedent | Kind::End) {
                parser.lines(&mut statements)?;
            }
            Ok(())
        })?;
        if self.peek().kind == Kind::Dedent {
            self.advance();
        }
        Ok(statements)
    }
}

/// Names, entries of arrays and lists, and tuples of these.
fn assignable(target: &Expr) -> Parsed<()> {
    match &target.node {
        Node::Name(_) | Node::Index(..) => Ok(()),
        Node::Tuple(items) | Node::List(items) if !items.is_empty() => items.iter().try_for_each(assignable),
        _ => {
            let fault = Fault::unread("an expression before `=`", "a name or an entry");
            Err(fault.instead("== to compare").at(target.at))
        }
    }
}
