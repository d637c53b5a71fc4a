/** What a file holds and how it would be read, before anything is done with it. */

import * as v from 'valibot';
import type { Refusal } from '../../shared/base/decision.ts';
import { choicesInput, type ImportChoices, missingIn } from '../../shared/exchange/import_run/import.choices.ts';
import { type Columns, columnsFrom, signatureOf } from '../../shared/exchange/import_run/import.columns.ts';
import { currencyOfCountry, zoneOfCountry } from '../../shared/exchange/import_run/import.places.ts';
import type { Preview } from '../../shared/exchange/import_run/import.preview.ts';
import { dateOrderOf } from '../../shared/exchange/import_run/import.time.ts';
import { read } from '../read/read.ts';
import type { Company } from '../system/company.ts';
import { settingOf } from '../system/settings.ts';
import type { Actor } from '../write/handlers.ts';
import { chargesIn, countsOf } from './counts.ts';
import { judgedOrders } from './judge-orders.ts';
import type { Language } from './labels.ts';
import { delimiterOf, documentsOf, eachRecord, encodingOf, headOf, textOf, unreadable } from './read-file.ts';
import { KEPT_AS, type Upload } from './uploads.ts';

const SAMPLE = 8;

type Means = Pick<Company, 'store' | 'seal'>;

/** The choices of the last run of a file with this header that the person may see. */
const rememberedFor = async (company: Means, actor: Actor, signature: string): Promise<ImportChoices | null> => {
  const view = actor.rights.view('import_run');
  if (!view.ever('signature')) return null;
  const page = await company.store.read((query) =>
    read(query, company.seal, view, { where: { field: 'signature', is: 'eq', value: signature }, limit: 1 }),
  );
  const parsed = v.safeParse(choicesInput, 'refused' in page ? null : page.rows[0]?.choices);
  return parsed.success ? parsed.output : null;
};

/** The values of one column, each once. */
const valuesIn = async (
  text: string,
  delimiter: ImportChoices['delimiter'],
  column: number | null,
): Promise<Map<string, number>> => {
  const found = new Map<string, number>();
  if (column === null) return found;
  await eachRecord(text, delimiter, ({ cells }) => {
    const cell = (cells[column] ?? '').trim();
    found.set(cell, (found.get(cell) ?? 0) + 1);
  });
  return found;
};

const proposed = async (
  company: Means,
  actor: Actor,
  language: Language,
  file: { text: string; encoding: ImportChoices['encoding']; delimiter: ImportChoices['delimiter']; columns: Columns },
): Promise<ImportChoices> => {
  const { text, delimiter, columns, encoding } = file;
  const [organisation, rates] = await company.store.read(
    async (query) => [await settingOf(query, 'organisation'), await settingOf(query, 'rates')] as const,
  );
  const warehouses = await company.store.read((query) =>
    read(query, company.seal, actor.rights.view('warehouse'), { limit: 1 }),
  );
  const warehouse = 'refused' in warehouses ? undefined : warehouses.rows[0];
  const countries = [...(await valuesIn(text, delimiter, columns.country))].sort((a, b) => b[1] - a[1]);
  const country = countries[0]?.[0] ?? '';
  const currency = currencyOfCountry(country) ?? organisation.currency;
  return {
    language,
    encoding,
    delimiter,
    columns,
    dateOrder: 'ymd',
    timeZone: zoneOfCountry(country) ?? organisation.timeZone,
    currency,
    rate: currency === organisation.currency ? 1_000_000 : (rates[currency] ?? null),
    as: 'history',
    sellerId: actor.id,
    warehouseId: warehouse?.id ?? null,
    charges: [],
    leaveOut: false,
  };
};

/** Reads a whole file. `given` are choices that a person made; without them they are proposed, or remembered. */
export const previewOf = async (
  company: Means,
  actor: Actor,
  language: Language,
  { upload, bytes }: { readonly upload: Upload; readonly bytes: Uint8Array },
  given: ImportChoices | null,
): Promise<Preview | Refusal> => {
  try {
    const kept = upload.sheet ? KEPT_AS : null;
    const encoding = kept?.encoding ?? given?.encoding ?? encodingOf(bytes, language);
    const text = textOf(bytes, encoding);
    const delimiter = kept?.delimiter ?? given?.delimiter ?? delimiterOf(text);
    const head = headOf(text, delimiter, SAMPLE);
    if (!head) return { refused: 'import.empty', field: 'file' };
    const signature = signatureOf(head.header);
    const last = given ? null : await rememberedFor(company, actor, signature);
    let choices = given && { ...given, encoding, delimiter };
    if (!choices) {
      const columns = last?.columns ?? columnsFrom(head.header);
      const fresh = await proposed(company, actor, language, { text, encoding, delimiter, columns });
      const order = dateOrderOf([...(await valuesIn(text, delimiter, columns.orderedAt)).keys()].filter(Boolean));
      choices = last
        ? {
            ...last,
            language,
            encoding,
            delimiter,
            leaveOut: false,
            rate: last.currency === fresh.currency ? (fresh.rate ?? last.rate) : last.rate,
          }
        : { ...fresh, dateOrder: order ?? 'ymd' };
    }
    const documents = await documentsOf(text, choices);
    const charges = chargesIn(documents, given || last ? choices.charges : null);
    if (!given && !last)
      choices = { ...choices, charges: charges.filter(({ charge }) => charge).map(({ sku }) => sku) };
    const judged = await judgedOrders(company, actor, documents, choices);
    const { counts, faults, moreFaults } = await countsOf(judged.documents, choices);
    return {
      id: upload.id,
      fileName: upload.fileName,
      size: upload.size,
      sheet: upload.sheet ?? null,
      header: head.header,
      sample: head.sample,
      choices,
      remembered: last !== null,
      missing: missingIn(choices),
      counts: { ...counts, already: judged.already },
      faults,
      moreFaults,
      charges,
      signature,
    };
  } catch (error) {
    return unreadable(error);
  }
};
