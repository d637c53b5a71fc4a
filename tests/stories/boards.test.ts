import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { arranged, boardOf, focused, lefts, make, places, shown, sizes, tile, tilesOn, trading } from './boards.ts';
import { type Person, PHONE, stories } from './browser.ts';
import type { Firm } from './firm.ts';
import { judgedInBoth } from './judging.ts';

stories('own boards', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await trading();
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  /** Tab, until what has the focus is called so. */
  const tabsTo = async (person: Person, name: RegExp): Promise<void> => {
    for (let i = 0; i < 120; i++) {
      if (name.test(await focused(person))) return;
      await person.page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard does not come to ${name}`);
  };

  test('[E2] a board is made, filled, arranged and saved by the keyboard alone, and each step is said', async () => {
    const seller = await firm.enter('seller', '/boards');
    await seller.settles();
    const { keyboard } = seller.page;
    await keyboard.press('n');
    await seller.page.getByRole('dialog').waitFor();
    await keyboard.type('My week');
    await keyboard.press('Enter');
    await seller.page.waitForURL(/\/boards\/.+edit=1/);
    const id = new URL(seller.page.url()).pathname.split('/').at(-1) as string;
    // A board without tiles begins in the library, at its search.
    await expect.poll(() => focused(seller)).toBe('Find a figure');
    for (const name of [/^Add Bookings number/, /^Add Orders placed number/]) {
      await tabsTo(seller, name);
      await keyboard.press('Enter');
    }
    await arranged(seller, 'Orders placed').waitFor();
    await tabsTo(seller, /^Bookings\. Column 1, row 1, 3 wide, 2 high/);
    const told = seller.page.getByRole('status').filter({ hasText: /Bookings|further/ });
    const press = async (keys: string, said: string): Promise<void> => {
      await keyboard.press(keys);
      await told.filter({ hasText: said }).waitFor();
    };
    await press('ArrowLeft', 'It cannot go further');
    await press('Shift+ArrowRight', 'Bookings: 4 wide, 2 high');
    await press('Shift+ArrowDown', 'Bookings: 4 wide, 3 high');
    await press('ArrowDown', 'Bookings: column 1, row 3');
    await press('ArrowRight', 'Bookings: column 2, row 3');
    // The focus has gone with the tile.
    expect(await focused(seller)).toMatch(/^Bookings\. Column 2, row 3/);
    await keyboard.press('Control+z');
    await seller.page.getByRole('article', { name: 'Bookings. Column 1, row 3' }).waitFor();
    await keyboard.press('Control+s');
    await seller.sees('My week saved');
    expect(await places(firm, id)).toEqual({ bookings: '0,2 4x3', bookings_count: '3,0 3x2' });
    // The focus is where one goes on: by the key to the tiles once more, and out.
    await expect.poll(() => focused(seller)).toMatch(/^Arrange/);
    await keyboard.press('e');
    await arranged(seller, 'Bookings').waitFor();
    await keyboard.press('Tab');
    expect(await focused(seller)).toMatch(/^Orders placed\. Column 4/);
    await keyboard.press('Escape');
    await expect.poll(() => focused(seller)).toMatch(/^Arrange/);
    expect(seller.loads).toBe(1);
  });

  test('[E2] what is added is drawn as large as it is saved, by the keyboard and by the mouse', async () => {
    const id = await make(firm, 'executive', 'Sizes', [tile('bookings', 0, 0), tile('orders_late', 3, 0)]);
    const executive = await firm.enter('executive', `/boards/${id}?edit=1`);
    await arranged(executive, 'Bookings').waitFor();
    await executive.presses('Add tiles');
    await expect.poll(() => focused(executive)).toBe('Find a figure');
    const adds = (name: string) => executive.page.getByRole('button', { name: `Add ${name}` });
    await adds('Receivables by age').press('Enter');
    await arranged(executive, 'Receivables by age').waitFor();
    await adds('Top customers').click();
    await arranged(executive, 'Top customers').waitFor();
    await adds('Orders placed number').click();
    await arranged(executive, 'Orders placed').waitFor();
    await executive.settles();
    const drawn = await sizes(executive);
    await executive.page.keyboard.press('Control+s');
    await executive.sees('Sizes saved');
    const { tiles } = await boardOf(firm, id);
    const of = (shows: string): string =>
      tiles.filter((one) => one.shows === shows).map(({ w, h }) => `${w}x${h}`)[0] ?? '';
    expect(drawn).toEqual({
      Bookings: of('bookings'),
      'Late orders': of('orders_late'),
      'Receivables by age': of('receivable_ageing'),
      'Top customers': of('top_customers'),
      'Orders placed': of('bookings_count'),
    });
    expect(drawn['Receivables by age']).not.toBe('2x2');
  });

  test('[E2] what is not saved is kept over pages and reloads, and what was saved elsewhere is not overwritten', async () => {
    const id = await make(firm, 'seller', 'Draft', [tile('bookings', 0, 0), tile('bookings_count', 3, 0)]);
    const seller = await firm.enter('seller', `/boards/${id}?edit=1`);
    await arranged(seller, 'Bookings').focus();
    await seller.page.keyboard.press('Shift+ArrowRight');
    await seller.sees('Not saved yet');
    await seller.goesTo('Orders');
    await seller.sees('Draft has unsaved changes');
    await seller.page.goto(`${firm.address}/boards/${id}`);
    await seller.sees(/^Unsaved changes of .* are kept/);
    expect((await boardOf(firm, id)).tiles[0]?.w).toBe(3);
    await seller.presses('Go on');

    const { tiles } = await boardOf(firm, id);
    const moved = tiles.map((one) => (one.shows === 'bookings_count' ? { ...one, x: 9 } : one));
    await firm.does('seller', 'board.update', { id, set: { tiles: { from: tiles, to: moved } } });
    await seller.sees('This board was saved elsewhere');
    expect(await seller.button('Save').isDisabled()).toBe(true);
    await seller.presses('Keep my arrangement');
    await seller.presses('Save');
    await seller.sees('Draft saved');
    expect(await places(firm, id)).toEqual({ bookings: '0,0 4x2', bookings_count: '3,2 3x2' });
    await seller.presses('Undo');
    await expect.poll(() => places(firm, id)).toEqual({ bookings: '0,0 3x2', bookings_count: '9,0 3x2' });
  });

  test('[E2] one begins at the board that one chose; renamed, copied and deleted, each with a way back', async () => {
    const id = await make(firm, 'clerk', 'Cash', [tile('receivable_open', 0, 0), tile('to_invoice', 3, 0)]);
    const clerk = await firm.enter('clerk', `/boards/${id}`);
    const does = async (action: string): Promise<void> => {
      await clerk.presses(/: more actions$/);
      await clerk.page.getByRole('menuitem', { name: action }).click();
    };
    await does('Begin here');
    await clerk.sees('You now begin at Cash');
    await clerk.page.goto(`${firm.address}/`);
    await clerk.page.waitForURL(new RegExp(`/boards/${id}`));

    await does('Rename');
    await clerk.field('Name').fill('Money in');
    await clerk.presses('Rename', clerk.page.getByRole('dialog'));
    await clerk.sees('Renamed to Money in');
    await does('Duplicate');
    await clerk.sees('Copy of Money in made');
    await clerk.page.waitForURL((url) => !url.pathname.endsWith(id));
    // The latest word's way back, by its key.
    await clerk.page.keyboard.press('Control+z');
    await clerk.page.waitForURL(/\/boards$/);
    await clerk.page.getByRole('link', { name: 'Money in', exact: true }).click();
    await does('Delete');
    await clerk.page.waitForURL(/\/boards$/);
    await clerk.sees('No board yet');
    await clerk.page.keyboard.press('Control+z');
    await clerk.page.getByRole('link', { name: 'Money in', exact: true }).waitFor();
    await clerk.sees('You begin here');
    expect(await boardOf(firm, id)).toMatchObject({ name: 'Money in' });
  });

  test('[E2] on a phone tiles stand in one column and move by their menu', async () => {
    const id = await make(firm, 'executive', 'Pocket', [
      tile('bookings', 0, 0),
      tile('orders_late', 3, 0),
      tile('bookings_trend', 0, 2, 6, 4),
    ]);
    const executive = await firm.enter('executive', `/boards/${id}`, PHONE);
    await tilesOn(executive).nth(2).waitFor();
    expect(new Set(await lefts(executive)).size).toBe(1);
    await executive.presses('Arrange');
    await executive.presses(/: arrange$/, executive.page.getByRole('article', { name: /^Bookings\. Column 1, row 1/ }));
    await executive.page.getByRole('menuitem', { name: 'Move down' }).click();
    await executive.presses('Save');
    await executive.sees('Pocket saved');
    await expect.poll(() => shown(executive)).toEqual(['orders_late', 'bookings', 'bookings_trend']);
    expect(await executive.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

  test('[E2] axe finds nothing on the boards: list, board, arranging, library, sharing, light and dark', async () => {
    const id = await make(firm, 'executive', 'Judged', [
      tile('bookings', 0, 0),
      tile('receivable_ageing', 3, 0, 4, 4),
      tile('top_customers', 7, 0, 4, 4),
    ]);
    const executive = await firm.enter('executive', '/boards');
    await executive.settles();
    const found = await judgedInBoth(executive.page, 'list', { all: true });
    await executive.page.getByRole('link', { name: 'Judged' }).click();
    await tilesOn(executive).nth(2).waitFor();
    await executive.settles();
    found.push(...(await judgedInBoth(executive.page, 'board', { all: true })));
    await executive.presses('Arrange');
    await executive.presses('Add tiles');
    await arranged(executive, 'Bookings').waitFor();
    await executive.settles();
    found.push(...(await judgedInBoth(executive.page, 'arranging', { all: true })));
    await executive.presses('Done');
    await executive.presses('Share');
    await executive.page.getByRole('dialog').waitFor();
    await expect.poll(() => focused(executive)).toMatch(/^Add a role or a colleague/);
    await executive.page.waitForFunction(() =>
      document.getAnimations().every(({ playState }) => playState !== 'running'),
    );
    found.push(...(await judgedInBoth(executive.page, 'sharing', { all: true })));
    expect([...new Set(found)]).toEqual([]);
    expect(await boardOf(firm, id)).toMatchObject({ name: 'Judged' });
  });
});
