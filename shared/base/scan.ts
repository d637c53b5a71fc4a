/**
 * A keyboard-wedge scanner types a code faster than a hand and ends with Enter. This tells the two apart from the
 * times between keys alone, so that scanning works wherever the focus is.
 */
export type ScanState = {
  /** Characters typed so far without a pause. */
  readonly code: string;
  /** When the last of them came, ms; −Infinity before the first. */
  readonly last: number;
};
export type ScanStep = { readonly state: ScanState; readonly scanned: string | null };

/** Longest gap between two characters of a scan, ms. Hands reach 60 to 80, scanners take 5 to 30. */
export const SCAN_GAP = 45;
/** Shortest code that counts as scanned: two quick letters and Enter are a person. */
export const SCAN_LENGTH = 4;
/** A code longer than this is a stuck key. */
export const SCAN_LIMIT = 128;

export const scanStart: ScanState = { code: '', last: Number.NEGATIVE_INFINITY };

const isCharacter = (key: string): boolean => [...key].length === 1;

/**
 * One key, as `KeyboardEvent.key` names it, at a time in ms that never runs backwards (`performance.now()`).
 * Enter (or Tab, which some scanners send) after a quick code of at least SCAN_LENGTH characters yields the code;
 * every pause, and every other key that types nothing, begins anew. Shift and the like do not interrupt.
 */
export function scanKey(state: ScanState, key: string, at: number): ScanStep {
  const quick = at - state.last <= SCAN_GAP;
  if (key === 'Enter' || key === 'Tab') {
    const whole = quick && state.code.length >= SCAN_LENGTH && state.code.length <= SCAN_LIMIT;
    return { state: scanStart, scanned: whole ? state.code : null };
  }
  if (key === 'Shift' || key === 'CapsLock' || key === 'AltGraph') return { state, scanned: null };
  if (!isCharacter(key)) return { state: scanStart, scanned: null };
  return { state: { code: quick ? state.code + key : key, last: at }, scanned: null };
}

/** Whether the keys so far could still become a scan: a single-letter shortcut waits while they can. */
export const mayBeScan = (state: ScanState, at: number): boolean => state.code !== '' && at - state.last <= SCAN_GAP;
