//! The only room that names web-sys: one resource and its cleanup per file.
