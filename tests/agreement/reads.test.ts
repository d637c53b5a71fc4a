import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Asked, countSql, type Page, read, readOne } from '../../server/read/read.ts';
import { rightsOf } from '../../shared/access/permit.ts';
import type { View } from '../../shared/access/project.ts';
import type { Rule } from '../../shared/access/rule.ts';
import type { Scalar } from '../../shared/base/condition.ts';
import type { Refusal } from '../../shared/base/decision.ts';
import { type NounName, nounNamed } from '../../shared/catalogue.ts';
import { matches } from '../../shared/live/apply.ts';
import type { Filter, Sort } from '../../shared/live/protocol.ts';
import { dialects } from '../databases.ts';
import { actorOf, conditionOn, plainFields, seed, sentencesOn } from './chance.ts';
import { listFor, type Row, seen, type Who } from './oracle.ts';
import { type Rows, randomRows } from './rows.ts';

const NOUNS: readonly NounName[] = ['customer', 'order', 'stock'];

describe.each(dialects)('reads on %s', (dialect) => {
  let data: Rows;
  beforeAll(async () => {
    data = await randomRows(dialect, NOUNS, 45);
  });
  afterAll(() => data.end());

  const page = (view: View, asked: Asked) => data.store.read((query) => read(query, data.seal, view, asked));
  const viewOf = (who: Who, noun: NounName): View => rightsOf(who.sentences as readonly Rule[], who).view(noun);
  /** Fields that this person could see on some row: what may be filtered and sorted by at all. */
  const everSeen = (who: Who, noun: NounName): Set<string> => {
    const view = viewOf(who, noun);
    return new Set(plainFields(noun).flatMap(([name]) => (view.ever(name) ? [name] : [])));
  };
  const whoOn = (noun: NounName) =>
    fc.tuple(actorOf, sentencesOn(noun)).map(([actor, sentences]): Who => ({ ...actor, sentences }));
  const sortOn = (noun: NounName, fields: readonly string[]): fc.Arbitrary<Sort> =>
    fc.uniqueArray(
      fc.record({ field: fc.constantFrom('id', ...fields), down: fc.option(fc.boolean(), { nil: undefined }) }),
      { maxLength: noun === 'stock' ? 1 : 3, selector: ({ field }) => field },
    );
  const questionOn = (noun: NounName) =>
    whoOn(noun).chain((who) => {
      const fields = plainFields(noun).filter(([name]) => everSeen(who, noun).has(name));
      const names = fields.map(([name]) => name);
      return fc.record({
        who: fc.constant(who),
        where: fc.option(conditionOn(noun, fields)),
        sort: sortOn(noun, names),
      });
    });

  test.each(NOUNS)(
    '[AGREE3] a filtered and sorted list of %s, page by page, is what plain words say, and so is its count',
    async (noun) => {
      await fc.assert(
        fc.asyncProperty(questionOn(noun), fc.integer({ min: 1, max: 20 }), async ({ who, where, sort }, limit) => {
          const view = viewOf(who, noun);
          const ever = everSeen(who, noun);
          // What an empty sort means is the noun's own; where that is hidden, by id.
          const order: Sort = sort.length > 0 ? sort : nounNamed(noun).sort.filter(({ field }) => ever.has(field));
          const expected = listFor(who, noun, data.rows[noun] as Row[], { where, sort: order });
          const rows: unknown[] = [];
          let after: readonly Scalar[] | null = null;
          do {
            const found = await page(view, { where: where as Filter | null, sort: order, limit, after });
            if ('refused' in found) throw new Error(JSON.stringify(found));
            rows.push(...found.rows);
            after = found.next;
            expect(found.rows.length).toBeLessThanOrEqual(limit);
            // A cursor that does not go on would page for ever.
            expect(rows.length).toBeLessThanOrEqual(expected.length);
          } while (after);
          expect(rows).toEqual(expected);
          const count = await data.store.read((query) => countSql(query, view, { where: where as Filter | null }));
          if ('refused' in count) throw new Error(JSON.stringify(count));
          const [counted] = await data.store.aside(count.text, count.params);
          expect(Number(counted?.count)).toBe(expected.length);
        }),
        { seed, numRuns: 80 },
      );
    },
  );

  test.each(NOUNS)('[AGREE4] a window of %s judges a shown row as the list does', async (noun) => {
    await fc.assert(
      fc.asyncProperty(questionOn(noun), async ({ who, where }) => {
        const expected = new Set(listFor(who, noun, data.rows[noun] as Row[], { where }).map(({ id }) => id));
        for (const row of data.rows[noun] as Row[]) {
          const shown = seen(who, noun, row);
          if (shown) expect([row.id, matches(where as Filter | null, shown)]).toEqual([row.id, expected.has(row.id)]);
        }
      }),
      { seed, numRuns: 60 },
    );
  });

  /** How far a search goes by one way before it takes another: not at all, a little, to the end. */
  const reachOf = fc.record({
    few: fc.constantFrom(0, 4, 8_000),
    counted: fc.constantFrom(0, 6, 20_000),
    many: fc.constantFrom(0, 20, 200_000),
  });

  test.each(NOUNS)('[AGREE5] search of %s finds by visible cells only, whatever way it goes', async (noun) => {
    const words = [
      'a',
      'ab',
      'A',
      'é',
      'ß',
      'ss',
      '林',
      '林美',
      '美玲',
      '門市',
      '门',
      '쇼',
      '5',
      'null',
      '野家',
      'a b',
      '林 5',
      '%',
      '',
      '😀a',
    ];
    await fc.assert(
      fc.asyncProperty(
        questionOn(noun),
        fc.constantFrom(...words),
        reachOf,
        fc.constantFrom(1, 3, 500),
        async ({ who, where, sort }, search, reach, limit) => {
          const order: Sort = sort.length > 0 ? sort : [{ field: 'id' }];
          const wanted = { where, search, sort: order };
          const rows: unknown[] = [];
          let after: readonly Scalar[] | null = null;
          do {
            const asked: Asked = { where: where as Filter | null, search, sort: order, limit, after };
            const found: Page | Refusal = await data.store.beside((query) =>
              read(query, data.seal, viewOf(who, noun), asked, reach),
            );
            if ('refused' in found) throw new Error(JSON.stringify(found));
            rows.push(...found.rows);
            after = found.next;
            expect(rows.length).toBeLessThanOrEqual(data.rows[noun]?.length ?? 0);
          } while (after);
          expect(rows).toEqual(listFor(who, noun, data.rows[noun] as Row[], wanted));
        },
      ),
      { seed, numRuns: 90 },
    );
  });

  test.each(NOUNS)('[AGREE6] %s by id is the row as seen, or nothing', async (noun) => {
    await fc.assert(
      fc.asyncProperty(whoOn(noun), async (who) => {
        for (const row of [...(data.rows[noun] as Row[]).slice(0, 12), { id: 'row-9999' }]) {
          const found = await data.store.read((query) => readOne(query, data.seal, viewOf(who, noun), row.id));
          expect(found).toEqual(row.id === 'row-9999' ? null : seen(who, noun, row as Row));
        }
      }),
      { seed, numRuns: 15 },
    );
  });

  test.each(NOUNS)('[AGREE7] a field of %s that is never shown answers like one that does not exist', async (noun) => {
    await fc.assert(
      fc.asyncProperty(whoOn(noun), async (who) => {
        const view = viewOf(who, noun);
        const nothing = view.grants.length === 0;
        const groups = new Set(who.sentences.flatMap((one) => one.groups));
        for (const [name, field] of [['no_such_field', null] as const, ...Object.entries(nounNamed(noun).fields)]) {
          if (field && groups.has(field.group) && !field.personal && field.kind !== 'json') continue;
          const refusal = { refused: 'filter.unknown_field', field: name };
          const where = { field: name, is: 'eq', value: null } as Filter;
          for (const asked of [{ where }, { where: { not: where } }, { sort: [{ field: name }] }] as Asked[])
            expect(await page(view, asked)).toEqual(nothing ? { rows: [], next: null } : refusal);
        }
      }),
      { seed, numRuns: 15 },
    );
  });
});
