//! A request that is being answered: at once, or in slices between which a page stays alive.

use serde_json::{Map, Value, json};

use super::{
    Host, RpcError, methods,
    standing::{Method, Standing},
    training::step_and_loss,
};
use crate::{
    document::{Expected, Fault, Problem},
    state::Playground,
    training::Action,
};

/// Work between two looks at the clock, in units of about three nanoseconds.
const WORK_BETWEEN_LOOKS: u64 = 1_000_000;

/// A request, or an array of requests, on its way to an answer. Requests in an array are done in their order.
pub struct Job {
    requests: Vec<Request>,
    /// How many are done.
    done: usize,
    is_array: bool,
}

/// One request.
struct Request {
    /// What the answer names; `None` for a notification, which is done in silence.
    id: Option<Value>,
    standing: Standing,
}

impl Job {
    /// A request, or an array of requests, given as text.
    pub fn of_text(request: &str) -> Self {
        match serde_json::from_str(request) {
            Ok(request) => Self::new(&request),
            Err(error) => {
                let standing = Standing::refused(RpcError::NotJson { line: error.line(), column: error.column() });
                let request = Request { id: Some(Value::Null), standing };
                Self { requests: vec![request], done: 0, is_array: false }
            }
        }
    }

    /// A request, or an array of requests.
    pub fn new(request: &Value) -> Self {
        let (requests, is_array) = match request {
            Value::Array(requests) if !requests.is_empty() => (requests.iter().map(Request::new).collect(), true),
            request => (vec![Request::new(request)], false),
        };
        Self { requests, done: 0, is_array }
    }

    /// Whether the next thing to do is a command, which changes the playground, and no query, which only reads it.
    pub fn is_command(&self) -> bool {
        self.requests.get(self.done).is_some_and(|request| match &request.standing {
            Standing::Asked(method, _) => matches!(method, Method::Command(_)),
            Standing::Steps(_) | Standing::Seek(_) => true,
            Standing::Check(_) | Standing::Over(_) => false,
        })
    }

    /// Whether any of it asks for Practice, of which a page has the code in a part of its own.
    pub fn asks_for_practice(&self) -> bool {
        let asks = |request: &Request| matches!(request.standing, Standing::Asked(Method::Practice(_), _));
        self.requests.iter().any(asks)
    }

    /// Whether everything is done.
    pub fn is_over(&self) -> bool {
        self.done == self.requests.len()
    }

    /// Goes on with queries while there is time, up to the next command. Says whether there is anything left.
    pub fn query(&mut self, playground: &Playground, host: &dyn Host, time_is_left: &mut dyn FnMut() -> bool) -> bool {
        while !self.is_command()
            && let Some(request) = self.requests.get_mut(self.done)
        {
            if !request.query(playground, host, time_is_left) {
                return true;
            }
            self.done += 1;
        }
        !self.is_over()
    }

    /// Goes on with the next command while there is time.
    pub fn command(&mut self, playground: &mut Playground, time_is_left: &mut dyn FnMut() -> bool) {
        // A query that has run out of time goes on as a query.
        if self.is_command()
            && let Some(request) = self.requests.get_mut(self.done)
            && request.command(playground, time_is_left)
        {
            self.done += 1;
        }
    }

    /// The answer, once nothing is left; `None` where nothing asks for one.
    pub fn answer(self) -> Option<Value> {
        let mut answers: Vec<Value> = self.requests.into_iter().filter_map(Request::answer).collect();
        if self.is_array { (!answers.is_empty()).then_some(Value::Array(answers)) } else { answers.pop() }
    }
}

impl Request {
    fn new(request: &Value) -> Self {
        let id = request.get("id");
        let well_formed = request.get("jsonrpc").and_then(Value::as_str) == Some("2.0") && id.is_none_or(is_id);
        let Some(name) = request.get("method").and_then(Value::as_str).filter(|_| well_formed) else {
            // An answer goes to whoever asked, where that can be told.
            let id = id.filter(|id| is_id(id)).unwrap_or(&Value::Null);
            return Self { id: Some(id.clone()), standing: Standing::refused(RpcError::NotARequest) };
        };
        let params = request.get("params").unwrap_or(&Value::Null);
        Self { id: id.cloned(), standing: asked(name, params).unwrap_or_else(Standing::refused) }
    }

    /// Goes on with a query, and says whether it is done.
    fn query(&mut self, playground: &Playground, host: &dyn Host, time_is_left: &mut dyn FnMut() -> bool) -> bool {
        if let Standing::Asked(Method::Query(query), params) = &self.standing {
            self.standing = query(params, playground, host).unwrap_or_else(Standing::refused);
        }
        if let Standing::Asked(Method::Practice(call), params) = &mut self.standing {
            // Texts may be long: they are handed over, and not copied.
            let (call, params) = (*call, params.take());
            self.standing = Standing::Over(host.practice(call, params, playground.session.snapshot()));
        }
        if let Standing::Check(gradients) = &mut self.standing {
            while !gradients.go_on(WORK_BETWEEN_LOOKS) {
                if !time_is_left() {
                    return false;
                }
            }
            self.standing = Standing::done(gradients.answer());
        }
        true
    }

    /// Goes on with a command, and says whether it is done.
    fn command(&mut self, playground: &mut Playground, time_is_left: &mut dyn FnMut() -> bool) -> bool {
        if let Standing::Asked(Method::Command(command), params) = &self.standing {
            self.standing = command(params, playground).unwrap_or_else(Standing::refused);
        }
        loop {
            let steps = (WORK_BETWEEN_LOOKS / playground.session.work_of_a_step().max(1)).max(1);
            let is_there = match &mut self.standing {
                Standing::Steps(left) => {
                    let (before, next) = (playground.session.step(), steps.min(*left));
                    playground.apply(Action::Step(next));
                    *left -= next;
                    *left == 0 || playground.session.step() < before + next
                }
                Standing::Seek(step) => playground.seek_on(*step, steps),
                _ => return true,
            };
            if is_there {
                self.standing = Standing::done(step_and_loss(playground));
            } else if !time_is_left() {
                return false;
            }
        }
    }

    fn answer(self) -> Option<Value> {
        let id = self.id?;
        Some(match self.standing {
            Standing::Over(Ok(result)) => json!({"jsonrpc": "2.0", "id": id, "result": result}),
            Standing::Over(Err(error)) => json!({"jsonrpc": "2.0", "id": id, "error": error.write()}),
            _ => Value::Null,
        })
    }
}

/// Calls one method to its end. `params` is an object; null stands for none.
pub fn call(method: &str, params: &Value, playground: &mut Playground, host: &dyn Host) -> Result<Value, RpcError> {
    let mut request = Request { id: None, standing: asked(method, params)? };
    request.query(playground, host, &mut || true);
    request.command(playground, &mut || true);
    match request.standing {
        Standing::Over(result) => result,
        _ => Ok(Value::Null),
    }
}

fn asked(name: &str, params: &Value) -> Result<Standing, RpcError> {
    if !(params.is_object() || params.is_array() || params.is_null()) {
        let fault = Fault::Found { found: params.clone(), expected: Expected::Object };
        return Err(vec![Problem::new("", fault)].into());
    }
    let method = methods::find(name)?;
    // No parameters are an empty object; but a state that was forgotten is not the default state.
    let is_none = params.is_null() && name != "state.set";
    Ok(Standing::Asked(method, if is_none { Value::Object(Map::new()) } else { params.clone() }))
}

fn is_id(id: &Value) -> bool {
    id.is_string() || id.is_number() || id.is_null()
}
