import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Press } from '../../server/document/press.ts';
import { startingRoles } from '../../shared/access/roles.ts';
import { type Row, seen } from '../agreement/oracle.ts';
import { dialects } from '../databases.ts';
import type { Desk } from '../live/desk.ts';
import { CODES, type Code, Firm } from '../live/firm.ts';
import { type Goods, goods } from '../live/goods.ts';
import { pdfText } from '../pdf-text.ts';
import { Ear } from './ear.ts';
import { forbiddenFor } from './forbidden.ts';

type Got = { readonly status: number; readonly text: string; readonly refused: string | null };

/** Asks for a document as a browser does; what it says is read out of the PDF, and the header beside it. */
const fetched = async (firm: Firm, desk: Desk, path: string, ear: Ear): Promise<Got> => {
  const response = await fetch(`${firm.address}${path}`, { headers: { cookie: desk.cookie } });
  const bytes = new Uint8Array(await response.arrayBuffer());
  ear.road = path;
  for (const [name, value] of response.headers) if (name !== 'date') ear.hear(`${name}: ${decodeURIComponent(value)}`);
  if (response.headers.get('content-type') !== 'application/pdf') {
    const text = Buffer.from(bytes).toString();
    ear.hear(text);
    return { status: response.status, text, refused: (JSON.parse(text) as { refused: string }).refused };
  }
  const { pages, about } = await pdfText(bytes);
  const text = pages.join('\n');
  // As it stands, and as it was before lines were broken and scripts set apart; figures stay apart from one another.
  for (const one of [text, text.replaceAll('\n', ' '), text.replaceAll(/(?<=\D)\s+|\s+(?=\D)/g, ''), about])
    ear.hear(one);
  // The file's own numbers are places in it.
  ear.hear(
    Buffer.from(bytes)
      .toString('latin1')
      .replaceAll(/\d{5,}/g, '#'),
  );
  return { status: response.status, text, refused: null };
};

describe.each(dialects)('documents on %s', (dialect) => {
  const codes: readonly Code[] = dialect === 'sqlite' ? CODES.filter((code) => code !== 'wall') : ['rep', 'op', 'fin'];
  let firm: Firm;
  let trade: Goods;
  const desks = new Map<Code, Desk>();
  /** Of each order its confirmation; each offer, that which was revised as well; and each by the other's id. */
  const paths = async (): Promise<string[]> => {
    const ids = [...trade.orders, ...(await firm.rows('quote')).map(({ id }) => id)];
    return ids.flatMap((id) => ['confirmation', 'quote'].map((document) => `/api/documents/${document}/${id}.pdf`));
  };

  beforeAll(async () => {
    firm = await Firm.open(dialect);
    trade = await goods(firm, { words: 'canary-word', pieces: 40_000 });
    // The last of each seller's is a draft: offered to its customer.
    for (const [at, code] of [5, 11, 17].map((n, i) => [n, ['rep', 'rep2', 'both'][i] as Code] as const)) {
      const id = trade.orders[at];
      await firm.do(code, 'order.quote', { id });
      await firm.do(code, 'order.revise', { id });
      await firm.do(code, 'order.update', { id, set: { discount: { from: 0, to: 12_345 } } });
      await firm.do(code, 'order.quote', { id });
    }
    for (const code of codes) desks.set(code, await firm.signIn(code));
  });
  afterAll(() => firm.close());
  /** The first seller's last offer. */
  const offered = async (): Promise<string> =>
    String((await firm.rows('quote')).findLast(({ orderId }) => orderId === trade.orders[5])?.id);
  const order = async (id: string): Promise<Row> => (await firm.rows('order')).find((one) => one.id === id) as Row;

  test('[P3] by the starting roles a seller prints their own orders and nobody else any', async () => {
    for (const code of codes) {
      const who = await firm.who(code);
      const ear = new Ear();
      let printed = 0;
      for (const path of await paths()) {
        const got = await fetched(firm, desks.get(code) as Desk, path, ear);
        const id = path.replace(/.*\/|\.pdf$/g, '');
        const offer = (await firm.rows('quote')).find((one) => one.id === id);
        const row = await order(String(offer?.orderId ?? id));
        const mine = row.sellerId === who.id || code === 'boss';
        const seller = ['rep', 'rep2', 'both', 'boss'].includes(code);
        const document = path.includes('/quote/') ? 'quote' : 'confirmation';
        const fits = document === 'quote' || ['confirmed', 'completed'].includes(String(row.status));
        const there = offer ? document === 'quote' && seen(who, 'quote', offer) : document === 'confirmation';
        const wanted =
          !there || !row || !seen(who, 'order', row)
            ? 'missing'
            : !(seller && mine)
              ? 'not_permitted'
              : fits
                ? null
                : 'document.not_in_state';
        expect([code, path, row.status, got.refused]).toEqual([code, path, row.status, wanted]);
        if (got.refused === null) {
          printed++;
          expect(got.text).toContain(String((offer ?? row).number));
          if (offer) expect(got.text.includes('Revised')).toBe(offer.status === 'revised');
          expect(got.text.replaceAll(/\s/g, '')).toContain('canary-word');
        }
      }
      // The same offers by the other roads.
      const desk = desks.get(code) as Desk;
      desk.heard = (text, road) => {
        ear.road = road;
        ear.hear(text);
      };
      await desk.list('quotes', { limit: 500 });
      await desk.list('quotes', { search: 'SO-', sort: '-total' });
      await desk.get('/api/export/quotes.csv?lang=en');
      for (const one of await firm.rows('quote')) {
        await desk.get(`/api/quotes/${one.id}`);
        await desk.get(`/api/orders/${one.orderId}/timeline`);
      }
      desk.heard = () => undefined;
      expect([code, printed > 0]).toEqual([code, ['rep', 'rep2', 'both', 'boss'].includes(code)]);
      const { forbidden } = await forbiddenFor(firm, who);
      expect([code, ear.heard([...forbidden.values()].map(({ value }) => value))]).toEqual([code, []]);
    }
    expect(firm.faults).toEqual([]);
  });

  test('[P3] who may print and sees a part gets that part, or nothing where the rest is needed', async () => {
    for (const { code, rules } of startingRoles) {
      const print = { on: 'order' as const, may: 'print', scope: 'all' as const, when: null, groups: [] };
      await firm.company.system('role.save', { id: firm.roles.get(code), rules: [...rules, print] });
    }
    const partly: string[] = [];
    for (const code of codes) {
      const who = await firm.who(code);
      const ear = new Ear();
      for (const lang of ['', '?lang=zh-TW'])
        for (const path of await paths()) {
          const got = await fetched(firm, desks.get(code) as Desk, path + lang, ear);
          if (got.refused === null && ['fin', 'clerk', 'exec'].includes(code)) partly.push(got.text);
          if (['op', 'op2', 'hall', 'admin'].includes(code))
            expect([
              code,
              ['missing', 'field_not_permitted', 'document.not_in_state'].includes(got.refused ?? ''),
            ]).toEqual([code, true]);
        }
      const { forbidden } = await forbiddenFor(firm, who);
      expect([code, forbidden.size > 20]).toEqual([code, true]);
      const found = ear.heard([...forbidden.values()].map(({ value }) => value));
      const where = new Map([...forbidden.values()].map((one) => [String(one.value), one.where]));
      expect(found.map((mark) => `${code} read ${mark} of ${where.get(mark)} by ${ear.roadOf(mark)}`)).toEqual([]);
    }
    // Finance sees the amounts and not where it is delivered.
    expect(partly.length).toBeGreaterThan(3);
    for (const text of partly) expect(text).not.toMatch(/Harbour Road/);
    expect(firm.faults).toEqual([]);
  });

  test('[DOC5] in the customer’s language, in another if asked, and each is in the log of what was taken out', async () => {
    const desk = desks.get('rep') as Desk;
    const row = await order(trade.orders[5] as string);
    const id = await offered();
    const read = (lang: string) => fetched(firm, desk, `/api/documents/quote/${id}.pdf${lang}`, new Ear());
    expect((await read('')).text).toContain('Quotation');
    await firm.do('rep', 'customer.update', { id: row.customerId, set: { language: { from: null, to: 'zh-CN' } } });
    expect((await read('')).text).toContain('报价单');
    const taken = (await firm.rows('export_log')).length;
    expect((await read('?lang=zh-TW')).text).toContain('報價單');
    expect(await read('?lang=fr')).toMatchObject({ status: 400, refused: 'input.invalid' });
    const logged = (await firm.rows('export_log')).slice(taken);
    expect(logged).toMatchObject([
      { personId: firm.idOf('rep'), format: 'pdf', on: 'documents/quote', query: `${id} zh-TW` },
    ]);
  });

  test('[DOC5] the letterhead is the organisation’s', async () => {
    const value = {
      street: '7 Letter Street',
      phone: null,
      email: 'us@firm.example',
      taxNumber: '12345675',
      closing: 'Pay to 0099',
    };
    await firm.company.system('setting.set', { key: 'letterhead', value });
    const path = `/api/documents/quote/${await offered()}.pdf?lang=en`;
    const { text } = await fetched(firm, desks.get('rep') as Desk, path, new Ear());
    for (const one of ['Trial Trading', '7 Letter Street', 'us@firm.example', 'Tax ID 12345675', 'Pay to 0099'])
      expect(text).toContain(one);
  });

  test('[P3] one that may no longer be seen while it is made does not leave', async () => {
    const desk = desks.get('rep') as Desk;
    const path = `/api/documents/quote/${await offered()}.pdf`;
    const role = firm.roles.get('sales_rep');
    const rules = startingRoles.find(({ code }) => code === 'sales_rep')?.rules ?? [];
    const print = Press.prototype.print;
    const meanwhile = vi.spyOn(Press.prototype, 'print').mockImplementationOnce(async function (this: Press, ...asked) {
      const printed = await print.apply(this, asked);
      await firm.company.system('role.save', { id: role, rules: rules.filter(({ may }) => may !== 'print') });
      return printed;
    });
    expect((await fetched(firm, desk, path, new Ear())).refused).toBe('not_permitted');
    expect(meanwhile).toHaveBeenCalledOnce();
    meanwhile.mockRestore();
    await firm.company.system('role.save', { id: role, rules });
    expect((await fetched(firm, desk, path, new Ear())).refused).toBeNull();
  });
});
