import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startingRoles } from '../../../shared/access/roles.ts';
import { BOARD_LIMITS, type BoardTile } from '../../../shared/insight/board/board.tiles.ts';
import { dialects } from '../../../tests/databases.ts';
import { type Person, type World, world } from '../../../tests/world.ts';

const tile = (id: string, x: number, y: number, more: Partial<BoardTile> = {}): BoardTile => ({
  id,
  shows: 'bookings_trend',
  x,
  y,
  w: 6,
  h: 4,
  ...more,
});
const content = { name: 'Mine', tiles: [tile('a', 0, 0), tile('b', 6, 0)], filter: null };
const rulesOf = (code: string) => startingRoles.find((role) => role.code === code)?.rules ?? [];
const edit = (from: unknown, to: unknown) => ({ from, to });

describe.each(dialects)('own boards on %s', (dialect) => {
  let w: World;
  let anna: Person;
  let ben: Person;
  let boss: Person;
  const make = async (who: Person, more: object = {}): Promise<string> =>
    (await who.do('board.create', { ...content, ...more })).id as string;
  const shareWith = async (boardId: string, ...ids: string[]) =>
    boss.do('board.share', { id: boardId, shares: ids.map((id) => ({ kind: 'person', id })) });

  beforeAll(async () => {
    w = await world(dialect);
    for (const id of ['person-anna', 'person-ben', 'person-boss'])
      await w.put(
        'person',
        { name: id, email: id, status: 'active', roleIds: [], warehouseIds: [], language: 'en' },
        id,
      );
    anna = w.as(rulesOf('sales_rep'), { id: 'person-anna' });
    ben = w.as(rulesOf('warehouse_operator'), { id: 'person-ben' });
    boss = w.as(rulesOf('executive'), { id: 'person-boss' });
  });
  afterAll(() => w.close());

  test('[E2] a board is its maker’s: kept as it was sent, and to others not there', async () => {
    const id = await make(anna, { id: 'board-of-anna' });
    expect(id).toBe('board-of-anna');
    expect(await w.row('board', id)).toMatchObject({ ownerId: 'person-anna', ...content, shares: [] });
    const missing = { refused: 'missing', with: { noun: 'board' } };
    const set = { name: edit('Mine', 'Ben’s') };
    expect(await ben.refuse('board.update', { id, set })).toEqual(missing);
    expect(await ben.refuse('board.delete', { id })).toEqual(missing);
    expect(await boss.refuse('board.share', { id, shares: [] })).toEqual(missing);
    for (const name of ['board.duplicate', 'board.start'] as const) {
      const input = { boardId: id, ...(name === 'board.duplicate' ? { name: 'Copy' } : {}) };
      expect(await ben.refuse(name, input)).toEqual(await ben.refuse(name, { ...input, boardId: 'board-nowhere' }));
    }
    expect(await anna.refuse('board.create', { ...content, id })).toMatchObject({ refused: 'board.exists' });
  });

  test('[E2] tiles stand beside each other, each once, within the board’s edge and number', async () => {
    const refuse = (tiles: readonly BoardTile[]) => anna.refuse('board.create', { ...content, tiles });
    const of = async (tiles: readonly BoardTile[]) => (await refuse(tiles)).refused;
    expect(await of([tile('a', 0, 0), tile('a', 6, 0)])).toBe('board.tiles_twice');
    expect(await of([tile('a', 7, 0)])).toBe('board.tiles_beyond_edge');
    expect(await of([tile('a', 0, 0), tile('b', 3, 3)])).toBe('board.tiles_overlap');
    const many = Array.from({ length: BOARD_LIMITS.tiles + 1 }, (_, at) => tile(`t${at}`, 0, at * 4));
    expect(await refuse(many)).toMatchObject({ refused: 'input.invalid', field: 'tiles' });
    expect(await refuse([tile('a', 0, 0, { shows: 'bookings', figure: 42 } as never)])).toMatchObject({
      refused: 'input.invalid',
    });
    await make(anna, { tiles: many.slice(1) });
    const id = await make(anna);
    const set = { tiles: edit(content.tiles, [tile('a', 0, 0), tile('b', 0, 3)]) };
    expect(await anna.refuse('board.update', { id, set })).toMatchObject({ refused: 'board.tiles_overlap' });
  });

  test('[E2] an edit carries what it was made from: what was saved elsewhere meanwhile is not overwritten', async () => {
    const id = await make(anna);
    const moved = [tile('a', 0, 4), tile('b', 6, 0)];
    await anna.do('board.update', { id, set: { tiles: edit(content.tiles, moved) } });
    expect(await anna.refuse('board.update', { id, set: { tiles: edit(content.tiles, []) } })).toEqual({
      refused: 'changed_meanwhile',
      field: 'tiles',
    });
    await anna.do('board.update', { id, set: { name: edit('Mine', 'Floor') } });
    expect(await w.row('board', id)).toMatchObject({ name: 'Floor', tiles: moved });
  });

  test('[E2] sharing is a right of its own, with whom one sees, and what is shared is read and never edited', async () => {
    const own = await make(anna);
    const told = { refused: 'not_permitted', with: { noun: 'board', action: 'share' } };
    expect(await anna.refuse('board.share', { id: own, shares: [] })).toEqual(told);
    const id = await make(boss, { name: 'Shared' });
    const nowhere = [{ kind: 'person', id: 'person-nowhere' }];
    expect(await boss.refuse('board.share', { id, shares: nowhere })).toMatchObject({
      refused: 'missing',
      field: 'shares',
    });
    await shareWith(id, 'person-ben', 'person-ben');
    const shared = () => w.rows('board_share', { field: 'boardId', is: 'eq', value: id });
    expect(await shared()).toMatchObject([{ withId: 'person-ben', ownerId: 'person-boss', name: 'Shared' }]);
    expect(await ben.refuse('board.update', { id, set: { name: edit('Shared', 'Mine') } })).toMatchObject({
      refused: 'missing',
    });
    // Saved by its owner: those who read it have it so in the same commit.
    const tiles = [tile('c', 0, 0, { shows: 'picks_waiting', period: 'today' })];
    await boss.do('board.update', {
      id,
      set: { tiles: edit(content.tiles, tiles), filter: edit(null, { period: 'today' }) },
    });
    expect(await shared()).toMatchObject([{ tiles, filter: { period: 'today' } }]);
    const { id: copy } = await ben.do('board.duplicate', { boardId: id, name: 'My own' });
    expect(await w.row('board', copy as string)).toMatchObject({
      ownerId: 'person-ben',
      name: 'My own',
      tiles,
      shares: [],
    });
    await shareWith(id, 'person-anna');
    expect((await shared()).map(({ withId }) => withId)).toEqual(['person-anna']);
    expect(await ben.refuse('board.duplicate', { boardId: id, name: 'Again' })).toMatchObject({ refused: 'missing' });
  });

  test('[E2] one begins at a board that one has, until it is deleted or another is chosen', async () => {
    const id = await make(boss);
    await shareWith(id, 'person-ben');
    const starts = () => w.rows('board_start', { field: 'ownerId', is: 'eq', value: 'person-ben' });
    await ben.do('board.start', { boardId: id });
    expect(await starts()).toMatchObject([{ boardId: id }]);
    const own = await make(ben);
    await ben.do('board.start', { boardId: own });
    expect(await starts()).toMatchObject([{ boardId: own }]);
    await ben.do('board.delete', { id: own });
    expect(await starts()).toEqual([]);
    await ben.do('board.start', { boardId: id });
    await ben.do('board.start', { boardId: null });
    expect(await starts()).toEqual([]);
    await boss.do('board.delete', { id });
    expect(await w.rows('board_share', { field: 'boardId', is: 'eq', value: id })).toEqual([]);
  });

  test('[E2] nobody keeps more boards than the limit', async () => {
    const many = w.as(rulesOf('sales_rep'), { id: 'person-many' });
    for (let i = 0; i < BOARD_LIMITS.boards; i++) await make(many, { tiles: [] });
    expect(await many.refuse('board.create', content)).toEqual({
      refused: 'board.too_many',
      with: { limit: BOARD_LIMITS.boards },
    });
  });
});
