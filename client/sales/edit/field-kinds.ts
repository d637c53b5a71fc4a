/** How the value of a field is written and read where it is edited by hand. */
import { isDay } from '../../../shared/base/day.ts';
import { parseDecimal } from '../../../shared/base/decimal.ts';
import { formatAmount, parseAmount } from '../../../shared/base/money.ts';
import { parsePercent } from '../order/paste.ts';

export type InputKind = 'text' | 'area' | 'day' | 'percent' | 'choice' | 'integer' | 'amount' | 'many';
export type Read = { readonly value: unknown } | null;

/** As it is shown for editing; empty for nothing. */
export const inputText = (kind: InputKind, value: unknown, currency: string): string => {
  if (value === null || value === undefined) return '';
  if (kind === 'percent') return String((value as number) / 10_000);
  if (kind === 'amount') return formatAmount(value as number, currency);
  return String(value);
};

/** What was typed as a value; null where it is none. Empty is nothing, or zero for a share. */
export const readInput = (kind: InputKind, text: string, currency: string): Read => {
  const bare = text.trim();
  switch (kind) {
    case 'percent': {
      const ppm = bare === '' ? 0 : parsePercent(bare);
      return ppm === null ? null : { value: ppm };
    }
    case 'integer': {
      const n = parseDecimal(bare, 0);
      return n === null || n < 0 ? null : { value: n };
    }
    case 'amount': {
      if (bare === '') return { value: null };
      const minor = parseAmount(bare, currency);
      return minor === null || minor < 0 ? null : { value: minor };
    }
    case 'day':
      return bare === '' ? { value: null } : isDay(bare) ? { value: bare } : null;
    default:
      return { value: bare === '' ? null : kind === 'choice' ? bare : text.replace(/\s+$/, '') };
  }
};
