import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { SECOND_KEPT } from '../../shared/access/role_change/role_change.second.ts';
import { startingRoles } from '../../shared/access/roles.ts';
import type { Rule } from '../../shared/access/rule.ts';
import { dialects } from '../../tests/databases.ts';
import { type Person, type World, world } from '../../tests/world.ts';

const rulesOf = (code: string): readonly Rule[] => startingRoles.find((role) => role.code === code)?.rules ?? [];
const DAY = 24 * 3_600_000;

describe.each(dialects)('more rights, agreed to by a second person, on %s', (dialect) => {
  let w: World;
  const ids = new Map<string, string>();
  let anna: Person;
  let ben: Person;
  const opened: World[] = [];
  const id = (name: string): string => ids.get(name) as string;

  const role = async (code: string): Promise<void> => {
    const made = await w.do('role.create', { code, name: code, home: '/orders' });
    await w.do('role.save', { id: made.id, rules: rulesOf(code) });
    ids.set(code, made.id as string);
  };
  const person = async (name: string, code: string): Promise<Person> => {
    const made = await w.do('person.invite', {
      name,
      email: `${name.toLowerCase()}@example.test`,
      roleIds: [id(code)],
      warehouseIds: [],
      teamId: null,
      language: 'en',
      discountAuthority: 0,
    });
    await w.do('person.activate', { id: made.id });
    ids.set(name, made.id as string);
    return w.as(rulesOf(code), { id: made.id as string, name });
  };
  beforeEach(async () => {
    w = await world(dialect);
    opened.push(w);
    for (const code of ['administrator', 'finance_clerk', 'warehouse_operator', 'executive']) await role(code);
    anna = await person('Anna', 'administrator');
    ben = await person('Ben', 'administrator');
    await person('Cleo', 'warehouse_operator');
    await person('Dora', 'executive');
  });
  afterAll(async () => {
    for (const one of opened) await one.close();
  });

  const ruleInputs = (code: string) =>
    rulesOf(code).map(({ on, may, scope, when, groups }) => ({ on, may, scope, when, groups: [...groups] }));
  const withAmounts = () => [
    ...ruleInputs('warehouse_operator'),
    { on: 'order' as const, may: 'read', scope: 'all' as const, when: null, groups: ['amounts'] },
  ];
  const widen = (by: Person, why = 'they invoice at the gate') =>
    by.do('role.save', { id: id('warehouse_operator'), rules: withAmounts(), why });
  const seesAmounts = async () =>
    (await w.rows('rule', { field: 'roleId', is: 'eq', value: id('warehouse_operator') })).some((one) =>
      (one.groups as string[]).includes('amounts'),
    );
  const give = (by: Person, to: string, codes: readonly string[], from = ['warehouse_operator']) =>
    by.do('person.update', { id: id(to), set: { roleIds: { from: from.map(id), to: codes.map(id) } } });
  const told = async (name: string) =>
    (await w.rows('notification', { field: 'personId', is: 'eq', value: id(name) })).map(({ kind }) => kind);
  const change = (of: string) => w.row('role_change', of);

  test('[P12] [T5] a role that comes to more waits, the other agrees, and the log names both', async () => {
    const { waits } = await widen(anna);
    expect(await seesAmounts()).toBe(false);
    expect(await change(waits as string)).toMatchObject({
      kind: 'role',
      status: 'waiting',
      askedByName: 'Anna',
      askedWhy: 'they invoice at the gate',
      widens: [{ on: 'order', may: 'read', groups: ['amounts'] }],
      expiresOn: '2026-03-09',
    });
    expect([await told('Ben'), await told('Anna'), await told('Dora')]).toEqual([['rights_asked'], [], []]);
    expect(await anna.refuse('role_change.decide', { id: waits, accept: true })).toEqual({
      refused: 'role_change.own',
    });
    expect(await anna.refuse('role.save', { id: id('warehouse_operator'), rules: withAmounts() })).toMatchObject({
      refused: 'role_change.open_already',
      with: { name: 'Anna' },
    });
    await ben.do('role_change.decide', { id: waits, accept: true });
    expect(await seesAmounts()).toBe(true);
    expect(await change(waits as string)).toMatchObject({ status: 'accepted', deciderName: 'Ben' });
    expect([await told('Anna'), await told('Dora')]).toEqual([['rights_decided'], ['rights_widened']]);
    const agreed = w.entries.filter((one) => one.command === 'role_change.decide');
    expect(agreed.some(({ noun, actorName }) => noun === 'rule' && actorName === 'Ben')).toBe(true);
    const asked = w.entries.find((one) => one.noun === 'role_change' && one.before === null);
    expect(asked).toMatchObject({ command: 'role.save', actorName: 'Anna' });
    expect(await ben.refuse('role_change.decide', { id: waits, accept: true })).toMatchObject({
      refused: 'role_change.not_open',
    });
  });

  test('[P12] what comes to no more applies at once, and voids what was asked of the role as it was', async () => {
    const { waits } = await widen(anna);
    const rules = ruleInputs('warehouse_operator').slice(1);
    expect(await ben.do('role.save', { id: id('warehouse_operator'), rules })).not.toHaveProperty('waits');
    expect((await change(waits as string)).status).toBe('void');
    expect(await ben.refuse('role_change.decide', { id: waits, accept: true })).toMatchObject({
      refused: 'role_change.stale',
    });
    expect(await seesAmounts()).toBe(false);
  });

  test('[P12] it is refused with a reason, withdrawn by who asked, or over when its days are', async () => {
    const first = await widen(anna);
    expect(await ben.refuse('role_change.decide', { id: first.waits, accept: false })).toMatchObject({
      refused: 'role_change.reason_missing',
      field: 'why',
    });
    await ben.do('role_change.decide', { id: first.waits, accept: false, why: 'no need' });
    expect(await change(first.waits as string)).toMatchObject({ status: 'refused', decidedWhy: 'no need' });
    const next = await widen(anna);
    expect(await ben.refuse('role_change.withdraw', { id: next.waits })).toMatchObject({ refused: 'not_permitted' });
    await anna.do('role_change.withdraw', { id: next.waits });
    const last = await widen(anna);
    w.at(w.now() + 8 * DAY);
    expect(await ben.refuse('role_change.decide', { id: last.waits, accept: true })).toMatchObject({
      refused: 'role_change.not_open',
      with: { status: 'expired' },
    });
    await w.do('role_change.expire', { day: '2026-03-10' });
    expect((await change(last.waits as string)).status).toBe('expired');
    expect(await told('Anna')).toContain('rights_expired');
    expect(await seesAmounts()).toBe(false);
  });

  test('[P12] while nobody else may agree it applies at once, and is announced to who may read of it', async () => {
    await w.do('person.suspend', { id: id('Ben') });
    w.at(w.now() + SECOND_KEPT + 1);
    expect(await widen(anna)).not.toHaveProperty('waits');
    expect(await seesAmounts()).toBe(true);
    const [row] = await w.rows('role_change');
    expect(row).toMatchObject({ status: 'applied', askedByName: 'Anna', deciderId: null });
    expect(await told('Dora')).toEqual(['rights_widened']);
  });

  test('[T5] nobody gets rid of the other first: they count for a week, by each of three roads', async () => {
    const gone = [
      () => anna.do('person.suspend', { id: id('Ben') }),
      () => give(anna, 'Ben', ['warehouse_operator'], ['administrator']),
    ];
    for (const go of gone) {
      await go();
      expect(await widen(anna)).toHaveProperty('waits');
      expect(await seesAmounts()).toBe(false);
      const [open] = await w.rows('role_change', { field: 'status', is: 'eq', value: 'waiting' });
      await anna.do('role_change.withdraw', { id: open?.id });
      await w.do('person.activate', { id: id('Ben') }).catch(() => undefined);
    }
    // Or of what the other may agree to: what Anna asks for is not theirs any more.
    await give(w, 'Ben', ['administrator']);
    const rules = ruleInputs('administrator').map((one) =>
      one.on === 'role_change' && one.may === 'decide'
        ? { ...one, when: { field: 'askedById', is: 'ne', value: id('Anna') } }
        : one,
    );
    expect(await anna.do('role.save', { id: id('administrator'), rules })).not.toHaveProperty('waits');
    expect(await widen(anna)).toHaveProperty('waits');
    expect(await seesAmounts()).toBe(false);
  });

  test('[T5] a role given to a person waits as well, whatever else is changed with it; so does a new person’s', async () => {
    const asked = await anna.do('person.update', {
      id: id('Cleo'),
      set: {
        name: { from: 'Cleo', to: 'Cleo Lin' },
        roleIds: { from: [id('warehouse_operator')], to: [id('finance_clerk')] },
      },
    });
    expect(await w.row('person', id('Cleo'))).toMatchObject({ name: 'Cleo Lin', roleIds: [id('warehouse_operator')] });
    await ben.do('role_change.decide', { id: asked.waits, accept: true });
    expect((await w.row('person', id('Cleo'))).roleIds).toEqual([id('finance_clerk')]);
    const invited = await anna.do('person.invite', {
      name: 'Eve',
      email: 'eve@example.test',
      roleIds: [id('administrator')],
      warehouseIds: [],
      teamId: null,
      language: 'en',
      discountAuthority: 100_000,
    });
    expect(await w.row('person', invited.id as string)).toMatchObject({ roleIds: [], discountAuthority: 0 });
    expect(await change(invited.waits as string)).toMatchObject({ kind: 'person', subjectName: 'Eve' });
    await ben.do('role_change.decide', { id: invited.waits, accept: true });
    expect(await w.row('person', invited.id as string)).toMatchObject({
      roleIds: [id('administrator')],
      discountAuthority: 100_000,
    });
    // Less is nobody's to agree to, nor what gives nothing that is guarded.
    expect(await give(anna, 'Cleo', ['warehouse_operator'], ['finance_clerk'])).not.toHaveProperty('waits');
  });

  test('[T5] a new role is empty until somebody agrees, and given meanwhile it gives nothing', async () => {
    const made = await anna.do('role.create', { code: 'helper', name: 'Helper', home: '/orders' });
    ids.set('helper', made.id as string);
    expect(await give(anna, 'Cleo', ['warehouse_operator', 'helper'])).not.toHaveProperty('waits');
    expect(await anna.do('role.save', { id: made.id, rules: ruleInputs('finance_clerk') })).toHaveProperty('waits');
    expect(await w.rows('rule', { field: 'roleId', is: 'eq', value: made.id as string })).toEqual([]);
  });

  test('[T5] two steps that are each narrow do not come to a widening', async () => {
    const save = (rules: ReturnType<typeof ruleInputs>) =>
      anna.do('role.save', { id: id('warehouse_operator'), rules });
    const base = ruleInputs('warehouse_operator');
    const half = (status: string) => ({
      on: 'order' as const,
      may: 'read',
      scope: 'all' as const,
      when: { field: 'status', is: 'eq', value: status } as never,
      groups: ['amounts'],
    });
    const { waits } = await save([...base, half('confirmed')]);
    await ben.do('role_change.decide', { id: waits, accept: true });
    // What was agreed to is moved, then widened: each of it is asked for.
    expect(await save([...base, half('completed')])).toHaveProperty('waits');
    const [open] = await w.rows('role_change', { field: 'status', is: 'eq', value: 'waiting' });
    await anna.do('role_change.withdraw', { id: open?.id });
    expect(await save([...base, half('confirmed'), half('completed')])).toHaveProperty('waits');
  });

  const letIn = (name: string, by: string, letInAt = w.now()) =>
    w.put(
      'credential',
      {
        personId: id(name),
        password: 'x',
        token: null,
        tokenUntil: null,
        tokenById: id(by),
        letInById: id(by),
        letInAt,
      },
      `credential-${id(name)}`,
    );
  test('[T5] who was let in anew by whoever asks may be them: they do not agree for a week', async () => {
    const { waits } = await widen(anna);
    await letIn('Ben', 'Anna');
    expect(await ben.refuse('role_change.decide', { id: waits, accept: true })).toEqual({
      refused: 'role_change.let_in',
    });
    w.at(w.now() + SECOND_KEPT);
    await ben.do('role_change.decide', { id: waits, accept: true });
    expect(await seesAmounts()).toBe(true);
  });

  test('[T5] nor does whoever let the asker in, through others too, nor one of two whom somebody else let in', async () => {
    const refused = async (by: Person, waits: string | undefined) =>
      expect(await by.refuse('role_change.decide', { id: waits, accept: true })).toEqual({
        refused: 'role_change.let_in',
      });
    await letIn('Ben', 'Anna');
    const { waits } = await widen(ben);
    await refused(anna, waits);
    const gus = await person('Gus', 'administrator');
    await letIn('Gus', 'Ben');
    await refused(gus, waits);
    await ben.do('role_change.withdraw', { id: waits });
    const next = await widen(gus);
    await refused(anna, next.waits);
    const hal = await person('Hal', 'administrator');
    await hal.do('role_change.decide', { id: next.waits, accept: true });
  });

  test('[T5] who asked and is suspended, or may not do it any more, gives nothing when it is agreed to', async () => {
    const asked = await widen(anna);
    await ben.do('person.suspend', { id: id('Anna') });
    const gone = { refused: 'role_change.asker_gone', with: { name: 'Anna' } };
    expect(await ben.refuse('role_change.decide', { id: asked.waits, accept: true })).toEqual(gone);
    await w.do('person.activate', { id: id('Anna') });
    const given = await give(anna, 'Cleo', ['finance_clerk']);
    await give(ben, 'Anna', [], ['administrator']);
    for (const { waits } of [asked, given])
      expect(await ben.refuse('role_change.decide', { id: waits, accept: true })).toEqual(gone);
    expect(await seesAmounts()).toBe(false);
    await ben.do('role_change.decide', { id: asked.waits, accept: false, why: 'gone' });
  });

  test('[T5] a role that is given meanwhile, to a person or to a wall, is not filled: what waits for it is void', async () => {
    const made = await anna.do('role.create', { code: 'helper', name: 'Helper', home: '/orders' });
    ids.set('helper', made.id as string);
    const fill = async () => (await anna.do('role.save', { id: made.id, rules: ruleInputs('finance_clerk') })).waits;
    const first = await fill();
    await give(anna, 'Cleo', ['warehouse_operator', 'helper']);
    expect((await change(first as string)).status).toBe('void');
    // Taken again it is nobody's, and what is asked anew stands.
    await give(anna, 'Cleo', ['warehouse_operator'], ['warehouse_operator', 'helper']);
    const second = await fill();
    await give(anna, 'Cleo', ['warehouse_operator', 'executive']);
    expect((await change(second as string)).status).toBe('waiting');
    // Also beside what waits itself.
    const asked = await anna.do('person.update', {
      id: id('Dora'),
      set: {
        roleIds: { from: [id('executive')], to: [id('executive'), id('helper')] },
        discountAuthority: { from: 0, to: 50_000 },
      },
    });
    expect(asked).toHaveProperty('waits');
    expect((await change(second as string)).status).toBe('void');
    const third = await fill();
    const newcomer = {
      name: 'Eve',
      email: 'eve@example.test',
      roleIds: [id('helper')],
      warehouseIds: [],
      teamId: null,
      language: 'en',
      discountAuthority: 0,
    };
    await anna.do('person.invite', newcomer);
    expect((await change(third as string)).status).toBe('void');
    const fourth = await fill();
    const wallId = await w.put('wall', {
      name: 'Hall',
      scenes: ['queue'],
      language: 'en',
      theme: 'dark',
      pace: 20,
      warehouseId: null,
      status: 'paired',
      pairedAt: 0,
      roleId: id('executive'),
    } as never);
    await anna.do('wall.update', { id: wallId, set: { roleId: { from: id('executive'), to: id('helper') } } });
    expect((await change(fourth as string)).status).toBe('void');
  });

  test('[T5] a role that is given by another’s word voids what waits to fill it', async () => {
    const given = await give(anna, 'Cleo', ['finance_clerk']);
    const wide = [...ruleInputs('finance_clerk'), { on: 'hold', may: 'release', scope: 'all', when: null, groups: [] }];
    const { waits } = await anna.do('role.save', { id: id('finance_clerk'), rules: wide });
    await ben.do('role_change.decide', { id: given.waits, accept: true });
    expect((await change(waits as string)).status).toBe('void');
  });

  test('[T5] whoever may agree and can no more is announced: suspended, or narrowed by a role of theirs or its rules', async () => {
    const dropped = async () =>
      (await w.rows('role_change', { field: 'status', is: 'eq', value: 'dropped' })).map(
        ({ subjectName, askedByName, widens }) => [subjectName, askedByName, widens],
      );
    await anna.do('person.suspend', { id: id('Ben') });
    expect(await dropped()).toEqual([['Ben', 'Anna', []]]);
    expect([await told('Dora'), await told('Anna')]).toEqual([['rights_dropped'], []]);
    await w.do('person.activate', { id: id('Ben') });
    await give(anna, 'Ben', ['warehouse_operator'], ['administrator']);
    expect(await told('Dora')).toHaveLength(2);
    await give(w, 'Ben', ['administrator']);
    const rules = ruleInputs('administrator').filter(({ on, may }) => !(on === 'role_change' && may === 'decide'));
    await anna.do('role.save', { id: id('administrator'), rules });
    expect(await dropped()).toHaveLength(4);
    expect(await told('Ben')).toContain('rights_dropped');
    expect(await w.row('person', id('Ben'))).toMatchObject({ secondUntil: w.now() + SECOND_KEPT });
  });

  test('[T5] a straw with the right to save roles, or to hand customers over, is asked for first', async () => {
    for (const deed of [
      { on: 'role' as const, may: 'update' },
      { on: 'customer' as const, may: 'reassign' },
    ]) {
      const rules = [...ruleInputs('warehouse_operator'), { ...deed, scope: 'all' as const, when: null, groups: [] }];
      const { waits } = await anna.do('role.save', { id: id('warehouse_operator'), rules });
      expect(waits).toBeDefined();
      await anna.do('role_change.withdraw', { id: waits });
    }
  });

  test('[P11] what it would take the last administrator by is refused when it is agreed to, too', async () => {
    const rules = [
      ...ruleInputs('administrator').filter((one) => !(one.on === 'role' && one.may === 'update')),
      { on: 'order' as const, may: 'read', scope: 'all' as const, when: null, groups: ['amounts'] },
    ];
    expect(await anna.refuse('role.save', { id: id('administrator'), rules })).toEqual({
      refused: 'role.last_administrator',
    });
    // A person's change is made against the roles as they are: what gives more later is another change.
    const given = await give(anna, 'Cleo', ['finance_clerk']);
    const narrowed = ruleInputs('finance_clerk').slice(1);
    await anna.do('role.save', { id: id('finance_clerk'), rules: narrowed });
    expect((await change(given.waits as string)).status).toBe('void');
  });

  test('[T5] a screen on a wall shows no more by one person’s word', async () => {
    const wallRole = await w.do('role.create', { code: 'wall', name: 'Wall', home: '/wall' });
    await w.do('role.save', { id: wallRole.id, rules: ruleInputs('wall') });
    const wall = {
      name: 'Hall',
      scenes: ['queue'],
      language: 'en',
      theme: 'dark',
      pace: 20,
      warehouseId: null,
      status: 'paired',
      pairedAt: 0,
      roleId: wallRole.id,
    } as never;
    const wallId = await w.put('wall', wall);
    const set = { name: { from: 'Hall', to: 'Dock' }, roleId: { from: wallRole.id, to: id('executive') } };
    const { waits } = await anna.do('wall.update', { id: wallId, set });
    expect(await w.row('wall', wallId)).toMatchObject({ name: 'Dock', roleId: wallRole.id });
    await ben.do('role_change.decide', { id: waits, accept: true });
    expect(await w.row('wall', wallId)).toMatchObject({ roleId: id('executive') });
  });
});
