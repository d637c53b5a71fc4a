import { hash } from 'node:crypto';
import type { View } from '../../shared/access/project.ts';
import { audienceKey } from '../../shared/access/rule.ts';
import { isRefusal, type Refusal } from '../../shared/base/decision.ts';
import { sameCell } from '../../shared/base/same.ts';
import { type NounName, nounNamed } from '../../shared/catalogue.ts';
import { CLOCK } from '../../shared/finance/receivable/day.rules.ts';
import type { Figure, FigureQuery, FigureTold } from '../../shared/insight/figure.ts';
import { counts } from '../../shared/insight/measure.ts';
import type { Entry } from '../audit/change-log.ts';
import { Directory, termOf } from '../live/audience.ts';
import { type Plan, planOf } from './figure.plan.ts';
import { type FigureMeans, figureFor, type See } from './figure.ts';

/** A figure from summaries is told this often at most, and one that is asked of the rows; ms. */
const PACE = 250;
const PACE_ANEW = 5_000;
/** A room that nobody looks at is kept this long: whoever turns the page back finds it, ms. */
const LINGER = 20_000;

/** Settings by which every figure may move: the day that was turned last, the organisation's zone and currency. */
const MOVES_ALL = new Set<unknown>([CLOCK, 'organisation']);

/** One audience's figure: who is in it sees the same rows and cells of its nouns, and asks the same. */
export class FigureRoom {
  readonly id: string;
  readonly key: string;
  readonly see: See;
  readonly query: FigureQuery;
  readonly plan: Plan;
  /** Asked of the rows, not of summaries. */
  readonly anew: boolean;
  n = 0;
  members = 0;
  emptySince = 0;
  figure: Figure | null = null;
  dirty = true;
  askedAt = 0;
  under: Promise<void> | null = null;

  constructor(id: string, key: string, see: See, query: FigureQuery, plan: Plan, anew: boolean) {
    this.id = id;
    this.key = key;
    this.see = see;
    this.query = query;
    this.plan = plan;
    this.anew = anew;
  }

  /** Could this change move the figure, or the name of one of its points? */
  moves({ noun, before, after }: Entry): boolean {
    const { labels, parts } = this.plan;
    if (noun === labels) {
      const name = noun === 'product' ? 'name' : nounNamed(noun).title;
      if (!before || !after || !sameCell(before[name], after[name])) return true;
    }
    return parts.some(({ sum, rests }) => {
      if (sum.noun !== noun) return false;
      if (!(before && counts(sum, before)) && !(after && counts(sum, after))) return false;
      // Visibility may change by any field of a rule: only where both rows look alike to the view is it silence.
      const view = this.see(noun);
      if (!before || !after) return true;
      return (
        !rests.every((name) => sameCell(before[name], after[name])) ||
        view.fields(before).join() !== view.fields(after).join()
      );
    });
  }
}

export const figureKey = (see: See, plan: Plan, query: FigureQuery): string =>
  JSON.stringify([
    [...new Set([...plan.nouns, ...(plan.labels ? [plan.labels] : [])])].map((noun) =>
      audienceKey(noun, see(noun).grants),
    ),
    query.measure,
    query.period ?? null,
    query.by ?? null,
    query.only ? [query.only.dimension, [...query.only.values].sort()] : null,
    query.compare ?? null,
    query.top ?? null,
  ]);

export type RoomMeans = {
  readonly figures: FigureMeans;
  /** ms; need not be the time of day, but never goes back. */
  readonly clock: () => number;
  readonly tell: (room: string, told: FigureTold) => void;
  /** Resolves when no change of rights is being carried out: nothing is told before. */
  readonly settled: () => Promise<void>;
  readonly report: (error: unknown) => void;
};

/** All open figures of this process. Cost of a change: the rooms that could move by it, each recomputed once for all. */
export class FigureRooms {
  readonly #means: RoomMeans;
  readonly #byKey = new Map<string, FigureRoom>();
  readonly #directories = new Map<NounName, Directory<FigureRoom>>();
  readonly #secret: string;
  #made = 0;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(means: RoomMeans, secret: string) {
    this.#means = means;
    this.#secret = secret;
  }

  get size(): number {
    return this.#byKey.size;
  }

  #viewsOf(see: See, plan: Plan): readonly View[] {
    const nouns = new Set<NounName>([...plan.nouns, ...(plan.labels ? [plan.labels] : [])]);
    return [...nouns].map(see);
  }

  /** The room of a question, by the views of whoever asks; or the refusal of the question. */
  find(see: See, query: FigureQuery): FigureRoom | Refusal {
    const { figures } = this.#means;
    const plan = planOf(query, figures.today(), see);
    if (isRefusal(plan)) return plan;
    const key = figureKey(see, plan, query);
    let room = this.#byKey.get(key);
    if (!room) {
      const id = hash('sha256', `figure ${this.#secret} ${this.#made++} ${key}`, 'base64url').slice(0, 16);
      const anew = plan.parts.some((part) => !figures.kept?.carries(part));
      room = new FigureRoom(id, key, see, query, plan, anew);
      room.emptySince = this.#means.clock();
      this.#byKey.set(key, room);
      for (const view of this.#viewsOf(see, plan)) {
        const directory = this.#directories.get(view.noun) ?? new Directory<FigureRoom>();
        directory.add(room, termOf(view));
        this.#directories.set(view.noun, directory);
      }
    }
    return room;
  }

  join(room: FigureRoom): void {
    room.members++;
  }

  leave(room: FigureRoom): void {
    room.members--;
    if (room.members === 0) room.emptySince = this.#means.clock();
  }

  /** The room's figure as it stands: computed if it moved, unless rows were asked for it a moment ago. */
  async figure(room: FigureRoom): Promise<Figure> {
    if (room.dirty && (!room.anew || !room.figure || this.#means.clock() - room.askedAt >= PACE_ANEW))
      await this.#compute(room);
    return room.figure as Figure;
  }

  /** Forgets rooms that have stood empty. */
  sweep(): void {
    const now = this.#means.clock();
    for (const room of this.#byKey.values()) {
      if (room.members > 0 || now - room.emptySince < LINGER) continue;
      this.#byKey.delete(room.key);
      for (const view of this.#viewsOf(room.see, room.plan))
        this.#directories.get(view.noun)?.remove(room, termOf(view));
    }
  }

  close(): void {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  /** Takes committed entries, in log order. */
  take(entries: readonly Entry[]): void {
    let moved = false;
    for (const entry of entries) {
      if (entry.noun === 'setting' && MOVES_ALL.has((entry.after ?? entry.before)?.key)) {
        for (const room of this.#byKey.values()) room.dirty = true;
        moved = true;
        continue;
      }
      const directory = this.#directories.get(entry.noun);
      if (!directory) continue;
      for (const room of directory.find(entry.before, entry.after)) {
        if (room.dirty || !room.moves(entry)) continue;
        room.dirty = true;
        moved = true;
      }
    }
    if (moved) this.#schedule();
  }

  #schedule(): void {
    if (this.#timer || this.#closed) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#round().catch(this.#means.report);
    }, PACE).unref();
  }

  /** Recomputes what moved and is looked at, one after another; what is asked of the rows waits for its turn. */
  async #round(): Promise<void> {
    let waiting = false;
    for (const room of [...this.#byKey.values()]) {
      if (!room.dirty || room.members === 0) continue;
      if (room.anew && this.#means.clock() - room.askedAt < PACE_ANEW) waiting = true;
      else await this.#compute(room);
    }
    if (waiting || [...this.#byKey.values()].some((room) => room.dirty && room.members > 0)) this.#schedule();
  }

  /** Recomputes all that moved and is looked at, now, and resolves when it is told. */
  async flush(): Promise<void> {
    for (const room of [...this.#byKey.values()]) {
      if (room.under) await room.under;
      if (room.dirty && room.members > 0) await this.#compute(room);
    }
  }

  /** One computation at a time for a room, shared by all who wait for it; told if it came out otherwise. */
  #compute(room: FigureRoom): Promise<void> {
    room.under ??= this.#anew(room).finally(() => {
      room.under = null;
    });
    return room.under;
  }

  async #anew(room: FigureRoom): Promise<void> {
    const { figures, clock } = this.#means;
    room.dirty = false;
    room.askedAt = clock();
    const plan = planOf(room.query, figures.today(), room.see);
    if (isRefusal(plan)) throw new Error(`${room.query.measure}: a question that was good is refused`);
    try {
      const figure = await figureFor(figures, room.see, plan);
      if (room.figure && JSON.stringify(room.figure) === JSON.stringify(figure)) return;
      const first = room.figure === null;
      room.figure = figure;
      if (first) return;
      room.n++;
    } catch (error) {
      room.dirty = true;
      throw error;
    }
    await this.#means.settled();
    if (room.members > 0 && !this.#closed) this.#means.tell(room.id, { room: room.id, n: room.n, figure: room.figure });
  }
}
