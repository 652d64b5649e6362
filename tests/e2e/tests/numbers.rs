//! Numbers that must not mislead: nothing cut, nothing that is no number, and a check whose words and rows agree.

use e2e::{Page, Viewport};
use serde_json::{Value, json};

/// Everything that one reads or hears, and every path that is drawn, where it is no number or no text.
const BROKEN: &str = r"
    const wrong = /\bNaN\b|\bundefined\b|\bnull\b|\binf(inity)?\b/i;
    const found = [];
    const look = (where, text) => { if (text && wrong.test(text)) found.push(`${where}: ${text.slice(0, 120)}`) };
    for (const line of document.body.innerText.split('\n')) look('text', line);
    for (const element of document.querySelectorAll('body *')) {
        for (const name of ['title', 'aria-label', 'aria-valuetext', 'd', 'style', 'x', 'y', 'cx', 'cy', 'x1', 'y1']) {
            look(`${element.tagName} ${name}`, element.getAttribute(name));
        }
        if (element.tagName === 'INPUT') look('field', element.value);
    }
    return found.slice(0, 10)";

/// Every number, name and heading that is wider than its place.
const CUT: &str = r"
    const found = [];
    const seen = (element) => {
        const box = element.getBoundingClientRect();
        return box.width > 1 && box.height > 1 && !element.closest('.heard') && getComputedStyle(element).display !== 'inline';
    };
    const selector = 'main :is(td, th, dt, dd, h2, h3, output, .axis, .legend span, .legend b, .where, .part), header dd, '
        + 'main input[type=text], .figures dd';
    for (const element of document.querySelectorAll(selector)) {
        // A column's number may reach over neighbours that have none.
        if (element.closest('.heatmap.dense thead')) continue;
        if (element.querySelector('.scroll, table, canvas, math') || !seen(element)) continue;
        if (element.scrollWidth > element.clientWidth + 1) {
            const text = element.value ?? element.textContent;
            found.push(`${element.tagName}.${element.className} “${text.trim()}” ${element.scrollWidth} > ${element.clientWidth}`);
        }
    }
    for (const text of document.querySelectorAll('main svg text')) {
        const [own, all] = [text.getBoundingClientRect(), text.closest('.chart').getBoundingClientRect()];
        if (own.width > 0 && (own.left < all.left - 1 || own.right > all.right + 1)) {
            found.push(`axis “${text.textContent}” from ${own.left} in ${all.left}`);
        }
    }
    return found.slice(0, 40)";

/// What a script finds wrong, one in a line.
async fn found(page: &Page, script: &str) -> String {
    let found = page.js(script, &[]).await;
    let lines: Vec<&str> =
        found.as_array().map(|all| all.iter().filter_map(Value::as_str).collect()).unwrap_or_default();
    lines.join("\n")
}

async fn settle(page: &Page) {
    page.js_async("for (const _ of [1, 2, 3]) await new Promise(requestAnimationFrame)", &[]).await;
}

/// A network whose numbers are all about as large.
fn parameters(hidden: u32, size: f64) -> Value {
    let row = |sign: f64| (0..hidden).map(|unit| sign * size * (1.0 - 0.1 * f64::from(unit))).collect::<Vec<_>>();
    json!({ "Wi": [row(1.0), row(-0.7)], "bi": row(0.3), "Wo": row(-1.1), "bo": 0.5 * size })
}

#[tokio::test]
async fn what_overflows_is_said_in_words_and_nothing_is_nan() {
    let page = Page::open().await;
    let network = |size: f64| json!({ "hidden": 4, "parameters": parameters(4, size) });
    let states = [
        (
            "η = 30, λ = 1 in float32",
            json!({ "version": 1, "training": { "learningRate": 30, "l2": 1 }, "check": { "precision": "f32" } }),
            40,
        ),
        ("η = 30, λ = 1 in float64", json!({ "version": 1, "training": { "learningRate": 30, "l2": 1 } }), 300),
        (
            "parameters of 1e30 in float32",
            json!({ "version": 1, "network": network(1e30), "check": { "precision": "f32" } }),
            0,
        ),
        ("parameters of 1e150", json!({ "version": 1, "network": network(1e150) }), 0),
        (
            "parameters of 1e150 in float32",
            json!({ "version": 1, "network": network(1e150), "check": { "precision": "f32" } }),
            0,
        ),
    ];
    for (name, state, steps) in states {
        page.request("state.set", state).await;
        if steps > 0 {
            page.request("training.step", json!({ "steps": steps })).await;
        }
        for scope in ["example", "train set"] {
            page.click("button", "Train").await;
            page.click("radio", scope).await;
            settle(&page).await;
            assert_eq!(found(&page, BROKEN).await, "", "{name}, {scope}, Train");
            let says_why = page.text(".overflow").await;
            let shows = page.text(".check-rows tbody").await;
            assert!(!says_why.is_empty() || !shows.contains(['∞', '–']), "{name}, {scope}: ∞ without a word: {shows}");
            page.click("button", "Explain").await;
            for step in 0..13 {
                page.js("document.querySelectorAll('.step')[arguments[0]].click()", &[json!(step)]).await;
                settle(&page).await;
                assert_eq!(found(&page, BROKEN).await, "", "{name}, {scope}, Explain, step {step}");
            }
        }
        for kind in ["boundary.svg", "heatmaps.svg"] {
            let picture = page.request("export", json!({ "kind": kind, "scope": "train" })).await;
            let text = picture["text"].as_str().unwrap_or_default();
            assert!(text.contains("<svg") && !text.contains("NaN") && !text.contains("inf"), "{name}: {kind}");
        }
    }
    page.finish().await;
}

#[tokio::test]
async fn nothing_is_cut() {
    let page = Page::open().await;
    let mut all = Vec::new();
    for (rate, hidden) in [(0.03, 8), (10.0, 8), (10.0, 1), (10.0, 64), (1e6, 8)] {
        page.set_viewport(Viewport::DESKTOP).await;
        let state = json!({ "version": 1, "network": { "hidden": hidden }, "training": { "learningRate": rate } });
        page.request("state.set", state).await;
        page.request("training.step", json!({ "steps": 30 })).await;
        for viewport in Viewport::ALL {
            page.set_viewport(viewport).await;
            for view in ["Train", "Explain", "Layers", "Practice"] {
                page.click("button", view).await;
                page.wait_until_running().await;
                settle(&page).await;
                let state = format!("η = {rate}, h = {hidden}, {viewport}, {view}");
                let cut = found(&page, CUT).await;
                all.extend(cut.lines().map(|line| format!("{state}: {line}")));
                let wider = page.overflow().await;
                all.extend((wider > 0).then(|| format!("{state}: {wider} pixels wider than the window")));
            }
        }
    }
    assert!(all.is_empty(), "cut:\n{}", all.join("\n"));
    page.finish().await;
}

#[tokio::test]
async fn the_summary_counts_what_the_table_lists() {
    let page = Page::open().await;
    page.request("training.step", json!({ "steps": 200 })).await;
    page.click("radio", "train set").await;
    // At δ = 0.1 differences cross kinks and are too coarse.
    page.enter("Step δ", "0.1").await;
    page.wait_until("not all match", async || page.text(".verdict .parts").await.contains("cross")).await;
    assert!(!page.text(".verdict").await.contains('✓'), "no tick where not all match");
    assert!(page.text(".verdict .parts").await.contains("0 wrong"), "nothing is wrong");
    page.click("radio", "worst first").await;
    let first = "return [...document.querySelectorAll('.rows tbody tr:not([hidden])')]
        .map((row) => row.lastElementChild.firstElementChild.textContent)";
    let order = async || page.js(first, &[]).await.as_array().cloned().unwrap_or_default();
    let rank = |verdict: &Value| ["✗", "∞", "kink", "δ", "✓"].iter().position(|known| verdict == known);
    page.wait_until("the worst are first", async || order().await.iter().map(rank).is_sorted()).await;
    assert!(page.text(".rows th[aria-sort]").await.starts_with("Match ▼"), "the arrow is at what sorts");
    let worst = page.text(".rows tbody tr:first-child td:first-child").await;
    assert!(page.text(".verdict").await.contains(worst.trim()), "the row that stands first is named: {worst}");

    let part = page.text(".verdict .part:nth-child(2)").await;
    let count: usize = part.split(' ').next().and_then(|count| count.parse().ok()).expect("a count");
    assert!(part.contains("kink") && count > 0, "{part}");
    page.js("document.querySelector('.verdict .part:nth-child(2)').click()", &[]).await;
    page.wait_until("only those are listed", async || {
        let listed = order().await;
        listed.len() == count && listed.iter().all(|verdict| verdict == "kink")
    })
    .await;
    page.enter("Step δ", "1e-6").await;
    page.wait_until("all match, and all are listed", async || {
        page.text(".verdict strong").await.contains("33 of 33") && order().await.len() == 33
    })
    .await;
    page.finish().await;
}

#[tokio::test]
async fn rows_keep_their_places_for_a_second_while_it_trains() {
    let page = Page::open().await;
    let names = "return [...document.querySelectorAll('.rows tbody td:first-child')].slice(0, 12).map((cell) => cell.textContent.trim()).join()";
    assert!(
        page.js(names, &[]).await.as_str().is_some_and(|names| names.starts_with("Wi[0][0],Wi[0][1]")),
        "network order"
    );
    page.click("radio", "worst first").await;
    page.request("training.play", json!({ "speed": 1000 })).await;
    // Counts the changes of two and a half seconds, frame by frame.
    let watch = format!(
        "const names = () => {{ {names} }};
         const began = performance.now(); let [last, changes] = [names(), 0];
         while (performance.now() - began < 2500) {{
             await new Promise(requestAnimationFrame);
             const now = names();
             if (now !== last) changes += 1;
             last = now;
         }}
         return changes"
    );
    let changes = page.js_async(&watch, &[]).await.as_u64().expect("a count");
    page.request("training.pause", Value::Null).await;
    assert!((1..=3).contains(&changes), "{changes} changes of places in 2.5 seconds");
    page.finish().await;
}

#[tokio::test]
async fn after_a_press_the_panel_is_about_the_example() {
    let page = Page::open().await;
    let plane = page.find("application", "Decision boundary").await;
    // Example 0 is at (0.23, −0.21) of a view from −1.2 to 1.2; offsets are from the middle.
    let at = "const half = document.querySelector('.plane').clientWidth / 2;
        return [Math.round(0.230792 / 1.2 * half) + 12, Math.round(0.207302 / 1.2 * half)]";
    let at = page.js(at, &[]).await;
    let [across, down] = [0, 1].map(|axis| at[axis].as_i64().expect("whole pixels"));
    let chain = page.driver.action_chain().move_to_element_with_offset(&plane, across, down);
    chain.click().perform().await.expect("the plane can be pressed");
    // The pointer still stands where it pressed, beside the point.
    page.wait_until("it is about the example", async || {
        page.text(".readout .subject strong").await.starts_with("Example") && page.text(".where").await.contains("Y =")
    })
    .await;
    page.finish().await;
}

#[tokio::test]
async fn headings_are_read_with_a_space_before_their_subtitle() {
    let page = Page::open().await;
    let joined = "return [...document.querySelectorAll(':is(h2, h3) small')]
        .filter((small) => small.textContent && !/\\s$/.test(small.previousSibling?.textContent ?? ' '))
        .map((small) => small.parentElement.textContent)";
    for view in ["Train", "Explain", "Layers"] {
        page.click("button", view).await;
        settle(&page).await;
        assert_eq!(found(&page, joined).await, "", "{view}");
    }
    page.finish().await;
}

#[tokio::test]
async fn delta_is_written_as_one_writes_it() {
    let page = Page::open().await;
    page.click("button", "Explain").await;
    page.js("document.querySelector('.curve .handle').focus()", &[]).await;
    for _ in 0..3 {
        page.press(e2e::thirtyfour::Key::Left + "").await;
    }
    page.click("button", "check with this δ").await;
    let delta = page.request("state.get", Value::Null).await["check"]["delta"].to_string();
    assert!(delta.len() <= 7, "δ is {delta}");
    page.request("state.set", json!({ "version": 1, "check": { "delta": 0.052_631_578_947_368_36 } })).await;
    page.wait_until("the heading is short", async || page.text("#check-title").await.contains("δ = 0.052632,")).await;
    page.finish().await;
}
