/** An empty table with the titles of its columns, to be filled in. */
import { writeXlsx } from 'hucre/xlsx';
import type { Column } from '../../../shared/exchange/tables/table.columns.ts';
import type { Labels } from '../labels.ts';
import { columnTitle } from './spoken.ts';

/** As text, so that no spreadsheet takes the zeros off a barcode. */
const TEXT = '@';

/** A workbook of one sheet whose first row are the columns' names in the reader's language. */
export const templateOf = async (name: string, columns: readonly Column[], words: Labels): Promise<Uint8Array> =>
  writeXlsx({
    sheets: [
      {
        name,
        columns: columns.map((column) => {
          const header = columnTitle(column, words);
          const width = Math.max(10, [...header].length * 2 + 2);
          return { header, key: column.name, width, ...(column.holds.kind === 'text' ? { numFmt: TEXT } : {}) };
        }),
        data: [],
      },
    ],
  });
