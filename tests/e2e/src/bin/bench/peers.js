// Others that train in a browser, with the same network on as many points: batches of one, plain gradient descent. Each is
// a function of `h`, which returns a function that trains for so many milliseconds and says how many examples a second
// it saw.

const n = 160;
const points = Array.from({ length: n }, (_, i) => {
  const [a, b] = [Math.sin(12.9898 * i + 1), Math.sin(78.233 * i + 2)];
  return { input: [a, b], label: a * b > 0 ? 1 : 0 };
});

/** Trains by `some`, which says how many examples that was, until the time is over. */
const timed = (some) => async (duration) => {
  const start = performance.now();
  let examples = 0;
  while (performance.now() - start < duration) examples += await some();
  return (examples * 1000) / (performance.now() - start);
};

return {
  convnetjs(h) {
    const net = new convnetjs.Net();
    net.makeLayers([
      { type: 'input', out_sx: 1, out_sy: 1, out_depth: 2 },
      { type: 'fc', num_neurons: h, activation: 'relu' },
      { type: 'softmax', num_classes: 2 },
    ]);
    const trainer = new convnetjs.SGDTrainer(net, { learning_rate: 0.03, momentum: 0, batch_size: 1, l2_decay: 0 });
    const volumes = points.map(({ input }) => new convnetjs.Vol(input));
    return timed(() => {
      for (let i = 0; i < n; i++) trainer.train(volumes[i], points[i].label);
      return n;
    });
  },
  brain(h) {
    const net = new brain.NeuralNetwork({ hiddenLayers: [h], activation: 'relu' });
    const data = points.map(({ input, label }) => ({ input, output: [label] }));
    return timed(() => {
      net.train(data, { iterations: 10, errorThresh: 1e-12, learningRate: 0.03, momentum: 1e-12 });
      return 10 * n;
    });
  },
  tensorflow(h) {
    const model = tf.sequential();
    model.add(tf.layers.dense({ units: h, inputShape: [2], activation: 'relu' }));
    model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
    model.compile({ optimizer: tf.train.sgd(0.03), loss: 'binaryCrossentropy' });
    const inputs = points.map(({ input }) => tf.tensor2d([input]));
    const labels = points.map(({ label }) => tf.tensor2d([[label]]));
    let at = 0;
    return timed(async () => {
      at = (at + 1) % n;
      await model.trainOnBatch(inputs[at], labels[at]);
      return 1;
    });
  },
};
