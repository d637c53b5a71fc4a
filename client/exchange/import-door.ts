/** Files to and from the server; everything else of an import is a live row. */
import type { Refusal } from '../../shared/base/decision.ts';
import type { ImportChoices } from '../../shared/exchange/import_run/import.choices.ts';
import type { Preview } from '../../shared/exchange/import_run/import.preview.ts';
import type { TableChoices } from '../../shared/exchange/tables/table.choices.ts';
import type { TableName } from '../../shared/exchange/tables/table.names.ts';
import type { TablePreview } from '../../shared/exchange/tables/table.preview.ts';

export type { ImportChoices, Preview, TableChoices, TablePreview };

const lost: Refusal = { refused: 'server.failed' };

const sent = async <T>(path: string, body: BodyInit, json: boolean): Promise<T | Refusal> => {
  const headers: Record<string, string> = {
    accept: 'application/json',
    ...(json ? { 'content-type': 'application/json' } : {}),
  };
  const answer = await fetch(path, { method: 'POST', headers, body }).catch(() => null);
  return ((await answer?.json().catch(() => null)) as T | Refusal | null) ?? lost;
};

const brought = (path: string, file: File) => {
  const form = new FormData();
  form.append('file', file);
  return [path, form, false] as const;
};

/** Brings a file; the answer says what is in it. */
export const bringFile = (file: File): Promise<Preview | Refusal> => sent(...brought('/api/imports', file));

/** The same file read by other choices. */
export const readAgain = (id: string, choices: ImportChoices): Promise<Preview | Refusal> =>
  sent(`/api/imports/${id}/preview`, JSON.stringify({ choices }), true);

/** Begins the run; how far it is stands in its row. */
export const runImport = (id: string, choices: ImportChoices): Promise<{ readonly id: string } | Refusal> =>
  sent(`/api/imports/${id}/run`, JSON.stringify({ choices }), true);

/** Where the report of a run is. `open`: only what was not simply added. */
export const reportLink = (id: string, language: string, open: boolean): string =>
  `/api/imports/${id}/report.csv?lang=${language}${open ? '&only=open' : ''}`;

const tablePath = (of: TableName, id: string, what: string): string => `/api/imports/tables/${of}/${id}/${what}`;

/** The same road for a table. */
export const tableDoor = (of: () => TableName) => ({
  bring: (file: File): Promise<TablePreview | Refusal> => sent(...brought(`/api/imports/tables/${of()}`, file)),
  again: (id: string, choices: TableChoices): Promise<TablePreview | Refusal> =>
    sent(tablePath(of(), id, 'preview'), JSON.stringify({ choices }), true),
  run: (id: string, choices: TableChoices): Promise<{ readonly id: string } | Refusal> =>
    sent(tablePath(of(), id, 'run'), JSON.stringify({ choices }), true),
});

/** Where an empty table is, with the columns that one may fill. */
export const templateLink = (of: TableName, language: string): string =>
  `/api/imports/tables/${of}/template.xlsx?lang=${language}`;

/** All that is wrong with a file, as a file; null where it could not be had. */
export const faultsFile = async (
  { of, id }: Pick<TablePreview, 'of' | 'id'>,
  choices: TableChoices,
  language: string,
): Promise<Blob | null> => {
  const answer = await fetch(`${tablePath(of, id, 'faults.csv')}?lang=${language}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ choices }),
  }).catch(() => null);
  return answer?.ok ? answer.blob() : null;
};
