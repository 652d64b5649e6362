// What a page does with the figure in it: a button of its own, and a number of the figure's.

const figure = document.querySelector('backprop-playground');
const loss = document.getElementById('loss');

figure.addEventListener('stepped', ({ detail }) => (loss.value = detail.loss.toFixed(3)));
figure.addEventListener('error', ({ detail }) => (loss.value = detail.message));
document.getElementById('hundred').addEventListener('click', async () => {
  const now = await figure.training.step({ steps: 100 });
  loss.value = now.loss.toFixed(3);
});
