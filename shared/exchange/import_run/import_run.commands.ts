import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { isCurrency } from '../../base/currency.ts';
import { dayInput, idInput, priceInput, quantityInput, textInput } from '../../base/input.ts';
import { tableChoices } from '../tables/table.choices.ts';
import { choicesInput } from './import.choices.ts';
import { CUSTOMER_MAX, DOCUMENT_MAX, SKU_MAX } from './import.documents.ts';
import { importables } from './import_run.fields.ts';

/** Documents of one command, and lines of one document, at most. */
export const DOCUMENTS_AT_MOST = 25;
export const LINES_OF_IMPORT = 5_000;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const short = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max));

const line = v.strictObject({
  sku: textInput(SKU_MAX),
  name: short(320),
  /** Base units. */
  quantity: quantityInput,
  /** At 6 decimals of the currency, tax not in it; 0 makes the line free. */
  unitPrice: priceInput,
  /** Postage, fees: nothing of it is ever kept in stock. Decides only for a product that is not there yet. */
  charge: v.optional(v.boolean()),
});
const document = v.strictObject({
  /** The document's number where it comes from. It is its identity: the same number is never taken twice. */
  number: textInput(DOCUMENT_MAX),
  orderedOn: dayInput,
  /** ms since 1970 UTC. */
  orderedAt: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** Its number is its identity; a customer that is not there yet is made. */
  customer: v.strictObject({ number: textInput(CUSTOMER_MAX), name: textInput(120), country: short(60) }),
  lines: v.pipe(v.array(line), v.minLength(1), v.maxLength(LINES_OF_IMPORT)),
});
export type ImportDocument = v.InferOutput<typeof document>;

export const importCommands = {
  /**
   * Takes orders from outside, each whole or not at all, with the customers and products that they need. Answers
   * `outcomes`, one for each document: `added`, `already`, `differs:<positions>`, `refused:<reason>`.
   */
  'order.import': commandOf({
    on: 'order',
    may: 'import',
    input: v.strictObject({
      /** The run that this belongs to: its counts go on in the same transaction. */
      runId: v.optional(idInput),
      as: v.picklist(['history', 'drafts']),
      currency: v.pipe(v.string(), v.check(isCurrency)),
      /** Of the organisation's currency for one of the documents', at 6 decimals. */
      rate: v.pipe(priceInput, v.minValue(1)),
      sellerId: idInput,
      warehouseId: idInput,
      documents: v.pipe(v.array(document), v.minLength(1), v.maxLength(DOCUMENTS_AT_MOST)),
    }),
  }),
  'import_run.start': commandOf({
    on: 'import_run',
    may: 'create',
    internal: true,
    input: v.strictObject({
      id: idInput,
      personId: idInput,
      personName: v.string(),
      fileName: v.pipe(v.string(), v.maxLength(200)),
      of: v.picklist(importables),
      total: count,
      waiting: count,
      refused: count,
      signature: v.pipe(v.string(), v.maxLength(64)),
      choices: v.union([choicesInput, tableChoices]),
    }),
  }),
  /** So many lines were gone through; nothing is written yet. */
  'import_run.check': commandOf({
    on: 'import_run',
    may: 'update',
    internal: true,
    input: v.strictObject({ id: idInput, checked: count }),
  }),
  'import_run.end': commandOf({
    on: 'import_run',
    may: 'update',
    internal: true,
    input: v.strictObject({
      id: idInput,
      /** Why it could not be finished: a refusal's name. Null when it was. */
      reason: v.nullable(v.pipe(v.string(), v.maxLength(60))),
      /** `DocumentReport[]` of orders, one `TableReport` of a table. */
      documents: v.array(v.unknown()),
    }),
  }),
} as const;
