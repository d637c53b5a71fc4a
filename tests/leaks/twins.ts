/**
 * Two histories that differ only in what one reader may not see. Rows are laid down past the commands, so that any rule
 * may be tried on any row: what is hidden need not make sense, as nothing may depend on it.
 */
import type { Entry } from '../../server/audit/change-log.ts';
import type { Seal } from '../../server/store/seal.ts';
import type { Connection, Store } from '../../server/store/store.ts';
import { deleteSql, encode, insertSql } from '../../server/store/tables.ts';
import { indexWords } from '../../server/write/search-words.ts';
import type { Rights } from '../../shared/access/permit.ts';
import { fieldsIn } from '../../shared/base/condition.ts';
import { emptyValue, type Field } from '../../shared/base/fields.ts';
import { type NounName, nounNamed } from '../../shared/catalogue.ts';
import { measures, sums } from '../../shared/insight/measures.ts';
import { IDS } from '../agreement/chance.ts';
import { type Dice, diceOf } from '../live/dice.ts';

export type Laid = { readonly id: string; readonly version: number; readonly [field: string]: unknown };
type Write = {
  readonly noun: NounName;
  readonly id: string;
  readonly before: Laid | null;
  readonly after: Laid | null;
};

/** All of which figures are made, what their points are called by, and what they should come to. */
export const FIGURE_NOUNS: readonly NounName[] = [
  ...new Set<NounName>([...sums.map(({ noun }) => noun), 'customer', 'person', 'warehouse', 'product', 'target']),
];
export const NOW = Date.UTC(2026, 2, 2, 3);
const DAY = 86_400_000;
const dayNear = (dice: Dice): string => new Date(NOW + (dice.below(50) - 35) * DAY).toISOString().slice(0, 10);

const cellOf = (dice: Dice, name: string, field: Field): unknown => {
  if (field.nullable && dice.chance(20)) return null;
  if (name === 'currency') return dice.one(['USD', 'TWD', 'JPY']);
  if (name === 'measure') return dice.one(measures)?.name;
  switch (field.kind) {
    case 'flag':
      return dice.chance(50);
    case 'enum':
      return dice.one(field.values ?? ['']);
    case 'id':
    case 'ref':
      return dice.one(IDS);
    case 'text':
      return dice.one(['a', 'ab', 'b', '林', '林美玲', 'Note', 'id-a', 'id-b']);
    case 'day':
      return dayNear(dice);
    case 'instant':
      return NOW - dice.below(40 * DAY);
    case 'json':
      return emptyValue(field);
    case 'price':
      return 1 + dice.below(40_000_000);
    default:
      return dice.below(90_000);
  }
};

/** Fields by which the database tells rows apart: what is different of them must stay so. */
const uniqueOf = (noun: NounName): ReadonlySet<string> =>
  new Set((nounNamed(noun).unique ?? []).map((names) => names.at(-1) as string));
const toldApart = (value: unknown, field: Field, n: number): unknown =>
  field.kind === 'day' ? new Date(Date.UTC(2026, 2 - n, 1)).toISOString().slice(0, 10) : `${value}${n}`;

/** A row with what tells it apart, as it is said to be, and as this history has it. */
type Known = { readonly noun: NounName; readonly n: number; readonly said: Laid; readonly row: Laid };

/** One of the two histories. */
export class Twin {
  readonly #rows = new Map<string, Known>();
  readonly #rights: Rights;
  readonly #store: Store;
  readonly #seal: Seal;
  readonly #dice: Dice;
  /** Null in the first of the two histories; chance by which what is hidden is another in the second. */
  readonly #other: Dice | null;
  #made = 0;
  #position = 0;

  constructor(store: Store, seal: Seal, rights: Rights, seed: number, differs: boolean) {
    this.#store = store;
    this.#seal = seal;
    this.#rights = rights;
    this.#dice = diceOf(seed);
    this.#other = differs ? diceOf(seed + 1) : null;
  }

  #draw(dice: Dice, noun: NounName, id: string, n: number): Laid {
    const unique = uniqueOf(noun);
    const row: { id: string; version: number; [field: string]: unknown } = { id, version: 1 };
    for (const [name, field] of Object.entries(nounNamed(noun).fields)) {
      const cell = cellOf(dice, name, field);
      row[name] = unique.has(name) ? toldApart(cell, field, n) : cell;
    }
    return row;
  }

  /** The row as the other history has it: the same where the reader sees it or a rule of theirs looks at it. */
  #veiled(noun: NounName, row: Laid, n: number): Laid {
    if (!this.#other) return row;
    const view = this.#rights.view(noun);
    const kept = new Set(view.fields(row));
    for (const { rows } of view.grants) fieldsIn(rows, kept);
    const other = this.#draw(this.#other, noun, row.id, n);
    return { ...other, ...Object.fromEntries(Object.entries(row).filter(([name]) => kept.has(name))) };
  }

  #put(noun: NounName, n: number, said: Laid): Write {
    const known = this.#rows.get(`${noun} ${said.id}`);
    const row = this.#veiled(noun, said, n);
    this.#rows.set(`${noun} ${row.id}`, { noun, n, said, row });
    return { noun, id: row.id, before: known?.row ?? null, after: row };
  }

  #drop({ noun, row }: Known): Write {
    this.#rows.delete(`${noun} ${row.id}`);
    return { noun, id: row.id, before: row, after: null };
  }

  /** What there is at the beginning. */
  begin(count: number): Promise<readonly Entry[]> {
    const writes: Write[] = [];
    for (const noun of FIGURE_NOUNS)
      for (let i = 0; i < count; i++) {
        const n = this.#made++;
        writes.push(this.#put(noun, n, this.#draw(this.#dice, noun, IDS[i] ?? `row-${noun}-${i}`, n)));
      }
    return this.#write([...writes, ...this.#noise(30)]);
  }

  /** Some changes that both histories have, most of them of one noun. */
  step(): Promise<readonly Entry[]> {
    const dice = this.#dice;
    const writes: Write[] = [];
    const most = dice.one(FIGURE_NOUNS) as NounName;
    for (let i = 0, times = 2 + dice.below(8); i < times; i++) {
      const noun = dice.chance(60) ? most : (dice.one(FIGURE_NOUNS) as NounName);
      const n = this.#made++;
      const fresh = this.#draw(dice, noun, `later-${n}`, n);
      const own = [...this.#rows.values()].filter((one) => one.noun === noun && !one.row.id.startsWith('only-'));
      const known = dice.one(own);
      const way = dice.below(10);
      const names = dice.shuffled(Object.keys(nounNamed(noun).fields)).slice(0, 1 + dice.below(4));
      if (!known || way === 0) writes.push(this.#put(noun, n, fresh));
      else if (way === 1 && !IDS.includes(known.row.id)) writes.push(this.#drop(known));
      else {
        const set = Object.fromEntries(
          names.filter((name) => !uniqueOf(noun).has(name)).map((name) => [name, fresh[name]]),
        );
        writes.push(this.#put(noun, known.n, { ...known.said, ...set }));
      }
    }
    return this.#write(writes);
  }

  /** What the second history has between: cells that the reader does not see, rows that they do not. */
  async between(): Promise<readonly Entry[]> {
    return this.#other ? this.#write(this.#noise(1 + this.#other.below(20))) : [];
  }

  #noise(times: number): Write[] {
    const other = this.#other;
    if (!other) return [];
    const writes: Write[] = [];
    for (let i = 0; i < times; i++) {
      const noun = other.one(FIGURE_NOUNS) as NounName;
      const view = this.#rights.view(noun);
      const n = 1_000 + this.#made * 30 + i;
      const only = this.#draw(other, noun, `only-${noun}-${n}`, n);
      const known = other.one([...this.#rows.values()].filter((one) => one.noun === noun));
      if (known?.row.id.startsWith('only-') && other.chance(50)) writes.push(this.#drop(known));
      else if (known && other.chance(60)) writes.push(this.#put(noun, known.n, known.said));
      else if (!view.sees(only)) writes.push(this.#put(noun, n, only));
    }
    return writes;
  }

  async #write(writes: readonly Write[]): Promise<readonly Entry[]> {
    const lay = async (connection: Connection, { noun, id, before, after }: Write): Promise<void> => {
      if (before) await connection.run(deleteSql(noun), [id]);
      if (after) await connection.run(insertSql(noun), encode(noun, after, this.#seal));
      await indexWords(connection, { noun, id, before, after });
    };
    const entries = writes.map(
      ({ noun, id, before, after }) =>
        ({ position: ++this.#position, noun, rowId: id, before, after }) as unknown as Entry,
    );
    await this.#store.write(async (connection) => {
      for (const one of writes) await lay(connection, one);
      await connection.run('UPDATE "log_head" SET "position" = ? WHERE "id" = 1', [this.#position]);
    });
    return entries;
  }
}
