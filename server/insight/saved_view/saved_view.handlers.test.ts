import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rightsOf } from '../../../shared/access/permit.ts';
import { startingRoles } from '../../../shared/access/roles.ts';
import type { Rule } from '../../../shared/access/rule.ts';
import { READERS_AT_MOST } from '../../../shared/insight/reader.ts';
import { dialects } from '../../../tests/databases.ts';
import { type Person, type World, world } from '../../../tests/world.ts';
import { read } from '../../read/read.ts';

const rulesOf = (code: string): readonly Rule[] => startingRoles.find((role) => role.code === code)?.rules ?? [];
const filtered = (field: string, value: unknown): string =>
  new URLSearchParams({ filter: JSON.stringify({ field, is: 'ge', value }), sort: '-promisedOn' }).toString();
const late = { on: 'order', name: 'Late', query: filtered('promisedOn', '@today') };

describe.each(dialects)('shared views on %s', (dialect) => {
  let w: World;
  let anna: Person;
  let ben: Person;
  let boss: Person;
  const make = async (who: Person, more: object = {}): Promise<string> =>
    (await who.do('saved_view.save', { ...late, ...more })).id as string;
  const shareWith = (id: string, ...ids: string[]) =>
    boss.do('saved_view.share', { id, shares: ids.map((one) => ({ kind: 'person', id: one })) });
  const sharesOf = (id: string) => w.rows('saved_view_share', { field: 'viewId', is: 'eq', value: id });

  beforeAll(async () => {
    w = await world(dialect);
    for (const id of ['person-anna', 'person-ben', 'person-boss'])
      await w.put(
        'person',
        { name: id, email: id, status: 'active', roleIds: [], warehouseIds: [], language: 'en' },
        id,
      );
    await w.put('role', { code: 'picker', name: 'Picker', home: '/picking' }, 'role-picker');
    anna = w.as(rulesOf('sales_rep'), { id: 'person-anna' });
    ben = w.as(rulesOf('warehouse_operator'), { id: 'person-ben' });
    boss = w.as(rulesOf('sales_manager'), { id: 'person-boss' });
  });
  afterAll(() => w.close());

  test('[S3] sharing is a right of its own, of one’s own views, with whom one sees', async () => {
    const own = await make(anna);
    const told = { refused: 'not_permitted', with: { noun: 'saved_view', action: 'share' } };
    expect(await anna.refuse('saved_view.share', { id: own, shares: [] })).toEqual(told);
    const missing = { refused: 'missing', with: { noun: 'saved_view' } };
    expect(await boss.refuse('saved_view.share', { id: own, shares: [] })).toEqual(missing);
    const id = await make(boss);
    for (const kind of ['person', 'role'] as const)
      expect(await boss.refuse('saved_view.share', { id, shares: [{ kind, id: `${kind}-nowhere` }] })).toEqual({
        refused: 'missing',
        field: 'shares',
        with: { noun: kind },
      });
    const many = Array.from({ length: READERS_AT_MOST + 1 }, (_, at) => ({ kind: 'person', id: `person-${at}-no` }));
    expect(await boss.refuse('saved_view.share', { id, shares: many })).toMatchObject({
      refused: 'input.invalid',
      field: 'shares',
    });
    expect(await sharesOf(id)).toEqual([]);
  });

  test('[S3] each person and role has the view as a row, as its owner saves it, in the same commit', async () => {
    const id = await make(boss);
    await boss.do('saved_view.share', {
      id,
      shares: [
        { kind: 'role', id: 'role-picker' },
        { kind: 'person', id: 'person-ben' },
        { kind: 'person', id: 'person-ben' },
      ],
    });
    const shown = { viewId: id, ownerId: 'person-boss', ...late, asks: 'basics' };
    expect((await sharesOf(id)).sort((a, b) => (a.withId < b.withId ? -1 : 1))).toMatchObject([
      { ...shown, withId: 'person-ben' },
      { ...shown, withId: 'role-picker' },
    ]);
    expect((await w.row('saved_view', id)).shares).toHaveLength(2);

    const commits = w.commits.length;
    const dear = { name: 'Dear', query: filtered('total', 1_000_000) };
    await boss.do('saved_view.save', { id, ...late, ...dear });
    expect(w.commits.slice(commits)).toEqual([3]);
    expect(await sharesOf(id)).toMatchObject([
      { ...dear, asks: 'amounts' },
      { ...dear, asks: 'amounts' },
    ]);

    await shareWith(id, 'person-anna', 'person-ben');
    const left = await sharesOf(id);
    expect(left.map(({ withId, asks }) => `${withId} ${asks}`).sort()).toEqual([
      'person-anna amounts',
      'person-ben amounts',
    ]);
    await boss.do('saved_view.remove', { id });
    expect([await sharesOf(id), await w.rows('saved_view', { field: 'id', is: 'eq', value: id })]).toEqual([[], []]);
  });

  test('[S3] only its owner edits, shares and removes it; who has it keeps a copy that is theirs', async () => {
    const id = await make(boss);
    await shareWith(id, 'person-ben');
    const missing = { refused: 'missing', with: { noun: 'saved_view' } };
    expect(await ben.refuse('saved_view.save', { id, ...late, name: 'Mine' })).toEqual(missing);
    expect(await ben.refuse('saved_view.remove', { id })).toEqual(missing);
    const other = w.as(rulesOf('sales_manager'), { id: 'person-other' });
    expect(await other.refuse('saved_view.share', { id, shares: [] })).toEqual(missing);
    const [share] = await sharesOf(id);
    expect(await ben.refuse('saved_view.remove', { id: share?.id })).toEqual(missing);
    const copy = await make(ben, { name: 'Copy' });
    expect(await w.row('saved_view', copy)).toMatchObject({ ownerId: 'person-ben', query: late.query, shares: [] });
    await boss.do('saved_view.remove', { id });
    expect(await w.row('saved_view', copy)).toMatchObject({ name: 'Copy' });
  });

  test('[S3] [P3] a search is shown to who reads every field that it goes through, and to nobody else', async () => {
    const id = await make(boss, { query: 'q=Hotel+Formosa&sort=-number' });
    await boss.do('saved_view.share', { id, shares: [{ kind: 'role', id: 'role-picker' }] });
    const reading = async (rules: readonly Rule[]): Promise<number> => {
      const reader = { id: 'person-any', teamId: null, warehouses: [], circles: ['role-picker'] };
      const view = rightsOf(rules, reader).view('saved_view_share');
      const where = { field: 'viewId', is: 'eq', value: id } as const;
      const page = await w.store.read((query) => read(query, w.seal, view, { where }));
      return 'refused' in page ? -1 : page.rows.length;
    };
    const without = (code: string, on: string, group: string) =>
      rulesOf(code).map((rule) =>
        rule.on === on && rule.may === 'read' ? { ...rule, groups: rule.groups.filter((one) => one !== group) } : rule,
      );
    expect([await reading(rulesOf('sales_rep')), await reading(rulesOf('sales_manager'))]).toEqual([1, 1]);
    expect([await reading(rulesOf('warehouse_operator')), await reading(rulesOf('executive'))]).toEqual([0, 0]);
    for (const [on, group] of [
      ['order', 'notes'],
      ['order', 'party'],
      ['order_line', 'basics'],
      ['product', 'basics'],
    ] as const)
      expect([on, group, await reading(without('sales_rep', on, group))]).toEqual([on, group, 0]);
    expect(await reading(without('sales_rep', 'order', 'amounts'))).toBe(1);
    await boss.do('saved_view.remove', { id });
  });

  test('[S3] [P3] a query that is none of its list may be kept, and be shown to nobody', async () => {
    const id = await make(boss, { query: `${late.query}&${filtered('margin', 42)}` });
    const told = { refused: 'saved_view.not_of_its_list', field: 'query' };
    const shares = [{ kind: 'person', id: 'person-ben' }];
    expect(await boss.refuse('saved_view.share', { id, shares })).toEqual(told);
    await boss.do('saved_view.save', { id, ...late });
    await boss.do('saved_view.share', { id, shares });
    expect(await boss.refuse('saved_view.save', { id, ...late, query: filtered('creditLimit', 42) })).toEqual(told);
    expect(await sharesOf(id)).toMatchObject([{ query: late.query }]);
    await boss.do('saved_view.share', { id, shares: [] });
    expect(await sharesOf(id)).toEqual([]);
  });
});

describe('who is shown a shared view', () => {
  const row = (asks: string, on = 'order') => ({ id: 's', withId: 'role-1', on, asks, query: 'filter=', name: 'n' });
  const view = (rules: readonly Rule[], circles: readonly string[] = ['role-1']) =>
    rightsOf(rules, { id: 'p', teamId: null, warehouses: ['w'], circles }).view('saved_view_share');
  const sees = (code: string, asks: string, on?: string) => view(rulesOf(code)).sees(row(asks, on));

  test('[S3] [P3] it is shown to who may see every field that it filters by, and else not at all', () => {
    expect([sees('sales_manager', 'basics cost'), sees('sales_rep', 'basics cost')]).toEqual([true, false]);
    expect([sees('sales_rep', 'amounts basics'), sees('warehouse_operator', 'amounts basics')]).toEqual([true, false]);
    expect([sees('warehouse_operator', 'basics'), sees('warehouse_operator', '')]).toEqual([true, true]);
    // Neither a list that they do not read, nor what nobody reads.
    expect([sees('warehouse_operator', '', 'receivable'), sees('executive', 'secret', 'customer')]).toEqual([
      false,
      false,
    ]);
    expect(view(rulesOf('sales_manager'), ['role-2']).sees(row('basics'))).toBe(false);
    expect(view(rulesOf('sales_manager')).project(row('cost'))).not.toHaveProperty('asks');
  });

  test('[S3] [P3] a field that one sees only on rows that one could have is a field that one may filter by', () => {
    const [reads] = rulesOf('sales_rep').filter(({ on, may }) => on === 'saved_view_share' && may === 'read');
    const team: Rule = { on: 'order', may: 'read', scope: 'team', when: null, groups: ['basics', 'cost'] };
    const own: Rule = { ...team, scope: 'own', groups: ['basics'] };
    const all = [reads as Rule, own, team];
    const seenBy = (teamId: string | null) =>
      rightsOf(all, { id: 'p', teamId, warehouses: [], circles: ['role-1'] })
        .view('saved_view_share')
        .sees(row('basics cost'));
    expect([seenBy('north'), seenBy(null)]).toEqual([true, false]);
  });
});
