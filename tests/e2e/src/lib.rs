//! Drives the built page through WebDriver, as a person would: by roles and names.
//!
//! ```ignore
//! #[tokio::test]
//! async fn play_trains() {
//!     let page = Page::open().await;
//!     page.click("button", "Play").await;
//!     page.wait_until("the step count moves", async || page.step().await > 0).await;
//!     page.finish().await; // fails where the console has an error
//! }
//! ```
//!
//! Everything here fails by panicking with a sentence. A test that fails leaves a screenshot in `target/screenshots`.
//! `cargo xtask test e2e` builds the page, finds the browser and sets the variables of [`Setup`].

mod axe;
mod console;
mod driver;
mod engine;
mod fields;
mod find;
mod framed;
pub mod layers;
mod look;
mod page;
mod playground;
pub mod practice;
mod protocol;
mod setup;
mod site;

pub use axe::Violation;
pub use engine::Engine;
pub use framed::{HOST_PATH, framed, page_around, page_with};
pub use look::{Media, Motion, Theme, Viewport};
pub use page::{Page, Visit};
pub use setup::Setup;
pub use site::{Host, Site};
/// What the harness is built on, for what it does not cover.
pub use thirtyfour;
