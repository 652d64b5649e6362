/** Types of embed.js: `<backprop-playground>` and the API of the playground in it. */

export type Matrix = number[][];
export type View = 'train' | 'explain' | 'layers' | 'practice';
export type Theme = 'auto' | 'light' | 'dark';
export type Kind = 'xor' | 'circles' | 'gaussians' | 'spiral' | 'moons' | 'checkerboard';

/** The network's parameters: Wi [2, h], bi [h], Wo [h], bo. */
export interface Parameters {
  Wi: Matrix;
  bi: number[];
  Wo: number[];
  bo: number;
}

/** A derivative of each parameter. Numbers that overflow are said in `overflows`, and stand as the largest finite ones. */
export type Gradient = Parameters;

/** The whole state. Keys that are left out take their defaults; fields may be added, never changed. */
export interface StateDocument {
  version?: 1;
  data?:
    | { kind: Kind; points?: number; noise?: number; seed?: number; trainFraction?: number }
    | { kind: 'custom'; points: [number, number, -1 | 1][]; names?: string[]; trainFraction?: number };
  network?: { hidden?: number; initialization?: string; seed?: number; parameters?: Parameters };
  training?: {
    learningRate?: number;
    batchSize?: number;
    shuffle?: boolean;
    reduction?: 'mean' | 'sum';
    l2?: number;
    bug?: string | null;
    step?: number;
    examplesSeen?: number;
    stopAt?: { step?: number; epoch?: number; loss?: number; plateau?: number };
  };
  /** What a run has been through, as `state.get` gives it. */
  run?: object;
  check?: { delta?: number; scheme?: string; rtol?: number; atol?: number; precision?: string };
}

export type Scope = { scope: 'example'; example: number } | { scope: 'batch' } | { scope: 'train' };

export interface Gradients {
  loss: number;
  reduction: 'mean' | 'sum';
  examples: number[];
  backprop: Gradient;
  finiteDifference: Gradient;
  forwardMode: Gradient;
  /** For each parameter the nearest steps at which some example reaches a hinge, and the examples that a difference crosses. */
  kinks: { parameter: string; nearest: { below?: number; above?: number }; crossing: number[] }[];
  verdict: {
    matches: boolean;
    maxAbsoluteError: number;
    maxRelativeError: number;
    worst: string;
    kinked: string[];
  };
}

export interface Progress {
  step: number;
  loss: number;
}

/** What is shown, and what a person may change. */
export interface Options {
  panels?: string[];
  hide?: string[];
  lock?: string[];
  theme?: Theme;
  compact?: boolean;
  title?: string;
}

export interface Described {
  name: string;
  version: string;
  methods: string[];
  events: string[];
  views: View[];
  panels: string[];
  controls: string[];
  bugs: { name: string; title: string; breaks: string[] }[];
}

/** What a refused request rejects with: JSON-RPC's code, and for −32602 every problem with its path. */
export interface RequestError extends Error {
  code?: number;
  data?: { path: string; problem: string }[];
}

/** `detail` of each event. They do not bubble. */
export interface PlaygroundEvents {
  ready: CustomEvent<Record<string, unknown>>;
  resized: CustomEvent<{ height: number }>;
  stepped: CustomEvent<Progress>;
  diverged: CustomEvent<{ step: number }>;
  answered: CustomEvent<{ exercise: string; verdict: string; attempts: number }>;
  /** The page said it, or the frame never answered. */
  error: CustomEvent<{ message: string }>;
}

/**
 * The playground in a frame that is as high as its content.
 *
 * Attributes: `src` (where the playground is; beside embed.js unless it says otherwise), `state` (what stands after `#` in
 * a link), `height` (fixed, in pixels or any CSS length), `sandbox` (as of an iframe), and the page's options: `view`,
 * `panels`, `hide`, `lock`, `theme`, `autoplay`, `speed`, `title`, `compact`, `projector`, `splice`, `exercise`, `debug`.
 */
export interface BackpropPlayground extends HTMLElement {
  /** Resolves when the playground runs; rejects where it does not. Has a frame that waits to be scrolled to load at once. */
  readonly ready: Promise<this>;
  readonly frame: HTMLIFrameElement | null;
  /** Any method by its name, as `describe` lists them. */
  request<Result = unknown>(method: string, params?: object): Promise<Result>;

  describe(): Promise<Described>;
  readonly state: {
    get(): Promise<StateDocument>;
    set(state: StateDocument): Promise<StateDocument>;
    link(): Promise<{ url: string }>;
  };
  readonly training: {
    play(params?: { speed: number | 'max' }): Promise<{ playing: boolean; step: number }>;
    pause(): Promise<{ playing: boolean; step: number }>;
    step(params: { steps: number }): Promise<Progress>;
    back(params: { steps: number }): Promise<Progress>;
    seek(params: { step: number }): Promise<Progress>;
    rewind(): Promise<Progress>;
  };
  gradients(params: Scope): Promise<Gradients>;
  explain(params: object): Promise<object>;
  export(params: object): Promise<object>;
  predict(params: { points: [number, number][] }): Promise<{ outputs: number[]; probabilities: number[] }>;
  boundary(): Promise<{
    sentence: string;
    view: { min: [number, number]; max: [number, number] };
    parts: object[];
    zero: number;
    everywhere?: 1 | -1 | null;
  }>;
  readonly bug: { set(params: { name: string | null }): Promise<object> };
  readonly lab: {
    dense(params: { xInput: Matrix; W: Matrix; b: number[]; gradOutput: Matrix }): Promise<object>;
    network(params: object): Promise<object>;
  };
  readonly options: { get(): Promise<Options>; set(options: Options): Promise<Options> };
  readonly view: { set(params: { view: View }): Promise<{ view: View }> };
  readonly practice: {
    exercises(): Promise<object>;
    check(params: object): Promise<object>;
    compare(params: object): Promise<object>;
  };

  addEventListener<Name extends keyof PlaygroundEvents>(
    type: Name,
    listener: (this: BackpropPlayground, event: PlaygroundEvents[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'backprop-playground': BackpropPlayground;
  }
}
