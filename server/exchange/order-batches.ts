/** Documents of a file as the command takes them, some at a time. */
import { cutText } from '../../shared/base/text.ts';
import type { ImportChoices } from '../../shared/exchange/import_run/import.choices.ts';
import type { FileDocument } from '../../shared/exchange/import_run/import.documents.ts';
import { instantOf } from '../../shared/exchange/import_run/import.time.ts';
import { DOCUMENTS_AT_MOST, type ImportDocument } from '../../shared/exchange/import_run/import_run.commands.ts';
import { labels } from './labels.ts';

/** Lines of one commit: enough that commits cost little, few enough that the screens keep moving between two. */
const LINES_A_COMMIT = 300;

const WALK_IN = 20;
/** Walk-in sales of one country are one customer's; its number is made from the country's name. */
const walkInNumber = (country: string): string =>
  cutText(`WALK-IN-${country.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')}`.replace(/-$/, ''), WALK_IN);

/** The documents as the command takes them. */
export const inputOf = (
  document: FileDocument,
  choices: ImportChoices,
  charges: ReadonlySet<string>,
): ImportDocument => {
  const { text } = labels(choices.language);
  const { customer, country } = document;
  const named =
    customer === null
      ? {
          number: walkInNumber(country),
          name: country ? text('imports.names.walkInOf', { country }) : text('imports.names.walkIn'),
        }
      : { number: customer, name: text('imports.names.customer', { number: customer }) };
  return {
    number: document.number,
    orderedOn: document.day,
    orderedAt: Math.max(0, instantOf(document, choices.timeZone)),
    customer: { ...named, name: cutText(named.name, 120), country: cutText(country, 60) },
    lines: document.lines.map(({ sku, name, quantity, unitPrice }) => ({
      sku,
      name: cutText(name, 320),
      quantity,
      unitPrice,
      ...(charges.has(sku) ? { charge: true } : {}),
    })),
  };
};

/** Documents for one command after another: a few hundred lines, or one document that has more. */
export const batchesOf = (documents: readonly FileDocument[]): FileDocument[][] => {
  const batches: FileDocument[][] = [];
  let lines = 0;
  for (const document of documents) {
    const last = batches.at(-1);
    const fits = last && last.length < DOCUMENTS_AT_MOST && lines + document.lines.length <= LINES_A_COMMIT;
    if (fits) last.push(document);
    else batches.push([document]);
    lines = fits ? lines + document.lines.length : document.lines.length;
  }
  return batches;
};

/** What the command takes of a batch; without the run where nothing is to be kept of it. */
export const commandOf = (choices: ImportChoices, batch: readonly FileDocument[], runId?: string) => {
  const charges = new Set(choices.charges);
  return {
    ...(runId === undefined ? {} : { runId }),
    as: choices.as,
    currency: choices.currency,
    rate: choices.rate,
    sellerId: choices.sellerId,
    warehouseId: choices.warehouseId,
    documents: batch.map((document) => inputOf(document, choices, charges)),
  };
};
