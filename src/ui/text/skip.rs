//! Where the links at the page's beginning lead.

pub(in crate::ui) const NAME: &str = "Skip to";
pub(in crate::ui) const CHECK: &str = "The check";
pub(in crate::ui) const QUANTITIES: &str = "The example’s numbers";
pub(in crate::ui) const STEP: &str = "The step";
pub(in crate::ui) const APART: &str = "A gradient taken apart";
pub(in crate::ui) const GIVEN: &str = "What is given";
pub(in crate::ui) const RESULTS: &str = "Results";
pub(in crate::ui) const EXERCISE: &str = "The exercise";
