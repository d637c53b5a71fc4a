import fc from 'fast-check';
import type { CommandName } from '../shared/commands.ts';
import { ACME as customerId, type House } from './house.ts';
import type { Person, World } from './world.ts';

const small = fc.nat({ max: 9 });
/** One thing that somebody does: which, by whom, and numbers that choose among what there is. */
export const deed = fc.record({
  what: fc.constantFrom(
    'order',
    'order',
    'receive',
    'receive',
    'adjust',
    'claim',
    'unclaim',
    'confirm',
    'confirm',
    'confirm',
    'put_back',
    'pack',
    'pack',
    'unpack',
    'ship',
    'ship',
    'deliver',
    'deliver',
    'cancel',
    'short_close',
    'short_close',
    'hold',
    'release',
  ),
  who: fc.nat({ max: 2 }),
  which: fc.nat({ max: 1000 }),
  a: small,
  b: small,
  c: small,
});
export type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;
const one = <R>(rows: readonly R[], which: number): R | undefined => rows[which % Math.max(rows.length, 1)];

export type Crew = {
  readonly w: World;
  readonly people: readonly Person[];
  /** How often each command was carried out. */
  readonly done: Map<string, number>;
};

export const line = (productId: string, quantity: number) => ({ productId, quantity, unitPrice: 7_250_000 });

/** Carries out what may be carried out: a refusal is an answer too, but must leave no trace. */
const attempt = async (done: Crew['done'], person: Person, name: CommandName, input: object): Promise<boolean> => {
  try {
    await person.do(name, input);
  } catch (error) {
    if (error instanceof Error && error.message.includes('was refused')) return false;
    throw error;
  }
  done.set(name, (done.get(name) ?? 0) + 1);
  return true;
};

/** One deed in a house: what was refused, or could not be tried for want of anything to do it to, is no fault. */
export const doDeed = async (
  { w, people, done }: Crew,
  h: House,
  products: readonly string[],
  { what, who, which, a, b, c }: Deed,
): Promise<void> => {
  const person = people[who] as Person;
  const here = { field: 'warehouseId', is: 'eq', value: h.warehouseId } as const;
  const allPicks = await w.rows('pick', here);
  const allPackages = (await w.rows('package', here)).filter(({ status }) => status === 'packed');
  const holding = (...statuses: string[]) => allPicks.filter(({ status }) => statuses.includes(status));
  const worth: { readonly [what: string]: readonly { readonly orderId: string }[] } = {
    claim: holding('reserved'),
    unclaim: holding('claimed'),
    confirm: holding('reserved', 'claimed'),
    pack: holding('picked'),
    unpack: allPackages,
    ship: allPackages,
    short_close: holding('shipped'),
  };
  // Mostly where there is something to do, at times anywhere: refusals are part of a day.
  const orders = await w.rows('order', here);
  const likely = orders.filter(
    ({ id, status }) => worth[what]?.some(({ orderId }) => orderId === id) ?? status === 'confirmed',
  );
  const order = one(c > 0 && likely.length > 0 ? likely : orders, which);
  const id = order?.id ?? 'no-such-order';
  const picks = allPicks.filter(({ orderId }) => orderId === id);
  const packages = allPackages.filter(({ orderId }) => orderId === id);
  const someProduct = products[a % products.length] as string;
  const tries: { [what in Deed['what']]: () => Promise<boolean> | boolean } = {
    order: () => {
      const other = products[b % products.length] as string;
      const lines = [line(someProduct, 1 + c), line(other, 1 + b), line(someProduct, 1 + a)].slice(0, 1 + (which % 3));
      const promisedOn = which % 4 === 0 ? null : `2026-04-0${1 + (which % 9)}`;
      return attempt(done, person, 'order.create', {
        customerId,
        warehouseId: h.warehouseId,
        promisedOn,
        lines,
        submit: true,
      });
    },
    receive: () => {
      const cost = which % 2 ? { unitCost: which * 10_007 } : {};
      return attempt(done, person, 'stock.receive', {
        productId: someProduct,
        warehouseId: h.warehouseId,
        locationId: h.shelves[b % 2],
        quantity: 1 + c,
        ...cost,
      });
    },
    adjust: async () => {
      const row = one(await w.rows('stock', here), which);
      return attempt(done, person, 'stock.adjust', {
        stockId: row?.id ?? 'no-such-row',
        quantity: a - b,
        reason: 'counted',
      });
    },
    claim: () =>
      attempt(
        done,
        person,
        'pick.claim',
        a % 2 || picks.length === 0 ? { orderId: id } : { ids: picks.map((pick) => pick.id) },
      ),
    unclaim: () => attempt(done, person, 'pick.unclaim', { orderId: id }),
    confirm: () => {
      const open = picks.filter(({ status }) => status === 'reserved' || status === 'claimed');
      const pick = one(open, a);
      const picked = Math.max(0, (pick?.quantity ?? 0) - (b > 6 ? c : 0));
      return (
        pick !== undefined && attempt(done, person, 'pick.confirm', { id: pick.id, picked, shortReason: 'Not there' })
      );
    },
    put_back: async () => {
      const back = (await w.rows('pick', here)).filter(
        ({ status }) => status === 'put_back' || (a === 0 && status === 'picked'),
      );
      const pick = one(back, which);
      return pick !== undefined && attempt(done, person, 'pick.put_back', { id: pick.id });
    },
    pack: () => {
      const ids = picks.filter(({ status }) => status === 'picked').map((pick) => pick.id);
      return ids.length > 0 && attempt(done, person, 'order.pack', { orderId: id, pickIds: ids.slice(0, 1 + a) });
    },
    unpack: () => packages.length > 0 && attempt(done, person, 'order.unpack', { packageId: one(packages, a)?.id }),
    ship: () =>
      packages.length > 0 &&
      attempt(done, person, 'order.ship', { orderId: id, packageIds: packages.slice(0, 1 + a).map((pack) => pack.id) }),
    deliver: async () => {
      const shipment = one(await w.rows('shipment', here), which);
      return shipment !== undefined && attempt(done, person, 'shipment.deliver', { id: shipment.id });
    },
    cancel: () => c > 4 && attempt(done, person, 'order.cancel', { id, why: 'changed their mind' }),
    short_close: () => attempt(done, person, 'order.short_close', { id, why: 'enough' }),
    hold: () => c > 4 && attempt(done, person, 'order.hold', { id, why: 'call first' }),
    release: async () => {
      const hold = one(
        (await w.rows('hold', here)).filter(({ status }) => status === 'open'),
        which,
      );
      return hold !== undefined && attempt(done, person, 'hold.release', { id: hold.id, why: 'called' });
    },
  };
  await tries[what]();
  w.at(w.now() + 60_000);
};
