//! How the page is looked at: size, theme, motion, pictures.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use serde_json::{Value, json};

use crate::engine::Engine;
use crate::page::Page;

/// The size of a window's inside, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewport {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

impl Viewport {
    /// A desktop.
    pub const DESKTOP: Self = Self { width: 1440, height: 900 };
    /// A projector or a small laptop.
    pub const LAPTOP: Self = Self { width: 1280, height: 720 };
    /// A tablet held upright.
    pub const TABLET: Self = Self { width: 768, height: 1024 };
    /// A phone.
    pub const PHONE: Self = Self { width: 390, height: 844 };
    /// Every size that the page is made for.
    pub const ALL: [Self; 4] = [Self::DESKTOP, Self::LAPTOP, Self::TABLET, Self::PHONE];

    /// Tablets and phones are touched, and lay out as phones do.
    fn is_mobile(self) -> bool {
        self.width < 800
    }
}

impl std::fmt::Display for Viewport {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}x{}", self.width, self.height)
    }
}

/// What a person set in their system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Media {
    /// prefers-color-scheme
    pub theme: Theme,
    /// prefers-reduced-motion
    pub motion: Motion,
}

/// prefers-color-scheme
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// As CSS says it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// prefers-reduced-motion
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// As the page likes.
    NoPreference,
    /// As little as it can.
    Reduced,
}

impl Page {
    /// Sizes the window's inside exactly, with touch and a phone's layout where that is what such a size means. Other
    /// engines than Chromium size the window itself, which knows no touch and no width of a phone.
    pub async fn set_viewport(&self, viewport: Viewport) {
        let Viewport { width, height } = viewport;
        if self.setup.engine != Engine::Chromium {
            return self.size_window(viewport).await;
        }
        let mobile = viewport.is_mobile();
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        self.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": mobile })).await;
    }

    /// Sizes the window so that its inside is as large as asked for, however much its frame takes.
    async fn size_window(&self, wanted: Viewport) {
        const INSIDE: &str = "return [innerWidth, innerHeight]";
        let inside = async || {
            let size: [u32; 2] = serde_json::from_value(self.js(INSIDE, &[]).await).expect("a window has a size");
            size
        };
        // No window of theirs is narrower.
        let narrowest = 500;
        let wanted_inside = [wanted.width.max(narrowest), wanted.height];
        let before = std::cell::Cell::new(None);
        self.wait_until(&format!("the window is {wanted} inside"), async || {
            let found = inside().await;
            // A page follows its window when it can: what the frame takes is known once both have come to rest.
            if found != wanted_inside && before.replace(Some(found)) == Some(found) {
                let window = self.driver.get_window_rect().await.expect("a window has a size");
                let framed = |outer: i64, side: usize| {
                    let frame = outer - i64::from(found[side]);
                    u32::try_from(frame + i64::from(wanted_inside[side])).unwrap_or_default()
                };
                let (width, height) = (framed(window.width, 0), framed(window.height, 1));
                self.driver.set_window_rect(0, 0, width, height).await.expect("a window can be sized");
                before.set(None);
            }
            found == wanted_inside
        })
        .await;
    }

    /// Sets what the page is told of the person's system. Where a driver cannot, the page's own choice of a theme is
    /// taken, and motion is as the page likes.
    pub async fn set_media(&self, media: Media) {
        if self.setup.engine != Engine::Chromium {
            let theme = match media.theme {
                Theme::Light => "Light",
                Theme::Dark => "Dark",
            };
            return self.choose("Theme", theme).await;
        }
        let motion = match media.motion {
            Motion::NoPreference => "no-preference",
            Motion::Reduced => "reduce",
        };
        let features = json!([
            { "name": "prefers-color-scheme", "value": media.theme.name() },
            { "name": "prefers-reduced-motion", "value": motion },
        ]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// How many CSS pixels the page is wider than its window: 0 where nothing needs horizontal scrolling.
    pub async fn overflow(&self) -> u64 {
        let script = "const root = document.documentElement; return Math.max(0, root.scrollWidth - root.clientWidth)";
        self.js(script, &[]).await.as_u64().expect("a width is a whole number")
    }

    /// A picture of what the window shows, in the folder of screenshots. Returns its path.
    pub async fn screenshot(&self, name: &str) -> PathBuf {
        let file = self.setup.screenshots.join(format!("{name}.png"));
        self.capture(&file, json!({ "format": "png" })).await;
        file
    }

    /// A picture of what the window shows, in a file.
    pub async fn screenshot_window(&self, file: &Path) {
        self.capture(file, json!({ "format": "png" })).await;
    }

    /// A picture of the whole page, below the window's edge too, in a file.
    pub async fn screenshot_whole(&self, file: &Path) {
        let layout = self.devtools("Page.getLayoutMetrics", json!({})).await;
        let size = &layout["cssContentSize"];
        let clip = json!({ "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1 });
        self.capture(file, json!({ "format": "png", "captureBeyondViewport": true, "clip": clip })).await;
    }

    async fn capture(&self, file: &Path, parameters: Value) {
        let picture = if self.setup.engine == Engine::Chromium {
            let answer = self.devtools("Page.captureScreenshot", parameters).await;
            let data = answer["data"].as_str().expect("a picture comes as text");
            base64::prelude::BASE64_STANDARD.decode(data).expect("the text is base64")
        } else {
            self.driver.screenshot_as_png().await.expect("the window can be pictured")
        };
        let folder = file.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        fs::write(file, picture).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
}
