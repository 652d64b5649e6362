// Fetches the parts of the program when they are first asked for. `cargo xtask build` puts it behind what wasm-bindgen wrote,
// and each part's files behind it (xtask/pack). Modules come from boot.js, which says what a host refuses and shares them with
// the frames of the same origin.

/** What is there or on its way, by its file. */
const instances = new Map();

/** Brings a file's functions into the program's table, or its rules onto the page. A failure is tried again by whoever asks next. */
function load(file) {
  if (!instances.has(file)) {
    const instance = file.endsWith('.css') ? style(file) : instantiate(file);
    instances.set(file, instance);
    instance.catch(() => instances.delete(file));
  }
  return instances.get(file);
}

/** Adds a style sheet after those that are there. */
function style(file) {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: file });
  const loaded = new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      reject(new Error(`${file} could not be loaded`));
    };
  });
  document.head.append(link);
  return loaded;
}

async function instantiate(file) {
  const module = await moduleOf(file, () => fetch(new URL(file, import.meta.url)));
  return WebAssembly.instantiate(module, { __wasm_split: initSync() });
}

/** What the program calls for a part: it is called back when all of the part's files are there, or one cannot be had. */
function part(files) {
  return async (callback, data) => {
    let isHere = true;
    try {
      await Promise.all(files.map(load));
    } catch (error) {
      console.error(error);
      isHere = false;
    }
    initSync().__indirect_function_table.get(callback)(data, isHere);
  };
}
