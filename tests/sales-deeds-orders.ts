/** What people do with an order: enter it, offer it, change it, ask for changes, hold it and end it. */
import type { RowOf } from '../shared/catalogue.ts';
import { settlements } from '../shared/sales/customer/customer.fields.ts';
import { type Doing, one } from './sales-doing.ts';
import { dayAfter, dayIn } from './sales-money.ts';

type Line = RowOf<'order_line'>;

const lineOf = ({ st }: Doing, n: number, more = {}) => ({
  productId: one(st.products, n),
  quantity: 1 + ((n * 7) % 13),
  ...more,
});
const linesOf = (doing: Doing) => {
  const { which, a, b, c } = doing.deed;
  return [
    lineOf(doing, which, b > 6 ? { discount: b * 20_000 } : {}),
    lineOf(doing, a, c > 7 ? { free: true } : {}),
    lineOf(doing, b, a > 7 ? { unitPrice: 55_500_001 } : {}),
  ].slice(0, 1 + (which % 3));
};

/** Edits of one line, of the head now and then, a line more or less: what somebody else is asked to agree to. */
const asked = (doing: Doing, own: readonly Line[], some: Line | undefined) => {
  const { order } = doing;
  const { which, a, b, c } = doing.deed;
  return {
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
    add: b > 7 ? linesOf(doing).slice(0, 1) : [],
  };
};

const updated = (doing: Doing, own: readonly Line[], some: Line | undefined) => {
  const { which, a, b, c } = doing.deed;
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
  return {
    change: remove.includes(some?.id) ? [] : change,
    remove,
    add: b > 6 ? linesOf(doing).slice(0, 1) : [],
  };
};

const headed = ({ w, order, deed: { b, c } }: Doing) => ({
  ...(b > 3 ? { promisedOn: { from: order?.promisedOn, to: dayAfter(dayIn(w.now()), 10 + c) } } : {}),
  ...(b > 5 ? { discount: { from: order?.discount, to: c * 12_345 } } : {}),
  ...(b < 3 ? { settlement: { from: order?.settlement, to: one(settlements, c) } } : {}),
});

const decided = async (doing: Doing): Promise<unknown> => {
  const { w, here, person, everybody, attempt, deed } = doing;
  const { what, which, b, c } = deed;
  const requests = (await w.rows('change_request', here)).filter(({ status }) => status === 'requested' || c === 0);
  const request = one(requests, which);
  if (!request) return;
  if (what === 'withdraw') {
    const asker = everybody.find((p) => p.id === request.requesterId) ?? person;
    return c > 5 && attempt(asker, 'change_request.withdraw', { id: request.id });
  }
  const edits = await w.rows('change_edit', { field: 'requestId', is: 'eq', value: request.id });
  const accept = b > 6 ? 'none' : b > 3 ? edits.slice(0, 1).map((edit) => edit.id) : 'all';
  return attempt(person, 'change_request.decide', { id: request.id, accept, why: 'so decided' });
};

/** All that holds an order but its customer's credit is lifted, by somebody other than who gave a discount: what is left then decides. */
export const lifted = async ({ w, id, person, everybody, attempt }: Doing): Promise<void> => {
  const holds = await w.rows('hold', { field: 'orderId', is: 'eq', value: id });
  for (const { id: holdId, kind, status, openedById } of holds) {
    if (status !== 'open' || kind === 'credit' || kind === 'overdue') continue;
    const other = everybody.find((one) => one.id !== openedById) ?? person;
    await attempt(person.id === openedById ? other : person, 'hold.release', { id: holdId });
  }
};

export const orderDeed = async (doing: Doing): Promise<unknown> => {
  const { w, st, person, order, id, attempt, deed } = doing;
  const { what, which, a, b, c } = deed;
  const own = await st.shop.linesOf(id);
  const some = one(own, b);
  switch (what) {
    case 'create':
    case 'enter':
      return attempt(person, 'order.create', {
        customerId: one(st.customers, which),
        warehouseId: st.shop.warehouseId,
        discount: a > 6 ? a * 13_001 : 0,
        lines: linesOf(doing),
        submit: what === 'create',
      });
    case 'update':
      return attempt(person, 'order.update', { id, ...updated(doing, own, some) });
    case 'grow':
      return (
        some &&
        attempt(person, 'order.update', {
          id,
          change: [{ id: some.id, quantity: { from: some.quantity, to: some.quantity + 1 + (which % 5) } }],
        })
      );
    case 'ask':
      return attempt(person, 'order.request_change', { id, why: 'they insist', ...asked(doing, own, some) });
    case 'decide':
    case 'withdraw':
      return decided(doing);
    case 'note':
      return attempt(person, 'order.update', {
        id,
        set: {
          notes: { from: order?.notes, to: `a note of ${id} ${which} ${a}${b}${c}` },
          ...(b > 5
            ? { externalNumber: { from: order?.externalNumber, to: `PO-${id.slice(-6)}-${which}-${a}${b}${c}` } }
            : {}),
        },
      });
    case 'header':
      return attempt(person, 'order.update', { id, set: headed(doing) });
    case 'release': {
      const hold = one(
        (await w.rows('hold', doing.here)).filter(({ status }) => status === 'open'),
        which,
      );
      return hold && attempt(person, 'hold.release', { id: hold.id });
    }
    case 'lift':
      return lifted(doing);
    case 'review':
      return attempt(person, 'order.review', {
        id,
        ...(b > 5 ? { settlement: one(settlements, c), prepaymentShare: 250_000 } : {}),
      });
    case 'return':
      return c > 2 && attempt(person, 'order.return', { id, reason: 'again' });
    case 'cancel':
      return c > 5 && attempt(person, 'order.cancel', { id, why: 'no' });
    case 'quote':
      return attempt(person, 'order.quote', {
        id,
        ...(b > 6 ? { validUntil: dayAfter(dayIn(w.now()), c * 3 - 1) } : {}),
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
  }
};
