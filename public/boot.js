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

/** From here on the program can say that it cannot begin; a trap or its panic reveals that the playground stopped. */
function watchForPanics() {
  addEventListener('playground-failure', (event) => reveal('failed', String(event.detail ?? '')));
  addEventListener('playground-panic', (event) => reveal('stopped', String(event.detail ?? '')));
  addEventListener('error', (event) => isTrap(event.error) && reveal('stopped', event.error.message));
  addEventListener('unhandledrejection', (event) => isTrap(event.reason) && reveal('stopped', event.reason.message));
}

/** The main module as it comes, with its share shown. */
async function fetchModule() {
  // As its preload in the page asks for it: WebKit would fetch it twice else. A frame without an origin has to be let in.
  const as = origin === 'null' ? {} : { mode: 'no-cors', credentials: 'include' };
  const response = await fetch(new URL(MODULE, import.meta.url), as);
  if (!response.ok) return response;
  const bar = document.querySelector('#loading progress');
  let loaded = 0;
  const count = new TransformStream({
    transform(bytes, controller) {
      loaded += bytes.length;
      bar.value = Math.min(loaded / BYTES, 1);
      controller.enqueue(bytes);
    },
  });
  return new Response(response.body.pipeThrough(count));
}

/**
 * This frame's modules, compiled or about to be, by the names of their files, which bear the program's hash. Frames of one
 * origin on one page run in one process, and take them from each other: the first that needs one fetches and compiles it.
 */
const modules = (window.playgroundModules = new Map());

/** What another frame has of that name or is at; nothing where its origin is another one, or where it has left. */
function promised(other, name) {
  try {
    return other.playgroundModules?.get(name);
  } catch {
    return undefined;
  }
}

/** The module of that name of the page around this frame or of a frame beside it, if one of them has it. */
function borrowed(name) {
  const others = [parent, ...Array.from({ length: parent.length }, (_, at) => parent[at])];
  const owner = others.find((other) => other !== window && promised(other, name));
  if (!owner) return undefined;
  const theirs = promised(owner, name);
  return new Promise((resolve) => {
    const end = (module) => {
      waits.delete(look);
      resolve(module);
    };
    const look = () => promised(owner, name) === theirs || end();
    waits.add(look);
    timer ??= setInterval(lookAtAll, 100);
    theirs.then(end, () => end());
  });
}

/** Looks at what other frames have promised, until nothing is waited for: a frame that is taken away never keeps it. */
const waits = new Set();
let timer;

function lookAtAll() {
  waits.forEach((look) => look());
  if (waits.size === 0) timer = clearInterval(timer);
}

async function compile(name, load) {
  const module = await borrowed(name);
  if (module) return module;
  const response = await load();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  // Under its own type: some hosts know none for wasm.
  return WebAssembly.compileStreaming(new Response(response.body, { headers: { 'Content-Type': 'application/wasm' } }));
}

/** The module of that name; where nobody here has it, it is made of what `load` answers. A failure is tried again. */
window.playgroundModule = (name, load) => {
  if (!modules.has(name)) {
    const module = compile(name, load);
    modules.set(name, module);
    module.catch(() => modules.delete(name));
  }
  return modules.get(name);
};

async function boot() {
  if (typeof WebAssembly !== 'object') return reveal('needs-wasm');
  if (!WebAssembly.validate(VECTOR_MODULE)) return reveal('needs-simd');
  watchForPanics();
  try {
    // Both at once: the module is the larger part.
    const [{ default: init }, module] = await Promise.all([import(SCRIPT), playgroundModule(MODULE, fetchModule)]);
    // The program ends the loading state when its first picture is there.
    await init({ module_or_path: module });
  } catch (error) {
    console.error(error);
    reveal(isTrap(error) ? 'stopped' : 'failed', error?.message ?? String(error));
  }
}

boot();
