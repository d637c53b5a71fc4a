/**
 * What a table costs to import: a hundred thousand products from CSV, all gone through before the first is written, each by
 * the command of a desk, with its place in the log and in the search; then the same file again. Beside it one desk enters
 * orders all the time: nobody waits for an import.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { tablePreviewOf } from '../../server/exchange/tables/preview-table.ts';
import { beginTable, workTable } from '../../server/exchange/tables/run-table.ts';
import type { Upload } from '../../server/exchange/uploads.ts';
import { decode, selectSql } from '../../server/store/tables.ts';
import type { Company } from '../../server/system/company.ts';
import { uuid7 } from '../../shared/base/id.ts';
import type { RowOf } from '../../shared/catalogue.ts';
import type { Bench } from './figure.ts';
import { nthOrder, smallCompany } from './small-company.ts';

const ROWS = 100_000;
/** ms between two orders of the desk beside it. */
const PACE = 50;

const fileOf = (rows: number): Uint8Array => {
  const lines = [
    'SKU,Product name,Local name,Base unit,Tax code,Barcode,Category,Weight (g),Pack unit,Base units per pack',
  ];
  for (let n = 0; n < rows; n++)
    lines.push(
      `IMP-${n},Hex bolt M${n % 40} of steel ${n},六角螺栓 ${n},pc,T5,${4_710_000_000_000 + n},Fasteners,${n % 900},${n % 4 === 0 ? 'BOX,12' : ','}`,
    );
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
};

const imported = async (company: Company, personId: string, bytes: Uint8Array): Promise<RowOf<'import_run'>> => {
  const actor = await company.people.actor(personId);
  if (!actor) throw new Error('nobody imports');
  const at = company.clock();
  const id = uuid7(at, crypto.getRandomValues(new Uint8Array(10)));
  const upload: Upload = { id, personId, fileName: 'goods.csv', size: bytes.length, at };
  const preview = await tablePreviewOf(
    company,
    actor,
    (judge) => judge(),
    'en',
    'products',
    { upload, bytes: bytes.slice(0, 4_000) },
    null,
  );
  if ('refused' in preview) throw new Error(JSON.stringify(preview));
  const begun = await beginTable(company, actor, 'products', { upload, bytes }, preview.choices);
  if ('refused' in begun) throw new Error(JSON.stringify(begun));
  const run = { id, personId, total: ROWS, checked: 0 };
  const { reason, report } = await workTable(company, run, 'products', bytes, begun.choices);
  await company.system('import_run.end', { id, reason, documents: [report] });
  const [row] = await company.store.read((query) => query.all(`${selectSql('import_run')} WHERE "id" = ?`, [id]));
  if (!row || reason !== null) throw new Error(`the import ended: ${reason}`);
  return decode('import_run', row, company.seal) as unknown as RowOf<'import_run'>;
};

const bench: Bench = {
  group: 'import',
  figures: ['import.products', 'import.again', 'import.beside'],
  run: async (report) => {
    const small = await smallCompany(20);
    const { company } = small;
    const boss = await small.person('sales_manager', 0);
    const bytes = fileOf(ROWS);
    const waits: number[] = [];
    let on = true;
    let n = 0;
    const desk = (async () => {
      while (on) {
        const { seller, input } = nthOrder(small, n);
        const began = performance.now();
        const order = { name: 'order.create', id: `beside-${n++}`, input };
        const { kept } = await company.writer.command(seller, () => company.people.actor(seller), order);
        if ('refused' in kept) throw new Error(JSON.stringify(kept));
        waits.push(performance.now() - began);
        await sleep(PACE);
      }
    })();
    const loop = monitorEventLoopDelay({ resolution: 5 });
    loop.enable();
    const began = performance.now();
    const first = await imported(company, boss, bytes);
    const took = performance.now() - began;
    on = false;
    await desk;
    loop.disable();
    if (first.added !== ROWS) throw new Error(`${first.added} of ${ROWS} products came in`);
    waits.sort((a, b) => a - b);
    report({
      name: 'import.products',
      value: Math.round((ROWS / took) * 60_000),
      unit: 'products/min',
      bar: { atLeast: 100_000 },
    });
    report({
      name: 'import.beside',
      value: waits[Math.floor(waits.length * 0.95)] as number,
      unit: 'ms (95 % of a desk’s orders meanwhile)',
      bar: { atMost: 150 },
    });
    report({ name: 'import.loop', value: loop.percentile(99) / 1e6, unit: 'ms (99 % of the event loop’s turns)' });
    const againBegan = performance.now();
    const again = await imported(company, boss, bytes);
    if (again.already !== ROWS || again.changed !== 0) throw new Error('the same file again changed something');
    report({
      name: 'import.again',
      value: Math.round((ROWS / (performance.now() - againBegan)) * 60_000),
      unit: 'rows/min',
      bar: { atLeast: 100_000 },
    });
    await small.close();
  },
};

export default bench;
