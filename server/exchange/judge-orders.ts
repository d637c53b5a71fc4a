/** What the orders of a file come to by what is here, asked beside the writer, some hundred at a time. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Refusal } from '../../shared/base/decision.ts';
import type { ImportChoices } from '../../shared/exchange/import_run/import.choices.ts';
import { type FileDocument, refusedFor } from '../../shared/exchange/import_run/import.documents.ts';
import { judgedDocument, numberOf } from '../../shared/exchange/import_run/import.judged.ts';
import { type DocumentReport, reportBefore } from '../../shared/exchange/import_run/import.report.ts';
import { orderIdOf } from '../../shared/exchange/import_run/import.rules.ts';
import type { Company } from '../system/company.ts';
import { settingOf } from '../system/settings.ts';
import type { Actor } from '../write/handlers.ts';
import { inputOf } from './order-batches.ts';
import { documentsOf, textOf, unreadable } from './read-file.ts';
import { lookBy } from './tables/plan.ts';

/** Documents judged by one snapshot, and lines of them, beyond which another begins. */
const AT_ONCE = 400;
const LINES_AT_ONCE = 4_000;

function* atOnce(documents: readonly FileDocument[]): Generator<readonly FileDocument[]> {
  let some: FileDocument[] = [];
  let lines = 0;
  for (const document of documents) {
    some.push(document);
    lines += document.lines.length;
    if (some.length < AT_ONCE && lines < LINES_AT_ONCE) continue;
    yield some;
    some = [];
    lines = 0;
  }
  if (some.length > 0) yield some;
}

type Means = Pick<Company, 'store' | 'seal'>;
export type JudgedOrders = {
  /** All of them, as they were: one that would not be taken bears a fault that says why. */
  readonly documents: readonly FileDocument[];
  /** Orders that are here already. */
  readonly already: number;
};

/** Judges the sales that can be read. Of customers it knows what the actor sees of them. */
export const judgedOrders = async (
  { store, seal }: Means,
  actor: Actor,
  documents: readonly FileDocument[],
  choices: ImportChoices,
): Promise<JudgedOrders> => {
  const charges = new Set(choices.charges);
  const view = actor.rights.view('customer');
  const taxRounding = await store.read((query) => settingOf(query, 'tax.rounding'));
  const judged: FileDocument[] = [];
  let already = 0;
  for (const some of atOnce(documents)) {
    const inputs = new Map(
      some
        .filter(({ kind, faults }) => kind === 'sale' && faults.length === 0)
        .map((document) => [document, inputOf(document, choices, charges)]),
    );
    const all = [...inputs.values()];
    const places = all.map(() => '?').join(', ');
    const numbers = [...new Set(all.map(({ customer }) => customer.number))];
    const [here, numbered, customers] = await store.read(async (query) => {
      if (all.length === 0) return [[], [], []] as const;
      const ids = all.map(({ number }) => orderIdOf(number));
      const look = lookBy(query, seal);
      return [
        await query.all(`SELECT "id" FROM "sales_order" WHERE "id" IN (${places})`, ids),
        await query.all(`SELECT "number" FROM "sales_order" WHERE "number" IN (${places})`, all.map(numberOf)),
        view.grants.length === 0 ? [] : await look('customer', { field: 'number', is: 'in', value: numbers }),
      ] as const;
    });
    const known = {
      taken: new Set(numbered.map(({ number }) => String(number))),
      customers: new Map(
        customers
          .flatMap((row) => view.project(row as never) ?? [])
          .map((row) => [String(row.number), row as { readonly currency?: unknown; readonly status?: unknown }]),
      ),
      taxRounding,
    };
    const ids = new Set(here.map(({ id }) => String(id)));
    for (const document of some) {
      const input = inputs.get(document);
      const isHere = input !== undefined && ids.has(orderIdOf(document.number));
      if (isHere) already++;
      const found = input === undefined || isHere ? null : judgedDocument(known, choices, input);
      judged.push(typeof found === 'string' ? refusedFor(document, found) : document);
    }
    await breathe();
  }
  return { documents: judged, already };
};

/** Every document of a file that cannot be taken, as far as it can be told before it is run. */
export const faultyOrders = async (
  company: Means,
  actor: Actor,
  bytes: Uint8Array,
  choices: ImportChoices,
): Promise<{ readonly reports: readonly DocumentReport[] } | Refusal> => {
  try {
    const read = await documentsOf(textOf(bytes, choices.encoding), choices);
    const { documents } = await judgedOrders(company, actor, read, choices);
    const faulty = documents.filter(({ faults }) => faults.length > 0);
    return { reports: faulty.flatMap((document) => reportBefore(document) ?? []) };
  } catch (error) {
    return unreadable(error);
  }
};
