import type { InputOf } from '../../../shared/base/command.ts';
import type { RowOf } from '../../../shared/catalogue.ts';
import { prepayments } from '../../../shared/finance/receivable/prepayment.rules.ts';
import type { UpdateInput } from '../../../shared/sales/order/order.change.lines.ts';
import { update } from '../../../shared/sales/order/order.change.ts';
import type { Family } from '../../../shared/sales/order/order.children.ts';
import type { orderCommands } from '../../../shared/sales/order/order.commands.ts';
import type { OrderFacts } from '../../../shared/sales/order/order.confirm.ts';
import { cancel, type EndFacts, reopen, restore, sendBack, shortClose } from '../../../shared/sales/order/order.end.ts';
import { create, enter, submit } from '../../../shared/sales/order/order.entry.ts';
import { isPlainEdit, updateHeader } from '../../../shared/sales/order/order.header.ts';
import { hold, release, review } from '../../../shared/sales/order/order.review.ts';
import { choosing } from '../../../shared/system/choice/choice.rules.ts';
import { exposureOf } from '../../finance/credit/exposure.ts';
import { receiptsOf } from '../../finance/receivable/receivable.facts.ts';
import { chosenIn } from '../../system/choice/choice.facts.ts';
import { settingsIn } from '../../system/setting/setting.facts.ts';
import { standInFor } from '../../write/behalf.ts';
import { type Actor, handle, type Moment } from '../../write/handlers.ts';
import { Refused } from '../../write/refused.ts';
import { ifSeen, refuseUneditable, refuseUnread, refuseUnseen } from '../../write/seen.ts';
import type { Transaction } from '../../write/transaction.ts';
import { editFacts, goodsSeen, lineTaken, reservedProducts } from './order.edit.facts.ts';
import { goodsOf, orderFacts, waitingFor } from './order.facts.ts';
import { familyAround, familyInCredit, orderInCredit } from './order.family.ts';

type CreateInput = InputOf<(typeof orderCommands)['order.create']>;
type Target = { readonly target: RowOf<'order'> };

/** The one asked for, else the actor's first, else the first of all. */
const warehouseFor = async (
  tx: Transaction,
  actor: Actor,
  asked: string | undefined,
): Promise<RowOf<'warehouse'> | null> => {
  if (asked !== undefined) return ifSeen(actor, 'warehouse', await tx.get('warehouse', asked));
  const all = await tx.find('warehouse', { all: [] });
  const byCode = [...all].sort((a, b) => (a.code < b.code ? -1 : 1));
  return byCode.find(({ id }) => actor.warehouses.includes(id)) ?? byCode[0] ?? null;
};

const entryFacts = async (tx: Transaction, input: CreateInput, actor: Actor) => {
  const exists = input.id !== undefined && (await tx.get('order', input.id)) !== null;
  const taken: 'order' | 'line' | null = exists ? 'order' : (await lineTaken(tx, input.lines)) ? 'line' : null;
  const customer = await tx.lock('customer', input.customerId);
  refuseUnseen(actor, 'customer', [customer]);
  const list = await tx.lock('price_list', customer.priceListId);
  const warehouse = await warehouseFor(tx, actor, input.warehouseId);
  const goods = goodsSeen(
    actor,
    await goodsOf(
      tx,
      input.lines.map(({ productId }) => productId),
      list.id,
    ),
  );
  const settings = await settingsIn(tx);
  const rate = list.currency === settings.organisation.currency ? 1_000_000 : (settings.rates[list.currency] ?? null);
  const number = await tx.number('order', '', 'SO-#');
  return { taken, customer, list, warehouse, goods, rate, taxRounding: settings['tax.rounding'], number, settings };
};

handle('order.create', {
  load: async (tx, input, moment) => {
    const facts = await entryFacts(tx, input, moment.actor);
    const entered = enter(facts, input, moment);
    if ('refused' in entered || !input.submit) return { entered, whole: null };
    const { goods, settings, customer } = facts;
    const credit = await exposureOf(tx, customer.id, null, settings['credit.near']);
    return { entered, whole: await orderFacts(tx, entered.family, [], { goods, settings, credit }) };
  },
  decide: ({ entered, whole }, _input, moment) => {
    if ('refused' in entered) return entered;
    if (!whole) return create(entered, null);
    // To submit is a permission of its own, also in one breath with the entry.
    if (!moment.actor.rights.may('order', 'submit', entered.family.order))
      return { refused: 'not_permitted', with: { noun: 'order', action: 'submit' } };
    return create(entered, (family) => submit({ ...whole, family }, moment));
  },
});

const load = async (tx: Transaction, family: Family): Promise<OrderFacts & Target> => ({
  target: family.order,
  ...(await orderFacts(tx, family)),
});
const loadById = async (tx: Transaction, { id }: { readonly id: string }): Promise<OrderFacts & Target> =>
  load(tx, await familyInCredit(tx, id));
const loadWithReceipts = async (tx: Transaction, input: { readonly id: string }): Promise<EndFacts & Target> => {
  const facts = await loadById(tx, input);
  const { order, picks, allocations } = facts.family;
  const waiting = await waitingFor(tx, order, reservedProducts(picks));
  return { ...facts, waiting, receipts: await receiptsOf(tx, prepayments(allocations)) };
};
/** Nothing of a line is compared that the actor may not both read and write on that very line. */
const refuseLines = (actor: Actor, lines: readonly RowOf<'order_line'>[], { change, remove }: UpdateInput): void => {
  const byId = new Map(lines.map((line) => [line.id, line]));
  const edits = (change ?? []).map(({ id, ...fields }) => ({ id, fields: Object.keys(fields) }));
  for (const { id, fields } of [...edits, ...(remove ?? []).map((one) => ({ id: one, fields: ['quantity'] }))]) {
    const line = byId.get(id);
    if (line) refuseUneditable(actor, 'order_line', line, fields);
  }
};

/** A change of the promised day or a note asks for little; what may move amounts or stock asks for everything. */
const loadEdit = async (tx: Transaction, input: UpdateInput & { readonly id: string }, { actor }: Moment) => {
  if (isPlainEdit(input)) {
    const target = await tx.lock('order', input.id);
    const picks = input.set?.promisedOn
      ? await tx.lockAll('pick', { field: 'orderId', is: 'eq', value: input.id })
      : [];
    return { plain: true as const, target, picks };
  }
  const family = await familyInCredit(tx, input.id);
  refuseLines(actor, family.lines, input);
  return { plain: false as const, target: family.order, ...(await editFacts(tx, family, input, actor)) };
};

handle('order.update', {
  load: loadEdit,
  decide: (facts, input, moment) => (facts.plain ? updateHeader(facts, input) : update(facts, input, moment)),
});
handle('order.submit', { load: loadById, decide: (facts, _input, moment) => submit(facts, moment) });
handle('order.return', {
  load: loadById,
  decide: (facts, input, moment) => sendBack(facts, input, moment),
  // To send it back is to refuse a hold: one that a deputy may not lift they do not refuse either.
  lends: ({ family }, { rights }) => family.holds.some((one) => rights.may('hold', 'release', one)),
});
handle('order.review', {
  load: async (tx, input, { actor }) => {
    const facts = await loadById(tx, input);
    if (input.total !== undefined) refuseUnread(actor, 'order', facts.target, ['total']);
    return facts;
  },
  decide: (facts, input, moment) => review(facts, input, moment),
});
handle('order.hold', {
  load: async (tx, input, { actor }) => ({
    ...(await loadById(tx, input)),
    choice: await chosenIn(tx, actor, input.reasonId, 'reasonId'),
  }),
  decide: ({ choice, ...facts }, input, moment) =>
    choosing(choice, 'hold', hold(facts, input, moment), { on: 'hold', cells: ({ id }) => ({ reasonId: id }) }),
});
handle('order.cancel', {
  load: async (tx, input, { actor }) => ({
    ...(await loadWithReceipts(tx, input)),
    choice: await chosenIn(tx, actor, input.reasonId, 'reasonId'),
  }),
  decide: ({ choice, ...facts }, input, moment) => {
    const reason = choice ? (choice.countsAs ?? 'other') : input.reason;
    const mark = { on: 'order', id: input.id, cells: ({ id }: RowOf<'choice'>) => ({ cancelReasonId: id }) } as const;
    return choosing(choice, 'cancel', cancel(facts, { why: input.why, reason }, moment), mark);
  },
});
handle('order.short_close', {
  load: loadWithReceipts,
  decide: (facts, input, moment) => shortClose(facts, input, moment),
});
handle('order.restore', { load: loadById, decide: (facts, input, moment) => restore(facts, input, moment) });
handle('order.reopen', { load: loadById, decide: (facts, input, moment) => reopen(facts, input, moment) });

handle('hold.release', {
  load: async (tx, { id, excess }, { actor }) => {
    // The order first, as every command on it does; nobody moves a hold to another order.
    const [found] = await tx.peek('hold', { field: 'id', is: 'eq', value: id });
    const mayKnow = found && (actor.rights.view('hold').sees(found) || standInFor(actor, 'hold', 'release', [found]));
    const order = mayKnow ? await orderInCredit(tx, found.orderId) : null;
    const target = await tx.lock('hold', id);
    if (!order) throw new Refused({ refused: 'missing', with: { noun: 'hold' } });
    if (excess !== undefined) refuseUnread(actor, 'hold', target, ['excess']);
    return { ...(await orderFacts(tx, await familyAround(tx, order))), target };
  },
  decide: (facts, input, moment) => release(facts, input, moment),
});
