//! Drives the page through WebDriver.
