import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../tests/databases.ts';
import { type Trial, trialStore } from '../../tests/trial-store.ts';
import type { Value } from './store.ts';
import { isBindable } from './values.ts';

const unfit: readonly unknown[] = [
  undefined,
  new Date(0),
  {},
  [],
  true,
  1n,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  0.5,
  2 ** 53,
  -(2 ** 53),
  'a\0b',
  '\ud800',
  Buffer.from('a'),
];

test('[STORE5] texts of whole characters, safe integers and null may be bound, and nothing else', () => {
  for (const value of unfit) expect(isBindable(value), String(value)).toBe(false);
  fc.assert(fc.property(fc.maxSafeInteger(), (value) => isBindable(value)));
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (value) => isBindable(value) === !value.includes('\0')));
});

describe.each(dialects)('on %s', (dialect) => {
  let trial: Trial;
  beforeAll(async () => {
    trial = await trialStore(dialect);
  });
  afterAll(() => trial.end());

  test.each(unfit.map((value) => [value] as const))(
    '[STORE5] %s is refused everywhere before it reaches the database',
    async (value) => {
      const { store } = trial;
      const params = ['x', value as Value];
      const sql = 'select "id" from "team" where "id" = ? and "name" = ?';
      await expect(store.read((query) => query.all(sql, params))).rejects.toThrow(TypeError);
      await expect(store.write((connection) => connection.all(sql, params))).rejects.toThrow(TypeError);
      await expect(store.write((connection) => connection.run(sql, params))).rejects.toThrow(TypeError);
      await expect(store.aside(sql, params)).rejects.toThrow(TypeError);
    },
  );

  test('[STORE5] a refused value does not spoil the transaction, since it never reached it', async () => {
    const { store } = trial;
    await store.write(async (connection) => {
      const spoilt = connection.run('insert into "team" ("id", "name") values (?, ?)', [
        't',
        undefined as unknown as Value,
      ]);
      await expect(spoilt).rejects.toThrow(/parameter 2 is undefined/);
      await connection.run('insert into "team" ("id", "name") values (?, ?)', ['t', 'Team']);
    });
    expect(await store.read((query) => query.all('select "name" from "team" where "id" = ?', ['t']))).toMatchObject([
      { name: 'Team' },
    ]);
  });

  test('[STORE5] the greatest integers come back as they went, and their sum beyond 2^53 is an error, not another number', async () => {
    const { store } = trial;
    const insert = 'insert into "number_series" ("id", "series", "period", "last") values (?, ?, ?, ?)';
    await store.write(async (connection) => {
      await connection.run(insert, ['a', 'a', '', Number.MAX_SAFE_INTEGER]);
      await connection.run(insert, ['b', 'b', '', Number.MIN_SAFE_INTEGER]);
      await connection.run(insert, ['c', 'c', '', Number.MAX_SAFE_INTEGER]);
    });
    const rows = await store.read((query) => query.all('select "last" from "number_series" order by "id"'));
    expect(rows.map(({ last }) => last)).toEqual([
      Number.MAX_SAFE_INTEGER,
      Number.MIN_SAFE_INTEGER,
      Number.MAX_SAFE_INTEGER,
    ]);
    const sum = `select sum("last") as "sum" from "number_series" where "series" in (?, ?)`;
    expect(await store.read((query) => query.all(sum, ['a', 'b']))).toMatchObject([{ sum: 0 }]);
    await expect(store.read((query) => query.all(sum, ['a', 'c']))).rejects.toThrow(RangeError);
    await expect(store.aside(sum, ['a', 'c'])).rejects.toThrow();
  });
});
