import { setTimeout as rest } from 'node:timers/promises';
import type { View } from '../../shared/access/project.ts';
import type { NounName } from '../../shared/catalogue.ts';
import { CLOCK } from '../../shared/finance/receivable/day.rules.ts';
import type { Reckoning } from '../../shared/insight/measure.ts';
import { dimensionOf } from '../../shared/insight/measure.ts';
import { sums } from '../../shared/insight/measures.ts';
import type { Entry } from '../audit/change-log.ts';
import type { Store } from '../store/store.ts';
import type { Asked } from './figure.anew.ts';
import type { Part } from './figure.plan.ts';
import type { Kept } from './figure.ts';
import { askSummary } from './summary.ask.ts';
import { type Deltas, daysIn, foldMoves, type Move, moveFrom, pruned } from './summary.fold.ts';
import { type Difference, differ, groupsOf, type Rebuilt, rebuiltFrom } from './summary.rebuild.ts';
import { storedRules } from './summary.rules.ts';
import { carries, shapeOf } from './summary.shape.ts';
import { State, writeDeltas, writeRebuilt } from './summary.state.ts';

/** Entries of the log that one step of catching up reads. */
const PAGE = 2_000;
/** What nobody asks for is moved after so long, ms. */
const IDLE = 1_000;
/** The sums are held against the rows so long after a day has turned, ms: once a day, and not when everything moves. */
const CHECK = 60_000;

export type SummaryMeans = {
  readonly store: Store;
  readonly reckoning: () => Reckoning;
  readonly report: (error: unknown) => void;
};

const measured: ReadonlySet<NounName> = new Set(sums.map((sum) => sum.noun));

/**
 * Sums kept beside the rows, moved by the log in its order, in transactions of their own. Each knows up to which
 * position it has come: after a crash it goes on from there. Until one is made, it carries nothing and the rows are asked.
 */
export class Summaries implements Kept {
  readonly #means: SummaryMeans;
  readonly #states = new Map<string, State>();
  #queue: Move[] = [];
  #told = 0;
  #started = false;
  #closed = false;
  #work: Promise<void> = Promise.resolve();
  #building: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #check: NodeJS.Timeout | null = null;
  /** Cells that the last check held against the rows. */
  cells = 0;

  constructor(means: SummaryMeans) {
    this.#means = means;
  }

  /** Reads where the sums stand, makes those that are missing or of another shape, and catches up with the log. */
  async start(): Promise<void> {
    this.#started = true;
    await this.#enqueue(() => this.#load());
    await this.#build();
  }

  /** Resolves when what is being made is made. */
  async made(): Promise<void> {
    for (;;) {
      const work = this.#work;
      const building = this.#building;
      await work;
      await building;
      await this.settle();
      if (work === this.#work && building === this.#building) return;
    }
  }

  /** Takes committed entries, in log order. */
  take(entries: readonly Entry[]): void {
    const [first] = entries;
    if (!this.#started || !first) return;
    // The company has begun anew, and its log with it.
    const anew = first.position <= this.#told;
    this.#told = (entries.at(-1) as Entry).position;
    if (anew) {
      this.#queue = [];
      void this.#enqueue(() => this.#load()).then(() => this.#build());
      return;
    }
    let reshaped = false;
    for (const entry of entries) {
      if (entry.noun === 'setting' && entry.after?.key === CLOCK) this.#checkLater();
      if (measured.has(entry.noun)) this.#queue.push(entry);
      reshaped ||= entry.noun === 'rule' || (entry.noun === 'setting' && entry.after?.key === 'organisation');
    }
    if (reshaped) void this.#enqueue(() => this.#reshape()).then(() => this.#build());
    if (this.#queue.length === 0 || this.#timer || this.#closed) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.settle();
    }, IDLE).unref();
  }

  /** Moves the sums to the last entry taken. */
  settle(): Promise<void> {
    return this.#queue.length === 0 ? this.#work : this.#enqueue(() => this.#move());
  }

  carries({ sum, split, only }: Part): boolean {
    if (split && 'time' in split && split.time === 'hour') return false;
    const named = [...(split && 'field' in split ? [split.field] : []), ...only.map(({ field }) => field)];
    // A waiting row's cell says since when, so it cannot say on which day: no measure has both.
    return named.every((field) => dimensionOf(sum, field)?.many !== true) && !(sum.waits && sum.time);
  }

  async sumsOf(part: Part, view: View): Promise<Asked | null> {
    const state = this.#states.get(part.sum.name);
    if (!state?.ready || !this.carries(part) || !carries(state.shape, view.grants)) return null;
    await this.settle();
    // It may have fallen out of step, or been made anew, while it was moved.
    if (!state.ready || this.#states.get(part.sum.name) !== state) return null;
    return askSummary(this.#means.store, state, part, view);
  }

  /** Makes all sums anew from the rows. */
  async rebuild(): Promise<void> {
    for (const state of this.#states.values()) state.ready = false;
    await this.#build();
  }

  /** What the rows say beside what the sums say, for each sum at one position of the log; differences only. */
  async verify(): Promise<readonly Difference[]> {
    await this.made();
    const differences: Difference[] = [];
    this.cells = 0;
    for (const state of [...this.#states.values()].filter(({ ready }) => ready)) {
      const stored = await groupsOf(this.#means.store, state.sum);
      const rebuilt = await this.#rebuilt(state);
      await this.#between(state, stored.position, rebuilt.position, stored.deltas);
      this.cells += differ(state.sum.name, stored.deltas, rebuilt.deltas, differences);
    }
    return differences;
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#check) clearTimeout(this.#check);
    await this.#building;
    await this.#work;
  }

  get measures(): number {
    return this.#states.size;
  }

  #checkLater(): void {
    if (this.#check) clearTimeout(this.#check);
    this.#check = setTimeout(() => {
      this.#check = null;
      this.check().catch(this.#means.report);
    }, CHECK).unref();
  }

  /** Holds the sums against the rows; reports which differ, and makes those anew. Answers their names. */
  async check(): Promise<readonly string[]> {
    const wrong = [...new Set((await this.verify()).map(({ measure }) => measure))];
    if (wrong.length === 0 || this.#closed) return [];
    this.#means.report(new Error(`sums that the rows do not add up to: ${wrong.join(', ')}`));
    for (const name of wrong) {
      const state = this.#states.get(name);
      if (state) state.ready = false;
    }
    await this.#build();
    return wrong;
  }

  /** One thing after another; what fails makes the sums carry nothing until they were read again. */
  #enqueue(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(async () => {
      if (this.#closed) return;
      try {
        await work();
      } catch (error) {
        this.#means.report(error);
        this.#queue = [];
        for (const state of this.#states.values()) state.ready = false;
        this.#states.clear();
        void rest(IDLE, undefined, { ref: false }).then(async () => {
          if (!this.#closed) await this.start();
        });
      }
    });
    return this.#work;
  }

  async #load(): Promise<void> {
    const { store, reckoning } = this.#means;
    const rules = await storedRules(store);
    const { heads, tuples, end } = await store.read(async (query) => ({
      heads: await query.all('SELECT "measure", "position", "shape" FROM "figure_head"'),
      tuples: await query.all('SELECT "id", "measure", "cells" FROM "figure_tuple" ORDER BY "id"'),
      end: Number((await query.all('SELECT "position" FROM "log_head" WHERE "id" = 1'))[0]?.position ?? 0),
    }));
    this.#told = Math.max(this.#told, end);
    for (const state of this.#states.values()) state.ready = false;
    this.#states.clear();
    for (const sum of sums) {
      const state = new State(sum, shapeOf(sum, rules, reckoning()));
      const head = heads.find(({ measure }) => measure === sum.name);
      if (head && head.shape === state.shape.text && Number(head.position) <= end) {
        for (const row of tuples) if (row.measure === sum.name) state.learn(Number(row.id), String(row.cells));
        state.position = Number(head.position);
        state.stored = state.position;
        state.ready = true;
      }
      this.#states.set(sum.name, state);
    }
    await this.#catchUp();
  }

  /** Rules, zone or currency changed: sums that would have to tell other things apart are made anew. */
  async #reshape(): Promise<void> {
    await this.#move();
    const rules = await storedRules(this.#means.store);
    for (const sum of sums) {
      const shape = shapeOf(sum, rules, this.#means.reckoning());
      const known = this.#states.get(sum.name);
      if (known?.shape.text === shape.text) continue;
      if (known) known.ready = false;
      this.#states.set(sum.name, new State(sum, shape));
    }
  }

  async #move(): Promise<void> {
    const moves = this.#queue;
    this.#queue = [];
    const last = moves.at(-1);
    if (last) await this.#apply(moves, last.position);
  }

  async #apply(moves: readonly Move[], upTo: number): Promise<void> {
    const { store, reckoning } = this.#means;
    const now = reckoning();
    const dayAt = daysIn(now.zone);
    const changed: { state: State; deltas: Deltas }[] = [];
    const states = [...this.#states.values()].filter((state) => state.ready && state.position < upTo);
    for (const state of states) {
      const deltas: Deltas = new Map();
      const later = moves.filter(({ position }) => position > state.position);
      foldMoves(deltas, state.sum, state.shape, now, dayAt, later);
      if (pruned(deltas).size > 0) changed.push({ state, deltas });
    }
    if (changed.length > 0) await writeDeltas(store, states, changed, upTo);
    for (const state of states) state.position = upTo;
  }

  /** Entries of the log after a position, page by page. */
  async #pages(from: number, to: number | null, take: (moves: readonly Move[], upTo: number) => Promise<void>) {
    for (let at = from; ; ) {
      const found = await this.#means.store.aside(
        'SELECT "position", "noun", "rowId", "old", "row" FROM "change_log" WHERE "position" > ? AND "position" <= ? ORDER BY "position" LIMIT ?',
        [at, to ?? Number.MAX_SAFE_INTEGER, PAGE],
      );
      const last = found.at(-1);
      if (!last) return;
      at = Number(last.position);
      await take(found.filter(({ noun }) => measured.has(noun as NounName)).map(moveFrom), at);
      if (found.length < PAGE) return;
    }
  }

  async #catchUp(): Promise<void> {
    const ready = [...this.#states.values()].filter((state) => state.ready);
    if (ready.length === 0) return;
    const from = Math.min(...ready.map(({ position }) => position));
    await this.#pages(from, null, (moves, upTo) => this.#apply(moves, upTo));
  }

  async #between(state: State, from: number, to: number, deltas: Deltas): Promise<void> {
    const now = this.#means.reckoning();
    if (to > from)
      await this.#pages(from, to, async (moves) =>
        foldMoves(deltas, state.sum, state.shape, now, daysIn(now.zone), moves),
      );
  }

  #rebuilt(state: State): Promise<Rebuilt> {
    return rebuiltFrom(this.#means.store, state.sum, state.shape, this.#means.reckoning());
  }

  /** Makes what is not there from the rows: read beside the writer, written in turn, then caught up with the log. */
  #build(): Promise<void> {
    this.#building = this.#building.then(async () => {
      for (const state of [...this.#states.values()]) {
        if (state.ready || this.#closed || this.#states.get(state.sum.name) !== state) continue;
        try {
          const made = await this.#rebuilt(state);
          await this.#enqueue(async () => {
            if (this.#states.get(state.sum.name) !== state) return;
            await writeRebuilt(this.#means.store, state, made);
            await this.#catchUp();
          });
        } catch (error) {
          this.#means.report(error);
        }
      }
    });
    return this.#building;
  }
}
