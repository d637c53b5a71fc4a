import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RuleInput } from '../../shared/access/role/role.commands.ts';
import type { Rule } from '../../shared/access/rule.ts';
import { dialects } from '../../tests/databases.ts';
import { rulesFor, type World, world } from '../../tests/world.ts';

const administering: RuleInput[] = [
  { on: 'role', may: 'read', scope: 'all', when: null, groups: ['basics'] },
  { on: 'role', may: 'update', scope: 'all', when: null, groups: ['basics'] },
  { on: 'person', may: 'read', scope: 'all', when: null, groups: ['basics', 'account'] },
  { on: 'person', may: 'update', scope: 'all', when: null, groups: ['basics', 'account'] },
];
const invitation = {
  name: 'Mei Lin',
  email: 'Mei.Lin@Example.test ',
  roleIds: [] as string[],
  warehouseIds: [] as string[],
  teamId: null,
  language: 'zh-TW',
  discountAuthority: 50_000,
};

describe.each(dialects)('people and roles on %s', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world(dialect);
  });
  afterAll(() => w.close());

  test('[P12] who may not create people is refused each field that they may not write', async () => {
    const clerk = w.as([...rulesFor('person', ['read']), ...rulesFor('person', ['create'], ['basics'])]);
    expect(await clerk.refuse('person.invite', invitation)).toMatchObject({
      refused: 'field_not_permitted',
      field: 'email',
    });
  });

  test('[P12] an invited person is kept with the address in lower case, once', async () => {
    const { id } = await w.do('person.invite', invitation);
    expect(await w.row('person', id as string)).toMatchObject({ email: 'mei.lin@example.test', status: 'invited' });
    expect(await w.refuse('person.invite', { ...invitation, email: 'mei.lin@example.test' })).toEqual({
      refused: 'person.email_taken',
      field: 'email',
    });
    const role = await w.refuse('person.invite', { ...invitation, email: 'b@example.test', roleIds: ['role-nowhere'] });
    expect(role).toMatchObject({ refused: 'missing', field: 'roleIds' });
  });

  test('[P13] an edit carries what it was made from', async () => {
    const { id } = await w.do('person.invite', { ...invitation, email: 'edit@example.test' });
    await w.do('person.update', { id, set: { name: { from: 'Mei Lin', to: 'Mei' } } });
    expect(await w.refuse('person.update', { id, set: { name: { from: 'Mei Lin', to: 'Lin' } } })).toEqual({
      refused: 'changed_meanwhile',
      field: 'name',
    });
    await w.do('person.update', { id, set: { language: { from: 'zh-TW', to: 'en' } } });
    expect(await w.row('person', id as string)).toMatchObject({ name: 'Mei', language: 'en' });
  });

  test('[P11] the last who can change roles and people cannot be lost by any of the three roads', async () => {
    const admin = await w.do('role.create', { code: 'keeper', name: 'Keeper', home: '/people' });
    const desk = await w.do('role.create', { code: 'desk', name: 'Desk', home: '/orders' });
    await w.do('role.save', { id: admin.id, rules: administering });
    const invite = async (email: string) =>
      (await w.do('person.invite', { ...invitation, email, roleIds: [admin.id] })).id as string;
    const [anna, ben] = [await invite('anna@example.test'), await invite('ben@example.test')];
    await w.do('person.activate', { id: anna });
    // Ben has not followed his invitation yet: he counts for nothing.
    const last = { refused: 'person.last_administrator' };
    const demote = { id: anna, set: { roleIds: { from: [admin.id], to: [desk.id] } } };
    expect(await w.refuse('person.suspend', { id: anna })).toEqual(last);
    expect(await w.refuse('person.update', demote)).toEqual(last);
    for (const without of administering) {
      const rules = administering.filter((rule) => rule !== without);
      expect(await w.refuse('role.save', { id: admin.id, rules })).toEqual({ refused: 'role.last_administrator' });
    }
    const narrowed = administering.map((rule) => (rule.on === 'person' ? { ...rule, scope: 'own' as const } : rule));
    expect(await w.refuse('role.save', { id: admin.id, rules: narrowed })).toMatchObject({
      refused: 'role.last_administrator',
    });
    await w.do('person.activate', { id: ben });
    await w.do('person.update', demote);
    expect(await w.refuse('person.suspend', { id: ben })).toEqual(last);
    await w.do('role.save', { id: desk.id, rules: administering });
    await w.do('person.suspend', { id: ben, why: 'left' });
    expect(await w.row('person', ben)).toMatchObject({ status: 'suspended' });
    expect(await w.refuse('person.suspend', { id: ben })).toEqual({ refused: 'person.not_in_state' });
  });

  test('[P12] a role becomes what was saved, its rules each in the log under the role', async () => {
    const { id } = await w.do('role.create', { code: 'picker', name: 'Picker', home: '/picking' });
    expect(await w.refuse('role.create', { code: 'picker', name: 'Other', home: '/' })).toMatchObject({
      refused: 'role.code_taken',
    });
    const when = { all: [{ field: 'status', is: 'in', value: ['reserved', 'claimed'] }] };
    const rules: RuleInput[] = [
      { on: 'pick', may: 'read', scope: 'warehouse', when: null, groups: ['basics'] },
      { on: 'pick', may: 'read', scope: 'all', when, groups: ['basics'] },
    ];
    await w.do('role.save', { id, name: 'Pickers', rules });
    const stored = await w.rows('rule', { field: 'roleId', is: 'eq', value: id as string });
    expect(stored).toHaveLength(2);
    await w.do('role.save', { id, rules: rules.slice(1), from: stored.map((rule) => rule.id) });
    const kept = await w.rows('rule', { field: 'roleId', is: 'eq', value: id as string });
    expect(kept.map((rule) => stored.find(({ id: known }) => known === rule.id)?.scope)).toEqual(['all']);
    expect(await w.row('role', id as string)).toMatchObject({ name: 'Pickers' });
  });

  test('[P3] a view belongs to who saved it: to others it is not there', async () => {
    const own: Rule[] = ['read', 'create', 'delete'].map((may) => ({
      on: 'saved_view',
      may,
      scope: 'own',
      when: null,
      groups: ['basics'],
    }));
    const [anna, ben] = [w.as(own, { id: 'person-anna' }), w.as(own, { id: 'person-ben' })];
    const view = { on: 'order', name: 'Late', query: 'sort=promisedOn' };
    const { id } = await anna.do('saved_view.save', view);
    await anna.do('saved_view.save', { id, ...view, name: 'Very late' });
    expect(await w.row('saved_view', id as string)).toMatchObject({ ownerId: 'person-anna', name: 'Very late' });
    expect(await ben.refuse('saved_view.save', { id, ...view })).toMatchObject({ refused: 'missing' });
    expect(await ben.refuse('saved_view.remove', { id })).toMatchObject({ refused: 'missing' });
    expect(await anna.refuse('saved_view.save', { ...view, on: 'nothing' })).toMatchObject({
      refused: 'saved_view.no_such_noun',
    });
    await anna.do('saved_view.remove', { id });
    expect(await w.rows('saved_view')).toEqual([]);
  });
});
