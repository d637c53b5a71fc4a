import { formatAmount } from '../../shared/base/money.ts';
import { formatQuantity, type Unit } from '../../shared/base/quantity.ts';

/** The sign that is as wide as a digit, so that columns stay straight. */
const withMinus = (text: string): string => text.replace(/^-/, '−');

/** Minor units as figures. */
export const amountText = (minor: number, currency: string): string => withMinus(formatAmount(minor, currency));

/** Base units, or so many of a unit. */
export const quantityText = (quantity: number, unit?: Unit, base?: string): string =>
  withMinus(formatQuantity(quantity, unit, base));

/** Parts per million as per cent: 50000 is '5'. */
export const percentText = (ppm: number, language: string): string =>
  withMinus((ppm / 10_000).toLocaleString(language, { maximumFractionDigits: 4 }));

/** Two letters; of a name in Han characters the last two, of `Lin Mei-Ling` ML: what one is called by. */
export function initialsOf(name: string): string {
  const latin = name.replaceAll(/[^\p{Script=Latin}\s'-]/gu, ' ').trim();
  if (latin === '') return [...name.replaceAll(/\s/g, '')].slice(-2).join('');
  const all = latin.split(/\s+/);
  const given = all.find((part) => /^\p{L}+-\p{L}+$/u.test(part));
  const parts = given ? given.split('-') : all;
  const first = parts[0] ?? '';
  const last = parts.length > 1 ? (parts.at(-1) ?? '') : '';
  return `${first.charAt(0)}${last.charAt(0) || first.charAt(1)}`.toUpperCase();
}
