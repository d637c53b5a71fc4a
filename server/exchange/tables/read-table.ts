/** A file as rows of a table, a few at a time, with the event loop left free between. */
import { setImmediate as breathe } from 'node:timers/promises';
import { csvRecords } from '../../../shared/exchange/csv/csv.read.ts';
import type { TableChoices } from '../../../shared/exchange/tables/table.choices.ts';
import type { TableKind } from '../../../shared/exchange/tables/table.kind.ts';
import { type ReadRow, ROWS_AT_MOST, rowReader } from '../../../shared/exchange/tables/table.rows.ts';
import { TooManyRows } from '../read-file.ts';
import { spoken } from './spoken.ts';

/** Throws Unreadable. */
export async function* tableRows(
  kind: TableKind,
  text: string,
  { delimiter, columns }: TableChoices,
  atOnce: number,
): AsyncGenerator<readonly ReadRow[]> {
  const read = rowReader(kind, columns, spoken);
  let rows: ReadRow[] = [];
  let header = true;
  let count = 0;
  for (const record of csvRecords(text, delimiter)) {
    if (header) {
      header = false;
      continue;
    }
    const row = read(record);
    if (!row) continue;
    if (++count > ROWS_AT_MOST) throw new TooManyRows(record.line);
    rows.push(row);
    if (rows.length < atOnce) continue;
    yield rows;
    rows = [];
    await breathe();
  }
  if (rows.length > 0) yield rows;
}
