import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LogReader, logReader } from '../../server/audit/log-reader.ts';
import { watchLikenesses } from '../../server/sales/customer/alike.watch.ts';
import { openCompany } from '../../server/system/company.ts';
import { dialects } from '../databases.ts';
import { type Code, Firm } from '../live/firm.ts';
import { type Goods, goods } from '../live/goods.ts';

const TAX = '04595257';
const PHONE = '02-5550-7788';

describe.each(dialects)('customers alike on %s', (dialect) => {
  let firm: Firm;
  let trade: Goods;
  let watch: LogReader;
  beforeAll(async () => {
    firm = await Firm.open(dialect);
    trade = await goods(firm);
    watch = await watchLikenesses(firm.company, (error) => firm.faults.push(error));
    await firm.do('rep2', 'customer.create', {
      name: 'Morning Tide Co., Ltd.',
      localName: '晨潮禮品有限公司',
      country: 'TW',
      taxNumber: TAX,
      priceListId: trade.list,
      contacts: [{ name: 'Ms Lin', phone: PHONE }],
    });
  });
  afterAll(async () => {
    await watch.close();
    await firm.close();
  });
  const ask = async (code: Code, likened: object) => {
    const desk = await firm.signIn(code);
    const { body } = await desk.send('POST', '/api/alike', likened);
    return (body as { rows?: { by: string[]; row: { name?: string } }[] }).rows;
  };
  const told = async () => (await firm.rows('notification')).filter(({ kind }) => kind === 'customer_alike');
  const enter = async (code: Code, more: object) =>
    String((await firm.do(code, 'customer.create', { country: 'TW', priceListId: trade.list, ...more })).id);

  test('[S1] whoever sees the customer is told of it by name in either script, telephone and tax number', async () => {
    const by = async (likened: object) =>
      (await ask('rep2', { country: 'TW', ...likened }))?.map(({ by: how, row }) => `${row.name} ${how}`);
    expect(await by({ name: 'MORNING-TIDE' })).toEqual(['Morning Tide Co., Ltd. name']);
    expect(await by({ localName: '晨潮禮品股份有限公司' })).toEqual(['Morning Tide Co., Ltd. name']);
    expect(await by({ phones: ['+886 2 5550 7788'] })).toEqual(['Morning Tide Co., Ltd. phone']);
    expect(await by({ taxNumber: '0459 5257', name: 'Another' })).toEqual(['Morning Tide Co., Ltd. tax']);
    expect(await by({ name: 'Another', taxNumber: '10458575', phones: ['02-5550-9999'] })).toEqual([]);
    expect(await by({ name: 'Morning Tide', phones: [PHONE], taxNumber: TAX })).toEqual([
      'Morning Tide Co., Ltd. tax,phone,name',
    ]);
  });

  test('[S1] [ROAD6] another seller is answered as if there were none, and who reads no such field learns nothing by it', async () => {
    const all = { country: 'TW', name: 'Morning Tide', localName: '晨潮禮品', phones: [PHONE], taxNumber: TAX };
    const desk = await firm.signIn('rep');
    const there = await desk.send('POST', '/api/alike', all);
    const not = {
      ...all,
      name: 'Xorning Tide',
      localName: '潮晨禮品',
      phones: ['02-5550-7789'],
      taxNumber: '10458575',
    };
    const missing = await desk.send('POST', '/api/alike', not);
    expect([there.status, there.text]).toEqual([missing.status, missing.text]);
    expect(there.body).toEqual({ rows: [] });
    // Executives and administrators read names; contact data they do not.
    expect((await ask('exec', { country: 'TW', phones: [PHONE] })) ?? []).toEqual([]);
    expect((await ask('admin', { country: 'TW', taxNumber: TAX })) ?? []).toEqual([]);
    expect((await ask('admin', { country: 'TW', name: 'morning tide' }))?.map(({ by }) => by)).toEqual([['name']]);
    expect((await desk.send('POST', '/api/alike', { name: 'x'.repeat(300) })).status).toBe(400);
    for (const code of ['op', 'hall', 'wall'] as const) expect((await ask(code, all)) ?? []).toEqual([]);
  });

  test('[S1] one out of the seller’s sight goes to their manager’s inbox, once, and the seller hears nothing', async () => {
    const screen = await firm.screen('rep');
    const heard: string[] = [];
    screen.heard = (text) => heard.push(text);
    await screen.ask('collection.open', { noun: 'notification', limit: 50 });
    const answers = [];
    for (const name of ['Morning Tide Limited', 'Quite Another Limited']) {
      const input = { name, country: 'TW', priceListId: trade.list };
      answers.push(await screen.command('customer.create', input, firm.commandId()));
    }
    const shape = (answer: unknown) =>
      JSON.stringify(answer).replaceAll(/[0-9a-f-]{36}|C-\d+|(Morning Tide|Quite Another)/g, '#');
    expect(shape(answers[0])).toBe(shape(answers[1]));
    await firm.settled();
    await expect.poll(async () => (await told()).length).toBeGreaterThan(0);
    const rows = await told();
    const seen = new Set(rows.map(({ personId }) => personId));
    expect(seen.has(firm.idOf('boss'))).toBe(true);
    for (const code of ['rep', 'rep2', 'admin', 'exec', 'fin'] as const) expect(seen.has(firm.idOf(code))).toBe(false);
    await firm.settled();
    expect(heard.join('\n')).not.toContain('customer_alike');
    // Changing it again tells nobody again.
    const id = String(rows[0]?.aboutId);
    const rename = (from: string, to: string) => firm.do('rep', 'customer.update', { id, set: { name: { from, to } } });
    await rename('Morning Tide Limited', 'Morning Tide Inc.');
    await watch.settled();
    expect((await told()).length).toBe(rows.length);
    // What the one who enters it sees was pointed out to them: nobody is told.
    await enter('boss', { name: 'Morning Tide' });
    await enter('rep2', { name: 'Morning Tide' });
    await watch.settled();
    const after = await told();
    // rep2 does not see what rep and boss entered, and boss sees all.
    expect(new Set(after.map(({ aboutId }) => aboutId)).size).toBe(2);
    expect(firm.faults).toEqual([]);
    screen.leave();
  });

  test('[S1] [P10] what the server died over is pointed out at its next start, and what was told is not told again', async () => {
    await watch.close();
    const before = await told();
    const { folder, url } = firm.data;
    await firm.stop();
    // The process that takes the customer is gone before anybody has looked at it.
    const company = await openCompany({ data: folder, url }, () => firm.now);
    const { kept } = await company.writer.command(firm.idOf('rep'), () => company.people.actor(firm.idOf('rep')), {
      name: 'customer.create',
      id: 'late-customer-1',
      input: { name: 'Another Name Ltd', country: 'TW', taxNumber: TAX, priceListId: trade.list },
    });
    if ('refused' in kept) throw new Error(JSON.stringify(kept));
    const late = String(kept.answer.id);
    await company.close();
    await firm.wake();
    watch = await watchLikenesses(firm.company, (error) => firm.faults.push(error));
    await watch.settled();
    const about = async () => (await told()).filter(({ aboutId }) => aboutId === late);
    await expect.poll(async () => (await about()).map(({ personId }) => personId)).toContain(firm.idOf('boss'));
    const once = (await told()).length;
    expect(once).toBeGreaterThan(before.length);
    await watch.close();
    await firm.restart();
    watch = await watchLikenesses(firm.company, (error) => firm.faults.push(error));
    await watch.settled();
    expect((await told()).length).toBe(once);
    expect(firm.faults).toEqual([]);
  });

  test('[S1] a failure is tried again, and what was committed after it waits for it', async () => {
    const faults: unknown[] = [];
    const seen: string[] = [];
    let fails = true;
    const reader = await logReader(firm.company, {
      name: 'trial',
      noun: 'customer',
      act: async ({ rowId, op }) => {
        if (fails) throw new Error('not now');
        seen.push(`${op} ${rowId}`);
      },
      report: (error) => faults.push(error),
    });
    const first = await enter('rep', { name: 'Quiet Harbour Ltd' });
    await reader.settled();
    const second = await enter('rep', { name: 'Quiet Shore Ltd' });
    await reader.settled();
    expect([seen, faults.length > 0]).toEqual([[], true]);
    fails = false;
    await reader.settled();
    expect(seen).toEqual([`insert ${first}`, `insert ${second}`]);
    // It stands behind both, also for whoever takes its place.
    await reader.close();
    const next = await logReader(firm.company, {
      name: 'trial',
      noun: 'customer',
      act: async ({ rowId }) => void seen.push(rowId),
      report: (error) => faults.push(error),
    });
    await next.settled();
    await next.close();
    expect(seen.length).toBe(2);
  });
});
