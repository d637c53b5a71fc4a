/** How a screen and a wall find each other: a code that is read from the one and typed into the page of the other. */

/** Without what is mistaken from five metres: no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V. */
const LETTERS = '34679ACDEFGHJKMNPQRTWXY';
/** Characters of a code: 23 to the eighth are 78 thousand million. */
const LENGTH = 8;

export const PAIRING = {
  /** How long a code works, ms. */
  code: 10 * 60_000,
  /** How long an identity that is not heard of stays good, ms: a screen may stand dark over a season. */
  identity: 180 * 24 * 3_600_000,
  /** Codes that wait at once, at most: the fewer, the less a slip of the finger can meet. */
  waiting: 200,
  /** Wrong codes of one person within `within` ms, at most. */
  wrong: 10,
  within: 10 * 60_000,
} as const;

/** A code of `bytes`, which chance gave; each byte counts for one character. Bytes beyond the last whole turn are left out. */
export const codeFrom = (bytes: Uint8Array): string | null => {
  const even = bytes.filter((byte) => byte < 256 - (256 % LETTERS.length));
  if (even.length < LENGTH) return null;
  return [...even.slice(0, LENGTH)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
};

/** As it is shown: in two halves. */
export const codeShown = (code: string): string => `${code.slice(0, LENGTH / 2)} ${code.slice(LENGTH / 2)}`;

/** As it was meant: typed in any case, with or without what stands between the halves. Null for what cannot be one. */
export const codeMeant = (typed: string): string | null => {
  const code = typed.toUpperCase().replaceAll(/[\s.\-–]/g, '');
  return code.length === LENGTH && [...code].every((letter) => LETTERS.includes(letter)) ? code : null;
};

/** Counts what went wrong, each name apart, within a span that moves with the clock it is told. */
export class Attempts {
  readonly #most: number;
  readonly #within: number;
  readonly #wrong = new Map<string, number[]>();
  constructor(most: number, within: number) {
    this.#most = most;
    this.#within = within;
  }
  /** Whether there is room for one more. */
  allowed(name: string, now: number): boolean {
    const recent = (this.#wrong.get(name) ?? []).filter((at) => now - at < this.#within);
    if (recent.length === 0) this.#wrong.delete(name);
    else this.#wrong.set(name, recent);
    return recent.length < this.#most;
  }
  count(name: string, now: number): void {
    this.#wrong.set(name, [...(this.#wrong.get(name) ?? []), now]);
  }
}
