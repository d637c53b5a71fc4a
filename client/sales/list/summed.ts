import { fieldNamed, type NounName } from '../../../shared/catalogue.ts';
import { sumsBehind } from '../../../shared/insight/measure.rows.ts';
import { plainNames } from '../../../shared/insight/measure.ts';
import { measureNamed } from '../../../shared/insight/measures.ts';
import type { Column } from './column.ts';

/**
 * The columns of a list that was opened behind a figure: what the figure adds up is among them, in the place of the first
 * column of its kind, so that nobody adds up another.
 */
export const withSummed = (
  columns: readonly Column[],
  possible: readonly Column[],
  figure: string | null,
  noun: NounName,
): readonly Column[] => {
  const measure = figure === null ? undefined : measureNamed(figure);
  if (!measure) return columns;
  const fields = sumsBehind(measure).flatMap((sum) => (sum.noun === noun ? plainNames(sum.of) : []));
  if (columns.some(({ field }) => fields.includes(field))) return columns;
  const added = possible.filter(({ field }) => fields.includes(field));
  const kinds = new Set(added.map(({ field }) => fieldNamed(noun, field)?.kind));
  const at = columns.findIndex(({ field }) => kinds.has(fieldNamed(noun, field)?.kind));
  return at < 0 ? [...columns, ...added] : [...columns.slice(0, at), ...added, ...columns.slice(at + 1)];
};
