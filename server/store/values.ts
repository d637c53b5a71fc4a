/** The one place where a value is judged fit to be bound, on both databases. */
import type { Value } from './store.ts';

const describe = (value: unknown): string => {
  if (typeof value === 'string')
    return value.isWellFormed() ? 'a text with a NUL' : 'a text that is not well-formed Unicode';
  if (typeof value === 'number') return `the number ${value}`;
  if (value instanceof Date) return 'a Date';
  return Array.isArray(value) ? 'an array' : typeof value;
};

/** Only texts of well-formed Unicode without NUL, integers within ±(2^53 − 1) and null may pass; all else would be changed in silence. */
export const isBindable = (value: unknown): value is Value => {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  return value === null || Number.isSafeInteger(value);
};

/** Throws a TypeError that names the place of the first value that may not be bound. */
export const refuseUnbindable = (params: readonly unknown[], sql: string): void => {
  for (let i = 0; i < params.length; i++)
    if (!isBindable(params[i])) throw new TypeError(`parameter ${i + 1} is ${describe(params[i])}, in: ${sql}`);
};
