import type { View } from '../../shared/access/project.ts';
import { isRefusal, type Refusal } from '../../shared/base/decision.ts';
import type { NounName } from '../../shared/catalogue.ts';
import { CLOCK } from '../../shared/finance/receivable/day.rules.ts';
import type { Figure, FigureQuery, FigureTold } from '../../shared/insight/figure.ts';
import type { Entry } from '../audit/change-log.ts';
import { Directory, termOf } from '../live/audience.ts';
import { roomName } from '../live/rooms.ts';
import { type Plan, planOf } from './figure.plan.ts';
import { FigureRoom, figureKey } from './figure.room.ts';
import { type FigureMeans, figureFrom, type See, type Standing, standingOf } from './figure.ts';
import { type DayOf, daysIn } from './summary.fold.ts';

/** A figure is told this often at most, and the rows are asked for one again this often; ms. */
const PACE = 250;
const PACE_ANEW = 5_000;
/** A room that nobody looks at is kept this long: whoever turns the page back finds it, ms. */
const LINGER = 20_000;

/** Settings by which every figure may move: the day that was turned last, the organisation's zone and currency. */
const MOVES_ALL = new Set<unknown>([CLOCK, 'organisation']);

export type RoomMeans = {
  readonly figures: FigureMeans;
  /** ms; need not be the time of day, but never goes back. */
  readonly clock: () => number;
  readonly tell: (room: string, told: FigureTold) => void;
  /** Resolves when no change of rights is being carried out: nothing is told before. */
  readonly settled: () => Promise<void>;
  readonly report: (error: unknown) => void;
};

/**
 * All open figures of this process. A change moves the cells of the rooms that see its row, whatever the length of the
 * history; each room is told once for all who are in it.
 */
export class FigureRooms {
  readonly #means: RoomMeans;
  readonly #byKey = new Map<string, FigureRoom>();
  readonly #directories = new Map<NounName, Directory<FigureRoom>>();
  #zone = '';
  #dayAt: DayOf = daysIn('UTC');
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(means: RoomMeans) {
    this.#means = means;
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
      const anew = plan.parts.some((part) => !figures.kept?.carries(part));
      room = new FigureRoom(roomName(), key, see, query, plan, figures.today(), anew);
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

  /** The room's figure as it stands: asked for if it must be, unless the rows were asked a moment ago. */
  async figure(room: FigureRoom): Promise<Figure> {
    if (room.day !== this.#means.figures.today()) room.stale = true;
    if (room.moved || !room.figure || (room.stale && this.#isDue(room))) await this.#refresh(room);
    return room.figure as Figure;
  }

  #isDue(room: FigureRoom): boolean {
    return !room.anew || room.standing === null || this.#means.clock() - room.askedAt >= PACE_ANEW;
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
    if (this.#byKey.size === 0) return;
    const reckoning = this.#means.figures.reckoning();
    if (this.#zone !== reckoning.zone) {
      this.#zone = reckoning.zone;
      this.#dayAt = daysIn(reckoning.zone);
    }
    let moved = false;
    for (const entry of entries) {
      if (entry.noun === 'setting' && MOVES_ALL.has((entry.after ?? entry.before)?.key)) {
        for (const room of this.#byKey.values()) room.stale = true;
        moved = true;
        continue;
      }
      const directory = this.#directories.get(entry.noun);
      if (!directory) continue;
      for (const room of directory.find(entry.before, entry.after)) {
        if (room.nouns.includes(entry.noun)) {
          room.since?.push(entry);
          if (room.apply(entry, reckoning, this.#dayAt)) room.moved = true;
        }
        if (room.renames(entry)) room.moved = true;
        moved ||= room.moved || room.stale;
      }
    }
    if (!moved) return;
    for (const room of this.#byKey.values()) room.failed = false;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#timer || this.#closed) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#round().catch(this.#means.report);
    }, PACE).unref();
  }

  /** Tells what moved and is looked at, one after another; what must be asked of the rows again waits for its turn. */
  async #round(): Promise<void> {
    const waiting = (room: FigureRoom): boolean => room.members > 0 && !room.failed && (room.moved || room.stale);
    for (const room of [...this.#byKey.values()]) {
      if (!waiting(room) || (!room.moved && !this.#isDue(room))) continue;
      await this.#refresh(room).catch((error) => {
        // Asked again with the next change: what fails now would fail four times a second.
        room.failed = true;
        this.#means.report(error);
      });
    }
    if ([...this.#byKey.values()].some(waiting)) this.#schedule();
  }

  /** Tells all that moved and is looked at, now, asking again where it must be, and resolves when it is told. */
  async flush(): Promise<void> {
    for (const room of [...this.#byKey.values()]) {
      if (room.under) await room.under;
      if (room.stale) room.askedAt = Number.NEGATIVE_INFINITY;
      if ((room.moved || room.stale) && room.members > 0) await this.#refresh(room);
    }
  }

  /** One at a time for a room, shared by all who wait for it; told if it came out otherwise. */
  #refresh(room: FigureRoom): Promise<void> {
    room.under ??= this.#anew(room).finally(() => {
      room.under = null;
    });
    return room.under;
  }

  async #anew(room: FigureRoom): Promise<void> {
    const { figures } = this.#means;
    if (room.stale && this.#isDue(room)) await this.#ask(room);
    room.moved = false;
    const figure = await figureFrom(figures, room.see, room.plan, room.standing as Standing);
    const first = room.figure === null;
    if (!first && JSON.stringify(room.figure) === JSON.stringify(figure)) return;
    room.figure = figure;
    if (first) return;
    room.n++;
    const { n } = room;
    await this.#means.settled();
    if (room.members > 0 && !this.#closed) this.#means.tell(room.id, { room: room.id, n, figure });
  }

  /** Asks for the standing; changes that come meanwhile are applied to the parts that had not seen them. */
  async #ask(room: FigureRoom): Promise<void> {
    const { figures, clock } = this.#means;
    room.stale = false;
    room.askedAt = clock();
    room.day = figures.today();
    const plan = planOf(room.query, room.day, room.see);
    if (isRefusal(plan)) throw new Error(`${room.query.measure}: a question that was good is refused`);
    room.since = [];
    try {
      room.standing = await standingOf(figures, room.see, plan);
      room.plan = plan;
      const reckoning = figures.reckoning();
      const dayAt = daysIn(reckoning.zone);
      for (const entry of room.since) room.apply(entry, reckoning, dayAt);
    } catch (error) {
      room.stale = true;
      throw error;
    } finally {
      room.since = null;
    }
  }
}
