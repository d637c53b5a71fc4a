import type { Condition } from '../../shared/base/condition.ts';
import { numberOf } from '../../shared/exchange/import_run/import.judged.ts';
import { customerIdOf, NO_TAX } from '../../shared/exchange/import_run/import.masters.ts';
import { importDocuments, orderIdOf } from '../../shared/exchange/import_run/import.rules.ts';
import { check, end, start } from '../../shared/exchange/import_run/import_run.rules.ts';
import { sellerFor } from '../sales/customer/seller.facts.ts';
import { settingsIn } from '../system/setting/setting.facts.ts';
import { handle } from '../write/handlers.ts';
import { Refused } from '../write/refused.ts';
import { ifSeen } from '../write/seen.ts';
import type { Transaction } from '../write/transaction.ts';
import { barredRights } from './barred.ts';

const eq = (field: string, value: string): Condition => ({ field, is: 'eq', value });
const among = (field: string, value: readonly string[]): Condition => ({ field, is: 'in', value: [...new Set(value)] });

/** Those of the customers whom an earlier batch of the run has made: they are as the file says, whoever sees them. */
const madeBy = async (
  { connection }: Transaction,
  runId: string,
  customers: readonly { readonly id: string; readonly number: string }[],
): Promise<ReadonlySet<string>> => {
  const ids = customers.filter(({ id, number }) => id === customerIdOf(number)).map(({ id }) => id);
  if (ids.length === 0) return new Set();
  const made = await connection.all(
    `SELECT "rowId" FROM "change_log" WHERE "aboutNoun" = 'customer' AND "aboutId" IN (${ids.map(() => '?').join(', ')}) AND "noun" = 'customer' AND "op" = 'insert' AND "commandId" LIKE ?`,
    [...ids, `import-${runId}-%`],
  );
  return new Set(made.map(({ rowId }) => String(rowId)));
};

handle('order.import', {
  load: async (tx, input, { actor }) => {
    const refusal = barredRights(actor.rights);
    if (refusal) throw new Refused(refusal);
    const { documents } = input;
    const run = input.runId === undefined ? null : await tx.lock('import_run', input.runId);
    if (run && run.personId !== actor.id)
      throw new Refused({ refused: 'missing', field: 'runId', with: { noun: 'import_run' } });
    const ids = documents.map(({ number }) => orderIdOf(number));
    const orders = await tx.lockAll('order', among('id', ids));
    const here = new Set(orders.map(({ id }) => id));
    const lines = orders.length === 0 ? [] : await tx.find('order_line', among('orderId', [...here]));
    const numbered = await tx.find('order', among('number', documents.map(numberOf)));
    const settings = await settingsIn(tx);
    const customers = await tx.lockAll(
      'customer',
      among(
        'number',
        documents.map(({ customer }) => customer.number),
      ),
    );
    const view = actor.rights.view('customer');
    const shown = customers.map((row) => ({ row, seen: view.project(row) }));
    const hidden = shown.filter(({ seen }) => seen === null).map(({ row }) => row);
    const made = run ? await madeBy(tx, run.id, hidden) : new Set();
    return {
      run,
      orders,
      lines,
      taken: new Set(numbered.filter(({ id }) => !here.has(id)).map(({ number }) => number)),
      customers,
      shown: new Map(shown.filter(({ row }) => !made.has(row.id)).map(({ row, seen }) => [row.number, seen])),
      products: await tx.lockAll(
        'product',
        among(
          'sku',
          documents.flatMap((one) => one.lines.map(({ sku }) => sku)),
        ),
      ),
      lists: await tx.lockAll('price_list', eq('currency', input.currency)),
      taxCode: (await tx.find('tax_code', eq('code', NO_TAX), 1))[0] ?? null,
      seller: await sellerFor(tx, actor, input.sellerId),
      warehouse: ifSeen(actor, 'warehouse', await tx.get('warehouse', input.warehouseId)),
      organisationCurrency: settings.organisation.currency,
      taxRounding: settings['tax.rounding'],
      initialLimit: settings['credit.initial'],
    };
  },
  decide: (facts, input) => importDocuments(facts, input),
});

handle('import_run.start', {
  load: async (tx, { id }) => ({ run: await tx.get('import_run', id) }),
  decide: ({ run }, input, moment) => start(run, input, moment),
});

handle('import_run.check', {
  load: async (tx, { id }) => ({ run: await tx.lock('import_run', id) }),
  decide: ({ run }, input) => check(run, input),
});

handle('import_run.end', {
  load: async (tx, { id }) => {
    const run = await tx.lock('import_run', id);
    return { run, report: (await tx.find('import_report', eq('runId', id), 1))[0] ?? null };
  },
  decide: (facts, input, moment) => end(facts, input, moment),
});
