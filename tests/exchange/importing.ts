/** Files brought in by the door that people use, and what became of them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { ImportChoices } from '../../shared/exchange/import_run/import.choices.ts';
import type { Preview } from '../../shared/exchange/import_run/import.preview.ts';
import type { Row } from '../agreement/oracle.ts';
import type { Answered, Desk } from '../live/desk.ts';
import type { Firm } from '../live/firm.ts';

/** GBP at 41.5 of the organisation's currency. */
export const RATE = 41_500_000;

/** What a file holds: text, or a workbook's bytes. */
export type Held = string | Uint8Array;

export const bring = async (firm: Firm, desk: Desk, held: Held, name = 'december.csv'): Promise<Answered> => {
  const form = new FormData();
  form.append('file', new File([held as BlobPart], name, { type: 'text/csv' }));
  const response = await fetch(`${firm.address}/api/imports`, {
    method: 'POST',
    headers: { cookie: desk.cookie },
    body: form,
  });
  const body: unknown = await response.json();
  return { status: response.status, body, text: '' };
};
export const preview = async (firm: Firm, desk: Desk, held: Held): Promise<Preview> => {
  const { status, body } = await bring(firm, desk, held);
  expect(status).toBe(201);
  return body as Preview;
};
const runOf = async (firm: Firm, id: string): Promise<Row> =>
  (await firm.rows('import_run')).find((row) => row.id === id) as Row;
export const over = async (firm: Firm, id: string): Promise<Row> => {
  for (let tries = 0; tries < 400; tries++) {
    const run = await runOf(firm, id);
    if (run && run.status !== 'running') return run;
    await sleep(25);
  }
  throw new Error('the import did not end');
};
export const run = async (firm: Firm, desk: Desk, held: Held, choices: Partial<ImportChoices> = {}): Promise<Row> => {
  const { id, choices: proposed } = await preview(firm, desk, held);
  const { status } = await desk.send('POST', `/api/imports/${id}/run`, {
    choices: { ...proposed, rate: RATE, ...choices },
  });
  expect(status).toBe(202);
  return over(firm, id);
};
export const counts = ({ total, done, added, already, waiting, refused, orders }: Row) => ({
  total,
  done,
  added,
  already,
  waiting,
  refused,
  orders,
});
