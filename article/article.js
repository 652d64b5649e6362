// Lets the text and its figures talk: a pressed number is set in its figure.
//
// A button says what it does in `data-do`, in its figure (`data-of`, the figure's id): settings of the state document
// (`network.parameters.bi.0=0.5`, or nothing after the sign for what takes its default) and calls of the API
// (`training.step {"steps": 10}`), with semicolons between them. It starts from the state that the figure opened with.

import '../embed.js';

/** The state that each figure opened with. */
const starts = new Map();

/** The document that the figure opened with, without the run's past: a changed start has none. */
async function start(figure) {
  if (!starts.has(figure)) starts.set(figure, await figure.state.get());
  const { run, ...document } = structuredClone(starts.get(figure));
  return document;
}

/** Sets what stands at a path with dots in it; nothing takes it away. */
function put(document, path, value) {
  const keys = path.split('.');
  const last = keys.pop();
  let place = document;
  for (const key of keys) place = place[key] ??= {};
  if (value === undefined) delete place[last];
  else place[last] = value;
}

/** Does what `data-do` says, from the state that the figure opened with. */
export async function perform(figure, orders) {
  const document = await start(figure);
  const calls = [];
  for (const order of orders.split(';').map((text) => text.trim()).filter(Boolean)) {
    const [, path, value] = order.match(/^([\w.]+)=(.*)$/) ?? [];
    if (path) put(document, path, value ? JSON.parse(value) : undefined);
    else calls.push(order);
  }
  await figure.bug.set({ name: null });
  await figure.state.set(document);
  for (const call of calls) await ask(figure, call);
}

/** A call of the API, written as its name and its parameters. */
export function ask(figure, call) {
  const [, method, params] = call.match(/^([\w.]+)\s*(\{.*\})?$/s);
  return figure.request(method, params && JSON.parse(params));
}

/** What stands in an answer at a path with dots in it. */
export const at = (answer, path) => path.split('.').reduce((value, key) => value?.[key], answer);

const still = matchMedia('(prefers-reduced-motion: reduce)');

/** A figure that is out of sight comes into it: on a phone it stands below the text. */
function show(figure) {
  const { top, bottom } = figure.getBoundingClientRect();
  if (bottom > 120 && top < innerHeight - 120) return;
  figure.scrollIntoView({ block: 'nearest', behavior: still.matches ? 'auto' : 'smooth' });
}

async function press(button) {
  const figure = document.getElementById(button.dataset.of);
  const said = figure.closest('figure').querySelector('.said');
  button.setAttribute('aria-busy', 'true');
  try {
    show(figure);
    await perform(figure, button.dataset.do);
    for (const other of document.querySelectorAll(`.set[data-of="${figure.id}"]`)) {
      other.setAttribute('aria-pressed', String(other === button));
    }
    said.textContent = button.dataset.said ?? `The figure shows it: ${button.textContent}.`;
  } catch (error) {
    said.textContent = `The figure did not take it: ${error.message}`;
  } finally {
    button.removeAttribute('aria-busy');
  }
}

for (const button of document.querySelectorAll('.set')) {
  button.setAttribute('aria-pressed', 'false');
  button.addEventListener('click', () => press(button));
}

for (const figure of document.querySelectorAll('backprop-playground')) {
  const said = figure.closest('figure').querySelector('.said');
  figure.addEventListener('ready', () => {
    figure.classList.add('runs');
    // Before anybody plays with it.
    start(figure).catch(() => starts.delete(figure));
  });
  figure.addEventListener('error', ({ detail }) => (said.textContent = `This figure is missing: ${detail.message}`));
}

// Paper is narrower than the window, and nobody says there how high a figure is. Their own widths follow at once.
addEventListener('beforeprint', () => {
  document.documentElement.dataset.paper = '';
  for (const { frame } of document.querySelectorAll('backprop-playground.runs')) {
    const { documentElement, body } = frame.contentDocument;
    // It will hear of the paper by itself, after this.
    documentElement.dataset.paper = '';
    frame.style.height = `${Math.ceil(body.getBoundingClientRect().height)}px`;
  }
});
addEventListener('afterprint', () => delete document.documentElement.dataset.paper);
