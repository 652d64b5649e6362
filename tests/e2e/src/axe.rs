//! axe-core in the page.

use serde_json::{Value, json};

use crate::{Media, Motion, Theme, Viewport, page::Page};

/// A rule of accessibility that the page breaks.
#[derive(Clone, Debug)]
pub struct Violation {
    /// axe-core's name of the rule.
    pub rule: String,
    /// "minor", "moderate", "serious" or "critical".
    pub impact: String,
    /// What the rule wants.
    pub help: String,
    /// Where: a selector and the reason, for each element.
    pub places: Vec<String>,
}

impl std::fmt::Display for Violation {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} ({}): {}\n  {}", self.rule, self.impact, self.help, self.places.join("\n  "))
    }
}

/// Every rule, experiments among them. Left out are the contrast of level AAA, which the page does not promise, and a rule
/// that only lists what is hidden.
const ALL_RULES: &str = "Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId,
    { enabled: !['color-contrast-enhanced', 'hidden-content'].includes(rule.ruleId) }]))";

/// Waits until everything has its place in two frames, at most a hundred of them: axe-core measures what lies over what
/// once, and then asks each element where it is, so that a page that is still being laid out has texts beside their pictures.
const STANDS_STILL: &str = "
  const frame = () => new Promise(requestAnimationFrame);
  const places = () => JSON.stringify([...document.querySelectorAll('body *')].map((own) => own.getBoundingClientRect()));
  let before;
  for (let frames = 0, now = places(); frames < 100 && now !== before; frames++) {
    before = now;
    await frame();
    await frame();
    now = places();
  }
  return null;";

impl Page {
    /// The serious and critical findings of axe-core on the page as it is now.
    pub async fn violations(&self) -> Vec<Violation> {
        let found = self.findings("{}").await;
        found.into_iter().filter(|found| matches!(found.impact.as_str(), "serious" | "critical")).collect()
    }

    /// What axe-core finds with these rules set as this says.
    async fn findings(&self, rules: &str) -> Vec<Violation> {
        let script = self.setup.axe.as_ref().expect(
            "E2E_AXE is not set: `cargo xtask test` gets axe-core from npm, which comes with Node.js (https://nodejs.org)",
        );
        let axe = std::fs::read_to_string(script).unwrap_or_else(|error| panic!("{}: {error}", script.display()));
        self.js_async(STANDS_STILL, &[]).await;
        // Scripts of WebDriver stand outside the page's security policy.
        self.js(&format!("{axe}; window.axe = axe;"), &[]).await;
        let run =
            format!("return (await axe.run(document, {{ resultTypes: ['violations'], rules: {rules} }})).violations");
        let found = self.js_async(&run, &[]).await;
        found.as_array().map(|rules| rules.iter().map(violation).collect()).unwrap_or_default()
    }

    /// Fails where axe-core finds anything at all, with every rule.
    pub async fn assert_flawless(&self, what: &str) {
        let found: Vec<String> = self.findings(ALL_RULES).await.iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "{what}: axe-core finds:\n{}", found.join("\n"));
    }

    /// Fails where axe-core finds something serious or critical.
    pub async fn assert_accessible(&self) {
        let found = self.violations().await;
        let text: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "axe-core finds:\n{}", text.join("\n"));
    }

    /// Fails where the page needs sideways scrolling in a usual size, or axe-core finds something, in either theme.
    pub async fn assert_at_home_everywhere(&self) {
        for theme in [Theme::Light, Theme::Dark] {
            self.set_media(Media { theme, motion: Motion::Reduced }).await;
            for (width, height) in [(1440, 900), (1280, 720), (768, 1024), (390, 844)] {
                self.set_viewport(Viewport { width, height }).await;
                self.wait_until("the page fits", async || self.overflow().await == 0).await;
            }
            self.assert_accessible().await;
        }
    }
}

fn violation(rule: &Value) -> Violation {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let nodes = rule["nodes"].as_array().cloned().unwrap_or_default();
    let place = |node: &Value| format!("{}: {}", json!(node["target"]), text(&node["failureSummary"]));
    Violation {
        rule: text(&rule["id"]),
        impact: text(&rule["impact"]),
        help: text(&rule["help"]),
        places: nodes.iter().map(place).collect(),
    }
}
