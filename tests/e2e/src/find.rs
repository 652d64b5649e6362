//! Finds elements as a person does: by what they are and what they are called.

use std::panic::Location;

use serde_json::json;
use thirtyfour::WebElement;
use thirtyfour::error::WebDriverResult;

use crate::engine::Engine;
use crate::page::{Page, arguments};
use crate::protocol::{computed_label, computed_role};

/// Elements of the page that may bear a role, those called `arguments[1]` first. The browser has the last word on both.
const CANDIDATES: &str = "
  const name = arguments[1].trim();
  const text = (ids) => ids.split(/\\s+/).map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  const called = (element) => (
    (element.hasAttribute('aria-labelledby') ? text(element.getAttribute('aria-labelledby')) : '')
    || element.getAttribute('aria-label')
    || [...(element.labels ?? [])].map((label) => label.textContent).join(' ')
    || element.textContent || element.alt || element.title || '').trim().replace(/\\s+/g, ' ');
  const found = [...document.querySelectorAll(arguments[0])].filter((element) => element.checkVisibility());
  const rank = (element) => {
    const own = called(element);
    return own === name ? 0 : own.includes(name) ? 1 : 2;
  };
  return found.map((element) => [rank(element), element]).sort(([a], [b]) => a - b).slice(0, 80).map(([, e]) => e);
";

/// Opens every fold that holds something of this name, as whoever looks for it would.
const UNFOLD: &str = "
  const name = arguments[0].trim();
  const called = (element) => [element.getAttribute('aria-label'), element.textContent, element.title]
    .map((text) => (text ?? '').trim().replace(/\\s+/g, ' '));
  for (const fold of document.querySelectorAll('details:not([open])')) {
    const inside = [...fold.querySelectorAll('label, button, legend, select, input, h2, h3')];
    if (inside.some((element) => called(element).some((own) => own === name || own.startsWith(name)))) fold.open = true;
  }
";

/// The elements that bear a role by themselves, beside those that are given it.
fn selector(role: &str) -> String {
    let native = match role {
        "button" => "button, summary, input[type=button], input[type=submit], ",
        "link" => "a[href], ",
        "checkbox" => "input[type=checkbox], ",
        "radio" => "input[type=radio], ",
        "slider" => "input[type=range], ",
        "spinbutton" => "input[type=number], ",
        "textbox" => "input:not([type]), input[type=text], textarea, ",
        "combobox" | "listbox" => "select, ",
        "option" => "option, ",
        "heading" => "h1, h2, h3, h4, h5, h6, ",
        "img" => "img, svg, canvas, ",
        "table" => "table, ",
        "row" => "tr, ",
        "cell" | "gridcell" => "td, ",
        "columnheader" | "rowheader" => "th, ",
        "list" => "ul, ol, ",
        "listitem" => "li, ",
        "group" => "fieldset, details, ",
        "region" => "section, ",
        "form" => "form, ",
        "dialog" => "dialog, ",
        "figure" => "figure, ",
        "main" => "main, ",
        "navigation" => "nav, ",
        "banner" => "header, ",
        "contentinfo" => "footer, ",
        "status" => "output, ",
        "progressbar" => "progress, ",
        "meter" => "meter, ",
        "math" => "math, ",
        _ => "",
    };
    format!("{native}[role~={role}]")
}

/// A name that ends with "…" stands for every name that begins so.
fn matches(engine: Engine, name: &str, wanted: &str) -> bool {
    // In the name of a field WebKit reads its value with its label.
    let is_read_on = || engine == Engine::Webkit && name.strip_prefix(wanted).is_some_and(|rest| rest.starts_with(' '));
    wanted.strip_suffix('…').map_or_else(|| name == wanted || is_read_on(), |start| name.starts_with(start))
}

/// Chromium says "image", ARIA's newer word. `WebKit` says what a list looks like, and nothing of what opens a fold.
fn same_role(engine: Engine, role: &str, wanted: &str) -> bool {
    let of_webkit = [("button", "combobox"), ("", "button")];
    role == wanted
        || (role == "image" && wanted == "img")
        || (engine == Engine::Webkit && of_webkit.contains(&(role, wanted)))
}

impl Page {
    /// The element with this role and accessible name, once there is one. "Rewind…" matches every name that begins
    /// with "Rewind".
    #[track_caller]
    pub fn find(&self, role: &str, name: &str) -> impl Future<Output = WebElement> {
        let at = Location::caller();
        async move {
            if self.find_now(role, name).await.is_none() {
                self.js(UNFOLD, &[json!(name.trim_end_matches('…'))]).await;
            }
            if let Some(element) = self.poll(async || self.find_now(role, name).await).await {
                return element;
            }
            let there: Vec<String> = self.all(role).await.into_iter().map(|(_, name)| format!("“{name}”")).collect();
            panic!("{at}: the page has no {role} called “{name}”; it has {}", there.join(", "));
        }
    }

    /// Presses the element with this role and name.
    #[track_caller]
    pub fn click(&self, role: &str, name: &str) -> impl Future<Output = ()> {
        let at = Location::caller();
        let found = self.find(role, name);
        async move {
            let element = found.await;
            self.bring_into_view(&element).await;
            element.click().await.unwrap_or_else(|error| panic!("{at}: {role} “{name}” cannot be pressed: {error}"));
        }
    }

    /// Moves the pointer onto the middle of an element.
    pub async fn point_at(&self, element: &WebElement) {
        self.bring_into_view(element).await;
        let moved = self.driver.action_chain().move_to_element_center(element).perform().await;
        moved.expect("the pointer can be moved there");
    }

    /// Into the middle of the window, where no sticky bar covers it.
    async fn bring_into_view(&self, element: &WebElement) {
        let script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        let _ = self.driver.execute(script, vec![element.to_json().expect("an element has an identity")]).await;
    }

    /// True where such an element is visible now.
    pub async fn has(&self, role: &str, name: &str) -> bool {
        self.find_now(role, name).await.is_some()
    }

    /// Every visible element of a role, with its accessible name.
    pub async fn all(&self, role: &str) -> Vec<(WebElement, String)> {
        let mut found = Vec::new();
        for element in self.candidates(role, "").await.unwrap_or_default() {
            if let Ok(Some(name)) = self.name_in_role(&element, role).await {
                found.push((element, name));
            }
        }
        found
    }

    /// Types into whatever has the focus: text, or keys as `thirtyfour::Key::Tab + ""`.
    pub async fn press(&self, keys: impl Into<thirtyfour::TypingData>) {
        let focus = self.driver.active_element().await.expect("something has the focus");
        focus.send_keys(keys).await.expect("keys can be pressed");
    }

    async fn find_now(&self, role: &str, name: &str) -> Option<WebElement> {
        // An element that vanishes meanwhile is looked for again.
        for element in self.candidates(role, name.trim_end_matches('…')).await.ok()? {
            if self.name_in_role(&element, role).await.ok()?.is_some_and(|own| matches(self.setup.engine, &own, name)) {
                return Some(element);
            }
        }
        None
    }

    async fn candidates(&self, role: &str, name: &str) -> WebDriverResult<Vec<WebElement>> {
        self.driver.execute(CANDIDATES, arguments(&[&selector(role), name])).await?.elements()
    }

    /// The accessible name of an element whose role is this one.
    async fn name_in_role(&self, element: &WebElement, role: &str) -> WebDriverResult<Option<String>> {
        if !same_role(self.setup.engine, &computed_role(&self.driver, element).await?, role) {
            return Ok(None);
        }
        Ok(Some(computed_label(&self.driver, element).await?.trim().to_string()))
    }

    /// True where the element with the focus is this one.
    pub async fn is_focused(&self, element: &WebElement) -> bool {
        let element = element.to_json().expect("an element has an identity");
        self.js("return document.activeElement === arguments[0]", &[json!(element)]).await == true
    }
}

#[cfg(test)]
mod tests {
    use super::{Engine, matches, same_role};

    #[test]
    fn names_match_whole_or_by_their_beginning() {
        for (name, wanted, expected) in [
            ("Play", "Play", true),
            ("Playground", "Play", false),
            ("Rewind to step 0", "Rewind…", true),
            ("Rewind…", "Rewind…", true),
            ("Step", "Rewind…", false),
            ("Step by 1", "Step", false),
        ] {
            assert_eq!(matches(Engine::Chromium, name, wanted), expected, "{name:?} for {wanted:?}");
        }
        assert!(matches(Engine::Webkit, "Learning rate η 0.03", "Learning rate η"), "a field with its value");
    }

    #[test]
    fn some_roles_have_two_words() {
        for engine in [Engine::Chromium, Engine::Firefox, Engine::Webkit] {
            assert!(same_role(engine, "image", "img") && same_role(engine, "img", "img"), "both words");
            assert!(!same_role(engine, "textbox", "button"), "not any word");
            assert_eq!(same_role(engine, "button", "combobox"), engine == Engine::Webkit, "a list in {engine:?}");
        }
    }
}
