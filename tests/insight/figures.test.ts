import { afterEach, describe, expect, test } from 'vitest';
import { figureOf } from '../../server/insight/figure.ts';
import { read } from '../../server/read/read.ts';
import { rightsOf } from '../../shared/access/permit.ts';
import type { Rule } from '../../shared/access/rule.ts';
import { isRefusal } from '../../shared/base/decision.ts';
import type { NounName } from '../../shared/catalogue.ts';
import type { Figure, FigureOpened, FigureQuery } from '../../shared/insight/figure.ts';
import { rowsBehind } from '../../shared/insight/measure.rows.ts';
import { amountOf, isRatio, type Measure, restsOn } from '../../shared/insight/measure.ts';
import { measures, sumsOf } from '../../shared/insight/measures.ts';
import type { Who } from '../agreement/oracle.ts';
import { type Dialect, dialects } from '../databases.ts';
import { type Deed, drawDeed, turn } from '../live/deeds.ts';
import { type Dice, diceOf } from '../live/dice.ts';
import { type Code, Firm } from '../live/firm.ts';
import { goods } from '../live/goods.ts';
import type { Screen } from '../live/screen.ts';
import { checkFoot, checkTop, narrowing, splitsOf } from './figures.drawn.ts';
import { dayOfTaipei, mayEverSee, type Narrow, plainFigure, plainOldest, plainTarget } from './figures.oracle.ts';

/** `CROSSDOCK_SEED` replays one. */
const seed = Number(process.env.CROSSDOCK_SEED ?? Date.now() % 1_000_000_000);
const ASKERS: readonly Code[] = ['rep', 'both', 'boss', 'clerk', 'fin', 'op', 'hall', 'exec', 'wall', 'admin'];
const zone = 'Asia/Taipei';
/** The whole of the trial, and then some. */
const WIDE = { from: '2026-01-17', to: '2026-05-09' };
/** Some that begin and end within a month, and within what happens. */
const PERIODS = [
  WIDE,
  { from: '2026-02-25', to: '2026-04-02' },
  { from: '2026-03-03', to: '2026-04-30' },
  { from: '2026-02-01', to: '2026-03-12' },
];

let firm: Firm | null = null;
afterEach(async () => {
  await firm?.close();
  firm = null;
});

const rightsFor = (who: Who) =>
  rightsOf(who.sentences as unknown as readonly Rule[], {
    id: who.id,
    teamId: who.teamId,
    warehouses: who.warehouses,
  });

type Trial = { readonly firm: Firm; readonly dice: Dice };

/** Every figure of every asker, four ways: summaries, the rows by SQL, plain words, and the rows behind it by their own list. */
const compare = async ({ firm, dice }: Trial, codes: readonly Code[]): Promise<number> => {
  await firm.figures.kept.made();
  const tables = await firm.tables();
  const everyone = await firm.everyone();
  const today = dayOfTaipei(firm.now);
  let points = 0;
  for (const code of codes) {
    const who = everyone.get(code) as Who;
    const rights = rightsFor(who);
    const see = (noun: NounName) => rights.view(noun);
    for (const measure of measures) {
      for (const by of splitsOf(measure)) {
        const period = dice.one(PERIODS) ?? WIDE;
        const only = dice.chance(40) ? narrowing(dice, measure, tables) : null;
        const query: FigureQuery = { measure: measure.name, period, by, only, compare: 'target' };
        const title = `${code}: ${JSON.stringify(query)}`;
        const figure = await figureOf(firm.figures, see, query);
        const anew = await figureOf({ ...firm.figures, kept: null }, see, query);
        expect([title, figure]).toEqual([title, anew]);
        if (isRefusal(figure)) {
          const dimension = figure.refused === 'unknown_dimension';
          expect([title, mayEverSee(who, measure)]).toEqual([title, dimension]);
          continue;
        }
        const narrow: Narrow = { ...period, ...(only ? { only } : {}) };
        const whole: Narrow = { ...narrow, ...(by ? { by } : {}) };
        const plain = plainFigure(who, tables, measure, today, narrow);
        const target = figure.period && !only?.length ? plainTarget(who, tables, measure, today, figure.period) : null;
        expect([title, figure.compared?.value ?? null]).toEqual([title, target]);
        if (by && !['day', 'month'].includes(by) && dice.chance(25)) await checkTop(firm.figures, see, query, figure);
        if (!by) {
          expect([title, figure.value, figure.count]).toEqual([title, plain.value, plain.count]);
          if (!isRatio(measure))
            expect([title, figure.oldest]).toEqual([title, plainOldest(who, tables, measure, today, narrow)]);
        }
        for (const one of figure.points) {
          const expected = plainFigure(who, tables, measure, today, { ...whole, key: one.key });
          const told = !isRatio(measure) || expected.count > 0 || one.count > 0;
          if (told)
            expect([title, one.key, one.value, one.count]).toEqual([title, one.key, expected.value, expected.count]);
          points++;
        }
        await checkFoot(firm.figures, see, query, figure, { today, zone, by });
        if (isRatio(measure)) continue;
        if (by)
          expect([title, figure.points.reduce((all, one) => all + (one.value ?? 0), 0)]).toEqual([title, figure.value]);
        // The list behind it, read by the same person, adds up to it.
        const key = by ? figure.points[0]?.key : undefined;
        if (by && key === undefined) continue;
        const behind = rowsBehind(measure, query, key, today, zone);
        if (!behind) throw new Error(`${title}: no rows`);
        const page = await firm.company.store.read((question) =>
          read(question, firm.company.seal, rights.view(behind.noun), { where: behind.where, limit: 500 }),
        );
        if (isRefusal(page)) throw new Error(`${title}: ${JSON.stringify(page)}`);
        const names = [
          ...restsOn(measure),
          ...(by && !['day', 'month'].includes(by) ? [by] : []),
          ...(only ?? []).map(({ dimension }) => dimension),
        ];
        const counting = page.rows.filter((row) => names.every((name) => name in row));
        const shown = key === undefined ? figure : figure.points[0];
        expect([title, counting.length, counting.reduce((all, row) => all + amountOf(measure, row, 'USD'), 0)]).toEqual(
          [title, shown?.count, shown?.value],
        );
      }
    }
  }
  return points;
};

type Watched = { readonly screen: Screen; readonly query: FigureQuery; opened: FigureOpened | null };

/** What a screen shows of a figure: what it was last told, else what it was answered. */
const shownOf = ({ screen, opened }: Watched): Figure | null =>
  opened && (screen.figures.findLast(({ room }) => room === opened.room)?.figure ?? opened.figure);

const open = async (screen: Screen, query: FigureQuery): Promise<Watched> => {
  const answer = (await screen.ask('figure.open', query)) as FigureOpened | { refused: string };
  return { screen, query, opened: 'refused' in answer ? null : answer };
};

const settled = async (trial: Firm, screens: readonly Screen[]): Promise<void> => {
  await trial.settled();
  await trial.live.figures.flush();
  await Promise.all(screens.map((screen) => screen.barrier()));
};

describe.each(dialects)('figures on %s', (dialect: Dialect) => {
  test(`[E1] [P1] [P8] [P12] [LIVE22] through a history every figure is what the person's own rows add up to: seed ${seed}`, async () => {
    const dice = diceOf(seed);
    firm = await Firm.open(dialect);
    const trade = firm;
    const scene = { firm, goods: await goods(firm), dice };
    const screens: Screen[] = [];
    for (const code of ASKERS) screens.push(await firm.screen(code));
    const watched: Watched[] = [];
    const drawn = (measure: Measure): FigureQuery => {
      const dimensions = dice.shuffled(sumsOf(measure)[0]?.dimensions.map(({ field }) => field) ?? []);
      const values = [
        ...trade.warehouses.values(),
        ...trade.people.values(),
        'confirmed',
        'reserved',
        'current',
        'net',
      ];
      return {
        measure: measure.name,
        period: dice.one([WIDE, 'today', 'last_7_days', 'last_28_days', 'month_to_date'] as const),
        by: dice.one(splitsOf(measure)) ?? null,
        ...(dice.chance(30)
          ? {
              only: dimensions
                .slice(0, 1 + dice.below(2))
                .map((dimension) => ({ dimension, values: [...dice.shuffled(values).slice(0, 8)] })),
            }
          : {}),
        ...(dice.chance(40) ? { compare: dice.one(['previous', 'year', 'target'] as const) ?? 'year' } : {}),
        ...(dice.chance(20) ? { top: 1 + dice.below(3) } : {}),
      };
    };
    const watch = async (): Promise<void> => {
      watched.length = 0;
      for (const screen of screens)
        for (const measure of dice.shuffled(measures).slice(0, 16)) watched.push(await open(screen, drawn(measure)));
      for (const screen of screens)
        watched.push(await open(screen, { measure: 'picks_done', period: 'today', by: 'hour', compare: 'previous' }));
    };
    for (const [measure, startsOn, amount] of [
      ['bookings', '2026-01-01', 3_100_007],
      ['bookings', '2026-03-01', 2_900_001],
      ['bookings_count', '2026-01-01', 77],
      ['margin_share', '2026-01-01', 210_000],
      ['margin_share', '2026-04-01', 260_000],
    ] as const)
      await firm.do('exec', 'target.set', { measure, startsOn, amount });
    await watch();
    let points = 0;
    for (let segment = 0; segment < 3; segment++) {
      for (let i = 0; i < 14; i++) {
        const deed: Deed = segment > 0 && i === 6 ? ((await turn(scene)) as Deed) : await drawDeed(scene);
        await firm.do(deed.by, deed.name, deed.input).catch(() => null);
        firm.pass(dice.below(40_000_000));
      }
      await firm.company.system('day.turned', { day: dayOfTaipei(firm.now) });
      await settled(firm, screens);
      points += await compare({ firm, dice }, segment === 2 ? ASKERS : ['both', dice.one(ASKERS) as Code]);
      // What is shown is what would be answered now. Whose rules changed was told so, and has opened its figures anew.
      const everyone = await firm.everyone();
      for (const one of watched) {
        const { screen, query, opened } = one;
        if (screen.resets > 0) continue;
        const rights = rightsFor(everyone.get(screen.desk.code as Code) as Who);
        const fresh = await figureOf(firm.figures, (noun) => rights.view(noun), query);
        const title = `${screen.desk.code}: ${JSON.stringify(query)}`;
        if (opened) expect([title, shownOf(one)]).toEqual([title, fresh]);
        else
          expect([title, fresh]).toEqual([
            title,
            { refused: expect.any(String), ...('field' in fresh ? { field: fresh.field } : {}) },
          ]);
      }
      for (const screen of screens) screen.resets = 0;
      await Promise.all(
        watched.map(({ screen, opened }) => opened && screen.ask('figure.close', { room: opened.room })),
      );
      await watch();
    }
    expect(points).toBeGreaterThan(2_000);
    expect(await firm.figures.kept.verify()).toEqual([]);
  });
});
