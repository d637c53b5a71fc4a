import type { RowOf } from '../../../shared/catalogue.ts';
import { fieldsAsked, inputOf } from '../../../shared/sales/change_request/change_request.edits.ts';
import {
  ask,
  decide,
  EXPIRED_AT_MOST,
  expire,
  withdraw,
} from '../../../shared/sales/change_request/change_request.rules.ts';
import type { UpdateInput } from '../../../shared/sales/order/order.change.lines.ts';
import { type Family, ownersOf } from '../../../shared/sales/order/order.children.ts';
import { peopleWho } from '../../access/people-who.ts';
import { standInFor } from '../../write/behalf.ts';
import { type Actor, handle } from '../../write/handlers.ts';
import { Refused } from '../../write/refused.ts';
import { refuseUnread, unread } from '../../write/seen.ts';
import type { Transaction } from '../../write/transaction.ts';
import { editFacts } from '../order/order.edit.facts.ts';
import { familyAround, familyInCredit, orderInCredit } from '../order/order.family.ts';

/** Nothing is compared with what is stored that whoever asks does not read: the answer would tell whether it was so. */
const refuseUnreadEdits = (actor: Actor, { order, lines }: Family, { set, change, remove }: UpdateInput): void => {
  refuseUnread(actor, 'order', order, Object.keys(set ?? {}));
  const asked = [
    ...(change ?? []).map(({ id, ...fields }) => ({ id, fields: Object.keys(fields) })),
    ...(remove ?? []).map((id) => ({ id, fields: ['quantity'] })),
  ];
  for (const { id, fields } of asked) {
    const line = lines.find((one) => one.id === id);
    if (line) refuseUnread(actor, 'order_line', line, fields);
  }
};

/** Active people who may decide a request on this order. */
const approversOf = async (tx: Transaction, order: RowOf<'order'>): Promise<string[]> => {
  const owners = ownersOf(order);
  const found = await peopleWho(tx.connection, tx.seal, ({ may }) => may('change_request', 'decide', owners));
  return found.map(({ id }) => id);
};

handle('order.request_change', {
  load: async (tx, input, { actor }) => {
    const family = await familyInCredit(tx, input.id);
    refuseUnreadEdits(actor, family, input);
    const mayTerms = actor.rights.unwritable('order', 'update', family.order, ['settlement']) === null;
    return {
      target: family.order,
      mayTerms,
      approvers: await approversOf(tx, family.order),
      ...(await editFacts(tx, family, input, actor)),
    };
  },
  decide: (facts, input, moment) => ask(facts, input, moment),
});

/**
 * What somebody answers for they have to be able to read: the request, each of its edits, and each field that it is about.
 * A deputy reads the edits; the fields of the order are the absent one's to read.
 */
const isUnreadable = (
  actor: Actor,
  request: RowOf<'change_request'>,
  { order, lines }: Family,
  edits: readonly RowOf<'change_edit'>[],
): boolean => {
  const reader = standInFor(actor, 'change_request', 'decide', [request])?.absent ?? actor.rights;
  return edits.some((edit) => {
    const { noun, fields } = fieldsAsked(edit);
    const cells = fields.flatMap((field) => [`${field}From`, `${field}To`]);
    const view = actor.rights.view('change_edit');
    const read = new Set(view.fields(edit));
    if (cells.some((cell) => !read.has(cell))) return true;
    if (noun === 'order') return unread(reader, 'order', order, fields) !== null;
    const line = lines.find(({ id }) => id === edit.lineId);
    return line !== undefined && unread(reader, 'order_line', line, fields) !== null;
  });
};

handle('change_request.decide', {
  load: async (tx, { id }, { actor }) => {
    // The order first, as every command on it does; nobody moves a request to another order.
    const [found] = await tx.peek('change_request', { field: 'id', is: 'eq', value: id });
    const order =
      found && actor.rights.view('change_request').sees(found) ? await orderInCredit(tx, found.orderId) : null;
    const target = await tx.lock('change_request', id);
    if (!order) throw new Refused({ refused: 'missing', with: { noun: 'change_request' } });
    const family = await familyAround(tx, order);
    const edits = family.edits.filter(({ requestId }) => requestId === id);
    return {
      target,
      unreadable: isUnreadable(actor, target, family, edits),
      ...(await editFacts(tx, family, inputOf(edits), null)),
    };
  },
  decide: (facts, input, moment) => decide(facts, input, moment),
});

handle('change_request.withdraw', {
  load: async (tx, { id }) => ({ target: await tx.lock('change_request', id) }),
  decide: (facts, _input, moment) => withdraw(facts, moment),
});

handle('change_request.expire', {
  load: async (tx, { day }) => {
    const found = await tx.lockAll('change_request', {
      all: [
        { field: 'status', is: 'eq', value: 'requested' },
        { field: 'expiresOn', is: 'lt', value: day },
      ],
    });
    return { open: found.slice(0, EXPIRED_AT_MOST), more: found.length > EXPIRED_AT_MOST };
  },
  decide: (facts, input, moment) => expire(facts, input, moment),
});
