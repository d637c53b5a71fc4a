/** What people of all three departments do with orders, one deed after another, chosen by numbers. */
import fc from 'fast-check';
import type { CommandName } from '../shared/commands.ts';
import { settlements } from '../shared/sales/customer/customer.fields.ts';
import { type Shop, shop } from './shop.ts';
import { everyRule, type Person, type World } from './world.ts';

/** Likelier ones stand more than once. */
const kinds =
  `create create enter submit quote accept update update update header cancel hold release release review return short_close
  short_close reopen reassign limit receive pick pick pick ship ship ship invoice invoice prepay pay pay`.split(/\s+/);
/** One thing that somebody does, and numbers that choose among what there is. */
export const deed = fc.record({
  what: fc.constantFrom(...kinds),
  which: fc.nat({ max: 1000 }),
  a: fc.nat({ max: 9 }),
  b: fc.nat({ max: 9 }),
  c: fc.nat({ max: 9 }),
});
export type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;
const one = <R>(rows: readonly R[], which: number): R | undefined => rows[which % Math.max(rows.length, 1)];

export type Stage = {
  readonly shop: Shop;
  readonly customers: readonly string[];
  readonly products: readonly string[];
  readonly sellers: readonly string[];
};

/** A shop, its people and what they have done so far. `act` carries out one deed, or meets its refusal. */
export const salesDays = (w: World) => {
  let stages = 0;
  const done = new Map<string, number>();
  const people: readonly Person[] = [
    w,
    w.as(everyRule, { id: 'rep', name: 'Rep', discountAuthority: 100_000 }),
    w.as(everyRule, { id: 'clerk', name: 'Clerk' }),
  ];

  const stage = async (): Promise<Stage> => {
    const code = `S${++stages}`;
    const s = await shop(w, { code, includesTax: stages % 2 === 0 });
    const other = await w.put('person', {
      name: 'Other',
      email: `other.${code}@example.test`,
      status: 'active',
      teamId: null,
      roleIds: [],
      warehouseIds: [],
    });
    const customers = [
      await s.customer({ creditLimit: 6_000 }),
      await s.customer({ settlement: 'prepayment', prepaymentShare: 400_000 }),
      await s.customer({ settlement: 'cash_on_delivery', creditLimit: 50_000 }),
    ];
    const products = [
      await s.product(`X-${code}`, { price: 97, minPrice: 60, onHand: 30, lowStock: 5 }),
      await s.product(`Y-${code}`, { price: 13, onHand: 12 }),
      await s.product(`POST-${code}`, { price: 80, nature: 'charge' }),
    ];
    return { shop: s, customers, products, sellers: [s.sellerId, other] };
  };

  /** Carries out what may be carried out: a refusal is an answer too, but must leave no trace. */
  const attempt = async (
    person: Person,
    name: CommandName,
    input: object,
  ): Promise<{ readonly [name: string]: string } | null> => {
    try {
      const answer = await person.do(name, input);
      done.set(name, (done.get(name) ?? 0) + 1);
      return answer;
    } catch (error) {
      if (error instanceof Error && error.message.includes('was refused')) return null;
      throw error;
    }
  };

  const act = async (st: Stage, { what, which, a, b, c }: Deed): Promise<unknown> => {
    const here = { field: 'warehouseId', is: 'eq', value: st.shop.warehouseId } as const;
    const person = one(people, a) as Person;
    const orders = await w.rows('order', here);
    const fit: { readonly [what: string]: readonly string[] } = {
      submit: ['draft'],
      quote: ['draft'],
      accept: ['quote'],
      update: ['draft', 'submitted', 'confirmed'],
      header: ['draft', 'submitted', 'confirmed'],
      return: ['submitted'],
      review: ['submitted', 'confirmed'],
      reopen: ['completed'],
    };
    const allPicks = await w.rows('pick', here);
    const worth: { readonly [what: string]: (order: (typeof orders)[number]) => boolean } = {
      pick: (order) =>
        order.openHolds === 0 && allPicks.some((pick) => pick.orderId === order.id && pick.status === 'reserved'),
      ship: (order) =>
        order.openHolds === 0 && allPicks.some((pick) => pick.orderId === order.id && pick.status === 'picked'),
      invoice: (order) =>
        allPicks.some((pick) => pick.orderId === order.id && pick.status === 'shipped') && order.billing !== 'invoiced',
      short_close: (order) =>
        order.status === 'confirmed' && allPicks.some((pick) => pick.orderId === order.id && pick.status === 'shipped'),
    };
    // Mostly where there is something to do, at times anywhere: refusals are part of a day.
    const likely = orders.filter(
      (order) => c === 0 || (worth[what]?.(order) ?? fit[what]?.includes(order.status) ?? order.status === 'confirmed'),
    );
    const order = one(likely, which);
    const id = order?.id ?? 'no-such-order';
    const line = (n: number, more = {}) => ({ productId: one(st.products, n), quantity: 1 + ((n * 7) % 13), ...more });
    const lines = [
      line(which, b > 6 ? { discount: b * 20_000 } : {}),
      line(a, c > 7 ? { free: true } : {}),
      line(b, a > 7 ? { unitPrice: 55_500_001 } : {}),
    ].slice(0, 1 + (which % 3));
    const picks = allPicks.filter((pick) => pick.orderId === id);
    const items = (await w.rows('receivable', here)).filter(({ status }) => status === 'open');
    const own = await st.shop.linesOf(id);
    const some = one(own, b);
    switch (what) {
      case 'create':
      case 'enter':
        return attempt(person, 'order.create', {
          customerId: one(st.customers, which),
          warehouseId: st.shop.warehouseId,
          discount: a > 6 ? a * 13_001 : 0,
          lines,
          submit: what === 'create',
        });
      case 'update': {
        const change = some
          ? [
              {
                id: some.id,
                quantity: { from: some.quantity, to: 1 + (which % 17) },
                ...(c > 6 && !some.free ? { discount: { from: some.discount, to: c * 21_000 } } : {}),
              },
            ]
          : [];
        const remove = a > 7 && own.length > 1 ? [one(own, a)?.id] : [];
        return attempt(person, 'order.update', {
          id,
          change: remove.includes(some?.id) ? [] : change,
          remove,
          add: b > 6 ? lines.slice(0, 1) : [],
        });
      }
      case 'header':
        return attempt(person, 'order.update', {
          id,
          set: {
            ...(b > 3 ? { promisedOn: { from: order?.promisedOn, to: `2026-04-1${c}` } } : {}),
            ...(b > 5 ? { discount: { from: order?.discount, to: c * 12_345 } } : {}),
            ...(b < 3 ? { settlement: { from: order?.settlement, to: one(settlements, c) } } : {}),
          },
        });
      case 'release': {
        const hold = one(
          (await w.rows('hold', here)).filter(({ status }) => status === 'open'),
          which,
        );
        return hold && attempt(person, 'hold.release', { id: hold.id });
      }
      case 'review':
        return attempt(person, 'order.review', {
          id,
          ...(b > 5 ? { settlement: one(settlements, c), prepaymentShare: 250_000 } : {}),
        });
      case 'return':
        return c > 4 && attempt(person, 'order.return', { id, reason: 'again' });
      case 'cancel':
        return c > 5 && attempt(person, 'order.cancel', { id, why: 'no' });
      case 'submit':
      case 'quote':
      case 'accept':
        return attempt(person, `order.${what}`, { id });
      case 'hold':
      case 'short_close':
      case 'reopen':
        return attempt(person, `order.${what}`, { id, why: 'so' });
      case 'reassign':
        return attempt(person, 'customer.reassign', {
          ids: st.customers.slice(0, 1 + (b % 3)),
          toSellerId: one(st.sellers, c),
        });
      case 'limit': {
        const customer = await w.row('customer', one(st.customers, which) as string);
        return attempt(person, 'customer.update', {
          id: customer.id,
          set: { creditLimit: { from: customer.creditLimit, to: c === 0 ? null : c * 2_000 } },
        });
      }
      case 'receive':
        return attempt(w, 'stock.receive', {
          productId: one(st.products, which),
          warehouseId: st.shop.warehouseId,
          locationId: st.shop.locationId,
          quantity: 1 + a,
        });
      case 'pick': {
        const pick = one(
          picks.filter(({ status }) => status === 'reserved'),
          b,
        );
        return pick && attempt(w, 'pick.confirm', { id: pick.id, picked: pick.quantity });
      }
      case 'ship': {
        const pickIds = picks.filter(({ status }) => status === 'picked').map((pick) => pick.id);
        const packed = pickIds.length > 0 ? await attempt(w, 'order.pack', { orderId: id, pickIds }) : null;
        return packed && attempt(w, 'order.ship', { orderId: id, packageIds: [packed.packageId] });
      }
      case 'invoice':
        return attempt(w, 'order.invoice', { orderId: id });
      case 'prepay':
      case 'pay': {
        const item = one(items, which);
        const customerId = what === 'pay' ? item?.customerId : order?.customerId;
        const open = what === 'pay' ? (item?.open ?? 0) : Math.ceil((order?.total ?? 0) * (b / 9));
        if (!customerId || open <= 0) return;
        const target = what === 'pay' ? { receivableId: item?.id } : { orderId: id };
        return attempt(w, 'receipt.record', {
          customerId,
          receivedOn: '2026-03-02',
          received: open + c,
          currency: 'TWD',
          method: 'transfer',
          allocations: [{ ...target, allocated: open }],
        });
      }
    }
  };

  return { stage, act, done };
};
