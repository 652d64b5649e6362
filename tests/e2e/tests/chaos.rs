//! Anything at any moment, at full speed: sizes, themes, datasets, bugs, seeking, editing, presses, calls, frames.
//!
//! For `CHAOS_SECONDS` (20 where nothing is said), by the seed `CHAOS_SEED`, which is printed: a failure can be had again
//! with it, as far as a browser does the same twice.

use std::env;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use e2e::{Engine, Media, Motion, Page, Theme, Viewport};
use serde_json::{Value, json};

/// The one random generator of the test.
struct Dice(u64);

impl Dice {
    fn from_env() -> Self {
        let of_clock = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |time| time.as_secs());
        let seed = env::var("CHAOS_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(of_clock);
        eprintln!("CHAOS_SEED={seed}");
        Self(seed)
    }

    /// A whole number below `end`.
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // The upper half of such a number is the random one.
        u32::try_from(self.0 >> 32).expect("half of it") % end
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        let count = u32::try_from(all.len()).expect("a short list");
        &all[self.below(count) as usize]
    }

    /// From −2 to 2.
    fn number(&mut self) -> f64 {
        f64::from(self.below(4_001)) / 1_000.0 - 2.0
    }
}

/// A press on something that can be pressed, wherever it is. What leaves the page, saves files or stops it for good is left
/// alone.
const PRESS: &str = "
  const left = /save|open|load|download|print|put it in your page/i;
  const all = [...document.querySelectorAll('button, summary, input[type=checkbox], input[type=radio], select, [tabindex=\"0\"]')]
    .filter((one) => !one.disabled && one.offsetParent !== null && !left.test(one.textContent + (one.ariaLabel ?? '')));
  const one = all[arguments[0] % all.length];
  if (!one) return '';
  const said = one.tagName + ' ' + (one.ariaLabel ?? one.textContent).trim().slice(0, 40);
  if (one.tagName === 'SELECT') {
    one.selectedIndex = arguments[0] % one.options.length;
    one.dispatchEvent(new Event('change', { bubbles: true }));
  } else if (one.tabIndex === 0 && one.role === 'application') {
    const box = one.getBoundingClientRect();
    for (const kind of ['pointerdown', 'pointermove', 'pointerup']) {
      one.dispatchEvent(new PointerEvent(kind, { bubbles: true, clientX: box.x + arguments[0] % box.width, clientY: box.y + arguments[0] % 97 }));
    }
  } else {
    one.click();
  }
  return said;
";

/// Types something that is no number, or an absurd one, into a field.
const TYPE: &str = "
  const all = [...document.querySelectorAll('input[type=number], input[type=text], input:not([type]), input[type=range]')]
    .filter((one) => !one.disabled && one.offsetParent !== null);
  const one = all[arguments[0] % all.length];
  if (!one) return '';
  one.value = arguments[1];
  for (const kind of ['input', 'change']) one.dispatchEvent(new Event(kind, { bubbles: true }));
  return one.ariaLabel ?? one.name;
";

/// A frame with the page in it comes, or the first one goes.
const FRAME: &str = "
  const frames = document.querySelectorAll('iframe.chaos');
  if (frames.length > 2 || arguments[0] % 2) { frames[0]?.remove(); return }
  const frame = Object.assign(document.createElement('iframe'), { className: 'chaos', title: 'chaos', src: location.pathname + '?panels=boundary,transport&autoplay=1' });
  document.body.append(frame);
";

/// What must never be read on the page: a number that is none. Texts that speak of NaN, as Practice's, quote it.
const NOT_A_NUMBER: &str = "
  const shown = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = shown.nextNode());) {
    if (/^[−+-]?(NaN|inf|undefined|null)$/.test(node.data.trim()) && node.parentElement.offsetParent !== null) {
      return node.parentElement.outerHTML.slice(0, 300);
    }
  }
  return '';
";

/// One thing happens. Says what, for the report of a failure.
async fn happen(page: &Page, dice: &mut Dice) -> String {
    let number = dice.below(1 << 20);
    match dice.below(12) {
        0 => {
            let viewport = Viewport { width: 320 + dice.below(1_400), height: 300 + dice.below(900) };
            page.set_viewport(viewport).await;
            format!("{}×{}", viewport.width, viewport.height)
        }
        1 => {
            let media = Media {
                theme: *dice.of(&[Theme::Light, Theme::Dark]),
                motion: *dice.of(&[Motion::NoPreference, Motion::Reduced]),
            };
            if Engine::from_env() == Engine::Chromium {
                page.set_media(media).await;
            } else {
                // Their drivers cannot say what the system likes, and choosing takes a list that may be hidden by now.
                page.request("options.set", json!({ "theme": media.theme.name() })).await;
            }
            format!("{media:?}")
        }
        2 => {
            let hidden = 1 + dice.below(64);
            let kind = *dice.of(&["xor", "circles", "moons", "spiral", "gaussians", "checkerboard"]);
            let rate = *dice.of(&[0.001, 0.03, 0.3, 10.0]);
            let document = json!({"data": {"kind": kind, "points": 10 + dice.below(400)}, "network": {"hidden": hidden},
                "training": {"learningRate": rate, "batchSize": 1 + dice.below(8)}});
            let set = call(page, "state.set", document).await;
            format!("{set}{}", call(page, "training.play", json!({"speed": "max"})).await)
        }
        3 => {
            let bugs = page.request("describe", Value::Null).await["bugs"].clone();
            let names: Vec<Value> = bugs.as_array().into_iter().flatten().map(|bug| bug["name"].clone()).collect();
            let name = if dice.below(2) == 0 { Value::Null } else { dice.of(&names).clone() };
            call(page, "bug.set", json!({ "name": name })).await
        }
        4 => call(page, "training.seek", json!({"step": number % 5_000})).await,
        5 => call(page, "training.back", json!({"steps": 1 + number % 50})).await,
        6 => {
            let (hidden, mut row) = (3, || (0..3).map(|_| dice.number()).collect::<Vec<f64>>());
            let parameters = json!({"Wi": [row(), row()], "bi": row(), "Wo": row(), "bo": 0.1});
            call(page, "state.set", json!({"network": {"hidden": hidden, "parameters": parameters}})).await
        }
        7 => {
            let method =
                *dice.of(&["gradients", "predict", "boundary", "state.get", "training.play", "training.rewind"]);
            let params = match method {
                "gradients" => json!({"scope": "train"}),
                "predict" => json!({"points": [[dice.number(), dice.number()]]}),
                "training.play" => json!({"speed": "max"}),
                _ => json!({}),
            };
            call(page, method, params).await
        }
        8 => {
            page.js(FRAME, &[json!(number)]).await;
            "a frame".to_owned()
        }
        9 => {
            let typed = *dice.of(&["", "nonsense", "1e999", "-1", "0", "0.5", "7", "٣"]);
            let field = page.js(TYPE, &[json!(number), json!(typed)]).await;
            format!("{typed:?} into {field}")
        }
        _ => page.js(PRESS, &[json!(number)]).await.to_string(),
    }
}

/// A call whose refusal is as good as its answer: not every step is there to seek.
async fn call(page: &Page, method: &str, params: Value) -> String {
    let body = "try { await window.playground.request(arguments[0], arguments[1]) } catch (error) { if (!error.code) throw error }";
    page.js_async(body, &[json!(method), params.clone()]).await;
    format!("{method} {params} ")
}

/// The numbers on the page are those of the network of layers, which knows nothing of the fused step.
async fn assert_general_path(page: &Page) {
    let parameters = page.parameters().await;
    let points: Vec<[f64; 2]> =
        (0..40).map(|k| [(f64::from(k) * 0.7).sin() * 1.2, (f64::from(k) * 1.3).cos() * 1.2]).collect();
    let fused = page.request("predict", json!({ "points": points })).await["outputs"].clone();
    let column: Vec<Value> = parameters["Wo"].as_array().unwrap().iter().map(|weight| json!([weight])).collect();
    // Layers take no wider network.
    if column.len() > 12 {
        return;
    }
    let general = page
        .request(
            "lab.network",
            json!({
                "weights": [parameters["Wi"], column], "biases": [parameters["bi"], [parameters["bo"]]],
                "activations": ["relu", "identity"], "loss": "least_squares", "x": points,
                "y": vec![[0.0]; points.len()],
            }),
        )
        .await["output"]
        .clone();
    for (place, point) in points.iter().enumerate() {
        let (fused, general) = (fused[place].as_f64(), general[place][0].as_f64());
        let (fused, general) = (fused.expect("Ȳ is a number"), general.expect("Ȳ is a number"));
        assert!(
            (fused - general).abs() <= 1e-9 * general.abs().max(1.0),
            "Ȳ at {point:?}: {fused}, by layers {general}"
        );
    }
}

#[tokio::test]
async fn anything_at_any_moment_breaks_nothing() {
    let seconds = env::var("CHAOS_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(20);
    let mut dice = Dice::from_env();
    let page = Page::open().await;
    call(&page, "training.play", json!({"speed": "max"})).await;
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut done: Vec<String> = Vec::new();
    while Instant::now() < end {
        done.push(happen(&page, &mut dice).await);
        let found = page.js(NOT_A_NUMBER, &[]).await;
        let last = &done[done.len().saturating_sub(10)..];
        assert_eq!(found, "", "no number is none, after {} things, at last {last:#?}", done.len());
        let errors = page.console_errors().await;
        assert!(
            errors.is_empty(),
            "the console has errors after {} things, at last {last:#?}: {errors:#?}",
            done.len()
        );
    }
    assert!(done.len() > 10, "only {} things in {seconds} s", done.len());

    // What is left works as ever.
    page.set_viewport(Viewport::DESKTOP).await;
    page.request("training.pause", json!({})).await;
    page.js("document.querySelectorAll('iframe.chaos').forEach((frame) => frame.remove())", &[]).await;
    assert_general_path(&page).await;
    page.request("bug.set", json!({"name": null})).await;
    page.request("state.set", json!({"network": {"hidden": 8}})).await;
    page.request("training.step", json!({"steps": 500})).await;
    assert_general_path(&page).await;
    let trained = page.parameters().await;
    let verdict = page.request("gradients", json!({"scope": "train"})).await["verdict"].clone();
    assert_eq!(verdict["matches"], true, "backpropagation is what its witnesses say: {verdict}");
    page.request("training.seek", json!({"step": 100})).await;
    page.request("training.seek", json!({"step": 500})).await;
    assert_eq!(page.parameters().await, trained, "and the way back is the same to the last bit");
    page.finish().await;
}
