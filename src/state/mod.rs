//! The state document, and the playground that both the page and the API act on.

pub mod document;
pub mod fields;
mod playground;
mod text;

pub use document::Document;
pub use fields::Problem;
pub use playground::{Playground, SPEED, Speed};
