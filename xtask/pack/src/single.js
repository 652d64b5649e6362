// The page in one file: what its scripts would fetch stands packed in blocks of it, under the names of the files.

/** The file of that name as a host would answer it. */
async function inside(name) {
  const block = document.getElementById(name);
  if (!block) throw new Error(`${name} is not in this file`);
  if (typeof DecompressionStream !== 'function') throw new Error('this browser cannot unpack it: Firefox can from 113 on');
  const packed = Uint8Array.from(atob(block.textContent), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(unpacked, { headers: { 'Content-Type': 'application/wasm' } });
}

/** The notices of licences, which are pages of their own beside the page, as a dialog. */
async function showLicences() {
  const dialog = document.createElement('dialog');
  dialog.className = 'boot-licences';
  dialog.setAttribute('aria-label', 'Licences');
  const close = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Close', autofocus: true });
  close.addEventListener('click', () => dialog.close());
  dialog.append(close);
  for (const name of ['./licences.html', './licences-rust.html']) {
    if (!document.getElementById(name)) continue;
    const page = new DOMParser().parseFromString(await (await inside(name)).text(), 'text/html');
    dialog.append(...page.body.childNodes);
  }
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

addEventListener('click', (event) => {
  if (!event.target.closest?.('a[href^="./licences"]')) return;
  event.preventDefault();
  showLicences();
});
