import { audienceKey } from '../../shared/access/rule.ts';
import type { Cells } from '../../shared/base/condition.ts';
import type { Day } from '../../shared/base/day.ts';
import { sameCell } from '../../shared/base/same.ts';
import type { NounName } from '../../shared/catalogue.ts';
import type { Figure, FigureQuery } from '../../shared/insight/figure.ts';
import type { Reckoning } from '../../shared/insight/measure.ts';
import type { Entry } from '../audit/change-log.ts';
import type { Plan } from './figure.plan.ts';
import { moveCells, placeOf } from './figure.row.ts';
import { LOCAL, labelField, type See, type Standing } from './figure.ts';
import type { DayOf } from './summary.fold.ts';

/** One audience's figure: who is in it sees the same rows and cells of its nouns, and asks the same. */
export class FigureRoom {
  readonly id: string;
  readonly key: string;
  readonly see: See;
  readonly query: FigureQuery;
  readonly nouns: readonly NounName[];
  readonly labels: NounName | null;
  /** Asked of the rows, not of summaries. */
  readonly anew: boolean;
  n = 0;
  members = 0;
  emptySince = 0;
  figure: Figure | null = null;
  plan: Plan;
  day: Day;
  standing: Standing | null = null;
  /** It is to be asked for again; it has moved and is to be told. */
  stale = true;
  moved = false;
  failed = false;
  askedAt = 0;
  /** Changes that came while it was asked for: each part takes those after its own position. */
  since: Entry[] | null = null;
  under: Promise<void> | null = null;

  constructor(id: string, key: string, see: See, query: FigureQuery, plan: Plan, day: Day, anew: boolean) {
    this.id = id;
    this.key = key;
    this.see = see;
    this.query = query;
    this.plan = plan;
    this.nouns = plan.nouns;
    this.labels = plan.labels;
    this.day = day;
    this.anew = anew;
  }

  /** Moves the figure by a change, and says whether it moved. */
  apply({ noun, before, after, position }: Entry, reckoning: Reckoning, dayAt: DayOf): boolean {
    const { standing } = this;
    if (!standing) return false;
    if (noun === 'target') {
      // Asked for again as a whole: targets change a few times a year.
      if ([before, after].some((row) => row?.measure === this.query.measure)) this.stale = true;
      return false;
    }
    let moved = false;
    for (const { part, cells, position: from } of [...standing.now, ...standing.before]) {
      if (part.sum.noun !== noun || position <= from) continue;
      const view = this.see(noun);
      const was = before && placeOf(part, view, before, reckoning, dayAt);
      const is = after && placeOf(part, view, after, reckoning, dayAt);
      const how = moveCells(cells, was, is);
      if (how !== 'no') moved = true;
      if (how === 'ask') this.stale = true;
    }
    return moved;
  }

  /**
   * Is a row called otherwise than before, as this audience may know it? One that leaves their sight has no name any
   * more, and what one out of sight is called is nothing to them.
   */
  renames({ noun, before, after }: Entry): boolean {
    if (noun !== this.labels) return false;
    const view = this.see(noun);
    const known = (row: Cells | null, name: string): unknown =>
      row && view.fields(row).includes(name) ? row[name] : null;
    return [labelField(noun), LOCAL].some((name) => !sameCell(known(before, name), known(after, name)));
  }
}

/** The room's name to itself: the audience's normal form on all nouns that it reads, and the question. */
export const figureKey = (see: See, plan: Plan, query: FigureQuery): string =>
  JSON.stringify([
    [...new Set([...plan.nouns, ...(plan.labels ? [plan.labels] : [])])].map((noun) =>
      audienceKey(noun, see(noun).grants),
    ),
    query.measure,
    query.period ?? null,
    query.by ?? null,
    (query.only ?? [])
      .map(({ dimension, values }) => [dimension, [...values].sort()] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
    query.compare ?? null,
    query.top ?? null,
  ]);
