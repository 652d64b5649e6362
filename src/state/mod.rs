//! The playground that both the page and the API act on, and the one reactive store.

mod checks;
mod explain_view;
mod gradients;
mod import;
pub mod lab;
mod opening;
mod pace;
mod playground;
mod practice_view;
mod refresh;
mod second_run;
mod shown;
mod stage;
mod store;
mod undo;
mod view;

pub use checks::Checks;
pub use explain_view::{ExplainView, Guess, Window};
pub use gradients::{Gradients, column};
pub use import::Import;
pub use lab::{Lab, LabTab};
pub use pace::Pace;
pub use playground::Playground;
pub use practice_view::{AUTHOR, Answered, EDITOR, NUMBERS, PracticeView, Sheet};
pub use second_run::SecondRun;
pub use shown::Shown;
pub use stage::{Progress, Stage, Unit};
pub use store::Store;
pub use undo::{Change, Depth, Stroke, Undo};
pub use view::{Arrangement, Column, Direction, Layer, Order, Page, Quantity, ScaleChoice, ThemeChoice, View};

#[cfg(test)]
mod store_tests;
