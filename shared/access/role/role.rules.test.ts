import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { holds } from '../../base/condition.ts';
import { isRefusal } from '../../base/decision.ts';
import { fieldNamed, type NounName, nounNamed, nounNames, type RowOf } from '../../catalogue.ts';
import { actionsOn } from '../../commands.ts';
import { startingRoles } from '../roles.ts';
import type { Rule } from '../rule.ts';
import type { RuleInput } from './role.commands.ts';
import { conditionFault } from './role.condition.ts';
import { rulesFault, save } from './role.rules.ts';

const reading: RuleInput = { on: 'order', may: 'read', scope: 'own', when: null, groups: ['basics'] };
const faultOf = (part: Partial<RuleInput>) => rulesFault([reading, { ...reading, ...part }], actionsOn);
const inputOf = (rule: Rule): RuleInput => ({
  ...rule,
  when: rule.when as RuleInput['when'],
  groups: [...rule.groups],
});

test('[P12] a rule on a noun, action, scope or group that is not there is refused, and named', () => {
  expect(faultOf({})).toBeNull();
  expect(faultOf({ on: 'sales_order' })).toMatchObject({ refused: 'role.no_such_noun', field: 'rules.1.on' });
  expect(faultOf({ on: 'toString' })).toMatchObject({ refused: 'role.no_such_noun' });
  expect(faultOf({ may: 'sumbit' })).toMatchObject({ refused: 'role.no_such_action', field: 'rules.1.may' });
  expect(faultOf({ on: 'product', scope: 'own' })).toMatchObject({ refused: 'role.no_such_scope' });
  expect(faultOf({ groups: ['basics', 'bank'] })).toMatchObject({ refused: 'role.no_such_group' });
});

test('[P3] no rule opens password hashes or session secrets', () => {
  expect(faultOf({ on: 'credential' })).toMatchObject({ refused: 'role.no_such_noun' });
  expect(faultOf({ on: 'session', groups: ['basics', 'secret'] })).toMatchObject({ refused: 'role.no_such_group' });
});

describe('[P12] a condition in a rule', () => {
  const leaf = (field: string, is: string, value: unknown) =>
    conditionFault('order', { field, is, value })?.fault ?? null;
  test('compares fields that exist, are not personal and not structured', () => {
    expect(leaf('status', 'eq', 'confirmed')).toBeNull();
    expect(leaf('consignee', 'eq', 'x')).toBe('no_such_field');
    expect(leaf('constructor', 'eq', 'x')).toBe('no_such_field');
    expect(conditionFault('person', { field: 'roleIds', is: 'eq', value: 'x' })?.fault).toBe('no_such_field');
  });
  test('has values of the field’s kind', () => {
    expect(leaf('status', 'eq', 'confirmd')).toBe('wrong_value');
    expect(leaf('total', 'gt', 100)).toBeNull();
    expect(leaf('total', 'gt', '100')).toBe('wrong_value');
    expect(leaf('total', 'gt', 0.5)).toBe('wrong_value');
    expect(leaf('promisedOn', 'lt', '2026-02-30')).toBe('wrong_value');
    expect(leaf('promisedOn', 'eq', null)).toBeNull();
    expect(leaf('promisedOn', 'lt', null)).toBe('wrong_value');
    expect(leaf('status', 'eq', null)).toBe('wrong_value');
    expect(leaf('reviewed', 'eq', 1)).toBe('wrong_value');
    expect(leaf('status', 'lt', 'draft')).toBe('wrong_value');
  });
  test('has no empty list', () => {
    expect(leaf('status', 'in', [])).toBe('wrong_value');
    expect(leaf('status', 'not_in', [])).toBe('wrong_value');
    expect(leaf('status', 'in', ['draft', 'quote'])).toBeNull();
    expect(leaf('status', 'eq', ['draft'])).toBe('wrong_value');
    expect(conditionFault('order', { any: [] })?.fault).toBe('wrong_condition');
  });
  test('names the acting person only where one is compared', () => {
    expect(leaf('sellerId', 'eq', { actor: 'id' })).toBeNull();
    expect(leaf('warehouseId', 'in', { actor: 'warehouses' })).toBeNull();
    expect(leaf('warehouseId', 'eq', { actor: 'warehouses' })).toBe('wrong_value');
    expect(leaf('number', 'eq', { actor: 'id' })).toBe('wrong_value');
    expect(leaf('sellerId', 'eq', { actor: 'rights' })).toBe('wrong_value');
  });
  test('is not deeper than it can be read', () => {
    const nested = (depth: number): object =>
      depth === 0 ? { field: 'status', is: 'eq', value: 'draft' } : { not: nested(depth - 1) };
    expect(conditionFault('order', nested(8))).toBeNull();
    expect(conditionFault('order', nested(9))?.fault).toBe('wrong_condition');
    expect(conditionFault('order', { field: 'status', is: 'eq', value: 'draft', all: [] })?.fault).toBe(
      'wrong_condition',
    );
  });
  property.prop([fc.constantFrom(...nounNames), fc.jsonValue({ maxDepth: 4 })])(
    'that was let through can be evaluated, whatever was sent',
    (noun, sent) => {
      if (conditionFault(noun, sent) === null) holds(sent as never, {});
    },
  );
  const anyLeaf = fc.constantFrom<NounName>('order', 'stock', 'person').chain((noun) =>
    fc.record({
      noun: fc.constant(noun),
      field: fc.constantFrom('id', ...Object.keys(nounNamed(noun).fields)),
      is: fc.constantFrom('eq', 'ne', 'lt', 'in', 'starts'),
      value: fc.oneof(
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(fc.string(), { maxLength: 2 }),
      ),
    }),
  );
  property.prop([anyLeaf])('never compares what is sealed', ({ noun, ...one }) => {
    if (conditionFault(noun, one) === null) expect(fieldNamed(noun, one.field)?.personal).toBeUndefined();
  });
});

test('[P12] every starting role is one that the editor would take', () => {
  for (const { code, rules } of startingRoles) {
    expect([code, rulesFault(rules.map(inputOf), actionsOn)]).toEqual([code, null]);
  }
});

describe('saving a role', () => {
  const target: RowOf<'role'> = { id: 'role-a', code: 'a', name: 'A', home: '/' };
  const rowOf = (id: string, rule: RuleInput): RowOf<'rule'> => ({ id, roleId: target.id, ...rule });
  const moment = { now: 0, today: '2026-03-02', newId: () => 'made', actor: { id: 'anna', name: 'Anna' } };
  const facts = { target, administration: { people: [], rules: {} } };

  test('[P12] writes the difference only: what says the same keeps its row', () => {
    const writing: RuleInput = { on: 'order', may: 'update', scope: 'own', when: null, groups: ['notes', 'basics'] };
    const rules = [rowOf('rule-1', reading), rowOf('rule-2', writing)];
    const wanted = [
      { ...writing, groups: ['basics', 'notes'] },
      { ...reading, scope: 'all' as const },
    ];
    const decision = save({ ...facts, rules }, { rules: wanted }, moment, actionsOn);
    if (isRefusal(decision)) throw new Error(decision.refused);
    expect(decision.changes).toEqual([
      { op: 'delete', noun: 'rule', id: 'rule-1' },
      { op: 'insert', noun: 'rule', id: 'made', set: { roleId: 'role-a', ...reading, scope: 'all' } },
    ]);
  });

  test('[P13] is refused where others changed the rules meanwhile', () => {
    const rules = [rowOf('rule-1', reading)];
    expect(save({ ...facts, rules }, { rules: [], from: ['rule-0'] }, moment, actionsOn)).toMatchObject({
      refused: 'changed_meanwhile',
    });
    expect(save({ ...facts, rules }, { rules: [], from: ['rule-1'] }, moment, actionsOn)).toHaveProperty('changes');
  });
});
