//! Exercises of authors, as JSON documents.
//!
//! ```json
//! { "id": "grad_W", "title": "A layer's weights", "text": "Write ∂L/∂W.", "sizes": ["n", "d", "m"],
//!   "given": [ { "name": "x", "shape": ["n", "d"] }, { "name": "g", "shape": ["n", "m"], "draw": "normal" } ],
//!   "answer": "x.T @ g", "hints": ["Its shape is that of W."], "others": [], "tolerance": 1e-9 }
//! ```
//!
//! In place of `sizes`, `given` and `answer`, `"ours": "dense_grad_W"` asks one of ours in the author's words.

use serde_json::{Map, Value};

use crate::{
    exercise::{Exercise, Own, OwnGiven, Size, Subject, TOLERANCE, Wanted, exercise},
    pass::Draw,
    python::{Node, StatementKind, parse as parse_python},
};

const KEYS: [&str; 11] =
    ["id", "title", "text", "sizes", "given", "answer", "ours", "hints", "solution", "others", "tolerance"];
/// More would make states too large, or a page too long.
const MOST_SIZES: usize = 4;
const MOST_GIVEN: usize = 12;
const MOST_AXES: usize = 3;
const MOST_TEXTS: usize = 10;
const LARGEST_SIZE: usize = 8;

/// Something in a document that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentProblem {
    /// Where: "given\[1\].shape\[0\]"; empty for the whole document.
    pub path: String,
    /// What was found and what was expected.
    pub problem: String,
}

/// An author's exercise, or every problem of the document with its path.
pub fn parse(text: &str) -> Result<Exercise, Vec<DocumentProblem>> {
    let mut reader = Reader::default();
    let exercise = match serde_json::from_str(text) {
        Err(error) => reader.refuse("", format!("no JSON: line {}, column {}", error.line(), error.column())),
        Ok(Value::Object(object)) => reader.document(&object),
        Ok(_) => reader.refuse("", "expected an object"),
    };
    match exercise {
        Some(exercise) if reader.problems.is_empty() => Ok(exercise),
        _ => Err(reader.problems),
    }
}

/// Keeps every problem.
#[derive(Default)]
struct Reader {
    problems: Vec<DocumentProblem>,
}

impl Reader {
    fn refuse<T>(&mut self, path: &str, problem: impl Into<String>) -> Option<T> {
        self.problems.push(DocumentProblem { path: path.to_owned(), problem: problem.into() });
        None
    }

    fn document(&mut self, object: &Map<String, Value>) -> Option<Exercise> {
        for key in object.keys().filter(|key| !KEYS.contains(&key.as_str())) {
            self.refuse::<()>(key, format!("unknown; expected {}", KEYS.join(", ")));
        }
        let [id, title, text] = ["id", "title", "text"].map(|key| self.text(object, key));
        let hints = self.texts(object, "hints");
        let others = self.texts(object, "others");
        let tolerance = self.tolerance(object);
        let id =
            id.and_then(|id| if is_name(&id) { Some(id) } else { self.refuse("id", "expected a name as in Python") });
        let asked = match object.get("ours") {
            Some(ours) => self.ours(object, ours),
            None => self.own(object, id.as_deref().unwrap_or("answer")),
        };
        let solution = match (object.get("solution"), object.get("answer")) {
            (Some(_), _) => self.text(object, "solution"),
            (None, Some(answer)) => answer.as_str().map(str::to_owned),
            (None, None) => asked.as_ref().map(|asked| asked.solution.clone()),
        };
        let asked = asked?;
        // One of ours keeps its name, which its answers assign.
        let id = if object.contains_key("ours") { asked.id.clone() } else { id? };
        Some(Exercise { id, title: title?, text: text?, hints, others, tolerance, solution: solution?, ..asked })
    }

    fn text(&mut self, object: &Map<String, Value>, key: &str) -> Option<String> {
        match object.get(key) {
            Some(Value::String(text)) if !text.trim().is_empty() => Some(text.clone()),
            Some(_) => self.refuse(key, "expected a text"),
            None => self.refuse(key, "missing; expected a text"),
        }
    }

    fn texts(&mut self, object: &Map<String, Value>, key: &str) -> Vec<String> {
        let Some(value) = object.get(key) else { return vec![] };
        let Some(items) = value.as_array().filter(|items| items.len() <= MOST_TEXTS) else {
            self.refuse::<()>(key, format!("expected a list of at most {MOST_TEXTS} texts"));
            return vec![];
        };
        let text = |(index, item): (usize, &Value)| match item.as_str() {
            Some(text) => Some(text.to_owned()),
            None => self.refuse(&format!("{key}[{index}]"), "expected a text"),
        };
        items.iter().enumerate().filter_map(text).collect()
    }

    fn tolerance(&mut self, object: &Map<String, Value>) -> f64 {
        let Some(value) = object.get("tolerance") else { return TOLERANCE };
        let number = value.as_f64().filter(|number| (1e-14..=0.1).contains(number));
        number.or_else(|| self.refuse("tolerance", "expected a number from 1e-14 to 0.1")).unwrap_or(TOLERANCE)
    }

    fn ours(&mut self, object: &Map<String, Value>, ours: &Value) -> Option<Exercise> {
        for key in ["sizes", "given", "answer"].into_iter().filter(|key| object.contains_key(*key)) {
            self.refuse::<()>(key, "expected nothing beside `ours`, which brings its own");
        }
        let found = ours.as_str().and_then(exercise);
        found.or_else(|| {
            let ids: Vec<String> = crate::exercise::exercises().into_iter().map(|exercise| exercise.id).collect();
            self.refuse("ours", format!("expected one of {}", ids.join(", ")))
        })
    }

    fn own(&mut self, object: &Map<String, Value>, id: &str) -> Option<Exercise> {
        let sizes = self.texts(object, "sizes");
        if sizes.len() > MOST_SIZES || sizes.iter().any(|size| !is_name(size)) {
            self.refuse::<()>("sizes", format!("expected at most {MOST_SIZES} names"));
        }
        let given = self.given(object, &sizes);
        let answer = self.text(object, "answer")?;
        let names: Vec<String> = given.iter().map(|given| given.name.clone()).collect();
        let own = match Own::new(id, sizes, given, &answer) {
            Ok(own) => own,
            Err(refusal) => {
                let problem = refusal.place(&answer);
                let place = format!("line {}, column {}", problem.place.line, problem.place.column);
                return self.refuse("answer", format!("{place}: {problem}"));
            }
        };
        let exercise = Exercise {
            id: id.to_owned(),
            title: String::new(),
            text: String::new(),
            subject: Subject::Own(Box::new(own)),
            arguments: names.clone(),
            given: names,
            helpers: vec![],
            wanted: Wanted::One(id.to_owned()),
            is_function: false,
            hints: vec![],
            solution: answer.clone(),
            others: vec![],
            tolerance: TOLERANCE,
        };
        // What is right must be a number on every state, or every answer would be wrong.
        let states = if self.problems.is_empty() { exercise.subject.states(5) } else { vec![] };
        let broken = states.iter().find(|scene| {
            scene.right.first().is_none_or(|(_, right)| right.values.iter().any(|value| !value.is_finite()))
        });
        if let (Some(scene), Subject::Own(own)) = (broken, &exercise.subject) {
            let why = match own.right(&scene.given) {
                Err(refusal) => refusal.place(&answer).to_string(),
                Ok(_) => "expected finite numbers".to_owned(),
            };
            return self.refuse("answer", format!("where {}: {why}", scene.sizes));
        }
        Some(exercise)
    }

    fn given(&mut self, object: &Map<String, Value>, sizes: &[String]) -> Vec<OwnGiven> {
        let expected = || format!("expected a list of 1 to {MOST_GIVEN} arrays");
        let Some(items) =
            object.get("given").and_then(Value::as_array).filter(|items| (1..=MOST_GIVEN).contains(&items.len()))
        else {
            self.refuse::<()>("given", expected());
            return vec![];
        };
        let mut all: Vec<OwnGiven> = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let Some(one) = self.one_given(&format!("given[{index}]"), item, sizes) else { continue };
            if all.iter().any(|other| other.name == one.name) {
                self.refuse::<()>(&format!("given[{index}].name"), "expected each name once");
            }
            all.push(one);
        }
        all
    }

    fn one_given(&mut self, path: &str, item: &Value, sizes: &[String]) -> Option<OwnGiven> {
        let Some(object) = item.as_object() else { return self.refuse(path, "expected an object") };
        for key in object.keys().filter(|key| !["name", "shape", "draw"].contains(&key.as_str())) {
            self.refuse::<()>(&format!("{path}.{key}"), "unknown; expected name, shape, draw");
        }
        let name = object.get("name").and_then(Value::as_str).filter(|name| is_name(name)).map(str::to_owned);
        let name = name.or_else(|| self.refuse(&format!("{path}.name"), "expected a name as in Python"));
        let shape = match object.get("shape").and_then(Value::as_array) {
            Some(axes) if axes.len() <= MOST_AXES => {
                let axis = |(axis, value): (usize, &Value)| self.size(&format!("{path}.shape[{axis}]"), value, sizes);
                axes.iter().enumerate().map(axis).collect::<Vec<_>>().into_iter().collect::<Option<Vec<Size>>>()
            }
            _ => self.refuse(&format!("{path}.shape"), format!("expected a list of at most {MOST_AXES} sizes")),
        };
        let draw = match object.get("draw").map(Value::as_str) {
            None | Some(Some("normal")) => Some(Draw::Normal),
            Some(Some("labels")) => Some(Draw::Label),
            Some(Some("positive")) => Some(Draw::Positive),
            Some(_) => self.refuse(&format!("{path}.draw"), "expected normal, labels or positive"),
        };
        Some(OwnGiven { name: name?, shape: shape?, draw: draw? })
    }

    fn size(&mut self, path: &str, value: &Value, sizes: &[String]) -> Option<Size> {
        let named = value.as_str().and_then(|name| sizes.iter().position(|size| size == name)).map(Size::Varies);
        let fixed = || {
            value.as_u64().and_then(|size| usize::try_from(size).ok()).filter(|size| (1..=LARGEST_SIZE).contains(size))
        };
        named.or_else(|| fixed().map(Size::Fixed)).or_else(|| {
            self.refuse(path, format!("expected one of `sizes`, or a whole number from 1 to {LARGEST_SIZE}"))
        })
    }
}

/// Whether Python takes a text for a name.
fn is_name(text: &str) -> bool {
    let Ok(statements) = parse_python(text) else { return false };
    let [statement] = statements.as_slice() else { return false };
    matches!(&statement.kind, StatementKind::Expression(expr) if matches!(&expr.node, Node::Name(name) if **name == *text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::{Kind, Verdict, check};

    const GOOD: &str = r#"{ "id": "grad_W", "title": "A layer's weights", "text": "Write it.", "sizes": ["n", "d", "m"],
        "given": [{ "name": "x", "shape": ["n", "d"] }, { "name": "g", "shape": ["n", "m"], "draw": "normal" }],
        "answer": "x.T @ g", "hints": ["Its shape is that of W."], "tolerance": 1e-8 }"#;

    fn problems(text: &str) -> Vec<(String, String)> {
        let problems = parse(text).expect_err("it is refused");
        problems.into_iter().map(|DocumentProblem { path, problem }| (path, problem)).collect()
    }

    #[test]
    fn an_authors_exercise_is_checked_like_ours() {
        let exercise = parse(GOOD).expect("a good document");
        assert_eq!((exercise.hints.len(), exercise.tolerance), (1, 1e-8), "as it says");
        assert_eq!(check(&exercise, "grad_W = np.dot(x.T, g)").verdict, Verdict::Right, "another way to write it");
        for (text, kind) in [
            ("g.T @ x", Kind::Shape),
            ("-x.T @ g", Kind::Sign),
            ("x.T @ g / len(x)", Kind::Factor),
            ("x.T @ np.tanh(g)", Kind::Different),
        ] {
            let checked = check(&exercise, text);
            assert_eq!(
                checked.diagnoses.first().map(|found| found.kind),
                Some(kind),
                "{text}: {:?}",
                checked.diagnoses
            );
            assert!(checked.counterexample.is_some(), "{text}");
        }
    }

    #[test]
    fn one_of_ours_in_an_authors_words() {
        let text = r#"{ "id": "x", "title": "Mine", "text": "Words", "ours": "dense_grad_W", "hints": ["One"] }"#;
        let exercise = parse(text).expect("a good document");
        assert_eq!((exercise.id.as_str(), exercise.title.as_str()), ("dense_grad_W", "Mine"), "ours, with its title");
        assert_eq!(check(&exercise, &exercise.solution).verdict, Verdict::Right, "ours is the solution");
    }

    #[test]
    fn each_problem_has_its_path() {
        for (change, path) in [
            (("\"id\": \"grad_W\"", "\"id\": \"1x\""), "id"),
            (("\"title\": \"A layer's weights\", ", ""), "title"),
            (("\"hints\": [\"Its", "\"hints\": [7, \"Its"), "hints[0]"),
            (("1e-8", "2"), "tolerance"),
            (("\"n\", \"m\"]", "\"k\", \"m\"]"), "given[1].shape[0]"),
            (("\"draw\": \"normal\"", "\"draw\": \"odd\""), "given[1].draw"),
            (("\"name\": \"g\"", "\"name\": \"x\""), "given[1].name"),
            (("x.T @ g", "x @ g"), "answer"),
            (("x.T @ g", "x.T @"), "answer"),
            (("x.T @ g", "x.T @ g / 0.0 + np.log(-1.0)"), "answer"),
            (("\"answer\"", "\"anwser\""), "anwser"),
        ] {
            let text = GOOD.replacen(change.0, change.1, 1);
            let found = problems(&text);
            assert!(found.iter().any(|(own, problem)| own == path && !problem.is_empty()), "{change:?}: {found:?}");
        }
        let both = GOOD.replacen("normal", "odd", 1).replacen("1e-8", "2", 1);
        assert_eq!(problems(&both).len(), 2, "every problem, not the first alone");
        for text in ["", "[]", "{", "{}", "null"] {
            assert!(!problems(text).is_empty(), "{text:?}");
        }
    }
}
