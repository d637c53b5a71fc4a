import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { afterKey } from '../../client/sales/list/after.ts';
import type { Scalar } from '../../shared/base/condition.ts';
import { type NounName, nounNamed, nounNames } from '../../shared/catalogue.ts';
import type { Filter, KeyFound, Opened, Sort } from '../../shared/live/protocol.ts';
import { fieldsFor, listFor, type Row, type Who } from '../agreement/oracle.ts';
import { dialects } from '../databases.ts';
import { CODES, type Code, Firm } from './firm.ts';
import { goods } from './goods.ts';
import type { Screen } from './screen.ts';

const NOUNS: readonly NounName[] = nounNames.filter((noun) => !nounNamed(noun).unlogged);

describe.each(dialects)('places in a list on %s', (dialect) => {
  let firm: Firm;
  let tables: { readonly [noun: string]: Row[] };
  beforeAll(async () => {
    firm = await Firm.open(dialect);
    await goods(firm, { pieces: 40_000 });
    tables = await firm.tables();
  });
  afterAll(() => firm.close());

  /** Fields of a noun by how much of them the person sees: what lists may be sorted by, and what none may. */
  const fieldsOf = (who: Who, noun: NounName) => {
    const shown = (tables[noun] ?? []).flatMap((row) => fieldsFor(who, noun, row) ?? []);
    const reach = who.sentences.filter(({ on, may }) => on === noun && may === 'read').flatMap(({ groups }) => groups);
    const plain = Object.entries(nounNamed(noun).fields).filter(
      ([, { kind, personal }]) => kind !== 'json' && !personal,
    );
    return {
      always: plain.flatMap(([name]) => (shown.every((names) => names.has(name)) ? [name] : [])),
      sometimes: plain.flatMap(([name]) => {
        const seen = shown.filter((names) => names.has(name)).length;
        return seen > 0 && seen < shown.length ? [name] : [];
      }),
      never: Object.entries(nounNamed(noun).fields).flatMap(([name, { group }]) =>
        reach.includes(group) ? [] : [name],
      ),
    };
  };
  const keyAt = (screen: Screen, asked: object, at: number) =>
    screen.ask('collection.key', { ...asked, at }) as Promise<KeyFound>;
  const keyOf = (sort: Sort, row: Row | undefined): readonly Scalar[] | null =>
    row ? [...sort.map(({ field }) => (row[field] ?? null) as Scalar), row.id] : null;
  /** The first, one in the middle, and one that is not there. */
  const numbers = (rows: readonly Row[]): number[] => [
    ...new Set([1, rows.length >> 1, rows.length + 1].filter((at) => at >= 1)),
  ];

  describe.each(CODES)('of %s', (code: Code) => {
    test('[LIVE23] a row’s key by its number is what the list shows of that row, and the window after it goes on there', async () => {
      const who = await firm.who(code);
      const screen = await firm.screen(code);
      for (const noun of NOUNS) {
        const rows = tables[noun] ?? [];
        if (listFor(who, noun, rows).length === 0) continue;
        const { always, sometimes } = fieldsOf(who, noun);
        // One way down, the next up.
        for (const [nth, field] of [...always, ...sometimes, 'id'].entries()) {
          const sort: Sort = nth % 2 ? [{ field }] : [{ field, down: true }];
          const list = listFor(who, noun, rows, { sort });
          for (const at of numbers(list)) {
            const { key } = await keyAt(screen, { noun, sort }, at);
            expect([noun, sort, at, key]).toEqual([noun, sort, at, keyOf(sort, list[at - 1])]);
            if (at !== list.length >> 1 || !key || !always.includes(field)) continue;
            const where = afterKey(noun, sort, key);
            const opened = (await screen.ask('collection.open', { noun, sort, where, limit: 3 })) as Opened;
            const after = 'rows' in opened ? opened.rows : opened;
            expect([noun, sort, at, after]).toEqual([noun, sort, at, list.slice(at, at + 3)]);
          }
        }
      }
      screen.leave();
      expect(firm.faults).toEqual([]);
    });

    test('[LIVE23] it counts by what is seen alone, filtered and searched, and is refused what a list is refused', async () => {
      const who = await firm.who(code);
      const screen = await firm.screen(code);
      for (const noun of NOUNS) {
        const rows = tables[noun] ?? [];
        const { always, sometimes, never } = fieldsOf(who, noun);
        const isAny = listFor(who, noun, rows).length > 0;
        const sort: Sort = [{ field: 'id', down: true }];
        const asked: { where?: Filter; search?: string }[] = [
          { search: 'Lin' },
          { search: 'Note' },
          ...[...always, ...sometimes].map((field): { where: Filter } => ({ where: { field, is: 'ne', value: null } })),
        ];
        for (const one of isAny ? asked : []) {
          const list = listFor(who, noun, rows, { ...one, sort });
          for (const at of numbers(list))
            expect([noun, one, at, await keyAt(screen, { noun, sort, ...one }, at)]).toEqual([
              noun,
              one,
              at,
              { key: keyOf(sort, list[at - 1]) },
            ]);
        }
        for (const field of never) {
          const where = { field, is: 'ne', value: null };
          // Who sees nothing of a noun at all hears that it has no row there, whatever is asked.
          for (const hidden of [{ sort: [{ field }] }, { where }, { where: { not: where } }])
            expect([noun, hidden, await screen.ask('collection.key', { noun, at: 1, ...hidden })]).toEqual([
              noun,
              hidden,
              who.sentences.some(({ on, may }) => on === noun && may === 'read')
                ? { refused: 'filter.unknown_field', field }
                : { key: null },
            ]);
        }
      }
      for (const noun of ['credential', 'no_such_noun', '__proto__'])
        expect(await screen.ask('collection.key', { noun, at: 1 })).toEqual({ refused: 'unknown_noun' });
      screen.leave();
      expect(firm.faults).toEqual([]);
    });
  });
});
