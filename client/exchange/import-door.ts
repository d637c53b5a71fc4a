/** Files to and from the server; everything else of an import is a live row. */
import type { Refusal } from '../../shared/base/decision.ts';
import type { ImportChoices } from '../../shared/exchange/import_run/import.choices.ts';
import type { Preview } from '../../shared/exchange/import_run/import.preview.ts';

export type { ImportChoices, Preview };

const lost: Refusal = { refused: 'server.failed' };

const sent = async <T>(path: string, body: BodyInit, json: boolean): Promise<T | Refusal> => {
  const headers: Record<string, string> = {
    accept: 'application/json',
    ...(json ? { 'content-type': 'application/json' } : {}),
  };
  const answer = await fetch(path, { method: 'POST', headers, body }).catch(() => null);
  return ((await answer?.json().catch(() => null)) as T | Refusal | null) ?? lost;
};

/** Brings a file; the answer says what is in it. */
export const bringFile = (file: File): Promise<Preview | Refusal> => {
  const form = new FormData();
  form.append('file', file);
  return sent('/api/imports', form, false);
};

/** The same file read by other choices. */
export const readAgain = (id: string, choices: ImportChoices): Promise<Preview | Refusal> =>
  sent(`/api/imports/${id}/preview`, JSON.stringify({ choices }), true);

/** Begins the run; how far it is stands in its row. */
export const runImport = (id: string, choices: ImportChoices): Promise<{ readonly id: string } | Refusal> =>
  sent(`/api/imports/${id}/run`, JSON.stringify({ choices }), true);

/** Where the report of a run is. `open`: only what was not simply added. */
export const reportLink = (id: string, language: string, open: boolean): string =>
  `/api/imports/${id}/report.csv?lang=${language}${open ? '&only=open' : ''}`;
