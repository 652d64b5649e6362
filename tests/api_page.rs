//! The methods that are about the page around the playground, on a page that is only imagined.

use std::cell::RefCell;

use backprop_playground::{
    Named,
    api::{Host, NoPage, call},
    options::{Control, Options, Panel},
    state::{Page, Playground},
};
use serde_json::{Value, json};

/// A page that remembers what was asked of it.
#[derive(Default)]
struct Imagined(RefCell<(Options, Option<Page>)>);

impl Host for Imagined {
    fn options(&self) -> Options {
        self.0.borrow().0.clone()
    }

    fn set_options(&self, options: Options) {
        self.0.borrow_mut().0 = options;
    }

    fn view(&self) -> Page {
        self.0.borrow().1.unwrap_or(Page::Train)
    }

    fn set_view(&self, view: Page) {
        self.0.borrow_mut().1 = Some(view);
    }
}

fn ask(page: &Imagined, method: &str, params: Value) -> Result<Value, Value> {
    call(method, &params, &mut Playground::default(), page).map_err(|error| error.write())
}

#[test]
fn options_are_changed_by_name_and_refused_whole() {
    let page = Imagined::default();
    let set =
        ask(&page, "options.set", json!({"panels": ["boundary", "transport"], "lock": ["speed"], "theme": "dark"}));
    let set = set.expect("taken");
    assert_eq!(set["panels"], json!(["boundary", "transport"]), "{set}");
    assert_eq!(ask(&page, "options.get", json!(null)), Ok(set.clone()), "the same");
    let refused = ask(&page, "options.set", json!({"hide": ["rewind", "nothing"], "compact": 1})).expect_err("refused");
    let paths: Vec<&Value> =
        refused["data"].as_array().expect("problems").iter().map(|problem| &problem["path"]).collect();
    assert_eq!((&refused["code"], paths), (&json!(-32602), vec![&json!("hide[1]"), &json!("compact")]), "{refused}");
    assert_eq!(ask(&page, "options.get", json!(null)), Ok(set), "nothing changed");
    assert_eq!(page.options().lock, [Control::Speed].into(), "as asked");
}

#[test]
fn a_view_is_opened_by_its_name() {
    let page = Imagined::default();
    assert_eq!(ask(&page, "view.set", json!({"view": "layers"})), Ok(json!({"view": "layers"})), "opened");
    assert_eq!(page.view(), Page::Layers, "there");
    for params in [json!({}), json!({"view": "Layers"}), json!({"view": 3})] {
        let refused = ask(&page, "view.set", params).expect_err("refused");
        assert_eq!((&refused["code"], &refused["data"][0]["path"]), (&json!(-32602), &json!("view")), "{refused}");
    }
    assert_eq!(page.view(), Page::Layers, "as before");
}

#[test]
fn everything_that_has_a_name_is_described() {
    let described = call("describe", &json!(null), &mut Playground::default(), &NoPage).expect("described");
    assert_eq!(described["panels"].as_array().map(Vec::len), Some(Panel::ALL.len()), "panels");
    assert_eq!(described["controls"].as_array().map(Vec::len), Some(Control::ALL.len()), "controls");
    assert_eq!(described["views"], json!(Page::ALL.iter().map(|page| page.name()).collect::<Vec<_>>()), "views");
    assert!(described["events"].as_array().is_some_and(|events| events.contains(&json!("playground/ready"))), "events");
}
