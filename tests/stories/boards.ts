/** What stories about own boards have in common: boards laid down by command, and what of them stands on a page. */
import type { Locator } from 'playwright-core';
import type { BoardTile } from '../../shared/insight/board/board.tiles.ts';
import type { Person } from './browser.ts';
import { Firm, GASKET, type Who } from './firm.ts';

/** A tile of the library in its place; small where nothing else is said. */
export const tile = (shows: string, x: number, y: number, w = 3, h = 2): BoardTile => ({
  id: `tile-${shows}`,
  shows,
  x,
  y,
  w,
  h,
});

/** A company in which one order was placed: thirty gaskets, 37,110 dollars. */
export const trading = async (): Promise<Firm> => {
  const firm = await Firm.open();
  const customer = await firm.does('seller', 'customer.create', {
    name: 'Bay Plumbing',
    country: 'TW',
    priceListId: firm.id('STD'),
    addresses: [{ kind: 'delivery', street: '8 Wharf Road' }],
  });
  const lines = [{ productId: firm.id(GASKET.sku), quantity: 30 }];
  const order = { customerId: String(customer.id), warehouseId: firm.id('TPE'), lines, submit: true };
  await firm.does('seller', 'order.create', order);
  return firm;
};

export const make = async (firm: Firm, who: Who, name: string, tiles: readonly BoardTile[]): Promise<string> =>
  String((await firm.does(who, 'board.create', { name, tiles, filter: null })).id);
export const boardOf = async (firm: Firm, id: string) => {
  const [row] = await firm.rows('board', { field: 'id', is: 'eq', value: id });
  return row as { name: string; tiles: readonly BoardTile[]; filter: unknown };
};
/** Where each tile stands as it was saved: column, row, width and height. */
export const places = async (firm: Firm, id: string): Promise<{ [shows: string]: string }> => {
  const { tiles } = await boardOf(firm, id);
  return Object.fromEntries(tiles.map(({ shows, x, y, w, h }) => [shows, `${x},${y} ${w}x${h}`]));
};

export const tilesOn = ({ page }: Person): Locator => page.locator('[data-tile]');
export const shown = async (person: Person): Promise<string[]> =>
  tilesOn(person).evaluateAll((all) => all.map((one) => one.getAttribute('data-tile') ?? ''));
/** px from the left edge of the page, tile by tile. */
export const lefts = async (person: Person): Promise<number[]> =>
  tilesOn(person).evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().left)));
/** A tile while its board is arranged. */
export const arranged = ({ page }: Person, name: string): Locator =>
  page.getByRole('article', { name: `${name}. Column` });

/** How wide and high each tile is drawn while its board is arranged, in cells, by its name: `4x3`. */
export const sizes = async ({ page }: Person): Promise<{ [name: string]: string }> =>
  page.locator('.board-grid').evaluate((grid) => {
    const column = grid.getBoundingClientRect().width / 12;
    const row = Number.parseFloat(getComputedStyle(grid).getPropertyValue('--gs-cell-height'));
    return Object.fromEntries(
      [...grid.querySelectorAll(':scope > .grid-stack-item')].map((item) => {
        const { width, height } = item.getBoundingClientRect();
        const name = item.querySelector('article')?.getAttribute('aria-label') ?? '';
        return [name.replace(/\. .*/, ''), `${Math.round(width / column)}x${Math.round(height / row)}`];
      }),
    );
  });
/** What has the focus, by its name. */
export const focused = ({ page }: Person): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at?.getAttribute('aria-label') ?? at?.textContent?.trim() ?? '';
  });
