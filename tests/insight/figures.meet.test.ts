import { describe, expect, test } from 'vitest';
import { figureOf } from '../../server/insight/figure.ts';
import { meetOf } from '../../shared/access/meet.ts';
import { rightsOf } from '../../shared/access/permit.ts';
import type { Rule } from '../../shared/access/rule.ts';
import { isRefusal } from '../../shared/base/decision.ts';
import type { NounName } from '../../shared/catalogue.ts';
import type { FigureQuery } from '../../shared/insight/figure.ts';
import { isRatio } from '../../shared/insight/measure.ts';
import { measures } from '../../shared/insight/measures.ts';
import type { Who } from '../agreement/oracle.ts';
import { dialects } from '../databases.ts';
import { drawDeed } from '../live/deeds.ts';
import { diceOf } from '../live/dice.ts';
import { type Code, Firm } from '../live/firm.ts';
import { goods } from '../live/goods.ts';
import { splitsOf } from './figures.drawn.ts';
import { dayOfTaipei, plainFigure } from './figures.oracle.ts';

/** `CROSSDOCK_SEED` replays one. */
const seed = Number(process.env.CROSSDOCK_SEED ?? Date.now() % 1_000_000_000);
const WIDE = { from: '2026-01-17', to: '2026-05-09' };
/** Who is looked as, and who looks. */
const PAIRS: readonly (readonly [Code, Code])[] = [
  ['fin', 'admin'],
  ['rep', 'exec'],
  ['both', 'boss'],
  ['op', 'hall'],
  ['exec', 'clerk'],
  ['boss', 'both'],
];
const rightsFor = (who: Who) => rightsOf(who.sentences as unknown as readonly Rule[], who);

describe.each(dialects)('[View as] figures under a meet of rules on %s', (dialect) => {
  test('are over what both may read, from the kept sums and from the rows, whole and split', async () => {
    console.log(`figures of a meet on ${dialect}: CROSSDOCK_SEED=${seed}`);
    const firm = await Firm.open(dialect);
    try {
      const dice = diceOf(seed);
      const trade = await goods(firm, { pieces: 40_000 });
      for (let i = 0; i < 40; i++) {
        const deed = await drawDeed({ firm, goods: trade, dice });
        await firm.do(deed.by, deed.name, deed.input).catch(() => null);
        firm.pass(4 * 3_600_000);
      }
      await firm.figures.kept.made();
      const tables = await firm.tables();
      const today = dayOfTaipei(firm.now);
      let told = 0;
      for (const [as, by] of PAIRS) {
        const [target, onlooker] = [await firm.who(as), await firm.who(by)];
        const both: Who = { ...target, for: onlooker };
        const rights = rightsOf(meetOf(rightsFor(target), rightsFor(onlooker)), target);
        const see = (noun: NounName) => rights.view(noun);
        for (const measure of measures)
          for (const split of splitsOf(measure)) {
            const query: FigureQuery = { measure: measure.name, period: WIDE, by: split };
            const title = `${as} for ${by}: ${JSON.stringify(query)}`;
            const figure = await figureOf(firm.figures, see, query);
            expect([title, figure]).toEqual([title, await figureOf({ ...firm.figures, kept: null }, see, query)]);
            const plain = plainFigure(both, tables, measure, today, WIDE);
            if (isRefusal(figure)) {
              // Nothing would count for them: no field that it is made of, or is split by, shows to both.
              if (figure.refused === 'unknown_measure') expect([title, plain.count]).toEqual([title, 0]);
              continue;
            }
            if (!split) expect([title, figure.value, figure.count]).toEqual([title, plain.value, plain.count]);
            for (const one of figure.points) {
              const point = plainFigure(both, tables, measure, today, { ...WIDE, by: split as string, key: one.key });
              if (!isRatio(measure) || point.count > 0 || one.count > 0)
                expect([title, one.key, one.value, one.count]).toEqual([title, one.key, point.value, point.count]);
            }
            told++;
          }
      }
      expect(told).toBeGreaterThan(100);
      expect(firm.faults).toEqual([]);
    } finally {
      await firm.close();
    }
  });
});
