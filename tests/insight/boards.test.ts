import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BoardTile } from '../../shared/insight/board/board.tiles.ts';
import { dialects } from '../databases.ts';
import type { Answered, Desk } from '../live/desk.ts';
import { type Code, Firm } from '../live/firm.ts';
import type { Screen } from '../live/screen.ts';

const MISSING = '019cac0f-0000-7000-8000-000000000000';
const NAME = 'Secret plan of the executive';
const tile = (shows: string, y: number): BoardTile => ({ id: `tile-${y}`, shows, x: 0, y, w: 6, h: 2 });
const content = { name: NAME, tiles: [tile('bookings', 0), tile('stock_value', 2)], filter: null };
/** What others may not tell apart: the status and every byte of the body. */
const heard = ({ status, text }: Answered): string => `${status} ${text}`;
const rowsIn = ({ body }: Answered): readonly { readonly [field: string]: unknown }[] => (body as { rows: [] }).rows;

describe.each(dialects)('who has which board on %s', (dialect) => {
  let firm: Firm;
  const desks = new Map<Code, Desk>();
  const CODES = ['exec', 'boss', 'rep', 'mate', 'op', 'both', 'admin'] as const;
  const desk = (code: Code): Desk => desks.get(code) as Desk;
  beforeAll(async () => {
    firm = await Firm.open(dialect);
    for (const code of CODES) desks.set(code, await firm.signIn(code));
  });
  afterAll(() => firm.close());

  const make = async (code: Code, more: object = {}): Promise<string> =>
    (await firm.do(code, 'board.create', { ...content, ...more })).id as string;
  const shareWith = (id: string, ...readers: readonly ['person' | 'role', string][]) =>
    firm.do('exec', 'board.share', { id, shares: readers.map(([kind, one]) => ({ kind, id: one })) });
  const hears = (screen: Screen): string[] => {
    const packets: string[] = [];
    screen.heard = (text) => packets.push(text);
    return packets;
  };
  const watches = async (code: Code): Promise<{ screen: Screen; packets: string[] }> => {
    const screen = await firm.screen(code, desk(code));
    const packets = hears(screen);
    for (const noun of ['board', 'board_share', 'board_start'] as const)
      screen.open({ noun, where: null, search: null, sort: [], limit: 50 });
    await firm.settled();
    return { screen, packets };
  };

  test('[E2] a private board answers everybody else as one that is not there, by every road', async () => {
    const others = ['boss', 'rep', 'admin'] as const;
    const live = [await watches('boss'), await watches('rep'), await watches('admin')];
    const id = await make('exec');
    await firm.do('exec', 'board.update', { id, set: { name: { from: NAME, to: `${NAME}, new` } } });
    await firm.do('exec', 'board.start', { boardId: id });
    for (const code of others) {
      const at = desk(code);
      for (const path of ['/api/boards/ID', '/api/boards/ID/timeline', '/api/why?noun=board&id=ID']) {
        const there = heard(await at.get(path.replace('ID', id)));
        expect([code, path, there]).toEqual([code, path, heard(await at.get(path.replace('ID', MISSING)))]);
      }
      for (const plural of ['boards', 'board_shares', 'board_starts'])
        expect([code, plural, rowsIn(await at.list(plural))]).toEqual([code, plural, []]);
      const inputs: readonly [string, (of: string) => object][] = [
        ['board.update', (of) => ({ id: of, set: { name: { from: NAME, to: 'Mine' } } })],
        ['board.delete', (of) => ({ id: of })],
        ['board.share', (of) => ({ id: of, shares: [] })],
        ['board.duplicate', (of) => ({ boardId: of, name: 'Copy' })],
        ['board.start', (of) => ({ boardId: of })],
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
      expect(packets.join('\n')).not.toMatch(/Secret plan/);
      screen.leave();
    }
    expect(firm.faults).toEqual([]);
  });

  test('[E2] shared with a role, it comes to those who bear it and to nobody else, and goes as it came', async () => {
    const operator = firm.roles.get('warehouse_operator') as string;
    const [op, both, rep] = [await watches('op'), await watches('both'), await watches('rep')];
    const id = await make('exec');
    await shareWith(id, ['role', operator]);
    await firm.settled();
    const names = ({ screen }: { screen: Screen }) =>
      screen.windows.find(({ question }) => question.noun === 'board_share')?.window.rows.map(({ name }) => name);
    for (const reader of [op, both]) expect(names(reader)).toEqual([NAME]);
    expect(names(rep)).toEqual([]);
    expect(rep.packets.join('\n')).not.toMatch(/Secret plan/);
    const share = rowsIn(await desk('op').list('board_shares'))[0];
    // Questions and places: nothing that was ever counted stands in it.
    expect(share).toEqual({
      id: share?.id,
      boardId: id,
      ownerId: firm.idOf('exec'),
      withId: operator,
      name: NAME,
      tiles: content.tiles,
      filter: null,
    });
    // Read, never edited; the board itself is still not theirs.
    expect(heard(await desk('op').get(`/api/boards/${id}`))).toBe(
      heard(await desk('op').get(`/api/boards/${MISSING}`)),
    );
    const edit = { id, set: { name: { from: NAME, to: 'Ours' } } };
    expect((await desk('op').command('board.update', edit)).body).toMatchObject({ refused: 'missing' });
    expect((await desk('op').command('board.start', { boardId: id })).status).toBe(200);
    expect((await desk('op').get('/api/me')).body).toMatchObject({ start: id });

    // What its owner saves, its readers have in the same commit.
    await firm.do('exec', 'board.update', {
      id,
      set: { tiles: { from: content.tiles, to: [tile('picks_waiting', 0)] } },
    });
    await firm.settled();
    const [tiles] = op.screen.windows.flatMap(({ window }) => window.rows.map((row) => row.tiles));
    expect(tiles).toEqual([tile('picks_waiting', 0)]);

    await shareWith(id);
    await firm.settled();
    for (const reader of [op, both]) expect(names(reader)).toEqual([]);
    expect((await desk('op').get('/api/me')).body).toMatchObject({ start: null });
    for (const one of [op, both, rep]) one.screen.leave();
  });

  test('[E2] who loses the role loses the board at once; who is given it has it', async () => {
    const operator = firm.roles.get('warehouse_operator') as string;
    const id = await make('exec');
    await shareWith(id, ['role', operator]);
    const { screen, packets } = await watches('mate');
    expect(rowsIn(await desk('mate').list('board_shares'))).toEqual([]);
    const seller = firm.roles.get('sales_rep');
    const become = (from: readonly unknown[], to: readonly unknown[]) =>
      firm.do('admin', 'person.update', { id: firm.idOf('mate'), set: { roleIds: { from, to } } });
    await become([seller], [seller, operator]);
    await firm.settled();
    const names = () => screen.windows.flatMap(({ window }) => window.rows.map(({ name }) => name));
    expect(names()).toEqual([NAME]);
    await become([seller, operator], [seller]);
    await firm.settled();
    expect(names()).toEqual([]);
    const before = packets.length;
    await firm.do('exec', 'board.update', { id, set: { name: { from: NAME, to: `${NAME}, later` } } });
    await firm.settled();
    expect(packets.slice(before).join('\n')).not.toMatch(/Secret plan/);
    screen.leave();
    await firm.do('exec', 'board.delete', { id });
  });

  test('[E2] sharing with whom one does not see is refused as with nobody, and a board goes out under its own rule', async () => {
    const id = await make('exec');
    for (const kind of ['person', 'role'] as const)
      expect((await desk('exec').command('board.share', { id, shares: [{ kind, id: MISSING }] })).body).toMatchObject({
        refused: 'missing',
        field: 'shares',
      });
    const own = await make('rep');
    expect((await desk('rep').command('board.share', { id: own, shares: [] })).body).toEqual({
      refused: 'not_permitted',
      with: { noun: 'board', action: 'share' },
    });
    expect(firm.faults).toEqual([]);
  });
});
