// Runs before anything is drawn: says how the page looks, and in a sentence why its program cannot run, and asks for the
// program's module. A classic script and no module: from a disk, and from hosts that give scripts a wrong type, browsers run
// only these. The sentences stand in index.html, hidden, so that they need neither the program nor styles.
//
// `cargo xtask build` puts a content hash into the file's name below: keep it once, as a literal.

(() => {
  const MODULE = './backprop-playground_bg.wasm';

  /** Ends the loading state and reveals one of the page's sentences, once they are there, with a reason in the error's own words. */
  function reveal(id, reason = '') {
    if (document.readyState === 'loading') return addEventListener('DOMContentLoaded', () => reveal(id, reason));
    const notice = document.getElementById(id);
    // The page in one file has none about disks: it runs from one.
    if (!notice) return;
    // A page that runs has taken it away.
    document.getElementById('loading')?.remove();
    const slot = notice.querySelector('.boot-reason');
    // The first reason is the cause; what follows it is its consequence.
    if (slot && !slot.textContent) slot.textContent = reason;
    notice.hidden = false;
    tellHost(reason || notice.textContent.trim().replace(/\s+/g, ' '));
  }

  /** Tells the page around a frame what went wrong: it may have no room for a sentence here. */
  function tellHost(message) {
    if (parent === window) return;
    parent.postMessage({ jsonrpc: '2.0', method: 'playground/error', params: { message: message.slice(0, 200) } }, '*');
  }

  window.playgroundReveal = reveal;
  addEventListener('click', ({ target }) => target.closest?.('.boot-reload') && location.reload());
  const isOnDisk = location.protocol === 'file:';
  if (isOnDisk) reveal('from-disk');
  // A script that cannot be had or is refused says so with an event that does not bubble.
  const refused = ({ target }) => target instanceof HTMLScriptElement && !isOnDisk;
  addEventListener('error', (event) => refused(event) && reveal('no-script'), true);

  const root = document.documentElement.dataset;
  const options = new URLSearchParams(location.search);
  // What style/figure.css asks for before the program is there: a figure has no title and no frame of the whole page.
  if (options.get('panels')) {
    root.figure = '';
    // What comes quickly says nothing: a lecture with twenty of them would lay out and paint twenty sentences in vain.
    setTimeout(() => (root.slow = ''), 1000);
  }
  if (parent !== window) root.framed = '';
  const known = (theme) => (theme === 'light' || theme === 'dark' ? theme : undefined);
  let remembered;
  try {
    // The remembered theme, before the program applies it (src/ui/header.rs). A figure looks as its page, or as the system.
    if (!options.get('panels')) remembered = localStorage.getItem('backprop-playground.theme');
  } catch {
    // A sandboxed frame has no storage, and so nothing remembered.
  }
  const theme = options.has('theme') ? known(options.get('theme')) : known(remembered);
  if (theme) root.theme = theme;

  /**
   * The page around this frame, or else the first other frame in it, that `has` what is asked; nothing where all are of other
   * origins. Looking at a frame takes time, so it ends with the first.
   */
  function findFrame(has) {
    // An opaque origin is nobody else's.
    if (origin === 'null') return undefined;
    for (let at = -1; at < parent.length; at += 1) {
      const other = at < 0 ? parent : parent[at];
      try {
        if (other !== window && has(other)) return other;
      } catch {
        // Of another origin, or gone.
      }
    }
    return undefined;
  }

  window.playgroundFind = findFrame;

  // Not later than the styles, unless boot.js will have it from another frame, or there is nothing to ask: in one file.
  const { src } = document.currentScript;
  if (src && !isOnDisk && !findFrame((other) => other.playgroundModules)) {
    window.playgroundEarly = fetch(new URL(MODULE, src));
    // Who waits for it says what is wrong.
    window.playgroundEarly.catch(() => {});
  }
  window.playgroundModules = new Map();
})();
