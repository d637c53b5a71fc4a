import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareText } from '../../shared/base/condition.ts';
import type { Field } from '../../shared/base/fields.ts';
import { type NounName, nounNamed, nounNames } from '../../shared/catalogue.ts';
import { dialects } from '../../tests/databases.ts';
import { type Trial, trialStore } from '../../tests/trial-store.ts';
import { openKeys } from './keys.ts';
import { openSeal, type Seal } from './seal.ts';
import {
  blindOf,
  decode,
  deleteSql,
  encode,
  encodeUpdate,
  insertSql,
  type StoredRow,
  selectSql,
  updateSql,
} from './tables.ts';

/** Any text that a person may type, and those that databases stumble over. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).map((value) => value.replaceAll('\0', '')),
  fc.constantFrom(
    '',
    "O'Hara",
    '陳美玲',
    '发单账',
    '𠮷野家',
    '👩🏽‍🚀',
    'ﬁ',
    '\uffff',
    '\u{10ffff}',
    '?',
    '"',
    '\\',
    ' a ',
  ),
);
const cellOf = (field: Field): fc.Arbitrary<unknown> => {
  const value: fc.Arbitrary<unknown> =
    field.kind === 'flag'
      ? fc.boolean()
      : field.kind === 'json'
        ? fc.jsonValue().map((one) => JSON.parse(JSON.stringify(one).replaceAll('\\u0000', '')))
        : ['id', 'ref', 'text', 'day'].includes(field.kind)
          ? text
          : field.kind === 'enum'
            ? fc.constantFrom(...(field.values ?? []))
            : fc.maxSafeInteger();
  return field.nullable ? fc.option(value) : value;
};
const rowOf = (noun: NounName): fc.Arbitrary<StoredRow> =>
  fc.record(
    {
      ...Object.fromEntries(Object.entries(nounNamed(noun).fields).map(([name, field]) => [name, cellOf(field)])),
      id: fc.uuid(),
      version: fc.nat(),
    },
    { noNullPrototype: true },
  );

describe.each(dialects)('on %s', (dialect) => {
  let trial: Trial;
  let seal: Seal;
  beforeAll(async () => {
    trial = await trialStore(dialect);
    seal = openSeal(openKeys(trial.data));
  });
  afterAll(() => trial.end());

  test.each(nounNames)(
    '[STORE2] a row of %s comes back from the table as it went in, whole and in part',
    async (noun) => {
      const { store } = trial;
      const names = Object.keys(nounNamed(noun).fields);
      await fc.assert(
        fc.asyncProperty(rowOf(noun), rowOf(noun), fc.subarray(names), async (row, other, changed) => {
          const becomes: StoredRow = {
            ...row,
            ...Object.fromEntries(changed.map((name) => [name, other[name]])),
            version: other.version,
          };
          const read = `${selectSql(noun)} where "id" = ?`;
          await store.write(async (connection) => {
            expect(await connection.run(insertSql(noun), encode(noun, row, seal))).toBe(1);
            const [first] = await connection.all(read, [row.id]);
            expect(first && decode(noun, first, seal)).toStrictEqual(row);
            expect(await connection.run(updateSql(noun, changed), encodeUpdate(noun, changed, becomes, seal))).toBe(1);
          });
          const [second] = await store.read((query) => query.all(read, [row.id]));
          expect(second && decode(noun, second, seal)).toStrictEqual(becomes);
          const part = second && decode(noun, second, seal, changed);
          expect(part).toStrictEqual({
            id: row.id,
            ...Object.fromEntries(changed.map((name) => [name, becomes[name]])),
          });
          expect(await store.write((connection) => connection.run(deleteSql(noun), [row.id]))).toBe(1);
        }),
        { numRuns: 25 },
      );
    },
  );

  test('[STORE3] texts stand in the order of their code points', async () => {
    const { store } = trial;
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.oneof(text, fc.constantFrom('a', 'B', 'Z', '_', 'é', 'z', '\ue000', '𐀀')), { maxLength: 30 }),
        async (names) => {
          await store.write(async (connection) => {
            await connection.run('delete from "team"');
            for (const name of names)
              await connection.run('insert into "team" ("id", "name") values (?, ?)', [name, name]);
          });
          const rows = await store.read((query) => query.all('select "name" from "team" order by "name"'));
          expect(rows.map(({ name }) => name)).toEqual([...names].sort(compareText));
        },
      ),
    );
  });

  test('[STORE2] a personal value stands in its column sealed, beside the HMAC of what it is compared by', async () => {
    const { store } = trial;
    const [row] = fc.sample(rowOf('customer'), { numRuns: 1, seed: 7 });
    const customer = { ...(row as StoredRow), email: ' Mei@Example.TW ', phone: '+886 2-2345 6789' };
    await store.write((connection) => connection.run(insertSql('customer'), encode('customer', customer, seal)));
    const sql = 'select * from "customer" where "emailBlind" = ? and "phoneBlind" = ?';
    const blinds = [blindOf('email', 'mei@example.tw', seal), blindOf('phone', '(886) 223456789', seal)];
    const [found] = await store.read((query) => query.all(sql, blinds));
    expect(found).toMatchObject({ id: customer.id });
    expect(JSON.stringify(found)).not.toMatch(/mei@|2345/i);
  });
});

test('[STORE2] a cell that is missing, null where it may not be, or of another kind is refused by name', () => {
  const key = Buffer.alloc(32, 1).toString('base64url');
  const seal = openSeal({ seal: [{ id: 'k', key }], blind: key });
  const [order] = fc.sample(rowOf('order'), { numRuns: 1, seed: 7 }) as [StoredRow];
  const wrong: readonly [string, unknown][] = [
    ['total', undefined],
    ['total', null],
    ['total', '12'],
    ['total', 1.5],
    ['total', 2 ** 53],
    ['number', 7],
    ['reviewed', 1],
    ['consignee', 7],
    ['consignee', 'half a \ud83d'],
    ['version', undefined],
  ];
  for (const [field, value] of wrong)
    expect(() => encode('order', { ...order, [field]: value }, seal)).toThrow(
      new RegExp(`^order\\.${field} cannot hold`),
    );
  expect(() => updateSql('order', ['colour'])).toThrow(/no field colour/);
  expect(() => decode('order', { id: order.id }, seal, ['total'])).toThrow(/order\.total was not read/);
});
