/** From the records of a file to rows that can be planned, or to what is wrong with them. */
import type { Refusal } from '../../base/decision.ts';
import { type CsvRecord, plainCell } from '../csv/csv.read.ts';
import { type Cell, type Column, cellIn, type Mapping, type Spoken, type Values } from './table.columns.ts';
import type { TableKind } from './table.kind.ts';

export type ReadRow = {
  /** Line of the file; of a workbook the row of its sheet. */
  readonly line: number;
  readonly values: Values;
  /** Every cell that cannot be read; a row with one is not taken. */
  readonly faults: readonly Refusal[];
};

/** Rows of a file, at most. */
export const ROWS_AT_MOST = 200_000;

/** Reads the records of one file, one after another: a row whose key stood on an earlier line is told so. */
export const rowReader = (
  { columns, keys: keysOf }: TableKind,
  mapping: Mapping,
  spoken: Spoken,
): ((record: CsvRecord) => ReadRow | null) => {
  const placed = columns.flatMap((column): (readonly [Column, number])[] => {
    const place = mapping[column.name];
    return typeof place === 'number' ? [[column, place]] : [];
  });
  const lines = new Map<string, number>();
  return ({ line, cells }) => {
    const values: { [column: string]: Cell } = {};
    const faults: Refusal[] = [];
    let any = false;
    for (const [column, place] of placed) {
      const text = plainCell(cells[place] ?? '');
      if (text === '') continue;
      any = true;
      const found = cellIn(column, text, spoken);
      if (typeof found === 'object') faults.push(found);
      else values[column.name] = found;
    }
    if (!any) return null;
    const keys = columns.filter(({ required }) => required);
    for (const { name } of keys)
      if (values[name] === undefined && !faults.some(({ field }) => field === name))
        faults.push({ refused: 'import.cell_missing', field: name });
    if (faults.length === 0) {
      const { own, marks = [], not = [] } = keysOf(values);
      const before = [...own, ...not].map((one) => lines.get(one)).find((one) => one !== undefined);
      if (before !== undefined)
        faults.push({ refused: 'import.cell_twice', field: keys[0]?.name ?? '', with: { line: before } });
      for (const one of [...own, ...marks]) if (!lines.has(one)) lines.set(one, line);
    }
    return { line, values, faults };
  };
};
