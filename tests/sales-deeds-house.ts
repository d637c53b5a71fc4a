/** What goes on around the orders: prices, customers, goods that move, money that comes and goes, days, and what is said. */
import { catalogue } from '../shared/catalogue.ts';
import { lifted } from './sales-deeds-orders.ts';
import { type Doing, one } from './sales-doing.ts';
import { dayIn } from './sales-money.ts';
import { RATES } from './sales-stage.ts';

const PRODUCTS_OWN = ['change_request.expire', 'quote.expire', 'day.turned'] as const;

/** Some days pass, and the product does what it does at each midnight: all at once, as after days without a server. */
const passed = async ({ w, count, deed: { which, c } }: Doing): Promise<void> => {
  w.at(w.now() + (1 + (c > 7 ? 20 + c : which % 4)) * 86_400_000);
  const day = dayIn(w.now());
  count('day.turned');
  for (const name of PRODUCTS_OWN) for (;;) if (Number((await w.do(name, { day })).more ?? 0) !== 1) break;
};

const priced = ({ st, person, attempt, deed: { which, b, c } }: Doing): Promise<unknown> => {
  const priceListId = one(st.lists, b);
  // In the other currency what makes a similar order, with a fraction that no digits hold.
  const rate = priceListId === st.shop.listId ? 1_000_000 : Math.round(1e12 / RATES[st.foreign]) + 1;
  return attempt(person, 'price.set', {
    priceListId,
    productId: one(st.products, which),
    unitPrice: (11 + ((which * 7 + b) % 130)) * rate,
    ...(c > 6 ? { minPrice: 10 * rate, minQuantity: 5 } : {}),
  });
};

/** Its customer's limit falls below what they owe and were promised, while something else holds the order; that may go then. */
const squeezed = async (doing: Doing): Promise<unknown> => {
  const {
    w,
    order,
    person,
    attempt,
    deed: { b, c },
  } = doing;
  if (!order) return;
  const { id, creditLimit, exposure } = await w.row('customer', order.customerId);
  const to = Math.max(0, exposure - 1 - c * 17);
  await attempt(person, 'customer.update', { id, set: { creditLimit: { from: creditLimit, to } } });
  return b > 3 && lifted(doing);
};

/** A customer of whom nothing is open is settled in the other currency from now on. */
const abroad = async ({ w, st, orders, person, attempt, count, deed: { which } }: Doing): Promise<unknown> => {
  const busy = new Set(
    orders.filter(({ status }) => status !== 'completed' && status !== 'cancelled').map((order) => order.customerId),
  );
  const customer = one(
    (await w.rows('customer', { field: 'id', is: 'in', value: st.customers })).filter(({ id }) => !busy.has(id)),
    which,
  );
  if (!customer) return;
  const isHome = customer.currency === 'TWD';
  const done = await attempt(person, 'customer.update', {
    id: customer.id,
    set: {
      currency: { from: customer.currency, to: isHome ? st.foreign : 'TWD' },
      priceListId: { from: customer.priceListId, to: st.lists[isHome ? 1 : 0] },
    },
  });
  return done && count('another currency');
};

/** Money comes in for an item, ahead for an order or for nothing yet; it is put to something later, or goes back. */
const moved = async ({ w, st, here, order, person, attempt, deed }: Doing): Promise<unknown> => {
  const { what, which, b, c } = deed;
  const by = c > 7 ? person : w;
  const theirs = { field: 'customerId', is: 'in', value: st.customers } as const;
  const items = (await w.rows('receivable', here)).filter(({ status }) => status === 'open');
  const record = (customerId: string, currency: string, received: number, allocations: readonly object[]) =>
    attempt(by, 'receipt.record', {
      customerId,
      receivedOn: dayIn(w.now()),
      received,
      currency,
      method: 'transfer',
      allocations,
    });
  if (what === 'receipt') {
    const customer = await w.row('customer', one(st.customers, which) as string);
    // Now and then in a currency that is not theirs: it says nothing of their credit.
    const currency = c > 6 ? (customer.currency === 'TWD' ? st.foreign : 'TWD') : customer.currency;
    return record(customer.id, currency, 1 + which * (b + 1), []);
  }
  const receipts = (await w.rows('receipt', theirs)).filter(({ status }) => status !== 'reversed' || c === 0);
  if (what === 'reverse') {
    const back = one(receipts, which);
    return back && attempt(by, 'receipt.reverse', { id: back.id, why: 'bounced' });
  }
  if (what === 'allocate') {
    const receipt = one(
      receipts.filter(({ unallocated }) => unallocated > 0 || c === 0),
      which,
    );
    const item = one(
      items.filter((one) => one.customerId === receipt?.customerId),
      b,
    );
    if (!receipt || !(item ?? order)) return;
    const most = Math.min(receipt.unallocated, item ? item.open : (order?.total ?? 0));
    const target = item ? { receivableId: item.id } : { orderId: order?.id };
    const allocated = Math.max(1, c > 5 ? most : Math.ceil(most / 2));
    return attempt(by, 'receipt.allocate', { id: receipt.id, allocations: [{ ...target, allocated }] });
  }
  const item = one(items, which);
  const of = what === 'pay' ? item : order;
  const open = what === 'pay' ? (item?.open ?? 0) : Math.ceil((order?.total ?? 0) * (b / 9));
  if (!of || open <= 0) return;
  const target = what === 'pay' ? { receivableId: of.id } : { orderId: of.id };
  return record(of.customerId, of.currency, open + c, [{ ...target, allocated: open }]);
};

/** Somebody says something about a row, names people in it and quotes a field; or mends it, or takes it back. */
const said = async ({ w, st, here, order, person, everybody, attempt, deed }: Doing): Promise<unknown> => {
  const { what, which, a, b, c } = deed;
  const speakers = [person, person, ...st.hearers.map((hearer) => hearer.person)];
  const invoice = b > 7 ? one(await w.rows('invoice', here), which) : undefined;
  const about = invoice ?? (b > 5 && order ? { id: order.customerId } : order);
  const aboutNoun = invoice ? 'invoice' : b > 5 ? 'customer' : 'order';
  const fields = Object.keys(catalogue[aboutNoun].fields);
  const named = st.hearers.filter((_one, at) => at === which % st.hearers.length || (c > 6 && at === a));
  const text = [
    'look at this',
    ...named.map(({ id }) => `@{${id}}`),
    ...(c > 2 ? [`={${one(fields, which)}}`] : []),
    ...(c > 5 ? [`={${c > 7 ? 'total' : 'notes'}}`] : []),
  ].join(' ');
  if (what === 'say')
    return about && attempt(one(speakers, a) ?? person, 'comment.write', { aboutNoun, aboutId: about.id, text });
  const hosts = [...st.customers, order?.id ?? ''];
  const comment = one(await w.rows('comment', { field: 'aboutId', is: 'in', value: hosts }), which);
  if (!comment) return;
  const author = [...everybody, ...speakers].find(({ id }) => id === comment.authorId) ?? person;
  return c > 5
    ? attempt(author, 'comment.remove', { id: comment.id })
    : attempt(author, 'comment.update', { id: comment.id, set: { text: { from: comment.text, to: text } } });
};

/** What of the order was picked leaves. */
const shipped = async ({ w, here, id, attempt }: Doing): Promise<unknown> => {
  const pickIds = (await w.rows('pick', here))
    .filter(({ status, orderId }) => status === 'picked' && orderId === id)
    .map((pick) => pick.id);
  const packed = pickIds.length > 0 ? await attempt(w, 'order.pack', { orderId: id, pickIds }) : null;
  return packed && attempt(w, 'order.ship', { orderId: id, packageIds: [packed.packageId] });
};
/** What an order has reserved leaves and is invoiced: so that there is something to be late with. */
const delivered = async (doing: Doing): Promise<unknown> => {
  const { w, id, picks, attempt, deed } = doing;
  const reserved = picks.filter((pick) => pick.orderId === id && pick.status === 'reserved');
  // At times only the first of it: the rest is to follow, or is given up.
  for (const pick of deed.c > 5 ? reserved.slice(0, 1) : reserved)
    await attempt(w, 'pick.confirm', { id: pick.id, picked: pick.quantity });
  return (await shipped(doing)) && attempt(w, 'order.invoice', { orderId: id });
};

/** The deeds that are done here. */
export const houseDeeds: ReadonlySet<string> = new Set(
  'price reassign limit squeeze abroad receive pick put_back ship deliver invoice receipt allocate reverse prepay pay day say unsay'.split(
    ' ',
  ),
);

export const houseDeed = async (doing: Doing): Promise<unknown> => {
  const { w, st, person, id, picks, attempt, deed } = doing;
  const { what, which, a, b, c } = deed;
  switch (what) {
    case 'price':
      return priced(doing);
    case 'reassign':
      return attempt(person, 'customer.reassign', {
        ids: st.customers.slice(0, 1 + (b % 4)),
        toSellerId: one(st.sellers, c),
      });
    case 'limit': {
      const customer = await w.row('customer', one(st.customers, which) as string);
      const scale = customer.currency === 'KWD' ? 10 : customer.currency === 'USD' ? 4 : 1;
      return attempt(person, 'customer.update', {
        id: customer.id,
        set: { creditLimit: { from: customer.creditLimit, to: c === 0 ? null : c * 2_000 * scale } },
      });
    }
    case 'squeeze':
      return squeezed(doing);
    case 'abroad':
      return abroad(doing);
    case 'receive':
      return attempt(w, 'stock.receive', {
        productId: one(st.products, which),
        warehouseId: st.shop.warehouseId,
        locationId: st.shop.locationId,
        quantity: 1 + a,
      });
    case 'pick': {
      const pick = one(
        picks.filter(({ status, orderId }) => status === 'reserved' && orderId === id),
        b,
      );
      return pick && attempt(w, 'pick.confirm', { id: pick.id, picked: pick.quantity });
    }
    case 'put_back': {
      const back = one(
        picks.filter(({ status }) => status === 'put_back' || (c > 7 && status === 'picked')),
        which,
      );
      return back && attempt(w, 'pick.put_back', { id: back.id });
    }
    case 'deliver':
      return delivered(doing);
    case 'ship':
      return shipped(doing);
    case 'invoice':
      return attempt(w, 'order.invoice', { orderId: id });
    case 'receipt':
    case 'allocate':
    case 'reverse':
    case 'prepay':
    case 'pay':
      return moved(doing);
    case 'day':
      return passed(doing);
    case 'say':
    case 'unsay':
      return said(doing);
  }
};
