//! Everybody's hands: what a pointer, a finger, a keyboard and a screen reader find, with letters as wide as one likes.

use e2e::{Media, Motion, Page, Theme, Viewport, Visit, thirtyfour::Key};
use serde_json::{Value, json};

const VIEWS: [&str; 4] = ["Train", "Explain", "Layers", "Practice"];
const SMALL: Viewport = Viewport { width: 320, height: 640 };

/// What a script finds wrong, one in a line.
async fn found(page: &Page, script: &str) -> Vec<String> {
    let found = page.js(script, &[]).await;
    found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

async fn show(page: &Page, view: &str) {
    page.click("button", view).await;
    page.wait_until_running().await;
    page.js("document.querySelectorAll('main details').forEach((fold) => { fold.open = true })", &[]).await;
    // What is in a fold may be fetched when it opens.
    page.js_async("await new Promise(requestAnimationFrame)", &[]).await;
    page.wait_until_running().await;
    page.js_async("for (const _ of [1, 2, 3]) await new Promise(requestAnimationFrame)", &[]).await;
}

async fn explain(step: u32) -> Page {
    let page = Page::open().await;
    page.request("training.step", json!({ "steps": 200 })).await;
    show(&page, "Explain").await;
    page.js("document.querySelectorAll('.step')[arguments[0]].click()", &[json!(step - 1)]).await;
    page.find("heading", &format!("Step {step} of 13…")).await;
    page
}

/// Which cells of each operand are lit, and of the result.
async fn lit(page: &Page) -> Value {
    let script = "return [...document.querySelectorAll('.product .numbers')].map((numbers) =>
        [...numbers.querySelectorAll('td')].flatMap((cell, place) => cell.classList.contains('lit') ? [place] : []))";
    page.js(script, &[]).await
}

#[tokio::test]
async fn an_entry_lights_its_row_and_its_column() {
    let page = explain(1).await;
    page.wait_until("the first entry is lit", async || lit(&page).await == json!([[0, 1], [0, 8], [0], [0]])).await;
    let over = "document.querySelectorAll('.result-of td')[3].dispatchEvent(new PointerEvent('pointerenter'))";
    page.js(over, &[]).await;
    page.wait_until("of the pointed-at entry", async || lit(&page).await == json!([[0, 1], [3, 11], [3], [3]])).await;
    page.js("document.querySelector('.result-of table').dispatchEvent(new PointerEvent('pointerleave'))", &[]).await;
    page.js("document.querySelector('.result-of td[tabindex=\"0\"]').focus()", &[]).await;
    page.press(Key::Right + "").await;
    page.wait_until("by keyboard", async || lit(&page).await == json!([[0, 1], [1, 9], [1], [1]])).await;
    page.wait_until("the focus goes along", async || {
        page.js("return document.activeElement.cellIndex", &[]).await == 1
    })
    .await;
    let spelled = page.text(".spelled").await;
    assert!(spelled.starts_with("Z[1] = ") && spelled.matches('·').count() == 2, "its arithmetic: {spelled}");
    page.finish().await;
}

#[tokio::test]
async fn numbers_lead_to_where_they_come_from() {
    let page = explain(10).await;
    // ∂s/∂Wi = Xᵀ·∂s/∂Z: the gradient comes from the step before, X from the example.
    page.js("document.querySelectorAll('.product .term:nth-child(2) td')[0].click()", &[]).await;
    page.find("heading", "Step 9 of 13…").await;
    let here = async || page.js("return document.activeElement.id", &[]).await;
    assert_eq!(here().await, "step-title", "the focus goes along");
    page.js("document.querySelector('.chain .origin').click()", &[]).await;
    page.find("heading", "Step 8 of 13…").await;
    page.js("document.querySelectorAll('.product .origin')[1].click()", &[]).await;
    page.wait_until("weights lead to their gradients", async || {
        page.js("return document.activeElement.matches('.apart select')", &[]).await == true
    })
    .await;
    page.js("document.querySelectorAll('.step')[3].click()", &[]).await;
    page.find("heading", "Step 4 of 13…").await;
    page.js("document.querySelector('.scalar output').click()", &[]).await;
    assert_eq!(here().await, "quantities-title", "the label is the example's");
    page.js("document.querySelectorAll('.scalar output')[1].click()", &[]).await;
    page.find("heading", "Step 3 of 13…").await;
    page.js("document.querySelectorAll('.step')[12].click()", &[]).await;
    page.find("heading", "Step 13 of 13…").await;
    page.js("document.querySelectorAll('.scalar output')[0].click()", &[]).await;
    page.wait_until("η is set beside the network", async || {
        page.js("return document.activeElement.closest('[data-control]')?.dataset.control", &[]).await
            == "learning-rate"
    })
    .await;
    page.finish().await;
}

/// Where the page opens in Explain, the view of Train is made only when one goes there.
#[tokio::test]
async fn the_focus_goes_to_a_view_that_was_never_seen() {
    let opened = async || {
        let visit = Visit { path: format!("{}#view=explain&l2=0.01", Visit::PATH), ..Visit::new() };
        let page = Page::visit(visit).await;
        page.find("heading", "Step 1 of 13…").await;
        page
    };
    let page = opened().await;
    page.js("document.querySelectorAll('.step')[12].click()", &[]).await;
    page.find("heading", "Step 13 of 13…").await;
    page.js("[...document.querySelectorAll('.origin')].find((origin) => origin.textContent === 'λ').click()", &[])
        .await;
    page.wait_until("λ is set beside the network", async || {
        page.js("return document.activeElement.closest('[data-control]')?.dataset.control", &[]).await == "l2"
    })
    .await;
    page.finish().await;
    let page = opened().await;
    page.press("f").await;
    page.wait_until("the selected parameter's finite difference has the focus", async || {
        page.js("return document.activeElement.dataset.cell?.split(' ')[0]", &[]).await == "FiniteDifference"
    })
    .await;
    page.finish().await;
}

#[tokio::test]
async fn links_skip_to_every_region() {
    let page = Page::open().await;
    for view in VIEWS {
        show(&page, view).await;
        let count = page.js("return document.querySelectorAll('.skip a').length", &[]).await.as_u64().unwrap_or(0);
        assert!(count >= 2, "{view}: {count} links");
        let address = page.js("return location.href", &[]).await;
        for place in 0..count {
            let target = page
                .js("return document.querySelectorAll('.skip a')[arguments[0]].hash.slice(1)", &[json!(place)])
                .await;
            page.js("document.querySelectorAll('.skip a')[arguments[0]].focus()", &[json!(place)]).await;
            let seen =
                "const box = document.activeElement.getBoundingClientRect(); return box.left >= 0 && box.width > 0";
            assert_eq!(page.js(seen, &[]).await, true, "{view}, {target}: the link is seen");
            page.press(Key::Enter + "").await;
            assert_eq!(page.js("return document.activeElement.id", &[]).await, target, "{view}: the focus is there");
        }
        assert_eq!(page.js("return location.href", &[]).await, address, "{view}: the state stays in the address");
    }
    page.finish().await;
}

#[tokio::test]
async fn titles_name_the_keys() {
    let page = Page::open().await;
    show(&page, "Train").await;
    for (selector, key) in [
        (".play", "Space"),
        ("[data-control=back]", "←"),
        ("[data-control=step]", "→"),
        ("[data-control=rewind]", "Home"),
        ("nav button:nth-child(1)", "1"),
        ("nav button:nth-child(4)", "4"),
        (".units th[colspan]:nth-child(3)", "B"),
        (".units th[colspan]:nth-child(4)", "F"),
        (".units th[colspan]:nth-child(5)", "D"),
        (".help", "?"),
    ] {
        let title = page.js("return document.querySelector(arguments[0]).title", &[json!(selector)]).await;
        let title = title.as_str().unwrap_or_default();
        assert!(title.ends_with(&format!("({key})")), "{selector}: {title}");
    }
    let figure =
        Page::visit(Visit { path: format!("{}?panels=boundary,transport", Visit::PATH), ..Visit::new() }).await;
    figure.wait_until_running().await;
    figure.find("button", "Play").await;
    let titles = figure.js("return document.querySelector('.play').title", &[]).await;
    assert_eq!(titles, "Play or pause", "a figure listens to no keys, and names none");
    figure.finish().await;
    page.finish().await;
}

/// What one presses that is less than 24 CSS pixels wide or high, and has another one closer than WCAG 2.5.8 lets it: a
/// circle of 24 pixels round its middle reaches it. Names in a line of text are excepted there. Numbers under a quantity's
/// name are too, for the button of the name, or of the step, does the same; thin rows of the network are one strip, whose
/// height says which unit is meant.
const CROWDED: &str = r"
    const selector = 'a[href], button, input, select, textarea, summary, [tabindex], [role=slider]';
    const targets = [...document.querySelectorAll(selector)]
        .filter((element) => element.checkVisibility() && !element.matches(':disabled, table, section, h2, p, [role=application], [role=region]'))
        .filter((element) => !element.closest('.skip, .heard'))
        .map((element) => ({ element, box: (element.matches('input') && element.closest('label') || element).getBoundingClientRect() }))
        .filter(({ box }) => box.width > 1 && box.height > 1);
    const isSmall = (box) => box.width < 23.5 || box.height < 23.5;
    const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
    const inText = (element) => element.matches('a') && getComputedStyle(element).display === 'inline';
    // What stays in view lies over whatever is scrolled under it.
    const stays = (element) => !!element.closest('.transport, .steps > .buttons');
    const sameLabel = (a, b) => a.closest('label') && a.closest('label') === b.closest('label');
    const tooClose = (one, other) => {
        if (one.element.contains(other.element) || other.element.contains(one.element)) return false;
        if (stays(one.element) !== stays(other.element) || sameLabel(one.element, other.element)) return false;
        const [x, y] = middle(one.box);
        const box = other.box;
        if (Math.hypot(Math.max(box.x - x, x - box.right, 0), Math.max(box.y - y, y - box.bottom, 0)) < 11.9) return true;
        return isSmall(box) && Math.hypot(middle(box)[0] - x, middle(box)[1] - y) < 23.5;
    };
    return targets.filter((one) => isSmall(one.box) && !inText(one.element) && targets.some((other) => tooClose(one, other)))
        .map(({ element, box }) => `${element.tagName}.${element.className} “${(element.ariaLabel ?? element.textContent).slice(0, 40)}” ${box.width}×${box.height}`)
        .slice(0, 12)";

#[tokio::test]
async fn whatever_is_pressed_is_large_enough() {
    let page = Page::open().await;
    let mut all = Vec::new();
    for hidden in [8, 64] {
        page.set_viewport(Viewport::DESKTOP).await;
        page.request("state.set", json!({ "version": 1, "network": { "hidden": hidden } })).await;
        for viewport in [Viewport::DESKTOP, Viewport::PHONE, SMALL] {
            page.set_viewport(viewport).await;
            for view in VIEWS {
                show(&page, view).await;
                all.extend(
                    found(&page, CROWDED).await.iter().map(|line| format!("h = {hidden}, {viewport}, {view}: {line}")),
                );
            }
        }
    }
    assert!(all.is_empty(), "too small to be pressed:\n{}", all.join("\n"));
    show(&page, "Train").await;
    page.click("button", "Next unit").await;
    page.wait_until("thin rows are gone through one by one", async || {
        page.text(".unit-turn span").await == "Unit 1 of 0…63"
    })
    .await;
    page.finish().await;
}

/// The spacing that WCAG 1.4.12 asks every text to stand.
const SPACING: &str = "const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
    document.adoptedStyleSheets = [sheet]";

/// Every text of which what holds it hides a part.
const CLIPPED: &str = r"
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
        const text = walker.currentNode;
        const parent = text.parentElement;
        if (!text.textContent.trim() || !parent.checkVisibility({ visibilityProperty: true })) continue;
        if (parent.closest('.heard, .skip, script, style, select, noscript')) continue;
        range.selectNodeContents(text);
        const own = range.getBoundingClientRect();
        if (own.width === 0) continue;
        for (let holder = parent; holder !== document.body; holder = holder.parentElement) {
            const style = getComputedStyle(holder);
            if ([style.overflowX, style.overflowY].every((way) => way === 'visible')) continue;
            if ([style.overflowX, style.overflowY].some((way) => way === 'auto' || way === 'scroll')) break;
            // The space after the last letter is no letter.
            const spare = 2 + parseFloat(getComputedStyle(parent).letterSpacing || 0) + (style.overflowX === 'clip' ? 4 : 0);
            const box = holder.getBoundingClientRect();
            // A factor that stands outside its numbers is held by what is around them.
            if (getComputedStyle(parent).position === 'absolute' && getComputedStyle(holder).position === 'static') continue;
            if (own.right > box.right + spare || own.left < box.left - spare || own.bottom > box.bottom + spare + 2 || own.top < box.top - spare - 2) {
                found.push(`${parent.tagName}.${parent.className} “${text.textContent.trim().slice(0, 40)}” in ${holder.tagName}.${holder.className}`);
            }
            break;
        }
    }
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.push(`${root.scrollWidth - root.clientWidth} pixels wider than the window`);
    return [...new Set(found)].slice(0, 12)";

#[tokio::test]
async fn wide_letters_cut_nothing() {
    let page = Page::open().await;
    page.request("training.step", json!({ "steps": 200 })).await;
    let mut all = Vec::new();
    let between = Viewport { width: 500, height: 844 };
    for viewport in [Viewport::DESKTOP, between, Viewport::PHONE, SMALL] {
        page.set_viewport(viewport).await;
        for view in VIEWS {
            show(&page, view).await;
            page.js(SPACING, &[]).await;
            page.js_async("for (const _ of [1, 2, 3]) await new Promise(requestAnimationFrame)", &[]).await;
            all.extend(found(&page, CLIPPED).await.iter().map(|line| format!("{viewport}, {view}: {line}")));
            page.js("document.adoptedStyleSheets = []", &[]).await;
        }
    }
    assert!(all.is_empty(), "cut:\n{}", all.join("\n"));
    page.finish().await;
}

#[tokio::test]
async fn the_bar_leaves_a_low_window_to_the_page() {
    let page = Page::open().await;
    // 1280×1024 at 400 %, a phone held sideways, a small window, the narrowest phone.
    for (width, height) in [(320, 256), (844, 390), (1280, 500), (320, 640)] {
        page.set_viewport(Viewport { width, height }).await;
        for view in ["Train", "Explain"] {
            show(&page, view).await;
            let share =
                "const bar = document.querySelector('.transport'); const style = getComputedStyle(bar).position;
                return style === 'static' ? 0 : bar.getBoundingClientRect().height / innerHeight";
            let share = page.js(share, &[]).await.as_f64().unwrap_or(1.0);
            assert!(share <= 0.25, "{width}×{height}, {view}: {share} of the window");
            assert_eq!(page.overflow().await, 0, "{width}×{height}, {view}: no scrolling sideways");
        }
    }
    page.finish().await;
}

#[tokio::test]
async fn axe_finds_nothing_with_any_rule() {
    let page = Page::open().await;
    page.request("training.step", json!({ "steps": 200 })).await;
    for theme in [Theme::Light, Theme::Dark] {
        page.set_media(Media { theme, motion: Motion::NoPreference }).await;
        let name = theme.name();
        for view in VIEWS {
            show(&page, view).await;
            page.assert_flawless(&format!("{view}, {name}")).await;
        }
        show(&page, "Train").await;
        for (button, dialog) in
            [("Take it home", "Take it home"), ("Put it in your page", "Put it in your page"), ("Keys…", "Keys")]
        {
            page.click("button", button).await;
            page.find("dialog", dialog).await;
            page.assert_flawless(&format!("{dialog}, {name}")).await;
            page.js("document.querySelector('dialog[open]').close()", &[]).await;
        }
        page.click("button", "Paste or open points…").await;
        page.wait_until("the import is open", async || {
            page.js("return !!document.querySelector('dialog[open]')", &[]).await == true
        })
        .await;
        page.assert_flawless(&format!("import, {name}")).await;
        page.js("document.querySelector('dialog[open]').close()", &[]).await;
        for prompt in ["Why do zeros fail?", "η = 10", "A dead unit", "A kink", "Guess the bug"] {
            page.click("button", prompt).await;
            page.wait_until(prompt, async || page.text(".saying").await.contains(prompt)).await;
            page.assert_flawless(&format!("{prompt}, {name}")).await;
        }
        page.js("document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'p', bubbles: true }))", &[]).await;
        let on = "return document.documentElement.hasAttribute('data-projector')";
        page.wait_until("the projector is on", async || page.js(on, &[]).await == true).await;
        page.assert_flawless(&format!("projector, {name}")).await;
        page.js("document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'p', bubbles: true }))", &[]).await;
    }
    page.finish().await;
}

#[tokio::test]
async fn pictures_follow_the_systems_own_colours() {
    let page = Page::open().await;
    page.choose("Theme", "Light").await;
    let theme = async || page.js("return document.documentElement.dataset.theme", &[]).await;
    page.wait_until("it is light", async || theme().await == "light").await;
    for (forced, expected) in [("active", "dark"), ("none", "light")] {
        let features = json!([
            { "name": "forced-colors", "value": forced },
            { "name": "prefers-color-scheme", "value": "dark" },
        ]);
        page.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
        page.wait_until(&format!("pictures are {expected}"), async || theme().await == expected).await;
    }
    page.finish().await;
}
