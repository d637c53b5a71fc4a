import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { actorOf, rowOf, seed, sentencesOn } from '../../tests/agreement/chance.ts';
import { nounNamed } from '../catalogue.ts';
import { derivableFrom } from './derivable.ts';
import { rightsOf } from './permit.ts';
import { startingRoles } from './roles.ts';
import type { Rule } from './rule.ts';
import { guardedGroups, roleWidening, type Widened } from './widening.ts';

const rule = (part: Partial<Rule>): Rule => ({
  on: 'order',
  may: 'read',
  scope: 'all',
  when: null,
  groups: ['basics'],
  ...part,
});
const amounts = rule({ groups: ['basics', 'amounts'] });
const own: Rule = { ...amounts, scope: 'own' };
const status = (is: 'eq' | 'in' | 'ne' | 'not_in', value: string | string[]): Rule['when'] => ({
  field: 'status',
  is,
  value,
});

describe('[P12] what gives more of what is guarded', () => {
  test('a group of amounts, cost, credit or bank that was not read, on rows where it was not', () => {
    expect(roleWidening([rule({})], [amounts])).toEqual([{ on: 'order', may: 'read', groups: ['amounts'] }]);
    expect(roleWidening([own], [amounts])).toEqual([{ on: 'order', may: 'read', groups: ['amounts'] }]);
    expect(roleWidening([amounts], [own])).toEqual([]);
    expect(roleWidening([rule({})], [rule({ groups: ['basics', 'notes', 'delivery'] })])).toEqual([]);
    const bank = rule({ on: 'receipt', may: 'create', groups: ['amounts', 'bank'] });
    expect(roleWidening([], [bank])).toEqual([{ on: 'receipt', may: 'create', groups: ['amounts', 'bank'] }]);
    const credit = rule({ on: 'customer', may: 'update', groups: ['credit'] });
    expect(roleWidening([{ ...credit, may: 'read' }], [credit])).toHaveLength(1);
  });

  test('an action of approval, and what gives rights to others', () => {
    const deed = (on: Rule['on'], may: string) => rule({ on, may, groups: [] });
    for (const one of [
      deed('hold', 'release'),
      deed('change_request', 'decide'),
      deed('order', 'review'),
      deed('receipt', 'reverse'),
      deed('role_change', 'decide'),
      deed('deputy', 'confirm'),
      deed('person', 'reset'),
    ])
      expect(roleWidening([], [one])).toEqual([{ on: one.on, may: one.may, groups: [] }]);
    expect(roleWidening([], [deed('order', 'pack'), deed('order', 'cancel')])).toEqual([]);
    expect(roleWidening([], [rule({ on: 'role', may: 'update' })])).toHaveLength(1);
    // By their team somebody reads what is their team's.
    expect(roleWidening([], [rule({ on: 'person', may: 'update', groups: ['basics'] })])).toHaveLength(1);
    expect(roleWidening([], [rule({ on: 'person', may: 'read', groups: ['basics', 'account'] })])).toEqual([]);
    expect(roleWidening([], [rule({ on: 'person', may: 'update', groups: ['account'] })])).toHaveLength(1);
  });

  test('the action that saves rules, whatever fields go with it, and what makes rows somebody’s own', () => {
    const deed = (on: Rule['on'], may: string) => rule({ on, may, groups: [] });
    for (const one of [deed('role', 'update'), deed('customer', 'reassign'), deed('wall', 'pair')]) {
      expect(roleWidening([], [one])).toEqual([{ on: one.on, may: one.may, groups: [] }]);
      expect(roleWidening([one], [one])).toEqual([]);
    }
    const some = { ...deed('role', 'update'), when: { field: 'code', is: 'eq', value: 'helper' } } as Rule;
    expect(roleWidening([some], [deed('role', 'update')])).toHaveLength(1);
    expect(roleWidening([], [rule({ on: 'order', may: 'update', groups: [] })])).toEqual([]);
  });

  test('a condition that admits no further row gives no more; one that might does', () => {
    const when = (condition: Rule['when']): Rule[] => [{ ...amounts, when: condition }];
    const more = (from: Rule['when'], to: Rule['when']) => roleWidening(when(from), when(to)).length > 0;
    expect(more(status('in', ['draft', 'confirmed']), status('eq', 'draft'))).toBe(false);
    expect(more(status('eq', 'draft'), status('in', ['draft', 'confirmed']))).toBe(true);
    expect(more(status('not_in', ['draft', 'quote']), status('ne', 'draft'))).toBe(true);
    expect(more(status('ne', 'draft'), status('not_in', ['draft', 'quote']))).toBe(false);
    const total = (is: 'lt' | 'le', value: number): Rule['when'] => ({ field: 'total', is, value });
    expect(more(total('lt', 500), total('lt', 400))).toBe(false);
    expect(more(total('lt', 500), total('le', 500))).toBe(true);
    expect(more(total('lt', 500), { all: [status('eq', 'draft') as never, total('lt', 500) as never] })).toBe(false);
    expect(more({ not: status('eq', 'draft') as never }, status('eq', 'confirmed'))).toBe(true);
    // Each part of an either-or lies within one of two rules.
    const apart = [...when(status('eq', 'draft')), ...when(status('eq', 'confirmed'))];
    expect(roleWidening(apart, when(status('in', ['draft', 'confirmed'])))).toEqual([]);
  });

  test('a person’s own is not another’s, whoever bears the role', () => {
    const by = (value: { actor: 'id' } | string): Rule => ({
      ...amounts,
      when: { field: 'sellerId', is: 'eq', value },
    });
    expect(roleWidening([by('person-1')], [by({ actor: 'id' })])).toHaveLength(1);
    expect(roleWidening([own], [by({ actor: 'id' })])).toEqual([]);
    expect(
      roleWidening([{ ...amounts, when: { not: { field: 'sellerId', is: 'eq', value: 'person-1' } } }], [own]),
    ).toHaveLength(1);
    const houses: Rule = { ...amounts, when: { field: 'warehouseId', is: 'in', value: { actor: 'warehouses' } } };
    expect(roleWidening([{ ...amounts, scope: 'warehouse' }], [houses])).toEqual([]);
  });

  test('what lets a guarded figure be computed: quantities beside the value of stock come to its cost', () => {
    const stock = (scope: Rule['scope'], ...groups: string[]): Rule => rule({ on: 'stock', scope, groups });
    const value = stock('all', 'basics', 'value');
    expect(roleWidening([value], [stock('all', 'basics', 'value', 'quantities')])).toEqual([
      { on: 'stock', may: 'read', groups: ['cost'] },
    ]);
    // Also on further rows than where it could be computed, or was read; where it was read on all, no more.
    const house = stock('warehouse', 'quantities');
    expect(roleWidening([value, house], [value, stock('all', 'quantities')])).toHaveLength(1);
    expect(roleWidening([value, house], [value, house])).toEqual([]);
    const all = stock('all', 'basics', 'value', 'cost');
    expect(roleWidening([all], [all, stock('all', 'quantities')])).toEqual([]);
    const some = [value, stock('warehouse', 'cost')];
    expect(roleWidening(some, [...some, stock('all', 'quantities')])).toHaveLength(1);
    // What gives no figure away gives no more.
    expect(roleWidening([], [stock('all', 'basics', 'quantities')])).toEqual([]);
  });

  test('a starting role has no more than itself, and every one of them some that it would first have to be given', () => {
    for (const { code, rules } of startingRoles) {
      expect([code, roleWidening(rules, rules)]).toEqual([code, []]);
      expect([code, roleWidening(rules, rules.slice(1))]).toEqual([code, []]);
      const guarded = rules.some(({ may, groups }) => may === 'read' && groups.some((one) => guardedGroups.has(one)));
      if (guarded) expect([code, roleWidening([], rules).length > 0]).toEqual([code, true]);
    }
    const of = (code: string) => startingRoles.find((role) => role.code === code)?.rules ?? [];
    // The wall and the operator read no amounts and decide nothing.
    expect(roleWidening([], of('wall'))).toEqual([]);
    expect(roleWidening([], of('warehouse_operator'))).toEqual([]);
  });
});

describe('[P12] widening, whatever the rules', () => {
  const NOUNS = ['order', 'customer', 'stock'] as const;
  const rules = (drawn: unknown) => drawn as readonly Rule[];
  const named = (code: string) => {
    const found = startingRoles.find((role) => role.code === code);
    if (!found) throw new Error(`no starting role ${code}`);
    return found;
  };
  const parts = ({ on, may, groups }: Widened) =>
    (groups.length > 0 ? groups : ['']).map((one) => `${on} ${may} ${one}`);
  const guardedOn = (noun: (typeof NOUNS)[number], fields: readonly string[]): string[] =>
    fields.filter((field) => guardedGroups.has(nounNamed(noun).fields[field]?.group ?? ''));

  property.prop(
    [
      fc
        .constantFrom(...NOUNS)
        .chain((noun) =>
          fc.tuple(fc.constant(noun), sentencesOn(noun), sentencesOn(noun), sentencesOn(noun), rowOf(noun)),
        ),
      fc.boolean(),
      actorOf,
    ],
    { seed, numRuns: 600 },
  )(
    'steps that are none show nobody anything of it on any row, however many',
    ([noun, a, b, c, cells], grow, actor) => {
      // Half of the time a step that takes away, which random rules hardly ever are.
      const [first, next] = [rules(a), grow ? rules(b) : rules(a).slice(1)];
      const last = grow ? rules(c) : next.map((one) => ({ ...one, groups: one.groups.slice(1) }));
      if (roleWidening(first, next).length > 0 || roleWidening(next, last).length > 0) return;
      const row = { ...cells, id: 'id-a' };
      const seen = (some: readonly Rule[]) => guardedOn(noun, rightsOf(some, actor).view(noun).fields(row));
      const before = new Set(seen(first));
      expect(seen(last).filter((field) => !before.has(field))).toEqual([]);
    },
  );

  property.prop([fc.constantFrom(...NOUNS).chain((noun) => fc.tuple(sentencesOn(noun), sentencesOn(noun)))], {
    seed,
    numRuns: 400,
  })('what is taken away is no widening, nor is what both of two roles held', ([one, other]) => {
    const both = [...rules(one), ...rules(other)];
    expect(roleWidening(both, rules(one))).toEqual([]);
    expect(roleWidening(both, [...rules(other), ...rules(one)])).toEqual([]);
  });

  property.prop([fc.subarray(startingRoles.map((role) => role)), fc.subarray(startingRoles.map((role) => role))], {
    seed,
    numRuns: 200,
    examples: [[[named('finance_manager')], [named('wall')]]],
  })('of two unions of starting roles, the wider one is told from the narrower', (some, more) => {
    const union = (roles: typeof some) => roles.flatMap((role) => role.rules);
    expect(roleWidening(union([...some, ...more]), union(some))).toEqual([]);
    const of = (rules: readonly Rule[]) => roleWidening(union(some), rules).flatMap(parts);
    const [alone, added] = [of(union(more)), of(union([...some, ...more]))];
    expect(added).toEqual(expect.arrayContaining(alone));
    // What neither shows may follow from both: the cost of one from the one, how many from the other.
    const computed = derivableFrom(union([...some, ...more])).map(({ noun, group }) => `${noun} read ${group}`);
    expect(added.filter((one) => !alone.includes(one) && !computed.includes(one))).toEqual([]);
  });
});
