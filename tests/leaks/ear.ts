/**
 * Hears everything that a person receives, and knows afterwards whether a value was in it: plain, in base64, URL-encoded,
 * as an amount with grouped digits, in major or minor units.
 */
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Digits with whatever groups them or marks their decimals. */
const FIGURE = /\d(?:[\d.,'’ \u00a0\u202f]*\d)?/g;
const ENCODED = /[\w+/-]{12,}={0,2}/g;
/** Fewer digits than these may stand anywhere by chance. */
const DIGITS = 5;

/** The digits that tell a figure, however it is written: 1,234.50 and 123450 are one. */
const digitsOf = (text: string): string | null => {
  const digits = text.replace(/\D/g, '').replace(/^0+|0+$/g, '');
  return digits.length >= DIGITS ? digits : null;
};

/** How a value is told apart from others: null for one that is too common to say anything (a state, a flag, a small number). */
export const markOf = (value: unknown): string | null => {
  if (typeof value === 'number') return digitsOf(String(value));
  if (typeof value !== 'string' || value.length < 7 || /^\d{4}-\d\d-\d\d$/.test(value)) return null;
  return /[\s\d@-]/.test(value) ? value : null;
};

export class Ear {
  /** Each text with the road by which it first came. */
  readonly #texts = new Map<string, string>();
  /** Where the listener is at: named in what it finds. */
  road = '';
  readonly #names = new Set<string>();

  readonly hear = (text: string): void => {
    // A packet of Socket.IO is a number before its JSON.
    const body = text.replace(/^\d+(?=[[{])/, '');
    try {
      this.#take(JSON.parse(body));
    } catch {
      for (const line of text.split(/\r?\n/)) this.#note(line);
    }
  };

  #take(value: unknown): void {
    if (Array.isArray(value)) for (const one of value) this.#take(one);
    else if (value !== null && typeof value === 'object')
      for (const [name, one] of Object.entries(value)) {
        this.#names.add(name);
        this.#note(name);
        this.#take(one);
      }
    else if (value !== null) this.#note(String(value));
  }

  #note(text: string): void {
    if (this.#texts.has(text)) return;
    this.#texts.set(text, this.road);
    for (const [encoded] of text.replace(UUID, ' ').matchAll(ENCODED)) {
      const inside = Buffer.from(encoded, 'base64').toString();
      if (!inside.includes('\uFFFD')) this.hear(inside);
    }
  }

  get names(): ReadonlySet<string> {
    return this.#names;
  }

  /** By which road did a text with this in it first come, and how was it written? */
  roadOf(mark: string): string {
    const written = ([text]: readonly [string, string]): boolean =>
      text.includes(mark) ||
      [...text.replace(UUID, ' ').matchAll(FIGURE)].some(([figure]) => digitsOf(figure) === mark);
    const [text, road] = [...this.#texts].find(written) ?? ['', 'another writing'];
    return `${road}: ${text.slice(0, 200)}`;
  }

  /** Which of these values were heard? */
  heard(values: Iterable<unknown>): string[] {
    const all = [...this.#texts.keys()].join('\n');
    const figures = new Set([...all.replace(UUID, ' ').matchAll(FIGURE)].map(([figure]) => digitsOf(figure) ?? ''));
    // What groups digits may also stand between two figures.
    for (const [figure] of all.replace(UUID, ' ').matchAll(/\d+/g)) figures.add(digitsOf(figure) ?? '');
    const found = new Set<string>();
    for (const value of values) {
      const mark = markOf(value);
      if (mark === null) continue;
      if (typeof value === 'number') {
        if (figures.has(mark)) found.add(String(value));
        continue;
      }
      if (all.includes(mark) || all.includes(encodeURIComponent(mark))) found.add(mark);
    }
    return [...found];
  }
}
