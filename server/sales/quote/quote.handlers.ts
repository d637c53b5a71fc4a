import type { Cells } from '../../../shared/base/condition.ts';
import { accept, EXPIRED_AT_MOST, expire, offer, revise, send } from '../../../shared/sales/quote/quote.rules.ts';
import { type Actor, handle } from '../../write/handlers.ts';
import { refuseUneditable } from '../../write/seen.ts';
import type { Transaction } from '../../write/transaction.ts';
import { orderFacts } from '../order/order.facts.ts';
import { familyInCredit } from '../order/order.family.ts';

const load = async (tx: Transaction, { id }: { readonly id: string }) => {
  const family = await familyInCredit(tx, id);
  return { target: family.order, ...(await orderFacts(tx, family)) };
};

/** Both what was offered and what the list says are theirs to read. */
const seesPrices = (actor: Actor, lines: readonly object[]): boolean =>
  actor.rights.view('price').ever('unitPrice') &&
  lines.every((line) =>
    actor.rights
      .view('order_line')
      .fields(line as Cells)
      .includes('unitPrice'),
  );

handle('order.quote', { load, decide: (facts, input, moment) => offer(facts, input, moment) });
handle('order.accept', {
  load: async (tx, input, { actor }) => {
    const facts = await load(tx, input);
    const { lines } = facts.family;
    // To take other prices is to enter them.
    if (input.prices === 'list') for (const line of lines) refuseUneditable(actor, 'order_line', line, ['unitPrice']);
    return { ...facts, seesPrices: seesPrices(actor, lines) };
  },
  decide: (facts, input, moment) => accept(facts, input, moment),
});
handle('order.revise', { load, decide: (facts, _input, moment) => revise(facts, moment) });
handle('order.sent', {
  load: async (tx, { id }) => ({
    target: await tx.lock('order', id),
    quotes: await tx.lockAll('quote', { field: 'orderId', is: 'eq', value: id }),
  }),
  decide: (facts, _input, moment) => send(facts, moment),
});
handle('quote.expire', {
  load: async (tx, { day }) => {
    const found = await tx.lockAll('quote', {
      all: [
        { field: 'status', is: 'eq', value: 'open' },
        { field: 'validUntil', is: 'lt', value: day },
      ],
    });
    return { open: found.slice(0, EXPIRED_AT_MOST), more: found.length > EXPIRED_AT_MOST };
  },
  decide: (facts, input, moment) => expire(facts, input, moment),
});
