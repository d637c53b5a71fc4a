/**
 * Non-interference for every measure and for roles as narrow as one may make them (interference.test.ts lives the days of
 * the starting ones): two histories that differ only in what the reader may not see give them the same bytes.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Entry } from '../../server/audit/change-log.ts';
import { FigureRooms } from '../../server/insight/figure.rooms.ts';
import { type FigureMeans, figureOf, type See } from '../../server/insight/figure.ts';
import { Summaries } from '../../server/insight/summary.ts';
import { Rooms } from '../../server/live/rooms.ts';
import { countSql, read } from '../../server/read/read.ts';
import { openSeal } from '../../server/store/seal.ts';
import { encode, insertSql } from '../../server/store/tables.ts';
import { rightsOf } from '../../shared/access/permit.ts';
import { startingRoles } from '../../shared/access/roles.ts';
import type { Rule } from '../../shared/access/rule.ts';
import type { Binding, Condition } from '../../shared/base/condition.ts';
import { dayOf } from '../../shared/base/day.ts';
import { isRefusal } from '../../shared/base/decision.ts';
import { fieldNamed, type NounName, nounNamed } from '../../shared/catalogue.ts';
import type { FigureQuery } from '../../shared/insight/figure.ts';
import type { Sum } from '../../shared/insight/measure.ts';
import { measures, sumsOf } from '../../shared/insight/measures.ts';
import { IDS, sentencesOn } from '../agreement/chance.ts';
import { type Dialect, dialects } from '../databases.ts';
import { splitsOf } from '../insight/figures.drawn.ts';
import { diceOf } from '../live/dice.ts';
import { trialStore } from '../trial-store.ts';
import { FIGURE_NOUNS, NOW, Twin } from './twins.ts';

/** `CROSSDOCK_SEED` replays one. */
const seed = Number(process.env.CROSSDOCK_SEED ?? Date.now() % 1_000_000_000);
const key = Buffer.alloc(32, 9).toString('base64url');
const reckoning = () => ({ currency: 'USD', zone: 'Asia/Taipei' });
const today = dayOf(NOW, 'Asia/Taipei');
/** Across a wire each statement takes its time. */
const AT_FIRST = { sqlite: 20, postgres: 14 } as const;
const STEPS = { sqlite: 14, postgres: 8 } as const;

type Reader = { readonly rules: readonly Rule[]; readonly actor: Binding };
const someone: Binding = { id: 'id-a', teamId: 'id-b', warehouses: ['id-c'] };
const rule = (on: NounName, scope: Rule['scope'], groups: readonly string[], when: Condition | null = null): Rule => ({
  on,
  may: 'read',
  scope,
  when,
  groups,
});
const groupsOf = (noun: NounName): string[] => [
  ...new Set(Object.values(nounNamed(noun).fields).map(({ group }) => group)),
];
const but = (noun: NounName, ...hidden: string[]) => groupsOf(noun).filter((group) => !hidden.includes(group));
/** What a narrow role says of each noun that figures are made of. */
const over = (sentence: (noun: NounName) => readonly Rule[]): Reader => ({
  rules: FIGURE_NOUNS.flatMap(sentence),
  actor: someone,
});

const narrow: { readonly [name: string]: Reader } = {
  'own rows only': over((noun) => [rule(noun, 'own', groupsOf(noun))]),
  'a team’s rows': over((noun) => [rule(noun, 'team', groupsOf(noun))]),
  'one warehouse': over((noun) => [rule(noun, 'warehouse', groupsOf(noun))]),
  'amounts without cost': over((noun) => [rule(noun, 'all', but(noun, 'cost', 'value'))]),
  'cost without amounts': over((noun) => [rule(noun, 'all', but(noun, 'amounts', 'prices', 'party'))]),
  'amounts of one’s own, basics of the warehouse’s': over((noun) => [
    rule(noun, 'own', groupsOf(noun)),
    rule(noun, 'warehouse', ['basics']),
  ]),
  'rows that an amount out of sight decides about': over((noun) => {
    const [amount] = Object.entries(nounNamed(noun).fields).find(([, { kind }]) => kind === 'money') ?? [];
    return [rule(noun, 'all', ['basics'], amount ? { field: amount, is: 'gt', value: 40_000 } : null)];
  }),
};
const readers: { readonly [name: string]: Reader } = {
  ...narrow,
  ...Object.fromEntries(startingRoles.map(({ code, rules }) => [code, { rules, actor: someone }])),
  ...Object.fromEntries(
    [0, 1, 2].map((at) => {
      const rules = FIGURE_NOUNS.flatMap(
        (noun) => fc.sample(sentencesOn(noun), { seed: seed + at, numRuns: 1 })[0] ?? [],
      );
      return [`a role by chance, ${at}`, { rules: rules as unknown as readonly Rule[], actor: someone }];
    }),
  ),
};

const questions = (): readonly FigureQuery[] => {
  const dice = diceOf(seed);
  return measures.flatMap((measure) =>
    splitsOf(measure).map((by): FigureQuery => {
      const sum = sumsOf(measure)[0] as Sum;
      const dimension = dice.one(sum.dimensions)?.field ?? '';
      const values = [...(fieldNamed(sum.noun, dimension)?.values ?? IDS)].slice(0, 3);
      return {
        measure: measure.name,
        period: dice.chance(80) ? { from: '2026-01-17', to: '2026-05-09' } : 'last_28_days',
        by,
        ...(dice.chance(25) ? { only: [{ dimension, values }] } : {}),
        ...(dice.chance(60) ? { compare: dice.one(['previous', 'year', 'target'] as const) } : {}),
        ...(dice.chance(30) ? { top: 1 + dice.below(2) } : {}),
      };
    }),
  );
};

/** Everything that the reader is answered and told, in its order. */
const observed = async (dialect: Dialect, { rules, actor }: Reader, differs: boolean): Promise<readonly string[]> => {
  const { store, end } = await trialStore(dialect);
  const seal = openSeal({ seal: [{ id: 'k1', key }], blind: key });
  const faults: unknown[] = [];
  const report = (error: unknown) => faults.push(error);
  try {
    for (const [at, one] of [...rules, rule('order', 'team', ['basics'])].entries())
      if (one.may === 'read') {
        const row = { id: `rule-${at}`, version: 1, roleId: 'role', ...one };
        await store.write((connection) => connection.run(insertSql('rule'), encode('rule', row, seal)));
      }
    const rights = rightsOf(rules, actor);
    const see: See = (noun) => rights.view(noun);
    const twin = new Twin(store, seal, rights, seed, differs);
    const kept = new Summaries({ store, reckoning, report });
    const figures: FigureMeans = { store, seal, today: () => today, reckoning, kept };
    await twin.begin(AT_FIRST[dialect]);
    await kept.start();
    await kept.made();

    const heard: string[] = [];
    const step: string[] = [];
    const open = new FigureRooms({
      figures,
      clock: () => performance.now(),
      tell: (room, { n, figure }) => step.push(`${names.get(room)} ${n} ${JSON.stringify(figure)}`),
      settled: async () => undefined,
      report,
    });
    const names = new Map<string, string>();
    const lists = new Rooms((room, { n, ops }) => step.push(`${names.get(room)} ${n} ${JSON.stringify(ops)}`));
    for (const noun of FIGURE_NOUNS) if (see(noun).grants.length > 0) names.set(lists.join(see(noun)).id, noun);
    const asked = questions();
    for (const [at, query] of asked.entries()) {
      const room = open.find(see, query);
      if (!isRefusal(room)) {
        names.set(room.id, `figure${at}`);
        open.join(room);
      }
      heard.push(JSON.stringify([query, isRefusal(room) ? room : await open.figure(room)]));
    }
    const take = (entries: readonly Entry[]): void => {
      kept.take(entries);
      lists.take(entries);
      open.take(entries);
    };
    for (let i = 0; i < STEPS[dialect]; i++) {
      take(await twin.between());
      // Sometimes what is hidden comes alone, and sometimes together with what is seen.
      if (i % 2 === 0) {
        lists.flush();
        await open.flush();
      }
      take(await twin.step());
      lists.flush();
      await open.flush();
      heard.push(`after step ${i}`, ...step.splice(0));
    }
    for (const query of asked)
      heard.push(JSON.stringify([query, await figureOf({ ...figures, kept: null }, see, query)]));
    const dice = diceOf(seed);
    for (const noun of FIGURE_NOUNS)
      for (const name of dice.shuffled(Object.keys(nounNamed(noun).fields)).slice(0, 5)) {
        const question = { sort: [{ field: name, down: dice.chance(50) }], limit: 3, search: dice.one([null, 'a']) };
        const first = await store.read((query) => read(query, seal, see(noun), question));
        const after = isRefusal(first) ? null : first.next;
        const next = after && (await store.read((query) => read(query, seal, see(noun), { ...question, after })));
        const where = { not: { field: name, is: 'eq' as const, value: null } };
        const count = await store.read((query) => countSql(query, see(noun), { where }));
        const counted = isRefusal(count) ? count : await store.aside(count.text, count.params);
        heard.push(JSON.stringify([noun, name, first, next, counted]));
      }
    open.close();
    await kept.close();
    expect(faults).toEqual([]);
    return heard;
  } finally {
    await end();
  }
};

describe.each(dialects)('two histories on %s', (dialect: Dialect) => {
  // What is told when its time has come is told here when the step asks for it.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  test.each(Object.keys(readers))(`[P4] [LIVE21] [LIVE22] are one and the same for %s: seed ${seed}`, async (name) => {
    const reader = readers[name] as Reader;
    const one = await observed(dialect, reader, false);
    const other = await observed(dialect, reader, true);
    for (const [at, text] of one.entries()) expect([name, at, other[at]]).toEqual([name, at, text]);
    expect(other.length).toBe(one.length);
    // A role by chance may be one that sees nothing; to all others something happened.
    if (name in narrow) expect(one.some((text) => /^\w+ \d+ [[{]/.test(text))).toBe(true);
  });
});
