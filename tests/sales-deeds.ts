/** What people of all three departments do with orders, one deed after another, chosen by numbers. */
import fc from 'fast-check';
import type { CommandName } from '../shared/commands.ts';
import { settlements } from '../shared/sales/customer/customer.fields.ts';
import { type Kept, sendKept } from './sales-away.ts';
import { acceptFaults, type OrderState, priceFaults, updateFaults } from './sales-merge.ts';
import { type Shop, shop } from './shop.ts';
import { everyRule, type Person, type World } from './world.ts';

/** Likelier ones stand more than once. */
const kinds =
  `create create enter enter enter enter submit quote quote quote quote accept accept accept accept revise revise sent price price price leave
  leave back back revoke update update update update grow grow grow grow grow grow note note note note note header header header cancel cancel hold release release review return
  short_close short_close reopen reopen reopen reopen reopen reopen restore restore restore reassign limit ask ask ask ask decide decide decide withdraw receive
  pick pick pick pick ship ship ship ship invoice invoice prepay pay pay`.split(/\s+/);
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
  /** Each offer as it was first seen. */
  readonly offers: Map<string, string>;
  readonly customers: readonly string[];
  readonly products: readonly string[];
  readonly sellers: readonly string[];
};

/** A shop, its people and what they have done so far. `act` carries out one deed, or meets its refusal. */
export const salesDays = (w: World) => {
  let stages = 0;
  const done = new Map<string, number>();
  const staff = [
    { id: w.id, name: 'Crossdock', discountAuthority: 1_000_000 },
    { id: 'rep', name: 'Rep', discountAuthority: 100_000 },
    { id: 'clerk', name: 'Clerk', discountAuthority: 0 },
  ] as const;
  const whole: readonly Person[] = [w, ...staff.slice(1).map((who) => w.as(everyRule, who))];
  /** The same without a right to change orders or to decide over them. */
  const narrowed: readonly Person[] = [
    w,
    ...staff.slice(1).map((who) =>
      w.as(
        everyRule.filter(({ on, may }) => on !== 'order' || may === 'read'),
        who,
      ),
    ),
  ];
  /** Who has lost rights; who is without a connection, with what they have given meanwhile. */
  const revoked = new Set<number>();
  const away = new Map<number, Kept[]>();
  const answered = new Set<string>();
  let kept = 0;
  /** What was found wrong of what single commands did; whoever runs a history reads it after each deed. */
  const faults: string[] = [];
  const personAt = (at: number): Person => (revoked.has(at) ? narrowed : whole)[at] as Person;

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
      await s.product(`X-${code}`, { price: 97, minPrice: 92, onHand: 30, lowStock: 5 }),
      await s.product(`Y-${code}`, { price: 13, onHand: 12 }),
      await s.product(`POST-${code}`, { price: 80, nature: 'charge' }),
    ];
    return { shop: s, offers: new Map(), customers, products, sellers: [s.sellerId, other] };
  };

  const stateOf = async (id: unknown): Promise<OrderState> => {
    const of = (field: string) => ({ field, is: 'eq', value: String(id) }) as const;
    const [order] = await w.rows('order', of('id'));
    return { order: order ?? null, lines: await w.rows('order_line', of('orderId')) };
  };
  /** Carries out what may be carried out: a refusal is an answer too, but must leave no trace. Answers it as text. */
  const run = async (person: Person, name: CommandName, input: object, id?: string): Promise<string> => {
    const row = (input as { readonly id?: string }).id;
    // What is sent again does nothing: that is for `sendKept` to see.
    const isAgain = id !== undefined && answered.has(id);
    if (id !== undefined) answered.add(id);
    const isEdit = !isAgain && (name === 'order.update' || name === 'order.accept');
    const before = isEdit ? await stateOf(row) : null;
    const listed = !isAgain && name === 'price.set' ? await w.rows('order_line') : null;
    const answer = await person.do(name, input, id).then(
      (told) => JSON.stringify(told),
      (error: Error) => {
        if (error.message.includes('was refused')) return error.message;
        throw error;
      },
    );
    const isRefused = answer.includes('was refused');
    const met = isRefused ? /changed_meanwhile|line_gone/.exec(answer)?.[0] : name;
    if (met && !isAgain) done.set(met, (done.get(met) ?? 0) + 1);
    if (before && name === 'order.update') faults.push(...updateFaults(before, await stateOf(row), input, isRefused));
    if (before && name === 'order.accept' && !isRefused) {
      const offers = await w.rows('quote', { field: 'orderId', is: 'eq', value: String(row) });
      faults.push(...acceptFaults(await stateOf(row), offers, input));
    }
    if (listed) faults.push(...priceFaults(listed, await w.rows('order_line')));
    return answer;
  };
  /** Whoever is away keeps what they give. */
  const attempt = async (
    person: Person,
    name: CommandName,
    input: object,
  ): Promise<{ readonly [name: string]: string } | null> => {
    const waiting = away.get(staff.findIndex(({ id }) => id === person.id));
    if (waiting && person.id !== w.id) {
      waiting.push({
        name,
        input: JSON.parse(JSON.stringify(input)) as object,
        id: `kept-${String(++kept).padStart(6, '0')}`,
      });
      done.set('kept', (done.get('kept') ?? 0) + 1);
      return null;
    }
    const answer = await run(person, name, input);
    return answer.includes('was refused') ? null : JSON.parse(answer);
  };
  /** Sends what was kept, as the outbox does, some of it more than once; each command counts once. */
  const back = async (at: number, how: number): Promise<void> => {
    const waiting = away.get(at);
    away.delete(at);
    if (!waiting || waiting.length === 0) return;
    const send = async ({ name, input, id }: Kept): Promise<string> => {
      const answer = await run(personAt(at), name, input, id);
      if (revoked.has(at) && name.startsWith('order.')) {
        done.set('refused for want of a right', (done.get('refused for want of a right') ?? 0) + 1);
        if (!answer.includes('was refused')) faults.push(`${name} was done by somebody who had lost the right to it`);
      }
      return answer;
    };
    faults.push(...(await sendKept(w, waiting, how, send)));
    done.set('sent later', (done.get('sent later') ?? 0) + waiting.length);
  };

  const act = async (st: Stage, { what, which, a, b, c }: Deed): Promise<unknown> => {
    const here = { field: 'warehouseId', is: 'eq', value: st.shop.warehouseId } as const;
    const person = personAt(a % staff.length);
    const orders = await w.rows('order', here);
    const fit: { readonly [what: string]: readonly string[] } = {
      submit: ['draft'],
      quote: ['draft', 'quote'],
      accept: ['quote'],
      revise: ['quote'],
      sent: ['quote'],
      update: ['draft', 'submitted', 'confirmed'],
      grow: ['submitted', 'confirmed'],
      header: ['draft', 'submitted', 'confirmed'],
      note: ['draft', 'submitted', 'confirmed'],
      ask: ['submitted', 'confirmed'],
      return: ['submitted'],
      review: ['submitted', 'confirmed'],
      reopen: ['completed'],
      restore: ['cancelled'],
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
    // Notes are what everybody writes at once, on the orders at hand; and those grow, a little at a time.
    const order = what === 'note' || what === 'grow' ? likely.at(-1 - (which % 2)) : one(likely, which);
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
                ...(c > 4 && !some.free ? { discount: { from: some.discount, to: (c - 4) * 21_000 } } : {}),
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
      case 'grow':
        return (
          some &&
          attempt(person, 'order.update', {
            id,
            change: [{ id: some.id, quantity: { from: some.quantity, to: some.quantity + 1 + (which % 5) } }],
          })
        );
      case 'ask':
        return attempt(person, 'order.request_change', {
          id,
          why: 'they insist',
          ...(b > 5 ? { set: { discount: { from: order?.discount, to: c * 50_000 } } } : {}),
          ...(c > 6 ? { set: { settlement: { from: order?.settlement, to: one(settlements, b) } } } : {}),
          change: some
            ? [
                {
                  id: some.id,
                  quantity: { from: some.quantity, to: 1 + (which % 19) },
                  ...(some.free ? {} : { discount: { from: some.discount, to: a * 70_000 } }),
                },
              ]
            : [],
          remove:
            a > 7 && own.length > 1
              ? own
                  .filter((line) => line.id !== some?.id)
                  .slice(0, 1)
                  .map((line) => line.id)
              : [],
          add: b > 7 ? lines.slice(0, 1) : [],
        });
      case 'decide':
      case 'withdraw': {
        const request = one(
          (await w.rows('change_request', here)).filter(({ status }) => status === 'requested' || c === 0),
          which,
        );
        if (!request) return;
        if (what === 'withdraw')
          return (
            c > 5 &&
            attempt(
              one(
                whole.filter((p) => p.id === request.requesterId),
                0,
              ) ?? person,
              'change_request.withdraw',
              { id: request.id },
            )
          );
        const edits = await w.rows('change_edit', { field: 'requestId', is: 'eq', value: request.id });
        const accept = b > 6 ? 'none' : b > 3 ? edits.slice(0, 1).map((edit) => edit.id) : 'all';
        return attempt(person, 'change_request.decide', { id: request.id, accept, why: 'so decided' });
      }
      case 'note':
        return attempt(person, 'order.update', {
          id,
          set: {
            notes: { from: order?.notes, to: `note ${c}` },
            ...(b > 5 ? { externalNumber: { from: order?.externalNumber, to: `PO-${a}` } } : {}),
          },
        });
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
      case 'leave':
        // At most two at once, and the third keeps the house.
        return away.get(1 + (which % 2)) ?? away.set(1 + (which % 2), []);
      case 'back':
        return back(1 + (which % 2), c);
      case 'revoke': {
        const at = 1 + (which % 2);
        return revoked.delete(at) || (c > 4 && revoked.add(at));
      }
      case 'price':
        return attempt(person, 'price.set', {
          priceListId: st.shop.listId,
          productId: one(st.products, which),
          unitPrice: (11 + ((which * 7 + b) % 130)) * 1_000_000,
          ...(c > 6 ? { minPrice: 10_000_000, minQuantity: 5 } : {}),
        });
      case 'quote':
        return attempt(person, 'order.quote', {
          id,
          ...(b > 6 ? { validUntil: `2026-03-2${c}` } : {}),
          ...(c > 3 && order?.status === 'quote' ? { renews: order.revision } : {}),
        });
      case 'accept':
        return attempt(person, 'order.accept', { id, ...(b > 3 ? { prices: b > 6 ? 'list' : 'offered' } : {}) });
      case 'submit':
      case 'revise':
      case 'sent':
        return attempt(person, `order.${what}`, { id });
      case 'hold':
      case 'short_close':
      case 'reopen':
      case 'restore':
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

  /** Everybody has a connection and their rights again. */
  const home = async (): Promise<void> => {
    for (const at of [...away.keys()]) await back(at, at);
    revoked.clear();
  };
  const authorities = new Map(staff.map(({ id, discountAuthority }) => [id, discountAuthority]));
  return { stage, act, done, home, authorities, faults };
};
