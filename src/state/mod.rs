//! The state document and the one reactive store.

mod pace;
mod playground;
mod store;
mod view;

pub use pace::Pace;
pub use playground::{Playground, Speed};
pub use store::{Gradients, Store};
pub use view::{Column, Direction, Order, Quantity, ScaleChoice, ScopeChoice, ThemeChoice, View};
