//! Arrays as people paste them, and problems built from them.
