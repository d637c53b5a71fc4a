import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nounNamed, nounNames } from '../../shared/catalogue.ts';
import { measures } from '../../shared/insight/measures.ts';
import { fieldsFor, type Row } from '../agreement/oracle.ts';
import { dialects } from '../databases.ts';
import { type Deed, drawDeed } from '../live/deeds.ts';
import type { Desk } from '../live/desk.ts';
import { diceOf } from '../live/dice.ts';
import { type Code, Firm } from '../live/firm.ts';
import { type Goods, goods } from '../live/goods.ts';
import type { Screen } from '../live/screen.ts';
import { questionsFor } from '../live/windows.ts';
import { Ear } from './ear.ts';
import { forbiddenFor } from './forbidden.ts';

const seed = Number(process.env.CROSSDOCK_SEED ?? Date.now() % 1_000_000_000);
/** Where a figure's points may be split, and what a count may be asked by: whatever there is. */
const SPLITS = ['customerId', 'sellerId', 'productId', 'day', 'month'];

/**
 * An administrator, whose own rules deny amounts, cost and much else, sees as those who read them: nothing that the
 * administrator never could read comes by any door, though every door is asked as if it were the other who asks.
 */
describe.each(dialects)('[View as] nothing denied to the administrator comes on %s', (dialect) => {
  let firm: Firm;
  let trade: Goods;
  let desk: Desk;
  let screen: Screen;
  const ear = new Ear();
  const targets: readonly Code[] = dialect === 'sqlite' ? ['fin', 'boss', 'exec', 'op'] : ['fin'];

  beforeAll(async () => {
    console.log(`viewing on ${dialect}: CROSSDOCK_SEED=${seed}`);
    firm = await Firm.open(dialect);
    trade = await goods(firm, { words: 'canary-word', pieces: 40_000 });
    desk = await firm.signIn('admin');
    desk.heard = (text, road) => {
      ear.road = road;
      ear.hear(text);
    };
    screen = await firm.screen('admin', desk);
    screen.heard = (text) => {
      ear.road = `the socket: ${text.slice(0, 40)}`;
      ear.hear(text);
    };
  });
  afterAll(() => firm.close());

  const readByHttp = async (tables: { readonly [noun: string]: Row[] }): Promise<void> => {
    for (const path of ['/api/me', '/api/sessions', '/api/openapi.json', '/api/walls/heard', '/api/demo/live-day'])
      await desk.get(path);
    const own = await firm.who('admin');
    for (const noun of nounNames) {
      const { plural, fields } = nounNamed(noun);
      const rows = tables[noun] ?? [];
      await desk.list(plural, { limit: 500 });
      await desk.get(`/api/export/${plural}.csv`);
      await desk.get(`/api/export/${plural}.csv?lang=en&fields=id,${Object.keys(fields).join(',')}`);
      const hidden = Object.keys(fields).filter((name) => rows.some((row) => !fieldsFor(own, noun, row)?.has(name)));
      for (const name of hidden) {
        await desk.list(plural, { sort: `-${name}`, limit: 3 });
        await desk.list(plural, { filter: { not: { field: name, is: 'eq', value: null } }, limit: 4 });
      }
      for (const word of ['Note', 'Harbour', '林', 'canary']) await desk.list(plural, { search: word, limit: 20 });
      for (const row of rows.slice(0, 6)) {
        await desk.get(`/api/${plural}/${row.id}`);
        await desk.get(`/api/${plural}/${row.id}/timeline`);
        for (const name of hidden.slice(0, 4)) await desk.get(`/api/why?noun=${noun}&id=${row.id}&field=${name}`);
      }
    }
    for (const { name } of measures)
      for (const by of ['', ...SPLITS.map((split) => `?by=${split}&period=this_year`)])
        await desk.get(`/api/figures/${name}${by}`);
  };
  const listen = async (as: Code, tables: { readonly [noun: string]: Row[] }): Promise<void> => {
    // The windows of the other's own pages, and those of theirs which nobody may have here.
    for (const question of questionsFor(await firm.who(as))) screen.open(question);
    for (const noun of nounNames) {
      await screen.ask('collection.open', { noun, limit: 500 });
      for (const name of Object.keys(nounNamed(noun).fields)) {
        await screen.ask('collection.open', { noun, sort: [{ field: name }], limit: 2 });
        await screen.ask('collection.count', { noun, where: { field: name, is: 'ne', value: null } });
        await screen.ask('collection.key', { noun, sort: [{ field: name }], at: 1 });
      }
      for (const { name: measure } of measures) await screen.ask('collection.sum', { noun, measure });
    }
    for (const { name } of measures) await screen.ask('figure.open', { measure: name });
    for (const row of (tables.order ?? []).slice(0, 4))
      await screen.ask('presence.here', { noun: 'order', id: row.id, field: 'total', line: null });
  };

  test.each(targets)('looking as %s, asked for and of its own accord, while others work', async (as) => {
    const { body } = await desk.command('viewing.begin', { personId: firm.idOf(as) });
    const { id } = (body as { readonly answer: { readonly id: string } }).answer;
    const tables = await firm.tables();
    await readByHttp(tables);
    await listen(as, tables);
    const dice = diceOf(seed);
    for (let i = 0; i < 20; i++) {
      const deed: Deed = await drawDeed({ firm, goods: trade, dice });
      await firm.do(deed.by, deed.name, deed.input).catch(() => null);
      firm.pass(500);
    }
    await firm.settled();
    await desk.command('viewing.end', { id });
    await firm.settled();
    const { forbidden, visible } = await forbiddenFor(firm, await firm.who('admin'));
    expect([forbidden.size > 20, visible.size > 5]).toEqual([true, true]);
    const where = new Map([...forbidden.values()].map((one) => [String(one.value), one.where]));
    const found = ear.heard([...forbidden.values()].map(({ value }) => value));
    expect(found.map((mark) => `${mark} of ${where.get(mark)} by ${ear.roadOf(mark)}`)).toEqual([]);
    for (const name of ['cost', 'margin', 'creditLimit', 'unitPrice'])
      expect([name, ear.names.has(name)]).toEqual([name, false]);
  });
});
