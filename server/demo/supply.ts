import type { RowOf } from '../../shared/catalogue.ts';
import type { Entry } from '../audit/change-log.ts';
import { SYSTEM } from '../write/handlers.ts';
import { type Demo, day, HOUR, warehouseOf } from './demo.ts';
import type { Good } from './goods.ts';
import type { House } from './places.ts';

const MICRO = 1_000_000;

/** The house in the south keeps four of five goods. */
export const isKept = (good: Good, index: number, code: House['code']): boolean =>
  code === 'TPE' || index % 5 !== 3 || good.demand > 12;

/** Pieces to have after goods in. */
const level = (good: Good): number => good.box * (12 + Math.ceil(good.demand * 3));

/** The shelves of a good: the same ones always, two for what is asked for most. */
export const shelfOf = (house: House, good: Good, index: number, turn: number): string => {
  const first = (index * 7) % house.shelves.length;
  const at = good.demand > 12 && turn % 2 === 1 ? (first + 1) % house.shelves.length : first;
  return house.shelves[at] ?? '';
};

export type Supply = {
  /** The first goods, with what they cost: before the first order. */
  open(at: number): Promise<void>;
  /** Orders more of what runs low or is waited for. */
  react(entry: Entry): void;
  /** What is still on its way at the end, as the warehouse manager expects it. */
  expect(at: number): Promise<void>;
};

export const supplyOf = (demo: Demo): Supply => {
  const { stage, play, calendar, cast } = demo;
  const indexes = new Map(demo.goods.goods.map((good, index) => [good.id, index]));
  /** What is on its way, in pieces, by good and house; null where it comes after the last shift. */
  const coming = new Map<string, { readonly quantity: number; readonly due: number | null }>();
  let orders = 0;

  const arrive = async (good: Good, house: House, key: string, at: number): Promise<void> => {
    const quantity = coming.get(key)?.quantity ?? 0;
    coming.delete(key);
    const index = indexes.get(good.id) ?? 0;
    const people = cast.operators[house.code] ?? [];
    const locationId = shelfOf(house, good, index, orders);
    await stage.act(people[orders % people.length] ?? '', at, 'stock.receive', {
      productId: good.id,
      warehouseId: house.id,
      locationId,
      quantity,
    });
  };
  const need = (good: Good, house: House, missing: number, at: number): void => {
    const key = `${good.id} ${house.id}`;
    const known = coming.get(key);
    if (known !== undefined) {
      const more = Math.ceil(Math.max(0, missing) / good.box) * good.box;
      coming.set(key, { ...known, quantity: known.quantity + more });
      return;
    }
    const wanted = level(good) - stage.mirror.available(good.id, house.id) + missing;
    const lead = good.leadHours * stage.chance.fork('lead', ++orders).int(70, 140) * (HOUR / 100);
    const due = calendar.after(at, lead);
    coming.set(key, { quantity: Math.max(1, Math.ceil(wanted / good.box)) * good.box, due });
    play.later(due, (then) => arrive(good, house, key, then));
  };
  return {
    open: async (at) => {
      const received: Promise<string>[] = [];
      for (const house of demo.houses.values())
        demo.goods.goods.forEach((good, index) => {
          if (!isKept(good, index, house.code)) return;
          const chance = stage.chance.fork('opening', good.sku, house.code);
          received.push(
            stage.must(SYSTEM, at, 'stock.receive', {
              productId: good.id,
              warehouseId: house.id,
              locationId: shelfOf(house, good, index, 0),
              quantity: Math.round((level(good) * chance.int(60, 110)) / 100),
              unitCost: Math.round(good.price * chance.int(50, 66) * (MICRO / 100)),
            }),
          );
        });
      await Promise.all(received);
    },
    react: ({ noun, before, after, at }) => {
      if (!after) return;
      if (noun === 'order_line') {
        const line = after as unknown as RowOf<'order_line'>;
        if (line.fulfilment !== 'backordered' || before?.fulfilment === 'backordered') return;
        const good = demo.goodById.get(line.productId);
        const missing = line.quantity - line.closed - line.shipped - line.reserved;
        if (good) need(good, warehouseOf(demo, line.warehouseId), missing, at);
      } else if (noun === 'stock' && before) {
        const row = after as unknown as RowOf<'stock'>;
        const good = demo.goodById.get(row.productId);
        if (!good || row.available >= Number(before.available)) return;
        if (stage.mirror.available(row.productId, row.warehouseId) < level(good) / 2)
          need(good, warehouseOf(demo, row.warehouseId), 0, at);
      }
    },
    expect: async (at) => {
      let purchase = 0;
      for (const [key, { quantity, due }] of coming) {
        const [productId = '', warehouseId = ''] = key.split(' ');
        await stage.must(cast.warehouseManager, at, 'expected_receipt.enter', {
          productId,
          warehouseId,
          expectedOn: day(due ?? at + stage.chance.fork('expected', purchase).int(1, 9) * 24 * HOUR),
          quantity,
          reference: `PO-${6001 + Math.floor(purchase++ / 3)}`,
        });
      }
    },
  };
};
