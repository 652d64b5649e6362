// <backprop-playground>: the playground in a page of yours. See docs/embedding.md; types are in embed.d.ts.
//
//   <script src="https://example.org/backprop/embed.js" async></script>
//   <backprop-playground panels="boundary transport" state="data=spiral"></backprop-playground>
//
// A script that works as a module too, and no more than a script: hosts that say nothing of other origins let pages there
// run scripts, but no modules.

(() => {
  'use strict';

  /** Attributes that are the page's options: those that change without loading the frame again, and the others. */
  const LIVE = ['panels', 'hide', 'lock', 'theme', 'compact'];
  const OPTIONS = [...LIVE, 'view', 'autoplay', 'speed', 'title', 'projector', 'splice', 'exercise', 'debug'];
  /** Attributes that are written without a value. */
  const FLAGS = ['compact', 'autoplay', 'projector', 'splice', 'debug'];
  /** Attributes of the element itself. */
  const OWN = ['src', 'state', 'height', 'sandbox'];
  /** The methods of the page's API: `training.step` is `element.training.step(params)`. */
  const METHODS = `describe state.get state.set state.link training.play training.pause training.step training.back
    training.seek training.rewind gradients explain export predict boundary bug.set lab.dense lab.network options.get options.set
    view.set practice.exercises practice.check practice.compare`.split(/\s+/);
  /** How long a frame that has loaded may be silent, in milliseconds. */
  const PATIENCE = 20_000;
  /** Beside this script stands the page. A module does not know its element, and imported it has none. */
  const script = document.currentScript ?? document.querySelector('script[src*="embed.js"]');
  const BASE = new URL('./', script?.src || document.baseURI);
  const STYLE = ':host{display:block}:host([hidden]){display:none}iframe{display:block;width:100%;height:30rem;border:0}';

  /** What `options.set` takes for an attribute: lists of names, a flag, or a word. */
  function option(name, value) {
    if (FLAGS.includes(name)) return value !== null && value !== 'false' && value !== '0';
    if (name === 'theme') return value ?? 'auto';
    return (value ?? '').split(/[\s,]+/).filter(Boolean);
  }

  /** An Error as the API gives it, with JSON-RPC's code and data. */
  const failure = ({ message, code, data }) => Object.assign(new Error(message), { code, data });

  class BackpropPlayground extends HTMLElement {
    static observedAttributes = [...OPTIONS, ...OWN];

    #frame = null;
    #calls = new Map();
    #last = 0;
    #ready;
    #timer;
    #hear = (event) => this.#frame && event.source === this.#frame.contentWindow && this.#take(event.data);

    constructor() {
      super();
      const root = this.attachShadow({ mode: 'open' });
      const style = new CSSStyleSheet();
      style.replaceSync(STYLE);
      root.adoptedStyleSheets = [style];
      for (const method of METHODS) {
        const [group, name] = method.split('.');
        const call = (params) => this.request(method, params);
        if (name) (this[group] ??= {})[name] = call;
        else this[group] = call;
      }
      this.#wait();
    }

    /** Resolves with this element when the playground runs; rejects where it does not. */
    get ready() {
      this.#hurry();
      return this.#ready.promise;
    }

    /** The frame, for what this element does not cover. */
    get frame() {
      return this.#frame;
    }

    /** Asks the playground, once it is ready: a method of the API with its parameters. */
    async request(method, params) {
      await this.ready;
      const id = ++this.#last;
      return new Promise((resolve, reject) => {
        this.#calls.set(id, { resolve, reject });
        const { origin } = this.#address();
        const isOpaque = origin === 'null' || this.#frame.sandbox.length > 0 && !this.#frame.sandbox.contains('allow-same-origin');
        this.#frame.contentWindow.postMessage({ jsonrpc: '2.0', id, method, params }, isOpaque ? '*' : origin);
      });
    }

    connectedCallback() {
      addEventListener('message', this.#hear);
      this.#open();
    }

    disconnectedCallback() {
      removeEventListener('message', this.#hear);
      this.#close('it was taken out of the page');
    }

    attributeChangedCallback(name, before, now) {
      if (!this.#frame || before === now) return;
      if (name === 'height') this.#fix();
      else if (LIVE.includes(name)) this.options.set({ [name]: option(name, now) }).catch((error) => this.#fail(error.message));
      else if (name === 'view') this.view.set({ view: now ?? 'train' }).catch((error) => this.#fail(error.message));
      else this.#open();
    }

    #address() {
      const url = new URL(this.getAttribute('src') ?? BASE, document.baseURI);
      for (const name of OPTIONS) {
        const value = this.getAttribute(name);
        if (value === null || FLAGS.includes(name) && !option(name, value)) continue;
        const list = Array.isArray(option(name, value)) && LIVE.includes(name);
        url.searchParams.set(name, list ? option(name, value).join() : value || '1');
      }
      const state = this.getAttribute('state');
      if (state) url.hash = state;
      return url;
    }

    #open() {
      this.#close('it was opened anew');
      const frame = document.createElement('iframe');
      frame.title = this.getAttribute('title') || 'Backprop Playground';
      frame.loading = 'lazy';
      frame.allow = 'clipboard-write; fullscreen';
      if (this.hasAttribute('sandbox')) frame.setAttribute('sandbox', this.getAttribute('sandbox'));
      frame.addEventListener('load', () => {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#fail(`${frame.src} never answered: is the playground there?`), PATIENCE);
      });
      this.#frame = frame;
      this.#fix();
      try {
        frame.src = this.#address();
      } catch {
        return this.#fail(`src is no address: ${String(this.getAttribute('src')).slice(0, 200)}`);
      }
      this.shadowRoot.append(frame);
    }

    #close(reason) {
      clearTimeout(this.#timer);
      this.#frame?.remove();
      this.#frame = null;
      for (const { reject } of this.#calls.values()) reject(new Error(`the playground did not answer: ${reason}`));
      this.#calls.clear();
      if (this.#ready.settled) this.#wait();
    }

    #wait() {
      const ready = { settled: false };
      ready.promise = new Promise((resolve, reject) => Object.assign(ready, { resolve, reject }));
      // Who waits for it hears of it; for everybody else there is the event.
      ready.promise.catch(() => {});
      this.#ready = ready;
    }

    /** Whoever asks a frame that waits to be scrolled to does not wait for that. */
    #hurry() {
      if (this.#frame) this.#frame.loading = 'eager';
    }

    /** A height that an author gives stays, whatever the content. */
    #fix() {
      const height = this.getAttribute('height');
      this.#frame.style.height = height && (/^\d+$/.test(height) ? `${height}px` : height);
    }

    #take(message) {
      if (message?.jsonrpc !== '2.0') return;
      const call = this.#calls.get(message.id);
      if (call) {
        this.#calls.delete(message.id);
        return message.error ? call.reject(failure(message.error)) : call.resolve(message.result);
      }
      const name = typeof message.method === 'string' && message.method.match(/^playground\/([a-z]+)$/)?.[1];
      if (!name) return;
      const detail = message.params ?? {};
      if (name === 'ready') {
        clearTimeout(this.#timer);
        // A frame that was given up may come after all.
        if (this.#ready.settled) this.#wait();
        this.#ready.settled = true;
        this.#ready.resolve(this);
      }
      if (name === 'resized' && !this.hasAttribute('height') && detail.height > 0) {
        this.#frame.style.height = `${Math.ceil(detail.height)}px`;
      }
      this.dispatchEvent(new CustomEvent(name, { detail }));
    }

    #fail(message) {
      clearTimeout(this.#timer);
      this.#ready.settled = true;
      this.#ready.reject(new Error(message));
      this.dispatchEvent(new CustomEvent('error', { detail: { message } }));
    }
  }

  customElements.get('backprop-playground') ?? customElements.define('backprop-playground', BackpropPlayground);
})();
