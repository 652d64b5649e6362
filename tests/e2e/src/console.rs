//! What the browser's console says went wrong.

use crate::engine::Engine;
use crate::page::Page;
use crate::site::Site;

/// Drains the console: uncaught errors, `console.error`, failed requests, and what the security policy refused.
pub(crate) async fn errors(page: &Page) -> Vec<String> {
    if page.setup.engine != Engine::Chromium {
        let said = page.js("return window.recorded?.splice(0) ?? []", &[]).await;
        let said = said.as_array().cloned().unwrap_or_default();
        return said.iter().map(|line| line.as_str().unwrap_or_default().to_owned()).collect();
    }
    let entries = page.driver.browser_log().await.expect("ChromeDriver keeps the console");
    let severe = entries.into_iter().filter(|entry| entry.level == "SEVERE");
    severe.map(|entry| format!("[{}] {}", entry.source.unwrap_or_default(), entry.message)).collect()
}

/// The site with a script in front of the page's own: what keeps the console where no driver does, and `before`.
pub(crate) fn recorded(site: Site, path: &str, before: &str) -> Site {
    const TAG: &str = "<script src=\"./recorder.js\"></script>";
    let index = format!("{path}index.html");
    if !site.has(&index) {
        return site;
    }
    let site = site.with_file(&format!("{path}recorder.js"), format!("{RECORDER}\n{before}"));
    site.with_changed(&index, |contents| {
        let html = String::from_utf8_lossy(contents).into_owned();
        // After the policy, which counts from there on.
        let at = html.find("<script").or_else(|| html.find("</head>")).expect("a page has a head");
        *contents = format!("{}{TAG}{}", &html[..at], &html[at..]).into_bytes();
    })
}

const RECORDER: &str = "
  window.recorded = [];
  const record = (kind, text) => recorded.push(`[${kind}] ${text}`);
  const { error } = console;
  console.error = (...said) => { record('console', said.map(String).join(' ')); error.apply(console, said); };
  addEventListener('error', (event) => record('error', event.message ?? `${event.target?.src ?? event.target?.href} failed`), true);
  addEventListener('unhandledrejection', (event) => record('rejection', String(event.reason)));
  document.addEventListener('securitypolicyviolation', (event) => record('policy', `${event.violatedDirective} ${event.blockedURI}`));
";
