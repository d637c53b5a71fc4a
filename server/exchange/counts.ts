/** What a file holds, counted before anything is done. */
import { setImmediate as breathe } from 'node:timers/promises';
import { type ImportChoices, looksLikeCharge } from '../../shared/exchange/import_run/import.choices.ts';
import { type FileDocument, linesOf } from '../../shared/exchange/import_run/import.documents.ts';
import type { Charge, Counts, FaultyLine } from '../../shared/exchange/import_run/import.preview.ts';
import { FAULTS_SHOWN } from '../../shared/exchange/tables/table.preview.ts';

type Some = { documents: number; lines: number };

/** Lines counted without a pause. */
const AT_ONCE = 4_000;

export const countsOf = async (
  documents: readonly FileDocument[],
  choices: Pick<ImportChoices, 'charges'>,
): Promise<{ counts: Counts; faults: FaultyLine[]; moreFaults: boolean }> => {
  const some = (): Some => ({ documents: 0, lines: 0 });
  const sales = { ...some(), walkIn: 0, priced: 0, free: 0, charges: 0 };
  const kinds = { return: some(), correction: some(), refused: some() };
  const charges = new Set(choices.charges);
  const skus = new Map<string, Set<string>>();
  const customers = new Set<string>();
  const faults: FaultyLine[] = [];
  let moreFaults = false;
  let lines = 0;
  let repeated = 0;
  let from: string | null = null;
  let to: string | null = null;
  for (const document of documents) {
    const own = linesOf(document).length;
    if (Math.floor(lines / AT_ONCE) < Math.floor((lines + own) / AT_ONCE)) await breathe();
    lines += own;
    const seen = new Set<string>();
    for (const { sku, name, quantity, unitPrice } of document.lines) {
      const key = `${sku}\n${quantity}\n${unitPrice}\n${name}`;
      if (seen.has(key)) repeated++;
      seen.add(key);
      const folded = sku.toLowerCase();
      skus.set(folded, (skus.get(folded) ?? new Set()).add(sku));
    }
    if (document.faults.length > 0) {
      kinds.refused.documents++;
      kinds.refused.lines += own;
      for (const { line, fault } of document.faults)
        if (faults.length < FAULTS_SHOWN) faults.push({ line, document: document.number, fault });
        else moreFaults = true;
      continue;
    }
    if (from === null || document.day < from) from = document.day;
    if (to === null || document.day > to) to = document.day;
    if (document.kind !== 'sale') {
      kinds[document.kind].documents++;
      kinds[document.kind].lines += own;
      continue;
    }
    sales.documents++;
    sales.lines += own;
    if (document.customer === null) sales.walkIn++;
    else customers.add(document.customer);
    for (const { sku, unitPrice } of document.lines) {
      if (unitPrice === 0) sales.free++;
      else sales.priced++;
      if (charges.has(sku)) sales.charges++;
    }
  }
  const products = [...skus.values()].reduce((all, one) => all + one.size, 0);
  const caseOnly = [...skus.values()].filter((one) => one.size > 1).reduce((all, one) => all + one.size - 1, 0);
  const counts = {
    lines,
    documents: documents.length,
    sales,
    returns: kinds.return,
    corrections: kinds.correction,
    refused: kinds.refused,
    repeated,
    caseOnly,
    products,
    customers: customers.size,
    from,
    to,
  };
  return { counts, faults, moreFaults };
};

/** What may be charges: those chosen, and those that look like ones; the others of the file are goods. */
export const chargesIn = (documents: readonly FileDocument[], chosen: readonly string[] | null): Charge[] => {
  const found = new Map<string, { sku: string; name: string; lines: number; likely: boolean; charge: boolean }>();
  const wanted = chosen === null ? null : new Set(chosen);
  for (const { lines } of documents)
    for (const { sku, name } of lines) {
      let known = found.get(sku);
      if (!known) {
        const likely = looksLikeCharge(sku, name);
        known = { sku, name, lines: 0, likely, charge: wanted ? wanted.has(sku) : likely };
        found.set(sku, known);
      }
      known.lines++;
    }
  return [...found.values()]
    .filter(({ likely, charge }) => likely || charge)
    .map(({ likely: _likely, ...one }) => one)
    .sort((a, b) => b.lines - a.lines || (a.sku < b.sku ? -1 : 1));
};
