// The yardstick: the same training, written by hand over typed arrays. The body of a function of `h`, the number of
// hidden units; it returns a function that trains for so many milliseconds and says how many examples a second it saw.
//
// 2-h-1 ReLU network, mean logistic loss, SGD with batches of one over 160 shuffled points of XOR.

const n = 160;
const eta = 0.03;

let state = 1;
const uniform = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 4294967296;
};
const x1 = new Float64Array(n), x2 = new Float64Array(n), y = new Float64Array(n);
for (let i = 0; i < n; i++) {
  x1[i] = 2 * uniform() - 1;
  x2[i] = 2 * uniform() - 1;
  y[i] = x1[i] * x2[i] > 0 ? 1 : -1;
}
const order = Uint32Array.from({ length: n }, (_, i) => i);
const wi1 = new Float64Array(h), wi2 = new Float64Array(h), bi = new Float64Array(h), wo = new Float64Array(h);
for (let k = 0; k < h; k++) {
  wi1[k] = 2 * uniform() - 1;
  wi2[k] = 2 * uniform() - 1;
  wo[k] = (2 * uniform() - 1) * Math.sqrt(2 / h);
}
let bo = 0;
const z = new Float64Array(h);

const epoch = () => {
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    const other = order[i];
    order[i] = order[j];
    order[j] = other;
  }
  for (let i = 0; i < n; i++) {
    const p = order[i];
    const a = x1[p], b = x2[p];
    let output = bo;
    for (let k = 0; k < h; k++) {
      const zk = a * wi1[k] + b * wi2[k] + bi[k];
      z[k] = zk;
      if (zk > 0) output += zk * wo[k];
    }
    // d/dȲ log(1 + exp(−YȲ)) = −Y / (1 + exp(YȲ))
    const step = (eta * y[p]) / (1 + Math.exp(y[p] * output));
    for (let k = 0; k < h; k++) {
      if (z[k] > 0) {
        const back = step * wo[k];
        wo[k] += step * z[k];
        wi1[k] += back * a;
        wi2[k] += back * b;
        bi[k] += back;
      }
    }
    bo += step;
  }
};

const run = (duration) => {
  const start = performance.now();
  let epochs = 0;
  while (performance.now() - start < duration) {
    for (let i = 0; i < 20; i++) epoch();
    epochs += 20;
  }
  return (epochs * n * 1000) / (performance.now() - start);
};

// The first half second is for the browser's optimizing compiler.
run(500);
return (duration) => {
  const examples = run(duration);
  if (!Number.isFinite(bo)) throw new Error('the yardstick diverged');
  return examples;
};
