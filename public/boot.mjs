const { default: init } = await import('./backprop-playground.js');
await init({ module_or_path: './backprop-playground_bg.wasm' });
