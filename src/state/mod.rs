//! The state document, the share link, the playground that both the page and the API act on, and the one reactive store.

pub mod document;
mod explain_view;
pub mod fields;
mod gradients;
mod import;
pub mod lab;
pub mod link;
mod opening;
mod pace;
mod playground;
mod rival;
mod stage;
mod store;
mod text;
mod undo;
mod view;

pub use document::Document;
pub use explain_view::{ExplainView, Guess, Window};
pub use fields::Problem;
pub use gradients::Gradients;
pub use import::Import;
pub use lab::{Lab, LabTab};
pub use link::{Link, LinkView, Looking};
pub use pace::Pace;
pub use playground::{Playground, SPEED, Speed};
pub use rival::Rival;
pub use stage::{Progress, Stage, Unit};
pub use store::Store;
pub use undo::{Change, Depth, Stroke, Undo};
pub use view::{Column, Direction, Order, Page, Quantity, ScaleChoice, ScopeChoice, ThemeChoice, View};

#[cfg(test)]
mod any_tests;
#[cfg(test)]
mod store_tests;
