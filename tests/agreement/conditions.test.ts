import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { conditionSql } from '../../server/read/condition-sql.ts';
import { scopeSql } from '../../server/read/read.ts';
import { rightsOf } from '../../shared/access/permit.ts';
import type { Rule } from '../../shared/access/rule.ts';
import { type Condition, holds } from '../../shared/base/condition.ts';
import { type NounName, nounNamed } from '../../shared/catalogue.ts';
import { dialects } from '../databases.ts';
import { actorOf, conditionOn, seed, sentencesOn } from './chance.ts';
import { fieldsFor } from './oracle.ts';
import { type Rows, randomRows } from './rows.ts';

/** One with personal fields and credit, one with every kind of cell, one with all three row scopes, one without any. */
const NOUNS: readonly NounName[] = ['customer', 'order', 'pick', 'product'];

describe.each(dialects)('conditions on %s', (dialect) => {
  let data: Rows;
  beforeAll(async () => {
    console.log(`agreement on ${dialect}: CROSSDOCK_SEED=${seed}`);
    data = await randomRows(dialect, NOUNS, 50);
  });
  afterAll(() => data.end());

  const ids = async (noun: NounName, { text, params }: { text: string; params: readonly (string | number | null)[] }) =>
    (await data.store.read((query) => query.all(`SELECT "id" FROM "${nounNamed(noun).table}" WHERE ${text}`, params)))
      .map((row) => String(row.id))
      .sort();
  const idsWhere = (noun: NounName, is: (row: Rows['rows'][string][number]) => boolean): string[] =>
    (data.rows[noun] ?? [])
      .filter(is)
      .map((row) => row.id)
      .sort();

  test.each(NOUNS)(
    '[AGREE1] a condition on %s holds in the database for exactly the rows for which it holds in memory',
    async (noun) => {
      await fc.assert(
        fc.asyncProperty(conditionOn(noun), async (drawn) => {
          const condition = drawn as Condition;
          expect(await ids(noun, conditionSql(condition))).toEqual(idsWhere(noun, (row) => holds(condition, row)));
        }),
        { seed, numRuns: 250 },
      );
    },
  );

  test.each(NOUNS)(
    '[AGREE2] the rules on %s let the same rows through in the database, in memory and in plain words',
    async (noun) => {
      await fc.assert(
        fc.asyncProperty(sentencesOn(noun), actorOf, async (sentences, actor) => {
          const view = rightsOf(sentences as readonly Rule[], actor).view(noun);
          const who = { ...actor, sentences };
          expect(await ids(noun, scopeSql(view))).toEqual(idsWhere(noun, (row) => view.sees(row)));
          for (const row of data.rows[noun] ?? [])
            expect([...(fieldsFor(who, noun, row) ?? [])].sort()).toEqual([...view.fields(row)].sort());
        }),
        { seed, numRuns: 120 },
      );
    },
  );
});
