//! The state document and the one reactive store.
