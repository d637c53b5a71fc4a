import { addDays, type Day, dayOf, startOfDay } from '../../shared/base/day.ts';
import type { Refusal } from '../../shared/base/decision.ts';
import { uuid7 } from '../../shared/base/id.ts';
import type { RowOf } from '../../shared/catalogue.ts';
import { settingsFrom } from '../../shared/system/setting/setting.defaults.ts';
import { type Passwords, passwordsOf } from '../access/passwords.ts';
import { type People, peopleOf, RIGHTS_NOUNS, systemActor } from '../access/people.ts';
import { type Sessions, sessionsOf } from '../access/sessions.ts';
import type { Entry } from '../audit/change-log.ts';
import { type Walls, wallsOf } from '../insight/wall/walls.ts';
import { chance } from '../store/chance.ts';
import { openKeys } from '../store/keys.ts';
import { openStore } from '../store/open.ts';
import { openSeal, type Seal } from '../store/seal.ts';
import type { Store } from '../store/store.ts';
import '../write/all-handlers.ts';
import { type Writer, writerOf } from '../write/gather.ts';
import { type Actor, type Moment, SYSTEM } from '../write/handlers.ts';
import { settingOf } from './settings.ts';

export type Clock = () => number;
/** So many bytes that nobody can foretell, unless a demonstration is being made. */
export type Bytes = (count: number) => Uint8Array;

/** One organisation's data with everything that acts on it, but no door: the server, the tests and the bench open it alike. */
export type Company = {
  readonly store: Store;
  readonly seal: Seal;
  readonly people: People;
  readonly passwords: Passwords;
  readonly sessions: Sessions;
  readonly walls: Walls;
  readonly writer: Writer;
  readonly auditKey: string;
  readonly clock: Clock;
  /** The organisation's zone, read anew after `setting` changes. */
  zone(): string;
  /** Its currency, likewise. */
  currency(): string;
  /** Listens to every commit, in log order, until the answer is called. Listeners must not throw. */
  onCommit(listener: (entries: readonly Entry[]) => void): () => void;
  /** Tells everyone of a commit that did not come by the writer: the company begun anew. */
  told(entries: readonly Entry[]): void;
  /** Runs a command as the product itself; throws on a refusal, which would be a defect. */
  system(name: string, input: unknown, id?: string): Promise<{ readonly [name: string]: unknown }>;
  close(): Promise<void>;
};

export class SystemRefused extends Error {
  readonly refusal: Refusal;
  constructor(name: string, refusal: Refusal) {
    super(`${name} was refused: ${refusal.refused} ${refusal.field ?? ''} ${JSON.stringify(refusal.with ?? {})}`);
    this.refusal = refusal;
  }
}

export const openCompany = async (
  where: { readonly data: string; readonly url?: string | null },
  clock: Clock,
  bytes: Bytes = chance,
): Promise<Company> => {
  const store = await openStore({ data: where.data, url: where.url ?? undefined });
  const keys = openKeys(where.data);
  const seal = openSeal(keys);
  const people = peopleOf(store, seal, () => dayAt(clock()));
  const listeners = new Set<(entries: readonly Entry[]) => void>();
  let { timeZone: zone, currency } = await store.read((query) => settingOf(query, 'organisation'));
  const newId = (): string => uuid7(clock(), bytes(10));
  /** The day that was asked for last: every command asks, and most are of the same day. */
  let day = { zone, from: 0, to: 0, day: '' };
  const dayAt = (now: number): Day => {
    if (day.zone !== zone || now < day.from || now >= day.to) {
      const today = dayOf(now, zone);
      day = { zone, from: startOfDay(today, zone), to: startOfDay(addDays(today, 1), zone), day: today };
    }
    return day.day;
  };
  const moment = (actor: Actor): Moment => {
    const now = clock();
    return { now, today: dayAt(now), actor, newId };
  };
  const told = (entries: readonly Entry[]): void => {
    if (entries.some(({ noun }) => RIGHTS_NOUNS.has(noun))) people.forget();
    for (const entry of entries) {
      if (entry.noun === 'setting' && entry.after?.key === 'organisation')
        ({ timeZone: zone, currency } = settingsFrom([entry.after as unknown as RowOf<'setting'>]).organisation);
    }
    for (const listener of listeners) listener(entries);
  };
  const writer = writerOf({ store, seal, auditKey: keys.audit, moment, committed: told });
  return {
    store,
    seal,
    people,
    passwords: passwordsOf(store, seal),
    sessions: sessionsOf(store, seal),
    walls: wallsOf(store, seal),
    writer,
    auditKey: keys.audit,
    clock,
    zone: () => zone,
    currency: () => currency,
    onCommit: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    told,
    system: async (name, input, id = newId()) => {
      const { kept } = await writer.command(SYSTEM, async () => systemActor, { name, id, input });
      if ('refused' in kept) throw new SystemRefused(name, kept);
      return kept.answer;
    },
    close: async () => {
      await writer.idle();
      await store.close();
    },
  };
};
