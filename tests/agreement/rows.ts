/** A store with random rows of one noun in it, indexed for search as the writer would. */
import fc from 'fast-check';
import { openSeal, type Seal } from '../../server/store/seal.ts';
import type { Dialect, Store } from '../../server/store/store.ts';
import { encode, insertSql } from '../../server/store/tables.ts';
import { indexWords } from '../../server/write/search-words.ts';
import type { NounName } from '../../shared/catalogue.ts';
import { nounNamed } from '../../shared/catalogue.ts';
import { trialStore } from '../trial-store.ts';
import { rowOf, seed } from './chance.ts';
import type { Row } from './oracle.ts';

const key = Buffer.alloc(32, 9).toString('base64url');

export type Rows = {
  readonly store: Store;
  readonly seal: Seal;
  readonly rows: { readonly [noun: string]: readonly Row[] };
  end(): Promise<void>;
};

export const randomRows = async (dialect: Dialect, nouns: readonly NounName[], count: number): Promise<Rows> => {
  const { store, end } = await trialStore(dialect);
  const seal = openSeal({ seal: [{ id: 'k1', key }], blind: key });
  const rows: { [noun: string]: Row[] } = {};
  for (const noun of nouns) {
    const unique = new Set((nounNamed(noun).unique ?? []).map((fields) => fields.at(-1) as string));
    const drawn = fc.sample(rowOf(noun), { seed, numRuns: count });
    rows[noun] = drawn.map((cells, i) => {
      const row: { id: string; version: number; [field: string]: unknown } = {
        ...cells,
        // Some ids are those that rules compare with.
        id: i < 4 ? `id-${'abcd'[i]}` : `row-${String(i).padStart(4, '0')}`,
        version: 1,
      };
      for (const field of unique) row[field] = `${row[field]}${i}`;
      return row;
    });
    await store.write(async (connection) => {
      for (const row of rows[noun] as (Row & { version: number })[]) {
        await connection.run(insertSql(noun), encode(noun, row, seal));
        await indexWords(connection, { noun, id: row.id, before: null, after: row });
      }
    });
  }
  return { store, seal, rows, end };
};
