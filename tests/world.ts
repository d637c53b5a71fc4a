/**
 * A small world for tests of commands: one store, the product's own writer, a clock that stands until it is moved, ids
 * that come in order. Nothing here knows a business rule.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Entry } from '../server/audit/change-log.ts';
import { conditionSql } from '../server/read/condition-sql.ts';
import { openStore } from '../server/store/open.ts';
import { openSeal, type Seal } from '../server/store/seal.ts';
import type { Dialect, Store } from '../server/store/store.ts';
import { decode, encode, insertSql, selectSql } from '../server/store/tables.ts';
import { type Rights, rightsOf } from '../shared/access/permit.ts';
import type { Rule } from '../shared/access/rule.ts';
import { insertedRow } from '../shared/base/changes.ts';
import { always, type Condition } from '../shared/base/condition.ts';
import { type Day, dayOf } from '../shared/base/day.ts';
import { isRefusal, type Refusal } from '../shared/base/decision.ts';
import { type NounName, nounNamed, nounNames, type RowOf } from '../shared/catalogue.ts';
import { actionsOn, type CommandName } from '../shared/commands.ts';
import '../server/write/all-handlers.ts';
import { writerOf } from '../server/write/gather.ts';
import type { Actor, Moment } from '../server/write/handlers.ts';
import { perform } from '../server/write/perform.ts';
import { Transaction } from '../server/write/transaction.ts';
import { freshDatabase } from './databases.ts';

type Opened = { readonly store: Store; again(): Promise<Opened>; close(): Promise<void> };

const freshStore = async (dialect: Dialect): Promise<Opened> => {
  const database = await freshDatabase(dialect);
  const keys = database.url === undefined ? undefined : await mkdtemp(join(tmpdir(), 'crossdock-keys-'));
  const where = { data: keys ?? dirname(database.file as string), url: database.url };
  const store = await openStore(where);
  const again = async (): Promise<Opened> => {
    if (dialect === 'sqlite') return { store, again, close: async () => undefined };
    const another = await openStore(where);
    return { store: another, again, close: () => another.close() };
  };
  return {
    store,
    again,
    close: async () => {
      await store.close();
      await database.drop();
      if (keys) await rm(keys, { recursive: true, force: true });
    },
  };
};

const key = Buffer.alloc(32, 7).toString('base64url');
const groupsOf = (noun: NounName): string[] => [
  ...new Set(Object.values(nounNamed(noun).fields).map(({ group }) => group)),
];

/** Rules that grant these actions on all rows of a noun with all its groups, or those given. */
export const rulesFor = (
  noun: NounName,
  actions: readonly string[],
  groups: readonly string[] = groupsOf(noun),
): Rule[] => actions.map((may) => ({ on: noun, may, scope: 'all', when: null, groups }));

/** All that anyone can be granted. */
export const everyRule: readonly Rule[] = nounNames.flatMap((noun) =>
  rulesFor(noun, ['read', 'create', 'update', ...actionsOn(noun)]),
);

export type Person = {
  readonly id: string;
  /** Carries the command out, or throws its refusal as an error. */
  do(name: CommandName, input: object, id?: string): Promise<{ readonly [name: string]: string }>;
  /** The refusal of the command; an error if it is carried out. */
  refuse(name: CommandName, input: object): Promise<Refusal>;
};

export type World = Person & {
  readonly store: Store;
  readonly seal: Seal;
  /** Entries of the change log as they were committed. */
  readonly entries: readonly Entry[];
  /** How many of them each commit held. */
  readonly commits: readonly number[];
  /** Another person with these rules. `who` overrides id, name, team, warehouses and authority. */
  as(rules: readonly Rule[], who?: Partial<Omit<Actor, 'rights'>>): Person;
  /** Moves the clock to an instant (ms) or to nine in the morning of a day in Taipei. */
  at(moment: number | Day): void;
  now(): number;
  rows<N extends NounName>(noun: N, where?: Condition): Promise<RowOf<N>[]>;
  row<N extends NounName>(noun: N, id: string): Promise<RowOf<N>>;
  /** Lays a row down past the commands: what the test takes for given. Answers its id. */
  put<N extends NounName>(noun: N, set: Partial<RowOf<N>>, id?: string): Promise<string>;
  /** Carries the command out in a transaction of its own, and commits it no sooner than it is told. */
  hold(name: CommandName, input: object): Promise<{ commit(): Promise<void> }>;
  /** Another server's world on the same database. SQLite has one server only: there it is the same store. */
  beside(): Promise<World>;
  close(): Promise<void>;
};

const zone = 'Asia/Taipei';

/** Ids of one server, at most: another's begin after them. */
const IDS = 1_000_000;

export const world = async (dialect: Dialect): Promise<World> => worldOn(await freshStore(dialect), 0);

const worldOn = ({ store, again, close }: Opened, first: number): World => {
  const seal = openSeal({ seal: [{ id: 'k1', key }], blind: key });
  const entries: Entry[] = [];
  const commits: number[] = [];
  let clock = Date.UTC(2026, 2, 2, 1); // Monday, 2 March 2026, nine in Taipei
  let made = first;
  const newId = (): string => `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`;
  const momentOf = (actor: Actor): Moment => ({ now: clock, today: dayOf(clock, zone), actor, newId });
  const writer = writerOf({
    store,
    seal,
    auditKey: key,
    moment: momentOf,
    committed: (more) => {
      entries.push(...more);
      commits.push(more.length);
    },
  });

  const personOf = (rights: (binding: Actor | Omit<Actor, 'rights'>) => Rights, who: Omit<Actor, 'rights'>): Person => {
    const actor: Actor = { ...who, rights: rights(who) };
    const run = async (name: CommandName, input: object, id = newId()) => {
      const { kept } = await writer.command(actor.id, async () => actor, { name, id, input });
      return kept;
    };
    return {
      id: actor.id,
      do: async (name, input, id) => {
        const kept = await run(name, input, id);
        if ('refused' in kept) throw new Error(`${name} was refused: ${JSON.stringify(kept)}`);
        return kept.answer as { readonly [name: string]: string };
      },
      refuse: async (name, input) => {
        const kept = await run(name, input);
        if ('refused' in kept) return kept;
        throw new Error(`${name} was not refused: ${JSON.stringify(kept.answer)}`);
      },
    };
  };
  const as = (rules: readonly Rule[], who: Partial<Omit<Actor, 'rights'>> = {}): Person =>
    personOf((binding) => rightsOf(rules, binding), {
      id: 'person-someone',
      name: 'Someone',
      teamId: null,
      warehouses: [],
      discountAuthority: 0,
      ...who,
    });
  const system = as(everyRule, { id: 'system', name: 'Crossdock', discountAuthority: 1_000_000 });

  const rows = <N extends NounName>(noun: N, where: Condition = always): Promise<RowOf<N>[]> =>
    store.read(async (query) => {
      const { text, params } = conditionSql(where);
      const found = await query.all(`${selectSql(noun)} WHERE ${text} ORDER BY "id"`, params);
      return found.map((one) => decode(noun, one, seal) as unknown as RowOf<N>);
    });

  return {
    ...system,
    store,
    seal,
    entries,
    commits,
    as,
    at: (moment) => {
      clock = typeof moment === 'number' ? moment : Date.parse(`${moment}T01:00:00Z`);
    },
    now: () => clock,
    rows,
    row: async (noun, id) => {
      const [found] = await rows(noun, { field: 'id', is: 'eq', value: id });
      if (!found) throw new Error(`no ${noun} ${id}`);
      return found;
    },
    put: async (noun, set, id = newId()) => {
      const row = { ...(insertedRow(noun, id, set) as object), id, version: 1 };
      await store.write((connection) => connection.run(insertSql(noun), encode(noun, row, seal)));
      return id;
    },
    hold: (name, input) =>
      new Promise((resolve, reject) => {
        const written = store.write(async (connection) => {
          const who = { id: system.id, name: 'Crossdock', teamId: null, warehouses: [], discountAuthority: 1_000_000 };
          const actor: Actor = { ...who, rights: rightsOf(everyRule, who) };
          const tx = new Transaction(connection, seal, store.dialect);
          const done = await perform(tx, actor, momentOf(actor), { name, id: newId(), input });
          if (isRefusal(done)) throw new Error(`${name} was refused: ${JSON.stringify(done)}`);
          await new Promise<void>((release) =>
            resolve({
              commit: () => {
                release();
                return written;
              },
            }),
          );
        });
        written.catch(reject);
      }),
    beside: async () => worldOn(await again(), made + IDS),
    close: async () => {
      await writer.idle();
      await close();
    },
  };
};
