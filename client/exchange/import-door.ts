/** Files to and from the server; everything else of an import is a live row. */
import type { Refusal } from '../../shared/base/decision.ts';
import type { ImportChoices } from '../../shared/exchange/import_run/import.choices.ts';
import type { Preview } from '../../shared/exchange/import_run/import.preview.ts';
import type { TableChoices } from '../../shared/exchange/tables/table.choices.ts';
import type { TableName } from '../../shared/exchange/tables/table.names.ts';
import type { TablePreview } from '../../shared/exchange/tables/table.preview.ts';

export type { ImportChoices, Preview, TableChoices, TablePreview };

/** One thing that is wrong with a file, in words; `document` of an order is its number. */
export type ShownFault = {
  readonly key: string;
  readonly line: number;
  readonly document?: string;
  readonly column: string;
  readonly text: string;
};

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

/** All that is wrong with a file, as a file of its own that is saved; nothing where it could not be had. */
export const saveFaults = async (
  { id, fileName, choices }: Preview | TablePreview,
  of: TableName | null,
  language: string,
): Promise<void> => {
  const path = of === null ? `/api/imports/${id}/faults.csv` : tablePath(of, id, 'faults.csv');
  const answer = await fetch(`${path}?lang=${language}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ choices }),
  }).catch(() => null);
  if (!answer?.ok) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = `${fileName.replace(/\.\w+$/, '')} faults.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
