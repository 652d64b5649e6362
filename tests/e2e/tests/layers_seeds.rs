//! The Layers view for the people who come from the seeds: what they paste, what they are told, what they take home.

use e2e::{
    Page,
    layers::{open, show},
    thirtyfour::Key,
};
use serde_json::{Value, json};

/// Pastes over whatever a field holds.
async fn paste(page: &Page, field: &str, text: &str) {
    let element = page.find("textbox", field).await.to_json().expect("an element has an identity");
    let paste = "const [field, text] = arguments; field.focus(); field.select(); \
                 return document.execCommand('insertText', false, text)";
    assert_eq!(page.js(paste, &[element, json!(text)]).await, true, "{field} takes text");
}

/// Everything that the page says.
async fn says(page: &Page) -> String {
    page.js("return document.querySelector('main').innerText", &[]).await.as_str().unwrap_or_default().to_string()
}

async fn value(page: &Page, field: &str) -> String {
    page.find("textbox", field).await.prop("value").await.expect("a field has a value").unwrap_or_default()
}

#[tokio::test]
async fn the_same_square_in_all_four_fields_is_refused_in_a_sentence() {
    let page = open("Dense layer").await;
    for field in ["x_input…", "W…", "b…", "grad_output…"] {
        paste(&page, field, "[[1,2],[3,4]]").await;
    }
    let expected = "b [2, 2] has 2 rows: each output needs one bias";
    page.wait_until("the bias is refused", async || says(&page).await.contains(expected)).await;
    page.click("button", "Small enough to follow by hand").await;
    page.wait_until("the page lives", async || !says(&page).await.contains("These results are old")).await;
    page.finish().await;
}

#[tokio::test]
async fn the_answer_of_seed_000_is_read_off_the_page() {
    let page = open("Dense layer").await;
    let cells =
        "return [...document.querySelectorAll(\"td[aria-label^='grad_input[']\")].map((cell) => cell.innerText)";
    let cells = page.js(cells, &[]).await;
    let numbers = cells.as_array().expect("cells");
    assert_eq!(numbers.len(), 5 * 18, "an entry each");
    assert!(numbers.iter().all(|cell| cell.as_str().is_some_and(|cell| !cell.trim().is_empty())), "with its number");
    assert!(
        value(&page, "The array as text").await.starts_with("np.array([[1.27781143"),
        "and it is what one takes away"
    );
    page.finish().await;
}

#[tokio::test]
async fn a_whole_network_is_one_paste() {
    let page = open("K layers, least squares").await;
    let text = "all_weights = [array([[1., 2., 3.],\n       [4., 5., 6.]]), array([[1.], [2.], [3.]])]\n\
                all_biases = [array([1., 2., 3.]), array([4.])]";
    for _ in ["first", "again"] {
        paste(&page, "h[0]…", text).await;
        page.wait_until("K follows", async || value(&page, "Hidden layers K").await == "1").await;
        assert_eq!(value(&page, "W[0]…").await, "[[1.0, 2.0, 3.0],\n [4.0, 5.0, 6.0]]", "the first layer's weights");
        assert!(!value(&page, "h[0]…").await.contains("all_weights"), "the field holds its own numbers");
    }
    assert!(!says(&page).await.contains("These results are old"), "everything fits");
    page.finish().await;
}

#[tokio::test]
async fn a_coarse_difference_is_told_from_a_wrong_gradient() {
    let page = open("K layers, least squares").await;
    paste(&page, "y…", "[[20000]]").await;
    page.wait_until("it is said", async || says(&page).await.contains("Your backward pass is right.")).await;
    let text = says(&page).await;
    assert!(text.contains("Forward mode, exact up to rounding, agrees with all"), "the better witness: {text}");
    assert!(
        text.contains("The notebook’s own check says “Failure! Derivatives different:"),
        "and the notebook's: {text}"
    );
    page.finish().await;
}

#[tokio::test]
async fn what_was_pasted_is_there_again() {
    let page = open("Dense layer").await;
    page.click("button", "Start over").await;
    page.click("button", "backward()").await;
    paste(&page, "b…", "[1, 2, 3, 4, 5]").await;
    let once = "with +=: the gradient of all examples";
    page.wait_until("a keystroke keeps the calls", async || says(&page).await.contains(once)).await;
    page.click("button", "Train").await;
    show(&page, "Dense layer").await;
    assert_eq!(value(&page, "b…").await, "[1, 2, 3, 4, 5]", "another view keeps the texts");
    let kept = "return localStorage.getItem('backprop-playground-layers') !== null";
    page.wait_until("it is kept", async || page.js(kept, &[]).await == true).await;
    page.js("history.replaceState(null, '', location.pathname)", &[]).await;
    page.reload().await;
    page.wait_until_running().await;
    show(&page, "Dense layer").await;
    page.click("button", "Bring it back").await;
    page.wait_until("it is back", async || value(&page, "b…").await == "[1, 2, 3, 4, 5]").await;
    page.finish().await;
}

#[tokio::test]
async fn one_takes_home_what_one_looks_at() {
    let page = open("Dense layer").await;
    let shown = "return document.querySelector('.take-home textarea')?.value ?? ''";
    let file = async || page.js(shown, &[]).await.as_str().unwrap_or_default().to_string();
    page.click("button", "Take it home").await;
    for (name, content) in [
        ("NumPy script", "grad_input = grad_output @ W.T"),
        ("NumPy literals", "x_input = np.array"),
        ("LaTeX", "\\begin{array}{rrrrrrrrrrrrrrrrrr}"),
        ("CSV", "# grad_input"),
    ] {
        page.click("radio", &format!("{name}…")).await;
        page.wait_until(name, async || file().await.contains(content)).await;
    }
    assert!(!page.has("radio", "PyTorch script…").await, "nothing of another view");
    page.press(Key::Escape + "").await;
    paste(&page, "b…", "[7, 7, 7, 7, 7]").await;
    page.click("button", "Take it home").await;
    page.click("radio", "State file…").await;
    page.wait_until("the state has the texts", async || file().await.contains("[7, 7, 7, 7, 7]")).await;
    let state: Value = serde_json::from_str(&file().await).expect("JSON");
    assert_eq!(state["layers"]["dense"]["b"], "[7, 7, 7, 7, 7]", "beside the run");
    page.finish().await;
}
