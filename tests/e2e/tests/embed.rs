//! The page inside other pages, from another origin and from its own.

use e2e::practice::{answer, verdict};
use e2e::{HOST_PATH, Page, Site, Viewport, Visit, framed, page_around};
use serde_json::{Value, json};

/// A figure of one idea, as wide as a column of text.
const COLUMN: Viewport = Viewport { width: 640, height: 360 };
/// The smallest place for a figure.
const SMALLEST: Viewport = Viewport { width: 320, height: 240 };

/// The page by itself with a query.
fn with_query(query: &str) -> Visit {
    Visit { path: format!("{}?{query}", Visit::PATH), ..Visit::new() }
}

/// The names of everything that was fetched, and how many bytes they have.
async fn fetched(page: &Page) -> Vec<(String, f64)> {
    let script = "return performance.getEntriesByType('resource').map((entry) => \
                  [entry.name.split('/').pop().split('?')[0], entry.decodedBodySize])";
    serde_json::from_value(page.js(script, &[]).await).expect("names and sizes")
}

#[tokio::test]
async fn the_whole_page_opens_the_view_that_is_asked_for() {
    for (view, main) in [("explain", "main.explain"), ("layers", "main.lab"), ("practice", "main.practice")] {
        let page = Page::visit(Visit { path: format!("{}?view={view}", Visit::PATH), ..Visit::new() }).await;
        let there = format!("return document.querySelector('{main}') !== null");
        page.wait_until(view, async || page.js(&there, &[]).await == true).await;
        // What reads the address comes with what answers.
        assert_eq!(page.request("options.get", Value::Null).await["view"], view, "as it was asked for");
        page.wait_until_running().await;
        assert_eq!(page.js(&there, &[]).await, true, "{view} stays");
        page.finish().await;
    }
}

#[tokio::test]
async fn a_figure_of_two_panels_fits_beside_a_paragraph_and_fetches_no_other() {
    let page = Page::visit(Visit { viewport: COLUMN, ..with_query("panels=boundary,transport") }).await;
    page.wait_until_running().await;
    page.find("button", "Play").await;
    page.find("application", "Decision boundary").await;
    let height = page.js("return document.documentElement.scrollHeight", &[]).await;
    assert!(height.as_u64().is_some_and(|height| height <= 360), "{height} px of content in 360");
    assert_eq!(page.overflow().await, 0, "nor is it too wide");
    assert_eq!(page.js("return document.querySelector('.masthead')", &[]).await, Value::Null, "no title of the page");
    let figure = fetched(&page).await;
    page.screenshot("embed-figure-640").await;

    page.goto(&page.url(Visit::PATH)).await;
    page.wait_until_running().await;
    page.wait_until("every part is there", async || {
        fetched(&page).await.iter().any(|(name, _)| name.starts_with("layers-"))
    })
    .await;
    let whole = fetched(&page).await;
    let bytes = |files: &[(String, f64)]| files.iter().map(|(_, bytes)| bytes).sum::<f64>();
    let share = bytes(&figure) / bytes(&whole);
    assert!(share <= 2.0 / 3.0, "{share:.2} of what the whole page sends: {figure:?}");
    for part in ["explain", "layers", "figures", "later"] {
        let begin = format!("{part}-");
        let found = figure.iter().find(|(name, _)| name.starts_with(&begin));
        assert_eq!(found, None, "neither code nor styles of other panels");
    }
    let modules = figure.iter().filter(|(name, _)| name.contains(".wasm")).count();
    assert!(modules <= 10, "each request costs a way to the host and back: {figure:?}");
    page.finish().await;
}

#[tokio::test]
async fn a_figure_does_not_wait_for_what_the_device_has_kept() {
    let page = Page::visit(with_query("panels=boundary,transport")).await;
    page.wait_until_running().await;
    page.js("localStorage.setItem('backprop-playground-state', '{\"version\":1}')", &[]).await;
    page.reload().await;
    page.wait_until_running().await;
    page.find("button", "Play").await;
    let asked = fetched(&page).await;
    assert!(!asked.iter().any(|(name, _)| name.starts_with("later-")), "what reads a kept run: {asked:?}");
    page.finish().await;
}

#[tokio::test]
async fn every_panel_is_usable_by_itself_in_the_smallest_place() {
    let page = Page::visit(Visit { viewport: SMALLEST, ..with_query("panels=transport") }).await;
    page.wait_until_running().await;
    let described = page.request("describe", Value::Null).await;
    let panels: Vec<String> = serde_json::from_value(described["panels"].clone()).expect("names");
    assert!(panels.len() >= 17, "{panels:?}");
    for panel in &panels {
        page.request("options.set", json!({ "panels": [panel] })).await;
        let there = format!("return document.querySelector('[data-panel=\"{panel}\"]')?.innerText.length ?? 0");
        page.wait_until(panel, async || page.js(&there, &[]).await.as_u64().is_some_and(|length| length > 0)).await;
        page.wait_until_running().await;
        assert_eq!(page.overflow().await, 0, "{panel} at 320 px");
    }
    page.finish().await;
}

#[tokio::test]
async fn a_page_of_another_origin_asks_and_is_told() {
    let (host, visit) = framed("?panels=boundary,transport,figures", "width=640 height=420", ["", ""]);
    let page = Page::visit(visit).await;
    page.wait_until_ready().await;
    let described = page.ask("describe", Value::Null).await;
    assert_eq!(described["origin"], host.url(""), "from its own origin: {described}");
    let events: Vec<String> = serde_json::from_value(described["result"]["events"].clone()).expect("events");
    let stepped = page.ask("training.step", json!({ "steps": 250 })).await;
    assert_eq!(stepped["result"]["step"], 250, "{stepped}");
    page.wait_until("it is told of the step", async || {
        page.notified("playground/stepped").await.last().is_some_and(|last| last["step"] == 250)
    })
    .await;
    let refused = page.ask("state.set", json!({ "version": 7 })).await;
    assert_eq!((&refused["error"]["code"], &refused["error"]["data"][0]["path"]), (&json!(-32602), &json!("version")));
    let unknown = page.ask("eval", json!({ "code": "1" })).await;
    assert_eq!(unknown["error"]["code"], -32601, "{unknown}");
    // What it plays is told at most ten times a second.
    page.ask("training.play", json!({ "speed": "max" })).await;
    page.js_async("await new Promise((done) => setTimeout(done, 2000))", &[]).await;
    page.ask("training.pause", Value::Null).await;
    let times = "return posted.filter(({ data }) => data.method === 'playground/stepped').map(({ at }) => at)";
    let times: Vec<f64> = serde_json::from_value(page.js(times, &[]).await).expect("times");
    let within = |second: &[f64]| second.last().zip(second.first()).map_or(0.0, |(last, first)| last - first);
    assert!(times.windows(12).all(|some| within(some) > 950.0), "more than ten a second: {times:?}");
    // And every event that is described comes, where there is reason for it.
    let wild = json!({ "version": 1, "training": { "learningRate": 1e6, "l2": 1e6 } });
    let set = page.ask("state.set", wild).await;
    assert!(set["error"].is_null(), "{set}");
    page.ask("training.step", json!({ "steps": 100_000 })).await;
    page.wait_until("it diverges", async || !page.notified("playground/diverged").await.is_empty()).await;
    // The other two have tests of their own.
    for event in events.iter().filter(|event| !["playground/error", "playground/answered"].contains(&event.as_str())) {
        assert!(!page.notified(event).await.is_empty(), "{event} is described and never sent");
    }
    page.finish().await;
}

#[tokio::test]
async fn only_the_embedding_window_is_answered() {
    let (_host, visit) =
        framed("?panels=transport", "width=400 height=200", ["", "<iframe id=other srcdoc='<p>other</p>'></iframe>"]);
    let page = Page::visit(visit).await;
    page.wait_until_ready().await;
    // The same request from a frame beside it, which may reach the window but does not embed it.
    let script = "
      const other = document.getElementById('other').contentWindow;
      const heard = [];
      other.addEventListener('message', ({ data }) => heard.push(data));
      const target = frames[0];
      other.eval('(target) => target.postMessage({ jsonrpc: \"2.0\", id: 1, method: \"training.step\", params: { steps: 7 } }, \"*\")')(target);
      const state = await ask('state.get');
      return [heard, state.result.training.step]";
    assert_eq!(page.js_async(script, &[]).await, json!([[], 0]), "ignored, and nothing is done");
    page.finish().await;
}

#[tokio::test]
async fn the_height_follows_the_content_in_every_protocol_and_never_the_frame() {
    let (_host, visit) = framed("?panels=transport", "id=frame width=640 height=200", ["", ""]);
    let page = Page::visit(visit).await;
    page.wait_until_ready().await;
    let heights = "return [
      posted.findLast(({ data }) => data.method === 'playground/resized')?.data.params.height,
      posted.findLast(({ data, text }) => !text && data.subject === 'lti.frameResize')?.data.height,
      posted.findLast(({ data, text }) => text && data.context === 'iframe.resize')?.data.height,
      posted.findLast(({ data }) => data.type === 'plugin.resize')?.data.payload.height,
    ]";
    let told =
        async || -> Vec<Option<u64>> { serde_json::from_value(page.js(heights, &[]).await).expect("four heights") };
    page.wait_until("it says how high it is", async || told().await[0].is_some()).await;
    let small = told().await;
    assert!(small.iter().all(|height| *height == small[0]), "all protocols say the same: {small:?}");
    assert!(small[0].is_some_and(|height| height < 150), "a bar is not high: {small:?}");
    // A host that gives it ten times what it asks for hears nothing new.
    let before = page.js("frame.height = 2000; return posted.length", &[]).await;
    page.js_async("await new Promise((done) => setTimeout(done, 500))", &[]).await;
    let news = page
        .js("return posted.slice(arguments[0]).filter(({ data }) => data.method === 'playground/resized')", &[before]);
    assert_eq!(news.await, json!([]), "its height is not that of the frame");
    page.ask("options.set", json!({ "panels": ["boundary", "transport", "loss"] })).await;
    page.wait_until("it has grown", async || told().await[0] > small[0].map(|height| height + 150)).await;
    let wide = told().await[0];
    page.js("frame.width = 320", &[]).await;
    page.wait_until("it is higher where it is narrow", async || told().await[0] > wide).await;
    page.finish().await;
}

/// Frames a second of the embedding page while something goes on, and how many it counted.
const FLOOD: &str = "
  const target = frames[0];
  const rubbish = [null, 0, 'x', '{\"jsonrpc\":\"2.0\"}', [], {}, { jsonrpc: '2.0' }, { jsonrpc: '2.0', method: 5 }, { jsonrpc: '1.0', method: 'describe', id: 1 },
    { jsonrpc: '2.0', method: 'describe', id: {} }, { subject: 'SPLICE.getState.response', state: { version: 9 } }, new Map(), new ArrayBuffer(99), { a: { b: { c: [] } } },
    { jsonrpc: '2.0', method: 'x'.repeat(1e4) }, { __proto__: null, constructor: 1 }];
  const begin = performance.now();
  let [sent, frames_] = [0, 0];
  requestAnimationFrame(function count() { frames_ += 1; if (sent < 10000) requestAnimationFrame(count); });
  while (sent < 10000) {
    const due = Math.min(10000, (performance.now() - begin));
    for (; sent < due; sent += 1) target.postMessage(rubbish[sent % rubbish.length], '*');
    await new Promise((next) => setTimeout(next, 5));
  }
  const seconds = (performance.now() - begin) / 1000;
  return { rate: frames_ / seconds, seconds, answers: posted.filter(({ data }) => 'id' in data).length };
";

#[tokio::test]
async fn a_flood_of_rubbish_is_ignored_and_the_page_stays_alive() {
    let (_host, visit) = framed("?panels=boundary,transport", "width=640 height=360", ["", ""]);
    let page = Page::visit(visit).await;
    page.wait_until_ready().await;
    let before = page.ask("state.get", Value::Null).await["result"].clone();
    let answers_before = page.js("return posted.filter(({ data }) => 'id' in data).length", &[]).await;
    let flood = page.js_async(FLOOD, &[]).await;
    assert!(flood["rate"].as_f64().is_some_and(|rate| rate >= 30.0), "{flood}");
    assert_eq!(flood["answers"], answers_before, "nothing of it is answered");
    assert_eq!(page.ask("state.get", Value::Null).await["result"], before, "and nothing is done");
    page.finish().await;
}

#[tokio::test]
async fn requests_that_come_too_fast_are_refused_and_none_is_lost() {
    let (_host, visit) = framed("?panels=transport", "width=640 height=200", ["", ""]);
    let page = Page::visit(visit).await;
    page.wait_until_ready().await;
    let script = "
      const answers = await Promise.all(Array.from({ length: 2000 }, () => ask('training.step', { steps: 1 })));
      const done = answers.filter(({ result }) => result).length;
      const refused = answers.filter(({ error }) => error?.code === -32001).length;
      const state = await ask('state.get');
      return [done + refused, done === state.result.training.step, done > 0]";
    assert_eq!(page.js_async(script, &[]).await, json!([2000, true, true]), "each is answered, and what is said is so");
    page.finish().await;
}

#[tokio::test]
async fn out_of_sight_it_does_nothing_and_goes_on_where_it_was() {
    // A page of the same origin, where browsers go on drawing frames that nobody sees.
    let spacer = "<div id=top style='height: 3000px'>scroll</div>";
    let html = page_around(
        &format!("{}?panels=transport,figures&speed=100&autoplay", Visit::PATH),
        "width=640 height=200",
        [spacer, spacer],
    );
    let visit =
        Visit { site: Visit::new().site.with_file(HOST_PATH, html), path: HOST_PATH.to_string(), ..Visit::new() };
    let page = Page::visit(visit).await;
    page.wait_until_ready().await;
    let step =
        async || page.ask("state.get", Value::Null).await["result"]["training"]["step"].as_u64().expect("a step");
    let wait = async || page.js_async("await new Promise((done) => setTimeout(done, 700))", &[]).await;
    page.js("frames[0].frameElement.scrollIntoView({ block: 'center' })", &[]).await;
    page.wait_until("it trains in sight", async || step().await > 20).await;
    page.js("scrollTo(0, 0)", &[]).await;
    wait().await;
    let left = step().await;
    wait().await;
    assert_eq!(step().await, left, "it stands still");
    page.js("frames[0].frameElement.scrollIntoView({ block: 'center' })", &[]).await;
    page.wait_until("it goes on", async || step().await > left).await;
    let soon = step().await;
    assert!(soon < left + 130, "without a jump: {left}, then {soon}");
    page.finish().await;
}

#[tokio::test]
async fn controls_are_hidden_and_locked_by_name() {
    let query = "panels=transport,controls&hide=speed,l2&lock=learning-rate,play";
    let page = Page::visit(with_query(query)).await;
    page.wait_until_running().await;
    let shown = async |control: &str| {
        let script = format!("return document.querySelector('[data-control=\"{control}\"]').checkVisibility()");
        page.js(&script, &[]).await == true
    };
    let enabled = async |control: &str| {
        let script = "const all = document.querySelectorAll(`button[data-control=${arguments[0]}], [data-control=${arguments[0]}] input`); \
                      return all.length > 0 && [...all].every((field) => !field.matches(':disabled'))";
        page.js(script, &[json!(control)]).await == true
    };
    page.wait_until("speed is hidden", async || !shown("speed").await && !shown("l2").await).await;
    page.wait_until("play is locked", async || !enabled("play").await && !enabled("learning-rate").await).await;
    assert!(shown("play").await && enabled("rewind").await && enabled("batch-size").await, "and nothing else");
    // A button that the page itself enables again stays locked.
    page.request("options.set", json!({ "hide": [], "lock": ["back"] })).await;
    page.wait_until("the rest is free again", async || shown("speed").await && enabled("play").await).await;
    page.request("training.step", json!({ "steps": 3 })).await;
    page.wait_until("the step is shown", async || page.step().await == 3).await;
    assert!(!enabled("back").await, "locked");
    page.finish().await;
}

#[tokio::test]
async fn what_is_locked_is_locked_wherever_it_can_be_chosen() {
    let page = Page::visit(with_query("panels=network,apart&lock=scope")).await;
    page.wait_until_running().await;
    let free = "return [...document.querySelectorAll('.network .head input, .apart .head input[type=radio]')]\
                .map((field) => field.matches(':disabled'))";
    page.wait_until("both are locked", async || page.js(free, &[]).await == json!(vec![true; 6])).await;
    page.finish().await;
}

#[tokio::test]
async fn wrong_options_are_said_and_break_nothing() {
    let page = Page::visit(with_query("panels=boundary,bogus&speed=fast&utm=1&debug=1")).await;
    page.wait_until_running().await;
    page.find("application", "Decision boundary").await;
    let text = page.text("[role=alert].unread").await;
    for part in ["panels: found \"bogus\"", "speed: found \"fast\"", "utm: unknown key"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    page.goto(&page.url(&format!("{}?panels=bogus", Visit::PATH))).await;
    page.wait_until_running().await;
    page.find("button", "Explain").await;
    assert_eq!(page.text("[role=alert].unread").await, "", "only where it is asked for");
    page.finish().await;
}

#[tokio::test]
async fn a_touch_scrolls_until_one_draws_on_purpose() {
    let page = Page::visit(Visit { viewport: Viewport::PHONE, ..with_query("panels=boundary,transport") }).await;
    page.wait_until_running().await;
    let touch = "return getComputedStyle(document.querySelector('.plane')).touchAction";
    assert_eq!(page.js(touch, &[]).await, "pan-y", "the page scrolls");
    page.click("button", "draw").await;
    page.find("radio", "Add").await;
    assert_eq!(page.js(touch, &[]).await, "none", "a finger draws");
    page.click("button", "draw").await;
    assert_eq!(page.js(touch, &[]).await, "pan-y", "and is free again");
    page.finish().await;
}

#[tokio::test]
async fn the_corner_opens_the_same_state_in_the_whole_page() {
    let page = Page::visit(with_query("panels=boundary,transport&theme=dark&hide=speed")).await;
    page.wait_until_running().await;
    page.request("training.step", json!({ "steps": 120 })).await;
    let link = page.find("link", "Backprop Playground ↗").await;
    link.focus().await.expect("a link takes the focus");
    let href = "return document.querySelector('.whole a').href";
    page.wait_until("it knows the state", async || {
        page.js(href, &[]).await.as_str().is_some_and(|href| href.contains('#'))
    })
    .await;
    let href = page.js(href, &[]).await.as_str().expect("an address").to_owned();
    assert!(href.contains("theme=dark") && !href.contains("panels") && !href.contains("hide"), "{href}");
    page.goto(&href).await;
    page.wait_until_running().await;
    page.find("button", "Explain").await;
    assert_eq!(page.step().await, 120, "where it stood");
    page.finish().await;
}

#[tokio::test]
async fn a_splice_host_keeps_state_and_score() {
    let (_host, visit) = framed("?panels=transport&splice=1", "width=640 height=200", ["", ""]);
    let page = Page::visit(visit).await;
    page.wait_until_ready().await;
    let message = async |subject: &str| {
        let script = "return posted.findLast(({ data }) => data.subject === arguments[0])?.data ?? null";
        page.js(script, &[json!(subject)]).await
    };
    page.wait_until("it asks for its state", async || !message("SPLICE.getState").await.is_null()).await;
    let id = message("SPLICE.getState").await["message_id"].clone();
    page.ask("training.step", json!({ "steps": 90 })).await;
    page.wait_until("it reports", async || message("SPLICE.reportScoreAndState").await["state"].is_object()).await;
    let report = message("SPLICE.reportScoreAndState").await;
    assert!(report["score"].as_f64().is_some_and(|score| (0.0..=1.0).contains(&score)), "{report}");
    page.ask("training.rewind", Value::Null).await;
    page.ask("training.play", Value::Null).await;
    page.wait_until("it tells what is done", async || message("SPLICE.sendEvent").await["name"] == "played").await;
    page.ask("training.pause", Value::Null).await;
    let answer = "frames[0].postMessage({ subject: 'SPLICE.getState.response', message_id: arguments[0], state: arguments[1] }, '*')";
    page.js(answer, &[id, report["state"].clone()]).await;
    page.wait_until("it is where it was", async || {
        page.ask("state.get", Value::Null).await["result"]["training"]["step"] == 90
    })
    .await;
    page.finish().await;
}

#[tokio::test]
async fn an_exercise_by_itself_tells_its_page_what_was_answered() {
    let (_host, visit) = framed("?panels=practice&exercise=grad_s_Z&splice=1", "width=900 height=800", ["", ""]);
    let page = Page::visit(visit).await;
    page.wait_until_ready().await;
    page.driver.enter_frame(0).await.expect("there is a frame");
    page.find("heading", "∂s/∂Z, the mask").await;
    answer(&page, "grad_s_H").await;
    verdict(&page, "This is another quantity").await;
    answer(&page, "grad_s_H * (Z > 0)").await;
    verdict(&page, "Right").await;
    page.driver.enter_default_frame().await.expect("the page around it");
    page.wait_until("it is told twice", async || page.notified("playground/answered").await.len() == 2).await;
    let told = page.notified("playground/answered").await;
    assert_eq!(told[0], json!({ "exercise": "grad_s_Z", "verdict": "wrong", "attempts": 1 }), "first");
    assert_eq!(told[1], json!({ "exercise": "grad_s_Z", "verdict": "right", "attempts": 2 }), "then");
    let score = "return posted.findLast(({ data }) => data.subject === 'SPLICE.reportScoreAndState')?.data.score ?? -1";
    page.wait_until("the host has the score", async || page.js(score, &[]).await == 1).await;
    page.finish().await;
}

#[tokio::test]
async fn a_figure_is_built_shown_and_copied() {
    let page = Page::open().await;
    page.request("training.step", json!({ "steps": 40 })).await;
    page.click("button", "Put it in your page").await;
    page.find("dialog", "Put it in your page").await;
    let snippet = async || page.value("What to paste").await;
    page.wait_until("there is something to paste", async || snippet().await.contains("panels=boundary,transport"))
        .await;
    assert!(snippet().await.contains("#v="), "with the state");
    page.click("checkbox", "The check").await;
    page.wait_until("the panel is in it", async || snippet().await.contains("panels=boundary,check,transport")).await;
    let preview = "const frame = document.querySelector('.builder iframe'); \
                   return frame.contentDocument?.querySelector('[data-panel=check] table') !== null && frame.clientWidth";
    page.wait_until("it is shown at its size", async || page.js(preview, &[]).await == 640).await;
    page.assert_accessible().await;
    page.screenshot("embed-builder").await;
    page.finish().await;
}

#[tokio::test]
async fn a_figure_and_the_page_print_as_pictures_with_their_address() {
    let page = Page::visit(with_query("panels=boundary,check&title=A+hinge")).await;
    page.wait_until_running().await;
    page.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    let visible = async |selector: &str| {
        let script = "return document.querySelector(arguments[0])?.checkVisibility() ?? false";
        page.js(script, &[json!(selector)]).await == true
    };
    page.wait_until("its address is there", async || visible(".print-link").await).await;
    assert!(visible(".figure h1").await, "and its caption");
    assert!(!visible(".figure .whole").await, "nothing to press");
    let cut = "const box = document.querySelector('.check .scroll'); return box.scrollHeight - box.clientHeight";
    assert_eq!(page.js(cut, &[]).await, 0, "every row of the check");
    page.goto(&page.url(Visit::PATH)).await;
    page.wait_until_running().await;
    page.wait_until("it is on paper", async || visible(".print-link").await).await;
    assert_eq!(page.js(cut, &[]).await, 0, "and on the page");
    assert!(visible(".print-link").await && !visible(".masthead select").await, "a report");
    page.finish().await;
}

#[tokio::test]
async fn a_frame_that_cannot_start_says_so_to_its_page() {
    let host = Visit::new().site.without_named("backprop-playground_bg").start();
    let src = host.url(&format!("{}?panels=boundary", Visit::PATH));
    let site = Site::new().with_file(HOST_PATH, page_around(&src, "width=400 height=300", ["", ""]));
    let page = Page::visit(Visit { site, path: HOST_PATH.to_string(), ..Visit::new() }).await;
    page.wait_until("it says so", async || !page.notified("playground/error").await.is_empty()).await;
    let told = page.notified("playground/error").await;
    assert!(
        told[0]["message"].as_str().is_some_and(|message| message.contains("404") && message.len() < 300),
        "{told:?}"
    );
    page.finish_with_errors().await;
}

#[tokio::test]
async fn a_figure_whose_points_are_locked_keeps_them_from_keys_too() {
    let page = Page::visit(with_query("panels=boundary&lock=draw")).await;
    page.wait_until_running().await;
    let count = async || page.request("state.get", Value::Null).await["data"].clone();
    let before = count().await;
    let plane = page.find("application", "Decision boundary").await;
    plane.send_keys(e2e::thirtyfour::Key::Delete + "f").await.expect("the plane takes keys");
    assert_eq!(count().await, before, "nothing is removed or flipped");
    page.request("options.set", json!({ "panels": [], "lock": [] })).await;
    page.wait_until_running().await;
    let plane = page.find("application", "Decision boundary").await;
    plane.send_keys("f").await.expect("the plane takes keys");
    page.wait_until("free again, a point is flipped", async || count().await != before).await;
    page.finish().await;
}
