import { writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { openWorkbook } from './workbook.ts';

test('[IMP15] of seven workbooks that come at once five are read, and two are told to come again', async () => {
  const bytes = await writeXlsx({ sheets: [{ name: 'Sheet1', rows: [['SKU'], ['A']] }] });
  const answers = await Promise.all(Array.from({ length: 7 }, () => openWorkbook(bytes)));
  expect(answers.map((answer) => ('refused' in answer ? answer : answer.sheet))).toEqual([
    ...Array.from({ length: 5 }, () => ({ name: 'Sheet1', others: 0 })),
    ...Array.from({ length: 2 }, () => ({ refused: 'import.workbook_busy', field: 'file' })),
  ]);
  expect(await openWorkbook(bytes)).toHaveProperty('csv');
});
