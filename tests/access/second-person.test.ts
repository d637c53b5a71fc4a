import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SECOND_KEPT } from '../../shared/access/role_change/role_change.second.ts';
import type { Rule } from '../../shared/access/rule.ts';
import { addDays, dayOf } from '../../shared/base/day.ts';
import type { Row } from '../agreement/oracle.ts';
import { dialects } from '../databases.ts';
import { Desk } from '../live/desk.ts';
import { type Code, Firm } from '../live/firm.ts';
import { rulesOf } from '../live/narrowing.ts';

type Answer = { readonly refused?: string; readonly waits?: string; readonly id?: string; readonly answer?: Answer };

/** An administrator who wants the books, by every road that a page, an integration or a colleague's desk offers. */
describe.each(dialects)('a thief among two administrators on %s', (dialect) => {
  let firm: Firm;
  let thief: Desk;
  let other: Desk;
  beforeAll(async () => {
    firm = await Firm.open(dialect);
    // Two run this house: the second is the one of the executive's desk.
    const exec = firm.idOf('exec');
    const [was] = (await firm.rows('person')).filter(({ id }) => id === exec);
    await firm.company.system('person.update', {
      id: exec,
      set: { roleIds: { from: was?.roleIds, to: [firm.roles.get('administrator')] } },
    });
    thief = await firm.signIn('admin');
    other = await firm.signIn('exec');
  });
  afterAll(() => firm.close());

  const answerOf = async (desk: Desk, name: string, input: object): Promise<Answer> => {
    const { body } = await desk.command(name, input);
    const answer = body as Answer;
    return answer.answer ?? answer;
  };
  const bank: Rule = { on: 'receipt', may: 'read', scope: 'all', when: null, groups: ['basics', 'amounts', 'bank'] };
  const withBank = (): readonly Rule[] => [...rulesOf('administrator'), bank];
  const saveOwn = (desk: Desk, rules: readonly Rule[]) =>
    answerOf(desk, 'role.save', { id: firm.roles.get('administrator'), rules });
  const person = async (code: Code): Promise<Row> =>
    (await firm.rows('person')).find(({ id }) => id === firm.idOf(code)) as Row;
  const readsBank = async (): Promise<boolean> => {
    await firm.settled();
    return (await thief.get('/api/receipts?limit=1')).status === 200;
  };
  const waiting = async (): Promise<Row[]> =>
    (await firm.rows('role_change')).filter((one) => one.status === 'waiting');
  const clear = async (): Promise<void> => {
    for (const { id } of await waiting()) await answerOf(thief, 'role_change.withdraw', { id });
  };

  test('[T5] by REST and by the socket: it waits, and the answer says so; nothing is read meanwhile', async () => {
    const before = await readsBank();
    expect(before).toBe(false);
    expect(await saveOwn(thief, withBank())).toHaveProperty('waits');
    expect(await readsBank()).toBe(false);
    await clear();
    const screen = await firm.screen('admin', thief);
    const input = { id: firm.roles.get('administrator'), rules: withBank() };
    expect(await screen.command('role.save', input, firm.commandId())).toMatchObject({
      answer: { waits: expect.any(String) },
    });
    screen.leave();
    expect(await readsBank()).toBe(false);
    await clear();
  });

  test('[T5] foreseen it is what waits, and no more', async () => {
    const { body } = await thief.command('role.save/preview', {
      id: firm.roles.get('administrator'),
      rules: withBank(),
    });
    expect(JSON.stringify(body)).not.toContain('"noun":"rule"');
    expect(await waiting()).toEqual([]);
  });

  test('[T5] nobody agrees to their own: not straight, not as whom they look, not as a deputy', async () => {
    const { waits } = await saveOwn(thief, withBank());
    expect(await answerOf(thief, 'role_change.decide', { id: waits, accept: true })).toEqual({
      refused: 'role_change.own',
    });
    const seeing = await firm.signIn('admin');
    await seeing.command('viewing.begin', { asPersonId: firm.idOf('exec') });
    expect(((await seeing.command('role_change.decide', { id: waits, accept: true })).body as Answer).refused).toMatch(
      /viewing_only|own|not_permitted/,
    );
    const today = dayOf(firm.now, 'Asia/Taipei');
    // The other is away, and has somebody decide for them: that is not lent, to nobody.
    await answerOf(other, 'deputy.name', {
      absentId: firm.idOf('exec'),
      deputyId: firm.idOf('boss'),
      startsOn: today,
      endsOn: addDays(today, 2),
      reason: 'On leave',
    });
    await firm.settled();
    const boss = await firm.signIn('boss');
    expect((await answerOf(boss, 'role_change.decide', { id: waits, accept: true })).refused).toMatch(
      /missing|not_permitted/,
    );
    expect(await readsBank()).toBe(false);
    expect(await answerOf(other, 'role_change.decide', { id: waits, accept: true })).not.toHaveProperty('refused');
    expect(await readsBank()).toBe(true);
    expect(await saveOwn(other, rulesOf('administrator'))).not.toHaveProperty('waits');
    expect(await readsBank()).toBe(false);
  });

  test('[T5] not by a role that has the right already, nor by a new one, nor by a new person', async () => {
    const own = await person('admin');
    const set = {
      roleIds: { from: own.roleIds, to: [...(own.roleIds as string[]), firm.roles.get('finance_manager')] },
    };
    expect(await answerOf(thief, 'person.update', { id: own.id, set })).toHaveProperty('waits');
    expect((await person('admin')).roleIds).toEqual(own.roleIds);
    await clear();
    const made = await answerOf(thief, 'role.create', { code: 'helper', name: 'Helper', home: '/orders' });
    const filled = await answerOf(thief, 'role.save', { id: made.id, rules: [bank] });
    expect(filled).toHaveProperty('waits');
    const given = { roleIds: { from: own.roleIds, to: [...(own.roleIds as string[]), made.id] } };
    expect(await answerOf(thief, 'person.update', { id: own.id, set: given })).not.toHaveProperty('waits');
    expect(await readsBank()).toBe(false);
    await clear();
    const invited = await answerOf(thief, 'person.invite', {
      name: 'Straw',
      email: 'straw@firm.example',
      roleIds: [firm.roles.get('finance_manager')],
      warehouseIds: [],
      teamId: null,
      language: 'en',
      discountAuthority: 0,
    });
    expect(invited).toHaveProperty('waits');
    expect((await firm.rows('person')).find(({ id }) => id === invited.id)?.roleIds).toEqual([]);
    await clear();
  });

  test('[T5] not by the other’s desk, opened by a link for a new password', async () => {
    const { waits } = await saveOwn(thief, withBank());
    const { token } = (await thief.send('POST', `/api/people/${firm.idOf('exec')}/link`)).body as { token: string };
    const stolen = new Desk(
      () => firm.address,
      'exec',
      () => firm.commandId(),
    );
    const taken = await stolen.send('POST', '/api/session/accept', { token, password: 'a password of the thief' });
    expect(taken.status).toBeLessThan(300);
    await stolen.signIn('exec@firm.example', 'a password of the thief');
    expect(await answerOf(stolen, 'role_change.decide', { id: waits, accept: true })).toEqual({
      refused: 'role_change.let_in',
    });
    expect(await readsBank()).toBe(false);
    await clear();
  });

  test('[T5] not by sending the other away first; whoever is told of rights is told of this, and by whom', async () => {
    expect(await answerOf(thief, 'person.suspend', { id: firm.idOf('exec') })).not.toHaveProperty('refused');
    expect(await saveOwn(thief, withBank())).toHaveProperty('waits');
    expect(await readsBank()).toBe(false);
    await clear();
    firm.pass(SECOND_KEPT + 1);
    thief = await firm.signIn('admin');
    expect(await saveOwn(thief, withBank())).not.toHaveProperty('waits');
    expect(await readsBank()).toBe(true);
    const fin = await firm.signIn('fin');
    const told = (await fin.list('notifications', { limit: 100 })).body as { rows: Row[] };
    const [news] = told.rows.filter(({ kind }) => kind === 'rights_widened');
    expect(news).toMatchObject({ aboutNoun: 'role_change', byId: firm.idOf('admin') });
    const shown = (await fin.get(`/api/role_changes/${news?.aboutId}`)).body as Row;
    expect(shown).toMatchObject({ status: 'applied', widens: expect.any(Array) });
    // What the role says word by word is for those who run the product.
    expect(shown).not.toHaveProperty('after');
    const clerk = await firm.signIn('clerk');
    expect((await clerk.get('/api/role_changes?limit=5')).status).not.toBe(200);
  });
});
