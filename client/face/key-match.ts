/** The keys that are pressed, without the browser: what a test can say as well. */
export type Press = {
  readonly key: string;
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
};

/** How a shortcut is written: `j`, `?`, `Enter`, `mod+k`, `shift+Enter`, `g o` (one after the other). */
export type Shortcut = string;

/** A chord waits this long for its second key, ms. */
export const CHORD_TIME = 1200;

export const strokesOf = (shortcut: Shortcut): string[] => shortcut.split(' ').filter((stroke) => stroke !== '');

/** A letter's case does not matter, and a sign is what was typed, whichever keys it took on this layout. */
export function strokeMatches(stroke: string, press: Press): boolean {
  const parts = stroke.split('+');
  const key = parts.at(-1) === '' ? '+' : (parts.at(-1) as string);
  if (parts.includes('mod') !== press.mod || parts.includes('alt') !== press.alt) return false;
  const isSign = key.length === 1 && !/[a-z]/i.test(key);
  if (!isSign && parts.includes('shift') !== press.shift) return false;
  return key.length === 1 ? key.toLowerCase() === press.key.toLowerCase() : key === press.key;
}

/** Keys without a modifier belong to whoever types, except Escape. */
export const worksWhileTyping = (shortcut: Shortcut): boolean => {
  const first = strokesOf(shortcut)[0] ?? '';
  return first === 'Escape' || first.split('+').some((part) => part === 'mod' || part === 'alt');
};

export type Pending = { readonly stroke: Press; readonly until: number } | null;

/** Which of the shortcuts this press fires, given the first key of a chord that may be waiting. */
export function firedBy(
  shortcuts: readonly Shortcut[],
  press: Press,
  pending: Pending,
  at: number,
): { readonly fired: Shortcut | null; readonly waits: boolean } {
  const waiting = pending !== null && at <= pending.until ? pending.stroke : null;
  const chord = shortcuts.find((shortcut) => {
    const [first, second] = strokesOf(shortcut);
    return waiting && first && second && strokeMatches(first, waiting) && strokeMatches(second, press);
  });
  if (chord !== undefined) return { fired: chord, waits: false };
  const single = shortcuts.find((shortcut) => {
    const [first, second] = strokesOf(shortcut);
    return first !== undefined && second === undefined && strokeMatches(first, press);
  });
  if (single !== undefined) return { fired: single, waits: false };
  const waits = shortcuts.some((shortcut) => {
    const [first, second] = strokesOf(shortcut);
    return first !== undefined && second !== undefined && strokeMatches(first, press);
  });
  return { fired: null, waits };
}
