//! The state document, the playground that both the page and the API act on, and the one reactive store.

pub mod document;
mod explain_view;
pub mod fields;
pub mod lab;
mod pace;
mod playground;
mod store;
mod text;
mod view;

pub use document::Document;
pub use explain_view::{ExplainView, Guess, Window};
pub use fields::Problem;
pub use lab::{Lab, LabTab};
pub use pace::Pace;
pub use playground::{Playground, Rival, SPEED, Speed};
pub use store::{Gradients, Store};
pub use view::{Column, Direction, Order, Page, Quantity, ScaleChoice, ScopeChoice, ThemeChoice, View};
