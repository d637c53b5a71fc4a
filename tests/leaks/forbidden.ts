/** What a person must never have heard: every distinctive value of any cell, now or before, that they never could see. */
import { type NounName, nounNamed } from '../../shared/catalogue.ts';
import { type Row, seen, type Who } from '../agreement/oracle.ts';
import type { Firm } from '../live/firm.ts';
import { markOf } from './ear.ts';

export type Known = {
  readonly forbidden: Map<string, { value: unknown; where: string }>;
  readonly visible: ReadonlySet<string>;
};

const cellsOf = function* (row: Row): Generator<[string, unknown]> {
  for (const [name, value] of Object.entries(row)) {
    if (name === 'version') continue;
    if (Array.isArray(value)) for (const one of value) yield [name, one];
    else yield [name, value];
  }
};

/** What a quote shows of each of its lines, as it was offered, to whoever reads the quote. */
const OFFERED = ['lineId', 'productId', 'sku', 'productName', 'quantity', 'unitPrice', 'net', 'tax', 'total'] as const;
const offered = (noun: string, { lines }: Row): unknown[] =>
  noun === 'quote' && Array.isArray(lines) ? (lines as Row[]).flatMap((line) => OFFERED.map((name) => line[name])) : [];

/** Over all states that any row was ever in, by the person's rules as they stand. */
export const forbiddenFor = async (firm: Firm, who: Who): Promise<Known> => {
  const states: [string, Row][] = [];
  for (const [noun, rows] of Object.entries(await firm.tables())) for (const row of rows) states.push([noun, row]);
  for (const { noun, before, after } of firm.entries) {
    if (before) states.push([noun, before as Row]);
    if (after) states.push([noun, after as Row]);
  }
  const visible = new Set<string>();
  for (const [noun, row] of states) {
    const shown = seen(who, noun, row);
    if (shown) for (const [, value] of cellsOf(shown)) visible.add(markOf(value) ?? '');
    if (shown) for (const value of offered(noun, shown)) visible.add(markOf(value) ?? '');
    // Everybody knows who they are themselves.
    if (noun === 'person' && row.id === who.id)
      for (const name of ['id', 'name', 'email']) visible.add(String(row[name]));
  }
  // A value that stands within a text that they may read is no secret: a customer's name within an order's.
  const texts = [...visible].join('\n');
  const forbidden = new Map<string, { value: unknown; where: string }>();
  for (const [noun, row] of states) {
    // What the product declares is public: names of nouns, groups and actions; so are people's own rules.
    if (noun === 'rule' || noun === 'role' || noun === 'setting' || noun === 'number_series') continue;
    const fields = nounNamed(noun as NounName).fields;
    const shown = seen(who, noun, row);
    for (const [name, value] of cellsOf(row)) {
      const mark = markOf(value);
      if (mark === null || visible.has(mark)) continue;
      // Times are those of what is seen to happen.
      if (name !== 'id' && (!fields[name] || fields[name].kind === 'instant')) continue;
      if (typeof value === 'string' && texts.includes(value)) continue;
      if (shown && name in shown) continue;
      forbidden.set(mark, { value, where: `${noun}.${name}` });
    }
  }
  return { forbidden, visible };
};
