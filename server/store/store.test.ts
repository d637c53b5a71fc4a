import type { SqlEntityManager } from '@mikro-orm/sql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dialects } from '../../tests/databases.ts';
import { type Trial, trialStore } from '../../tests/trial-store.ts';
import type { Connection, Query, Store } from './store.ts';

const insert = 'insert into "team" ("id", "name") values (?, ?)';
const names = 'select "name" from "team" order by "id"';
const add = (connection: Connection, id: string): Promise<number> => connection.run(insert, [id, id]);
const namesIn = async (query: Query): Promise<unknown[]> => (await query.all(names)).map(({ name }) => name);

/** A promise and what fulfils it: lets a test hold a transaction open until it has looked. */
const gate = () => Promise.withResolvers<void>();

const ormOf = (store: Store): SqlEntityManager => store.orm.em.fork() as unknown as SqlEntityManager;

describe.each(dialects)('on %s', (dialect) => {
  let trial: Trial;
  let store: Store;
  const there = (): Promise<unknown[]> => store.read(namesIn);
  beforeAll(async () => {
    trial = await trialStore(dialect);
    store = trial.store;
  });
  beforeEach(() => store.write((connection) => connection.run('delete from "team"')));
  afterAll(() => trial.end());

  test('[STORE4] what was written together is there together, and the answer of the work comes back', async () => {
    const answer = await store.write(async (connection) => {
      expect(await add(connection, 'a')).toBe(1);
      await add(connection, 'b');
      expect(await connection.run('update "team" set "name" = "name" || ?', ['!'])).toBe(2);
      expect(await namesIn(connection)).toEqual(['a!', 'b!']);
      return 7;
    });
    expect(answer).toBe(7);
    expect(await there()).toEqual(['a!', 'b!']);
  });

  test('[STORE4] a throw undoes everything and spoils nothing', async () => {
    const work = store.write(async (connection) => {
      await add(connection, 'a');
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await there()).toEqual([]);
    await store.write((connection) => add(connection, 'b'));
    expect(await there()).toEqual(['b']);
  });

  test('[STORE4] a statement that fails leaves nothing of its transaction, even if its error is swallowed', async () => {
    const swallowed = store.write(async (connection) => {
      await add(connection, 'a');
      await add(connection, 'a').catch(() => undefined);
    });
    await expect(swallowed).rejects.toThrow();
    const goesOn = store.write(async (connection) => {
      await add(connection, 'a');
      await connection.run('insert into "nowhere" values (1)').catch(() => undefined);
      await expect(add(connection, 'b')).rejects.toThrow(/failed before/);
    });
    await expect(goesOn).rejects.toThrow();
    expect(await there()).toEqual([]);
    await store.write((connection) => add(connection, 'c'));
    expect(await there()).toEqual(['c']);
  });

  test('[STORE4] a savepoint takes back its own part only', async () => {
    await store.write(async (connection) => {
      await add(connection, 'a');
      for (const id of ['b', 'a', 'c']) {
        await connection.run('savepoint "command"');
        try {
          await add(connection, id);
        } catch {
          await connection.run('rollback to "command"');
        }
        await connection.run('release "command"');
      }
    });
    expect(await there()).toEqual(['a', 'b', 'c']);
  });

  test('[STORE4] writes take their turn in the order of asking, whatever becomes of each', async () => {
    const order: number[] = [];
    const asked = [0, 1, 2, 3, 4].map((n) =>
      store.write(async (connection) => {
        order.push(n);
        await add(connection, String(n));
        await new Promise((resolve) => setTimeout(resolve, 5 - n));
        order.push(n);
        if (n === 2) throw new Error('the third');
      }),
    );
    const ended = await Promise.allSettled(asked);
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(order).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
    expect(await there()).toEqual(['0', '1', '3', '4']);
  });

  test('[STORE4] a connection kept beyond its transaction writes nothing more', async () => {
    let kept: Connection | undefined;
    await store.write(async (connection) => {
      kept = connection;
    });
    await expect(kept && add(kept, 'late')).rejects.toThrow(/over/);
    const late = await store.read(async (query) => query);
    await expect(late.all(names)).rejects.toThrow(/closed/);
    expect(await there()).toEqual([]);
  });

  test('[STORE4] a write inside a write is refused instead of waiting for itself, and so is the ORM', async () => {
    await expect(store.write(() => store.write(async () => 1))).rejects.toThrow(/inside a write/);
    await expect(store.write(() => ormOf(store).execute(names))).rejects.toThrow(/connection of that write/);
    expect(await ormOf(store).execute(names)).toEqual([]);
  });

  test('[STORE4] what a write started and left running may write once that write is over', async () => {
    const over = gate();
    let later: Promise<number> | undefined;
    await store.write(async (connection) => {
      await add(connection, 'a');
      later = over.promise.then(() => store.write((next) => add(next, 'b')));
    });
    over.resolve();
    expect(await later).toBe(1);
    expect(await there()).toEqual(['a', 'b']);
  });

  test('[STORE6] no reader sees what is not committed', async () => {
    const written = gate();
    const looked = gate();
    const writing = store.write(async (connection) => {
      await add(connection, 'a');
      written.resolve();
      await looked.promise;
    });
    await written.promise;
    expect(await there()).toEqual([]);
    expect(await store.aside(names)).toEqual([]);
    looked.resolve();
    await writing;
    expect(await there()).toEqual(['a']);
  });

  test.each(['read', 'beside'] as const)(
    '[STORE6] a snapshot (%s) stays what it was while the writer goes on',
    async (way) => {
      await store.write((connection) => add(connection, 'a'));
      const seen = await store[way](async (query) => {
        const first = await namesIn(query);
        await store.write((connection) => add(connection, 'b'));
        expect(await there()).toEqual(['a', 'b']);
        return [first, await namesIn(query)];
      });
      expect(seen).toEqual([['a'], ['a']]);
    },
  );

  test.each(['read', 'beside'] as const)(
    '[STORE6] more readers (%s) than connections wait for one to end, and a failed read spoils none',
    async (way) => {
      await store.write((connection) => add(connection, 'a'));
      const reads = Array.from({ length: 40 }, (_, n) =>
        store[way](async (query) => {
          await new Promise((resolve) => setTimeout(resolve, 1));
          return n % 2 === 0 ? namesIn(query) : query.all('select "colour" from "team"');
        }),
      );
      const ended = await Promise.allSettled(reads);
      expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
      expect(await there()).toEqual(['a']);
    },
  );

  test('[STORE6] what a reader shares out is read at a snapshot that is not older, or not at all', async () => {
    await store.write((connection) => add(connection, 'a'));
    const apart = (): Promise<unknown[]> =>
      store.beside(async (query) => {
        const found: unknown[] = await namesIn(query);
        await store.write((connection) => add(connection, 'b'));
        await query.alongside?.(async (other) => {
          found.push(...(await namesIn(other)));
        });
        return [...found, ...(await namesIn(query))];
      });
    if (dialect === 'postgres') {
      expect(await apart()).toEqual(['a', 'a']);
      return;
    }
    // Both have begun once they were asked at the same time.
    await Promise.all([store.beside(namesIn), store.beside(namesIn)]);
    expect(await apart()).toEqual(['a', 'a', 'b', 'a']);
    const held = gate();
    const busy = store.beside(async (query) => {
      await namesIn(query);
      await held.promise;
    });
    await store.write((connection) => connection.run('delete from "team" where "id" = ?', ['b']));
    expect(await apart()).toEqual(['a', 'a']);
    held.resolve();
    await busy;
    const failing = store.beside(async (query) => {
      await query.alongside?.((other) => other.all('select "colour" from "team"').then(() => undefined));
    });
    await expect(failing).rejects.toThrow(/colour/);
    expect(await Promise.all([store.beside(namesIn), store.beside(namesIn)])).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  test('[STORE6] a reader writes nothing', async () => {
    await expect(store.read((query) => query.all(`${insert} returning "id"`, ['a', 'a']))).rejects.toThrow(
      /read-?only/i,
    );
    await expect(store.aside(`${insert} returning "id"`, ['a', 'a'])).rejects.toThrow(/read-?only/i);
    await expect(store.beside((query) => query.all(`${insert} returning "id"`, ['a', 'a']))).rejects.toThrow(
      /read-?only/i,
    );
    const late = await store.beside(async (query) => query);
    await expect(late.all(names)).rejects.toThrow(/closed/);
    expect(await there()).toEqual([]);
  });

  test('[STORE6] long reads aside answer with rows or an error, and many at once keep their answers apart', async () => {
    await store.write((connection) => add(connection, 'a'));
    const answers = await Promise.all(
      [1, 2, 3].map((n) => store.aside(`select "name", ${n} as "n" from "team" where "id" = ?`, ['a'])),
    );
    expect(answers).toEqual([1, 2, 3].map((n) => [{ name: 'a', n }]));
    await expect(store.aside('select "colour" from "team"')).rejects.toThrow(/colour/);
    expect(await store.aside(names)).toEqual([{ name: 'a' }]);
  });

  test('[STORE6] counts, sums, averages and truths are numbers', async () => {
    await store.write(async (connection) => {
      for (const [id, last] of [['a', 1] as const, ['b', 2] as const])
        await connection.run('insert into "number_series" ("id", "series", "period", "last") values (?, ?, ?, ?)', [
          id,
          id,
          '',
          last,
        ]);
    });
    const sql =
      'select count(*) as "n", sum("last") as "sum", avg("last") as "mean", max("last") > ? as "more" from "number_series"';
    expect(await store.read((query) => query.all(sql, [1]))).toEqual([{ n: 2, sum: 3, mean: 1.5, more: 1 }]);
  });
});
