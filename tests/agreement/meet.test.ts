import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Asked, countSql, read, readOne } from '../../server/read/read.ts';
import { maskedIn, meetOf } from '../../shared/access/meet.ts';
import { rightsOf } from '../../shared/access/permit.ts';
import type { View } from '../../shared/access/project.ts';
import type { Rule } from '../../shared/access/rule.ts';
import type { Scalar } from '../../shared/base/condition.ts';
import { type NounName, nounNamed } from '../../shared/catalogue.ts';
import type { Filter, Sort } from '../../shared/live/protocol.ts';
import { dialects } from '../databases.ts';
import { actorOf, conditionOn, plainFields, seed, sentencesOn } from './chance.ts';
import { listOf, type Row, seen, type Who } from './oracle.ts';
import { type Rows, randomRows } from './rows.ts';

const NOUNS: readonly NounName[] = ['customer', 'order', 'stock'];
type Pair = { readonly target: Who; readonly admin: Who };

const whoOn = (noun: NounName) =>
  fc.tuple(actorOf, sentencesOn(noun)).map(([actor, sentences]): Who => ({ ...actor, sentences }));
const pairOn = (noun: NounName): fc.Arbitrary<Pair> => fc.record({ target: whoOn(noun), admin: whoOn(noun) });
const rightsFor = (who: Who) => rightsOf(who.sentences as readonly Rule[], who);
/** Bound already: whoever they are bound to once more changes nothing. */
const metBy = ({ target, admin }: Pair) =>
  rightsOf(meetOf(rightsFor(target), rightsFor(admin)), { id: 'somebody', teamId: null, warehouses: [] });

/** In plain words: a row that both see, with the fields that both see on it. */
const seenByBoth = ({ target, admin }: Pair, noun: NounName, row: Row): Row | null => {
  const theirs = seen(target, noun, row);
  const own = seen(admin, noun, row);
  if (!theirs || !own) return null;
  return { id: row.id, ...Object.fromEntries(Object.entries(theirs).filter(([name]) => name in own)) };
};

describe.each(dialects)('[View as] under a meet of rules on %s', (dialect) => {
  let data: Rows;
  beforeAll(async () => {
    data = await randomRows(dialect, NOUNS, 45);
  });
  afterAll(() => data.end());

  const page = (view: View, asked: Asked) => data.store.read((query) => read(query, data.seal, view, asked));
  const questionOn = (noun: NounName) =>
    pairOn(noun).chain((pair) => {
      const view = metBy(pair).view(noun);
      const fields = plainFields(noun).filter(([name]) => view.ever(name));
      const sortable = ['id', ...fields.map(([name]) => name)];
      return fc.record({
        pair: fc.constant(pair),
        where: fc.option(conditionOn(noun, fields)),
        search: fc.option(fc.constantFrom('a', '林', '門市', '5', 'ab'), { freq: 2 }),
        sort: fc.uniqueArray(
          fc.record({ field: fc.constantFrom(...sortable), down: fc.option(fc.boolean(), { nil: undefined }) }),
          { minLength: 1, maxLength: noun === 'stock' ? 1 : 3, selector: ({ field }) => field },
        ) as fc.Arbitrary<Sort>,
      });
    });

  test.each(NOUNS)('a list of %s, filtered, searched, sorted and counted, holds what both may read', async (noun) => {
    const all = data.rows[noun] as Row[];
    await fc.assert(
      fc.asyncProperty(questionOn(noun), fc.integer({ min: 1, max: 20 }), async (question, limit) => {
        const { pair, where, search, sort } = question;
        const view = metBy(pair).view(noun);
        const expected = listOf(
          noun,
          all.flatMap((row) => seenByBoth(pair, noun, row) ?? []),
          { where, search, sort },
        );
        const asked: Asked = { where: where as Filter | null, search };
        const rows: unknown[] = [];
        let after: readonly Scalar[] | null = null;
        do {
          const found = await page(view, { ...asked, sort, limit, after });
          if ('refused' in found) throw new Error(JSON.stringify(found));
          rows.push(...found.rows);
          after = found.next;
          expect(rows.length).toBeLessThanOrEqual(expected.length);
        } while (after);
        expect(rows).toEqual(expected);
        const count = await data.store.read((query) => countSql(query, view, asked));
        if ('refused' in count) throw new Error(JSON.stringify(count));
        const [counted] = await data.store.aside(count.text, count.params);
        expect(Number(counted?.count)).toBe(expected.length);
      }),
      { seed, numRuns: 80 },
    );
  });

  test.each(NOUNS)(
    '%s by id and on the way to a screen shows what both may read, and the same to each',
    async (noun) => {
      const all = data.rows[noun] as Row[];
      await fc.assert(
        fc.asyncProperty(pairOn(noun), async (pair) => {
          const view = metBy(pair).view(noun);
          const turned = metBy({ target: pair.admin, admin: pair.target }).view(noun);
          for (const row of all.slice(0, 12)) {
            const expected = seenByBoth(pair, noun, row);
            expect(await data.store.read((query) => readOne(query, data.seal, view, row.id))).toEqual(expected);
          }
          for (const row of all) {
            expect(view.project(row)).toEqual(seenByBoth(pair, noun, row));
            expect(turned.project(row)).toEqual(view.project(row));
          }
        }),
        { seed, numRuns: 25 },
      );
    },
  );
});

describe('[View as] a meet of rules', () => {
  test.each(NOUNS)(
    'of %s lets nothing be done, and names as masked what the target is shown without the other',
    (noun) => {
      const groups = [...new Set(Object.values(nounNamed(noun).fields).map(({ group }) => group))];
      fc.assert(
        fc.property(pairOn(noun), (pair) => {
          const acting: Rule = { on: noun, may: 'update', scope: 'all', when: null, groups };
          const doing = (who: Who): Who => ({ ...who, sentences: [...who.sentences, acting] });
          const theirs = rightsFor(doing(pair.target));
          const met = rightsOf(meetOf(theirs, rightsFor(doing(pair.admin))), pair.target);
          expect(met.mayEver(noun, 'update')).toBe(false);
          const masked = maskedIn(theirs, met)[noun] ?? [];
          for (const [name, field] of Object.entries(nounNamed(noun).fields))
            expect([name, masked.includes(field.group)]).toEqual([
              name,
              theirs.view(noun).ever(name) && !met.view(noun).ever(name),
            ]);
        }),
        { seed, numRuns: 200 },
      );
    },
  );

  test('of what is each one’s own there is none, and it is not asked for', () => {
    const own: Rule = { on: 'saved_view', may: 'read', scope: 'own', when: null, groups: ['basics'] };
    const rights = (id: string) => rightsOf([own], { id, teamId: null, warehouses: [] });
    expect(meetOf(rights('one'), rights('other'))).toEqual([]);
    expect(meetOf(rights('one'), rights('one'))).toHaveLength(1);
  });
});
