import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Mailing, startMail } from '../../server/mail/sender.ts';
import { openCompany } from '../../server/system/company.ts';
import { HELD, MENTION_WAITS, WAITS } from '../../shared/mail/mail/mail.rules.ts';
import { mentionOf, quoteOf } from '../../shared/together/comment/comment.text.ts';
import type { Row } from '../agreement/oracle.ts';
import { dialects } from '../databases.ts';
import { Firm } from '../live/firm.ts';
import { type Goods, goods } from '../live/goods.ts';
import { type Got, Postbox } from '../postbox.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const USER = { name: 'crossdock', password: 'canary-of-the-password' };
const rowsIn = ({ body }: { readonly body: unknown }): Row[] => (body as { readonly rows: Row[] }).rows;

describe.each(dialects)('mail on %s', (dialect) => {
  let postbox: Postbox;
  let firm: Firm;
  let trade: Goods;
  beforeAll(async () => {
    postbox = await Postbox.open({ user: USER });
    firm = await Firm.open(dialect, postbox.outlet());
    trade = await goods(firm);
  });
  afterEach(() => {
    postbox.at = () => undefined;
    postbox.got.length = 0;
  });
  afterAll(async () => {
    await firm.close();
    await postbox.close();
  });

  const choose = (code: 'rep' | 'rep2' | 'boss' | 'op', set: object = {}) =>
    firm.do(code, 'mail_choice.set', { mentions: false, digest: 'none', hour: 8, weekday: 1, ...set });
  const mention = async (text: string, order = trade.orders[0], whom: 'rep' | 'op' = 'rep') =>
    firm.do('boss', 'comment.write', {
      aboutNoun: 'order',
      aboutId: order,
      text: `${mentionOf(firm.idOf(whom))} ${text}`,
    });
  /** Until the next time that the organisation's clock shows this hour. */
  const until = (hour: number): void => {
    const shown = (firm.now + 8 * HOUR) % DAY;
    firm.pass((((hour * HOUR - shown) % DAY) + DAY) % DAY);
  };
  const mailsOf = async (code: 'rep' | 'rep2' | 'boss' | 'op' | 'admin'): Promise<Row[]> =>
    (await firm.rows('mail')).filter(({ personId }) => personId === firm.idOf(code));
  const last = async (code: Parameters<typeof mailsOf>[0]): Promise<Row | undefined> => (await mailsOf(code)).at(-1);
  const to = (code: string): readonly Got[] => postbox.to(`${code}@firm.example`);
  const whole = ({ raw, mail }: Got): string => [raw, mail.subject, mail.text, mail.html].join('\n');
  const orderOf = async (id = trade.orders[0]): Promise<Row> =>
    (await firm.rows('order')).find((row) => row.id === id) as Row;

  test('[MAIL1] nobody who has not chosen gets any', async () => {
    await mention('nobody hears of it by mail');
    firm.pass(8 * DAY);
    await firm.mailing.pass();
    expect([await firm.rows('mail'), postbox.got]).toEqual([[], []]);
  });

  test('[MAIL1] a daily digest comes at its hour on the organisation’s clock, in the reader’s language, with links', async () => {
    const { number } = await orderOf();
    await firm.do('admin', 'person.update', {
      id: firm.idOf('rep'),
      set: { language: { from: 'en', to: 'zh-TW' } },
    });
    await mention(`please look at ${quoteOf('total')} <b>today</b>`);
    await choose('rep', { digest: 'daily', hour: 17 });
    until(16);
    await firm.mailing.pass();
    expect(postbox.got).toEqual([]);
    until(17);
    await firm.mailing.pass();
    expect(to('rep')).toHaveLength(1);
    const { mail, raw } = to('rep')[0] as Got;
    expect(mail.subject).toMatch(/^Trial Trading: 通知匣未讀：\d+ 則$/);
    expect(mail.from?.text).toBe('"Trial Trading" <crossdock@firm.example>');
    const text = mail.text ?? '';
    expect(text).toContain(`Boss Person-boss 提及了您\n  ${number} · `);
    // The field is named, what is in it is not; of the writer's own signs none is markup.
    expect(text).toContain('please look at 金額 <b>today</b>”');
    expect(text).toContain(`  ${firm.address}/orders/${trade.orders[0]}\n`);
    expect(mail.html).toContain('please look at 金額 &lt;b&gt;today&lt;/b&gt;');
    expect(mail.html).toContain(`href="${firm.address}/orders/${trade.orders[0]}"`);
    expect(mail.html).toContain('<html lang="zh-TW">');
    expect(raw).toContain(`List-Unsubscribe: <${firm.address}/my-mail>`);
    // Every address in it leads to the product, and none bears more than the row's id.
    for (const [address] of `${text} ${mail.html}`.matchAll(/https?:\/\/[^\s"<]+/g))
      expect(address).toMatch(new RegExp(`^${firm.address}/(inbox|my-mail|(orders|customers|invoices)/[0-9a-z-]+)$`));
    expect(await last('rep')).toMatchObject({ kind: 'digest', state: 'sent', attempts: 1, reason: null });
    // Nothing newer since: no other one.
    firm.pass(3 * DAY);
    await firm.mailing.pass();
    expect(to('rep')).toHaveLength(1);
    const later = firm.now;
    await mention('and once more');
    firm.pass(HOUR);
    await firm.mailing.pass();
    expect(to('rep')).toHaveLength(1);
    until(17);
    await firm.mailing.pass();
    expect(to('rep')).toHaveLength(2);
    expect(firm.now - later).toBeLessThanOrEqual(DAY);
    await firm.do('admin', 'person.update', {
      id: firm.idOf('rep'),
      set: { language: { from: 'zh-TW', to: 'en' } },
    });
    await choose('rep');
  });

  test('[MAIL1] a weekly digest comes on its day, and one that a stopped server missed as soon as it is there again', async () => {
    await mention('for the week');
    await choose('rep', { digest: 'weekly', hour: 9, weekday: 5 });
    const friday = String(
      (await firm.rows('mail_choice')).find(({ personId }) => personId === firm.idOf('rep'))?.nextOn,
    );
    expect(new Date(`${friday}T00:00:00Z`).getUTCDay()).toBe(5);
    while (new Date(firm.now + 8 * HOUR).toISOString().slice(0, 10) < friday) {
      await firm.mailing.pass();
      expect(postbox.got).toEqual([]);
      firm.pass(DAY);
    }
    await firm.stop();
    firm.pass(2 * DAY);
    await firm.wake();
    await firm.mailing.pass();
    expect(to('rep').map(({ mail }) => mail.text?.includes('for the week'))).toEqual([true]);
    await choose('rep');
  });

  test('[MAIL1] a mention comes at once to whoever wants that, unless it was read first', async () => {
    await choose('rep', { mentions: true });
    await mention('at once, please');
    await firm.mailing.pass();
    expect(postbox.got).toEqual([]);
    firm.pass(MENTION_WAITS);
    await firm.mailing.pass();
    const { number } = await orderOf();
    expect(to('rep').map(({ mail }) => mail.subject)).toEqual([`Boss Person-boss mentioned you on ${number}`]);
    expect(to('rep')[0]?.mail.text).toContain('at once, please');
    await mention('read in the product');
    await firm.do('rep', 'notification.read_all', { upTo: firm.now });
    firm.pass(MENTION_WAITS);
    await firm.mailing.pass();
    expect(to('rep')).toHaveLength(1);
    expect(await last('rep')).toMatchObject({ kind: 'mention', state: 'dropped', reason: 'nothing_left' });
    await mention('not wanted any more');
    await choose('rep');
    firm.pass(MENTION_WAITS);
    await firm.mailing.pass();
    expect(await last('rep')).toMatchObject({ state: 'dropped', reason: 'not_chosen' });
    expect(to('rep')).toHaveLength(1);
  });

  test('[MAIL2] nothing of what a mail says is kept with it, in no table and no log', async () => {
    await choose('rep', { mentions: true });
    await mention('canary-of-the-comment');
    firm.pass(MENTION_WAITS);
    await firm.mailing.pass();
    expect(whole(to('rep')[0] as Got)).toContain('canary-of-the-comment');
    const said = [
      ...(await firm.rows('mail')),
      ...(await firm.rows('mail_choice')),
      ...firm.entries
        .filter(({ noun }) => noun === 'mail' || noun === 'mail_choice')
        .flatMap(({ before, after, why }) => [before, after, why]),
    ].map((row) => JSON.stringify(row));
    const { number, customerName } = await orderOf();
    for (const word of ['canary-of-the-comment', 'rep@firm.example', String(number), String(customerName)])
      expect([word, said.filter((text) => text.includes(word))]).toEqual([word, []]);
    await choose('rep');
  });

  test('[MAIL3] a row or a field that was taken away meanwhile is in no mail; who is suspended gets none', async () => {
    await choose('rep', { mentions: true, digest: 'daily', hour: 12 });
    const customer = String((await orderOf()).customerId);
    await firm.do('rep', 'notification.read_all', { upTo: firm.now });
    await mention('canary-of-a-lost-row');
    await firm.do('boss', 'customer.reassign', { ids: [customer], toSellerId: firm.idOf('rep2') });
    until(12);
    await firm.mailing.pass();
    expect(to('rep').filter((got) => whole(got).includes('canary-of-a-lost-row'))).toEqual([]);
    expect((await mailsOf('rep')).at(-1)).toMatchObject({ state: 'dropped', reason: 'nothing_left' });
    await firm.do('boss', 'customer.reassign', { ids: [customer], toSellerId: firm.idOf('rep') });

    // The role keeps its rows and loses what is said about them, and the customer's name.
    const roleId = firm.roles.get('sales_rep') as string;
    const rules = (await firm.rows('rule')).filter((rule) => rule.roleId === roleId);
    const bare = ({ on, may, scope, when, groups }: Row) => ({ on, may, scope, when, groups });
    await mention('canary-of-a-lost-field');
    await firm.company.system('role.save', {
      id: roleId,
      rules: rules.map(bare).map((rule) => {
        const lost = rule.on === 'customer' ? ['basics'] : ['content', 'party'];
        return rule.may === 'read'
          ? { ...rule, groups: (rule.groups as string[]).filter((group) => !lost.includes(group)) }
          : rule;
      }),
    });
    firm.pass(DAY);
    await firm.mailing.pass();
    const got = to('rep').map(whole);
    expect(got.length).toBeGreaterThan(0);
    const { customerName, number } = await orderOf();
    for (const text of got) {
      expect(text).toContain(String(number));
      expect(text).not.toContain('canary-of-a-lost-field');
      expect(text).not.toContain(String(customerName));
    }
    await firm.company.system('role.save', { id: roleId, rules: rules.map(bare) });

    postbox.got.length = 0;
    await mention('canary-of-the-suspended');
    await firm.do('admin', 'person.suspend', { id: firm.idOf('rep') });
    firm.pass(DAY);
    await firm.mailing.pass();
    expect([to('rep'), (await last('rep'))?.reason]).toEqual([[], 'not_active']);
    await firm.do('admin', 'person.activate', { id: firm.idOf('rep') });
    await choose('rep');
  });

  test('[MAIL3] what is taken away while the mail server already takes the mail is not in it either', async () => {
    await choose('rep', { mentions: true });
    await mention('canary-of-the-last-moment');
    firm.pass(MENTION_WAITS);
    postbox.at = async (step, address) => {
      if (step === 'to' && address === 'rep@firm.example')
        await firm.do('admin', 'person.suspend', { id: firm.idOf('rep') });
      return undefined;
    };
    await firm.mailing.pass();
    expect([postbox.got, (await last('rep'))?.reason]).toEqual([[], 'not_active']);
    await firm.do('admin', 'person.activate', { id: firm.idOf('rep') });
    await choose('rep');
  });

  test('[MAIL4] two processes send each mail once', async () => {
    await choose('rep', { mentions: true });
    for (let n = 0; n < 30; n++) await mention(`number ${n};`);
    firm.pass(MENTION_WAITS);
    const where = { data: firm.data.folder, url: firm.data.url };
    // On the embedded database a second process is refused at its start: there two senders share the one.
    const second = dialect === 'postgres' ? await openCompany(where, () => firm.now) : firm.company;
    const faults: unknown[] = [];
    const other: Mailing = startMail({
      company: second,
      outlet: postbox.outlet(),
      origin: firm.address,
      demo: () => false,
      ready: () => true,
      report: (error) => faults.push(error),
    });
    await Promise.all([firm.mailing.pass(), other.pass(), firm.mailing.pass(), other.pass()]);
    await other.close();
    if (second !== firm.company) await second.close();
    expect(faults).toEqual([]);
    const texts = to('rep').map(({ mail }) => /number (\d+);/.exec(mail.text ?? '')?.[1]);
    expect(texts.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, n) => n));
    expect((await mailsOf('rep')).slice(-30).map(({ state, attempts }) => [state, attempts])).toEqual(
      Array.from({ length: 30 }, () => ['sent', 1]),
    );
    await choose('rep');
  });

  test('[MAIL4] a sender that dies after the mail server’s yes and before it is noted: the mail comes twice, known as one', async () => {
    await choose('rep', { mentions: true });
    await mention('once or twice');
    firm.pass(MENTION_WAITS);
    // It takes the mail, hands it over, and is never heard of again.
    const dying = { ...firm.company, system: firm.company.system };
    const lost = startMail({
      company: {
        ...dying,
        system: async (name, input, id) => {
          if (name === 'mail.settle') throw new Error('the process is gone');
          return firm.company.system(name, input, id);
        },
      },
      outlet: postbox.outlet(),
      origin: firm.address,
      demo: () => false,
      ready: () => true,
      report: () => undefined,
    });
    await expect(lost.pass()).rejects.toThrow('the process is gone');
    await lost.close();
    await firm.mailing.pass();
    expect(to('rep')).toHaveLength(1);
    expect(await last('rep')).toMatchObject({ state: 'sending', attempts: 1 });
    firm.pass(HELD);
    await firm.mailing.pass();
    const ids = to('rep').map(({ mail }) => mail.messageId);
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
    expect(await last('rep')).toMatchObject({ state: 'sent', attempts: 2 });
    await choose('rep');
  });

  test('[MAIL5] what fails is tried again, what is refused is not; the administrator sees which, nobody else, and no secret', async () => {
    await choose('rep', { mentions: true });
    await mention('again and again');
    firm.pass(MENTION_WAITS);
    let code: number | undefined = 451;
    postbox.at = (step) => (step === 'to' ? code : undefined);
    await firm.mailing.pass();
    await firm.mailing.pass();
    expect(await last('rep')).toMatchObject({ state: 'waiting', attempts: 1, reason: 'later', code: 451 });
    firm.pass(WAITS[0] as number);
    code = undefined;
    await firm.mailing.pass();
    expect(await last('rep')).toMatchObject({ state: 'sent', attempts: 2, reason: null, code: null });
    expect(to('rep')).toHaveLength(1);

    code = 550;
    await mention('to nowhere');
    firm.pass(MENTION_WAITS);
    await firm.mailing.pass();
    const failed = await last('rep');
    expect(failed).toMatchObject({ state: 'failed', attempts: 1, reason: 'address', code: 550 });
    firm.pass(DAY);
    await firm.mailing.pass();
    expect(to('rep')).toHaveLength(1);

    const admin = await firm.signIn('admin');
    const [seen] = rowsIn(await admin.list('mails', { sort: '-at', limit: 1 }));
    expect(seen).toMatchObject({ id: failed?.id, personId: firm.idOf('rep'), reason: 'address', code: 550 });
    for (const field of ['newsId', 'since', 'holder']) expect(seen).not.toHaveProperty(field);
    for (const other of ['rep', 'boss', 'exec'] as const) {
      const desk = await firm.signIn(other);
      expect([other, (await desk.get('/api/mails')).status]).toEqual([other, 404]);
      expect((await desk.get('/api/mail')).status).toBe(404);
      expect((await desk.command('mail.test', {})).body).toMatchObject({ refused: 'not_permitted' });
    }
    const told = await admin.get('/api/mail');
    expect(told.body).toMatchObject({ state: 'ready', server: { host: '127.0.0.1', from: 'crossdock@firm.example' } });
    const spoken = [told.text, (await admin.get('/api/me')).text, (await admin.get('/api/settings')).text];
    const kept = await Promise.all([firm.rows('mail'), firm.rows('setting')]);
    expect(JSON.stringify([spoken, kept, firm.entries, firm.faults])).not.toMatch(/canary-of-the-password|hunter2/);
    await choose('rep');
  });

  test('[MAIL5] while the mail server is away everything waits, and goes out when it is back', async () => {
    await choose('rep', { mentions: true });
    await mention('first');
    await mention('second');
    firm.pass(MENTION_WAITS);
    // An answer to us, not to a mail: none of them is given up for it.
    postbox.at = (step) => (step === 'connect' ? 554 : undefined);
    const faults = firm.faults.length;
    await firm.mailing.pass();
    // Said once, not for each.
    expect(firm.faults.splice(faults).map(String)).toEqual(['Error: a mail was not taken: refused (554)']);
    expect((await mailsOf('rep')).slice(-2).map(({ state, reason }) => [state, reason])).toEqual([
      ['waiting', 'refused'],
      ['waiting', 'refused'],
    ]);
    postbox.at = () => undefined;
    firm.pass(WAITS[0] as number);
    await firm.mailing.pass();
    expect(to('rep')).toHaveLength(2);
    await choose('rep');
  });

  test('[MAIL7] a test mail goes to whoever asks for it, one at a time', async () => {
    const admin = await firm.signIn('admin');
    postbox.at = (step) => (step === 'data' ? 452 : undefined);
    expect((await admin.command('mail.test', {})).status).toBe(200);
    await expect.poll(async () => (await last('admin'))?.reason).toBe('later');
    expect((await admin.command('mail.test', {})).body).toMatchObject({ refused: 'mail.test_waiting' });
    postbox.at = () => undefined;
    firm.pass(WAITS[0] as number);
    await firm.mailing.pass();
    expect(to('admin').map(({ mail }) => mail.subject)).toEqual(['Test mail from Trial Trading']);
    expect(to('admin')[0]?.raw).not.toContain('List-Unsubscribe');
  });
});

describe.each(dialects)('without a mail server on %s', (dialect) => {
  test('[MAIL7] nothing is made for a digest, everybody is told why, and what waited is no news when there is one', async () => {
    const postbox = await Postbox.open();
    const firm = await Firm.open(dialect);
    const trade = await goods(firm);
    const rep = await firm.signIn('rep');
    expect((await rep.get('/api/me')).body).toMatchObject({ mail: 'not_set_up' });
    await firm.do('rep', 'mail_choice.set', { mentions: true, digest: 'daily', hour: 3, weekday: 1 });
    await firm.do('boss', 'comment.write', {
      aboutNoun: 'order',
      aboutId: trade.orders[0],
      text: mentionOf(firm.idOf('rep')),
    });
    firm.pass(2 * DAY);
    await firm.mailing.pass();
    expect((await firm.rows('mail')).map(({ kind, state }) => [kind, state])).toEqual([['mention', 'waiting']]);
    const now = startMail({
      company: firm.company,
      outlet: postbox.outlet(),
      origin: firm.address,
      demo: () => false,
      ready: () => true,
      report: (error) => firm.faults.push(error),
    });
    await now.pass();
    await now.close();
    expect((await firm.rows('mail')).map(({ kind, state, reason }) => [kind, state, reason])).toEqual([
      ['mention', 'dropped', 'too_old'],
      ['digest', 'sent', null],
    ]);
    expect(firm.faults).toEqual([]);
    await firm.close();
    await postbox.close();
  });
});
