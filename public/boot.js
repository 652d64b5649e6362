// Loads the playground, and says in a sentence when it cannot.
//
// The sentences stand in index.html, hidden, so that they need neither wasm nor styles; this file only reveals them.
// `cargo xtask build` puts content hashes into the two file names below and the module's size beside them, so that a
// republished page never mixes old and new files: keep each once, as a literal.

const SCRIPT = './backprop-playground.js';
const MODULE = './backprop-playground_bg.wasm';
const BYTES = 0;

// The smallest module with a 128-bit vector in it: a browser that validates it has simd128.
const VECTOR_MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

/** Ends the loading state and reveals one of the page's sentences, with a reason in the error's own words. */
function reveal(id, reason = '') {
  // A page that runs has taken it away.
  document.getElementById('loading')?.remove();
  const notice = document.getElementById(id);
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

/** True for what a panic leaves behind: wasm compiled with `panic = "abort"` traps. */
const isTrap = (error) => error instanceof WebAssembly.RuntimeError;

/** From here on a trap or a `playground-panic` event reveals that the playground stopped. */
function watchForPanics() {
  addEventListener('playground-panic', (event) => reveal('stopped', String(event.detail ?? '')));
  addEventListener('error', (event) => isTrap(event.error) && reveal('stopped', event.error.message));
  addEventListener('unhandledrejection', (event) => isTrap(event.reason) && reveal('stopped', event.reason.message));
}

/** The module as it comes, with its share shown and under its own type: some hosts know none for wasm. */
async function fetchModule() {
  const response = await fetch(new URL(MODULE, import.meta.url));
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  const bar = document.querySelector('#loading progress');
  let loaded = 0;
  const count = new TransformStream({
    transform(bytes, controller) {
      loaded += bytes.length;
      bar.value = Math.min(loaded / BYTES, 1);
      controller.enqueue(bytes);
    },
  });
  return new Response(response.body.pipeThrough(count), { headers: { 'Content-Type': 'application/wasm' } });
}

async function boot() {
  if (typeof WebAssembly !== 'object') return reveal('needs-wasm');
  if (!WebAssembly.validate(VECTOR_MODULE)) return reveal('needs-simd');
  watchForPanics();
  try {
    // Both at once: the module is the larger part.
    const [{ default: init }, response] = await Promise.all([import(SCRIPT), fetchModule()]);
    // The program ends the loading state when its first picture is there.
    await init({ module_or_path: response });
  } catch (error) {
    console.error(error);
    reveal(isTrap(error) ? 'stopped' : 'failed', error?.message ?? String(error));
  }
}

boot();
