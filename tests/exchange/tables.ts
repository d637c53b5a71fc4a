/** Tables brought in by the door that people use, and what became of them. */
import { writeXlsx } from 'hucre/xlsx';
import { expect } from 'vitest';
import type { TableChoices } from '../../shared/exchange/tables/table.choices.ts';
import type { TableName } from '../../shared/exchange/tables/table.names.ts';
import type { TablePreview } from '../../shared/exchange/tables/table.preview.ts';
import type { Row } from '../agreement/oracle.ts';
import type { Answered, Desk } from '../live/desk.ts';
import type { Firm } from '../live/firm.ts';
import { over } from './importing.ts';

export type Cells = readonly (string | number | null)[];
const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
export const csv = (...rows: readonly Cells[]): Uint8Array =>
  new TextEncoder().encode(
    `${rows.map((row) => row.map((cell) => quoted(String(cell ?? ''))).join(',')).join('\r\n')}\r\n`,
  );
export const xlsx = (...rows: readonly Cells[]): Promise<Uint8Array> =>
  writeXlsx({ sheets: [{ name: 'Sheet1', rows: rows.map((row) => [...row]) }] });

export const bringTable = async (
  firm: Firm,
  desk: Desk,
  of: TableName | string,
  bytes: Uint8Array,
  name = `${of}.csv`,
): Promise<Answered> => {
  const form = new FormData();
  form.append('file', new File([bytes as Uint8Array<ArrayBuffer>], name));
  const response = await fetch(`${firm.address}/api/imports/tables/${of}`, {
    method: 'POST',
    headers: { cookie: desk.cookie },
    body: form,
  });
  const text = await response.text();
  return { status: response.status, body: JSON.parse(text) as unknown, text };
};
export const tablePreview = async (firm: Firm, desk: Desk, of: TableName, bytes: Uint8Array): Promise<TablePreview> => {
  const { status, body, text } = await bringTable(firm, desk, of, bytes);
  expect([status, status === 201 ? '' : text]).toEqual([201, '']);
  return body as TablePreview;
};
/** Brings a file and runs it as it is proposed, or otherwise; its run when it is over. */
export const runTable = async (
  firm: Firm,
  desk: Desk,
  of: TableName,
  bytes: Uint8Array,
  choices: Partial<TableChoices> = {},
): Promise<Row> => {
  const { id, choices: proposed } = await tablePreview(firm, desk, of, bytes);
  const { status, text } = await desk.send('POST', `/api/imports/tables/${of}/${id}/run`, {
    choices: { ...proposed, ...choices },
  });
  expect([status, status === 202 ? '' : text]).toEqual([202, '']);
  return over(firm, id);
};
export const tableCounts = ({ total, done, added, changed, already, refused }: Row) => ({
  total,
  done,
  added,
  changed,
  already,
  refused,
});
export const faultsIn = ({ faults }: TablePreview) =>
  faults.map(({ line, fault }) => `${line} ${fault.field ?? ''} ${fault.refused}`);
/** The report's lines without its titles. */
export const reportOf = async (desk: Desk, id: unknown, more = ''): Promise<string[]> => {
  const { text } = await desk.get(`/api/imports/${id}/report.csv?lang=en${more}`);
  return text.replace('\uFEFF', '').trim().split('\r\n').slice(1);
};
