//! Time: phases of a step, both ways in every unit, changes along the run, stopping by itself.

use e2e::Page;
use e2e::thirtyfour::Key;
use serde_json::json;

/// Whether the first cell of the backprop heatmap can be seen.
async fn gradient_is_seen(page: &Page) -> bool {
    let script =
        "return document.querySelector(\"[data-cell='Backprop bo']\").checkVisibility({ visibilityProperty: true })";
    page.js(script, &[]).await == true
}

#[tokio::test]
async fn a_step_is_made_phase_by_phase_and_shows_what_is_known() {
    let page = Page::open().await;
    page.request("training.step", json!({ "steps": 340 })).await;
    let before = page.parameters().await;
    page.choose("Step by", "phase").await;

    page.click("button", "On by one phase").await;
    page.wait_until("the forward pass is made", async || !gradient_is_seen(&page).await).await;
    assert!(page.text(".check-summary").await.contains("Not known yet"), "the check waits too");
    assert!(page.text(".stage").await.contains("Step 341"), "the step is named: {}", page.text(".stage").await);
    page.assert_accessible().await;

    page.click("button", "On by one phase").await;
    page.wait_until("the gradient is known", async || gradient_is_seen(&page).await).await;
    assert_eq!(page.parameters().await, before, "but the parameters are those that made it");
    assert!(page.text(".stage li:last-child").await.contains("not yet"), "the update is to come");

    page.click("button", "On by one phase").await;
    page.wait_until("the step is made", async || page.step().await == 341).await;
    let after = page.parameters().await;
    assert_ne!(after, before, "the parameters are new");

    for _ in 0..3 {
        page.click("button", "Back by one phase").await;
    }
    page.wait_until("nothing is half made", async || page.step().await == 340).await;
    assert_eq!(page.parameters().await, before, "back, to the last bit");
    for _ in 0..3 {
        page.click("button", "On by one phase").await;
    }
    page.wait_until("the step is made again", async || page.step().await == 341).await;
    assert_eq!(page.parameters().await, after, "forward, to the last bit");
    page.click("button", "Whole steps").await;
    page.wait_until("steps are whole again", async || page.text(".stage").await.is_empty()).await;
    page.finish().await;
}

#[tokio::test]
async fn explain_shows_no_more_than_the_phase_knows() {
    let page = Page::open().await;
    page.choose("Step by", "phase").await;
    page.click("button", "On by one phase").await;
    page.click("button", "Explain").await;
    page.wait_until("the view waits", async || page.text(".apart").await.contains("Not known yet")).await;
    page.assert_accessible().await;
    page.click("button", "On by one phase").await;
    page.wait_until("it knows", async || !page.text(".apart").await.contains("Not known yet")).await;
    page.finish().await;
}

#[tokio::test]
async fn a_batch_is_gone_through_example_by_example() {
    let page = Page::open().await;
    page.enter("Batch size", "3").await;
    for done in ["1 of 3", "2 of 3"] {
        page.click("button", "On by one example").await;
        page.wait_until(done, async || page.text(".stage").await.contains(done)).await;
    }
    assert_eq!(page.step().await, 0, "the batch is not done");
    page.click("button", "On by one example").await;
    page.wait_until("the batch is done", async || page.step().await == 1).await;
    page.click("button", "Back by one example").await;
    page.wait_until("and undone", async || page.text(".stage").await.contains("2 of 3")).await;
    page.finish().await;
}

#[tokio::test]
async fn epochs_go_both_ways() {
    let page = Page::open().await;
    page.choose("Step by", "epoch").await;
    page.click("button", "On to the end of the epoch").await;
    page.wait_until("an epoch", async || page.step().await == 160).await;
    page.request("training.step", json!({ "steps": 40 })).await;
    page.click("button", "Back to the beginning of the epoch").await;
    page.wait_until("back", async || page.step().await == 160).await;
    page.click("button", "Back to the beginning of the epoch").await;
    page.wait_until("to the start", async || page.step().await == 0).await;
    page.finish().await;
}

#[tokio::test]
async fn a_change_in_the_middle_of_a_run_stays_on_its_timeline() {
    let page = Page::open().await;
    page.request("training.step", json!({ "steps": 340 })).await;
    page.enter("Learning rate η", "0.3").await;
    page.request("training.step", json!({ "steps": 100 })).await;
    let end = page.parameters().await;
    page.click("button", "step 340: η 0.03 → 0.3").await;
    page.wait_until("it is there", async || page.step().await == 340).await;
    page.find("slider", "Step of the run").await.send_keys(Key::Home + "").await.unwrap();
    page.wait_until("the old rate is in force at the start", async || page.value("Learning rate η").await == "0.03")
        .await;
    page.find("slider", "Step of the run").await.send_keys(Key::End + "").await.unwrap();
    page.wait_until("the end of the run", async || page.step().await == 440).await;
    assert_eq!(page.parameters().await, end, "with the change where it was, to the last bit");
    page.finish().await;
}

#[tokio::test]
async fn playing_stops_by_itself() {
    let page = Page::open().await;
    page.enter("After epochs", "2").await;
    page.request("training.play", json!({ "speed": "max" })).await;
    page.wait_until("it stops", async || page.text(".stopped").await.contains("after epoch 2")).await;
    assert_eq!(page.step().await, 320, "at the end of the epoch");
    page.enter("After epochs", "").await;
    page.enter("At mean train loss", "0.2").await;
    page.click("button", "Play").await;
    page.wait_until("it stops again", async || page.text(".stopped").await.contains("come down to 0.2")).await;
    page.enter("At step", "never").await;
    page.wait_until("nonsense is said", async || page.text(".rail").await.contains("A number from 1 to")).await;
    assert_eq!(page.value("At step").await, "", "and not taken");
    page.finish().await;
}
