//! Licence expressions, as `Cargo.toml` has them: which of its licences a package is used under.

/// The licences of `expression` under which a package is used where only those of `allowed` are: for "A OR B" the one that
/// `allowed` names first, for "A AND B" both. `None` where it does not allow enough.
pub(crate) fn choose(expression: &str, allowed: &[String]) -> Option<Vec<String>> {
    // Packages from before SPDX write A/B for A OR B.
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader { words: &words, allowed };
    let chosen = reader.either()?;
    reader.words.is_empty().then_some(chosen).flatten()
}

struct Reader<'a> {
    words: &'a [&'a str],
    allowed: &'a [String],
}

/// The outer option: whether it is an expression; the inner one: whether it is allowed.
type Chosen = Option<Option<Vec<String>>>;

impl Reader<'_> {
    fn either(&mut self) -> Chosen {
        let mut best = self.both()?;
        while self.take("OR") {
            let other = self.both()?;
            if self.rank(other.as_ref()) < self.rank(best.as_ref()) {
                best = other;
            }
        }
        Some(best)
    }

    fn both(&mut self) -> Chosen {
        let mut all = self.one()?;
        while self.take("AND") {
            let other = self.one()?;
            all = all.zip(other).map(|(all, other)| [all, other].concat());
        }
        Some(all)
    }

    fn one(&mut self) -> Chosen {
        if self.take("(") {
            let inner = self.either()?;
            return self.take(")").then_some(inner);
        }
        let (name, rest) = self.words.split_first()?;
        if ["OR", "AND", "WITH", ")"].contains(name) {
            return None;
        }
        self.words = rest;
        let mut name = (*name).to_string();
        if self.take("WITH") {
            let (exception, rest) = self.words.split_first()?;
            self.words = rest;
            name = format!("{name} WITH {exception}");
        }
        Some(self.allowed.contains(&name).then_some(vec![name]))
    }

    /// Smaller is better: the place of the least wanted of the licences; last is what is not allowed.
    fn rank(&self, chosen: Option<&Vec<String>>) -> usize {
        let place = |name: &String| self.allowed.iter().position(|allowed| allowed == name).unwrap_or(usize::MAX);
        chosen.map_or(usize::MAX, |names| names.iter().map(place).max().unwrap_or_default())
    }

    fn take(&mut self, word: &str) -> bool {
        match self.words.split_first() {
            Some((first, rest)) if *first == word => {
                self.words = rest;
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_licence_that_is_wanted_first_is_chosen() {
        let allowed: Vec<String> = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "Zlib", "Unicode-3.0"]
            .map(ToString::to_string)
            .to_vec();
        for (expression, expected) in [
            ("MIT", Some("MIT")),
            ("Apache-2.0 OR MIT", Some("MIT")),
            ("Unlicense/MIT", Some("MIT")),
            ("GPL-3.0", None),
            ("GPL-3.0 OR Zlib", Some("Zlib")),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", Some("MIT, Unicode-3.0")),
            ("MIT AND GPL-3.0", None),
            ("Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR GPL-2.0", Some("Apache-2.0")),
            ("MIT OR", None),
            ("(MIT", None),
            ("", None),
        ] {
            let chosen = choose(expression, &allowed).map(|names| names.join(", "));
            assert_eq!(chosen.as_deref(), expected, "{expression}");
        }
    }
}
