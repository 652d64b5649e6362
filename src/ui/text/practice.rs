//! The Practice view's words.

pub(in crate::ui) const NAME: &str = "Practice";
