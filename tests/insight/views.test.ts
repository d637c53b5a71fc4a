import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../databases.ts';
import type { Answered, Desk } from '../live/desk.ts';
import { type Code, Firm } from '../live/firm.ts';
import { rulesOf, saveRole, without } from '../live/narrowing.ts';
import type { Screen } from '../live/screen.ts';

const MISSING = '019cac0f-0000-7000-8000-000000000000';
const NAME = 'Secret view of the manager';
/** Stands in a filter of the dear ones alone. */
const LIMIT = 73_182_946;
const filter = (field: string, value: unknown): string =>
  new URLSearchParams({ filter: JSON.stringify({ field, is: 'ge', value }) }).toString();
const late = filter('promisedOn', '@today');
const heard = ({ status, text }: Answered): string => `${status} ${text}`;
const rowsIn = ({ body }: Answered): readonly { readonly [field: string]: unknown }[] => (body as { rows: [] }).rows;

describe.each(dialects)('who has which view on %s', (dialect) => {
  let firm: Firm;
  const desks = new Map<Code, Desk>();
  const CODES = ['boss', 'exec', 'rep', 'rep2', 'mate', 'op', 'both', 'admin'] as const;
  const desk = (code: Code): Desk => desks.get(code) as Desk;
  const role = (code: string): string => firm.roles.get(code) as string;
  beforeAll(async () => {
    firm = await Firm.open(dialect);
    for (const code of CODES) desks.set(code, await firm.signIn(code));
  });
  afterAll(() => firm.close());

  const save = async (query: string, more: object = {}): Promise<string> =>
    (await firm.do('boss', 'saved_view.save', { on: 'order', name: NAME, query, ...more })).id as string;
  const shareWith = (id: string, ...roles: readonly string[]) =>
    firm.do('boss', 'saved_view.share', { id, shares: roles.map((code) => ({ kind: 'role', id: role(code) })) });
  const watches = async (code: Code): Promise<{ screen: Screen; packets: string[] }> => {
    const screen = await firm.screen(code, desk(code));
    const packets: string[] = [];
    screen.heard = (text) => packets.push(text);
    for (const noun of ['saved_view', 'saved_view_share'] as const)
      screen.open({ noun, where: { field: 'on', is: 'eq', value: 'order' }, search: null, sort: [], limit: 50 });
    await firm.settled();
    return { screen, packets };
  };
  const shared = ({ screen }: { readonly screen: Screen }) =>
    screen.windows.find(({ question }) => question.noun === 'saved_view_share')?.window.rows ?? [];

  test('[S3] a private view answers everybody else as one that is not there, by every road', async () => {
    const others = ['exec', 'rep', 'admin'] as const;
    const live = [await watches('exec'), await watches('rep'), await watches('admin')];
    const id = await save(late);
    await save(late, { id, name: `${NAME}, new` });
    for (const code of others) {
      const at = desk(code);
      for (const path of ['/api/saved_views/ID', '/api/saved_views/ID/timeline', '/api/why?noun=saved_view&id=ID']) {
        const there = heard(await at.get(path.replace('ID', id)));
        expect([code, path, there]).toEqual([code, path, heard(await at.get(path.replace('ID', MISSING)))]);
      }
      for (const plural of ['saved_views', 'saved_view_shares'])
        expect([code, plural, rowsIn(await at.list(plural))]).toEqual([code, plural, []]);
      const inputs: readonly [string, (of: string) => object][] = [
        ['saved_view.save', (of) => ({ id: of, on: 'order', name: 'Mine', query: late })],
        ['saved_view.share', (of) => ({ id: of, shares: [] })],
        ['saved_view.remove', (of) => ({ id: of })],
      ];
      for (const [name, input] of inputs)
        expect([code, name, heard(await at.command(name, input(id)))]).toEqual([
          code,
          name,
          heard(await at.command(name, input(MISSING))),
        ]);
    }
    await firm.settled();
    for (const { packets, screen } of live) {
      expect(packets.join('\n')).not.toMatch(/Secret view/);
      screen.leave();
    }
    expect(firm.faults).toEqual([]);
  });

  test('[S3] shared with a role it comes to those who bear it, follows its owner, and goes as it came', async () => {
    const [op, both, rep] = [await watches('op'), await watches('both'), await watches('rep')];
    const id = await save(late);
    await shareWith(id, 'warehouse_operator');
    await firm.settled();
    const [row] = shared(op);
    expect(row).toEqual({
      id: row?.id,
      viewId: id,
      ownerId: firm.idOf('boss'),
      withId: role('warehouse_operator'),
      on: 'order',
      name: NAME,
      query: late,
    });
    expect([shared(both).length, shared(rep).length]).toEqual([1, 0]);
    expect(rep.packets.join('\n')).not.toMatch(/Secret view/);
    expect(heard(await desk('op').get(`/api/saved_views/${id}`))).toBe(
      heard(await desk('op').get(`/api/saved_views/${MISSING}`)),
    );
    await save('sort=number', { id, name: 'By number' });
    await firm.settled();
    for (const reader of [op, both])
      expect(shared(reader).map(({ name, query }) => [name, query])).toEqual([['By number', 'sort=number']]);
    await shareWith(id);
    await firm.settled();
    for (const reader of [op, both]) expect(shared(reader)).toEqual([]);
    await shareWith(id, 'warehouse_operator');
    await firm.do('boss', 'saved_view.remove', { id });
    await firm.settled();
    for (const reader of [op, both, rep]) {
      expect(shared(reader)).toEqual([]);
      reader.screen.leave();
    }
    expect(firm.faults).toEqual([]);
  });

  test('[S3] [P3] what it filters by reaches nobody whose rules deny the field: not by a share, an edit or its history', async () => {
    const readers = { rep: await watches('rep'), op: await watches('op'), exec: await watches('exec') };
    const { rep, op, exec } = readers;
    const dear = filter('margin', LIMIT);
    const id = await save(dear);
    await shareWith(id, 'sales_rep', 'warehouse_operator', 'executive');
    await firm.settled();
    expect([shared(rep).length, shared(op).length, shared(exec).map(({ query }) => query)]).toEqual([0, 0, [dear]]);
    const shareOf = async (code: string): Promise<string> => {
      const rows = await firm.rows('saved_view_share');
      return String(rows.find(({ viewId, withId }) => viewId === id && withId === role(code))?.id);
    };
    const secret = new RegExp(`${LIMIT}|Secret view`);
    for (const [code, name] of [
      ['rep', 'sales_rep'],
      ['op', 'warehouse_operator'],
    ] as const) {
      const one = await shareOf(name);
      const asked = { field: 'name', is: 'eq', value: NAME };
      expect((await desk(code).list('saved_view_shares', { filter: asked })).body).toMatchObject({ rows: [] });
      expect(await readers[code].screen.ask('collection.count', { noun: 'saved_view_share' })).toEqual({ count: 0 });
      for (const path of ['', '/timeline'])
        expect(heard(await desk(code).get(`/api/saved_view_shares/${one}${path}`))).toBe(
          heard(await desk(code).get(`/api/saved_view_shares/${MISSING}${path}`)),
        );
    }
    // By a total it is a seller's as well, and still no operator's; what it was before is told to neither.
    const dearer = filter('total', 5_000);
    await save(dearer, { id, name: 'By total' });
    await firm.settled();
    expect([shared(rep).map(({ query }) => query), shared(op).length]).toEqual([[dearer], 0]);
    const history = heard(await desk('rep').get(`/api/saved_view_shares/${await shareOf('sales_rep')}/timeline`));
    expect(history).toMatch(/^200 .*By total/);
    expect(history).not.toMatch(secret);
    await save(dear, { id });
    await firm.settled();
    expect([shared(rep).length, shared(exec).length]).toEqual([0, 1]);
    for (const code of ['rep', 'op'] as const) expect(readers[code].packets.join('\n')).not.toMatch(secret);
    for (const { screen } of Object.values(readers)) screen.leave();
    await firm.do('boss', 'saved_view.remove', { id });
    expect(firm.faults).toEqual([]);
  });

  test('[S3] [P11] a role that loses a field loses the views that filter by it, and has them again with it', async () => {
    const total = filter('total', LIMIT);
    const id = await save(total);
    await shareWith(id, 'sales_rep');
    const rep = await watches('rep');
    expect(shared(rep).map(({ query }) => query)).toEqual([total]);
    const before = rep.packets.length;
    await saveRole(firm, 'sales_rep', without('amounts'));
    await firm.settled();
    expect(shared(rep)).toEqual([]);
    expect(rowsIn(await desk('rep').list('saved_view_shares'))).toEqual([]);
    expect(rep.packets.slice(before).join('\n')).not.toMatch(String(LIMIT));
    await saveRole(firm, 'sales_rep', rulesOf('sales_rep'));
    await firm.settled();
    expect(shared(rep).map(({ query }) => query)).toEqual([total]);
    rep.screen.leave();
    await firm.do('boss', 'saved_view.remove', { id });
    expect(firm.faults).toEqual([]);
  });
});
