/** A tile as a file of its own: what it shows as CSV, in the figures that every program reads. */

import { currencyDigits } from '../../../shared/base/money.ts';
import { BYTE_ORDER_MARK, csvLine, harmless, plainDecimal } from '../../../shared/exchange/csv/csv.write.ts';
import type { ComparisonName } from '../../../shared/insight/figure.ts';
import { words } from '../../words/words.ts';
import type { NamedPoint } from './points.ts';
import type { Unit } from './value.ts';

const PPM_DIGITS = 4;

const cellOf = (value: number | null, unit: Unit, currency: string): string => {
  if (value === null) return '';
  if (unit === 'money') return plainDecimal(value, currencyDigits(currency));
  // As per cent, as it reads on the screen.
  if (unit === 'ppm') return plainDecimal(value, PPM_DIGITS, 0);
  return String(value);
};
const headOf = (name: string, unit: Unit, currency: string): string =>
  unit === 'money' ? `${name} ${currency}` : unit === 'ppm' ? `${name} %` : name;

/** Keys of a time are days as ISO writes them, whatever the page's language says. */
export const sheetOf = (
  {
    name,
    unit,
    currency,
    timed,
    compare,
  }: { name: string; unit: Unit; currency: string; timed: boolean; compare: ComparisonName | null },
  points: readonly NamedPoint[],
): string => {
  const compared = compare !== null && points.some(({ before }) => before !== null);
  const head = [
    words.t('insight.table.key'),
    headOf(name, unit, currency),
    ...(compared ? [words.t(`insight.compare.${compare}`)] : []),
    words.t('insight.table.count'),
  ];
  const lines = points.map(({ key, label, value, before, count }) => [
    harmless(timed ? String(key) : label),
    cellOf(value, unit, currency),
    ...(compared ? [cellOf(before, unit, currency)] : []),
    String(count),
  ]);
  return BYTE_ORDER_MARK + [head.map(harmless), ...lines].map((line) => csvLine(line)).join('');
};

/** Hands a file to the browser; nothing of it is asked from the server. */
export const keepFile = (file: Blob, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};
