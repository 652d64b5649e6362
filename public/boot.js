// Loads the program, or has its sentences revealed where it cannot (public/first.js).
//
// `cargo xtask build` puts this behind what wasm-bindgen wrote and what fetches the parts (xtask/pack): one script, one
// request. It also puts a content hash into the module's name below, and its size beside it: keep each once, as a literal.

const MODULE = './backprop-playground_bg.wasm';
const BYTES = 0;

// The smallest module with a 128-bit vector in it: a browser that validates it has simd128.
const VECTOR_MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

const reveal = window.playgroundReveal;

/** True for what a panic leaves behind: wasm compiled with `panic = "abort"` traps. */
const isTrap = (error) => error instanceof WebAssembly.RuntimeError;

/** From here on the program can say that it cannot begin; a trap or its panic reveals that the playground stopped. */
function watchForPanics() {
  addEventListener('playground-failure', (event) => reveal('failed', String(event.detail ?? '')));
  addEventListener('playground-panic', (event) => reveal('stopped', String(event.detail ?? '')));
  addEventListener('error', (event) => isTrap(event.error) && reveal('stopped', event.error.message));
  addEventListener('unhandledrejection', (event) => isTrap(event.reason) && reveal('stopped', event.reason.message));
}

/** The main module on its way already: first.js asked for it. */
const early = window.playgroundEarly;

/** The main module as it comes, with its share shown. */
async function fetchModule() {
  const response = await (early ?? fetch(new URL(MODULE, import.meta.url)));
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
const modules = window.playgroundModules;

/** The module of that name of the page around this frame or of a frame beside it, if one of them has it. */
function borrowed(name) {
  const has = (other) => other.playgroundModules?.get(name);
  const owner = window.playgroundFind(has);
  if (!owner) return undefined;
  const theirs = has(owner);
  return new Promise((resolve) => {
    const end = (module) => {
      waits.delete(look);
      resolve(module);
    };
    const look = () => window.playgroundFind((other) => other === owner && has(other) === theirs) || end();
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
  const module = early && name === MODULE ? undefined : await borrowed(name);
  if (module) return module;
  const response = await load();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  // Under its own type: some hosts know none for wasm.
  return WebAssembly.compileStreaming(new Response(response.body, { headers: { 'Content-Type': 'application/wasm' } }));
}

/** The module of that name; where nobody here has it, it is made of what `load` answers. A failure is tried again. */
function moduleOf(name, load) {
  if (!modules.has(name)) {
    const module = compile(name, load);
    modules.set(name, module);
    module.catch(() => modules.delete(name));
  }
  return modules.get(name);
}

async function boot() {
  if (typeof WebAssembly !== 'object') return reveal('needs-wasm');
  // Another frame has tried.
  const isShared = window.playgroundFind((other) => other.playgroundModules?.has(MODULE));
  if (!isShared && !WebAssembly.validate(VECTOR_MODULE)) return reveal('needs-simd');
  watchForPanics();
  try {
    // The program ends the loading state when its first picture is there.
    await __wbg_init({ module_or_path: await moduleOf(MODULE, fetchModule) });
  } catch (error) {
    console.error(error);
    reveal(isTrap(error) ? 'stopped' : 'failed', error?.message ?? String(error));
  }
}

boot();
