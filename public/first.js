// Runs before anything is drawn: says how the page looks, and in a sentence why its own script cannot run. A classic script
// and no module: from a disk, and from hosts that give scripts a wrong type, browsers run only these.

(() => {
  /** Ends the loading state and reveals one of the page's sentences, once they are there. */
  function reveal(id) {
    if (document.readyState === 'loading') return addEventListener('DOMContentLoaded', () => reveal(id));
    const notice = document.getElementById(id);
    // The page in one file has none about disks: it runs from one.
    if (!notice) return;
    document.getElementById('loading')?.remove();
    notice.hidden = false;
  }
  addEventListener('click', ({ target }) => target.closest?.('.boot-reload') && location.reload());
  if (location.protocol === 'file:') reveal('from-disk');
  // A script that cannot be had or is refused says so with an event that does not bubble.
  const refused = ({ target }) => target instanceof HTMLScriptElement && location.protocol !== 'file:';
  addEventListener('error', (event) => refused(event) && reveal('no-script'), true);
  const root = document.documentElement.dataset;
  const options = new URLSearchParams(location.search);
  // What style/figure.css asks for before the program is there: a figure has no title and no frame of the whole page.
  if (options.get('panels')) root.figure = '';
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
})();
