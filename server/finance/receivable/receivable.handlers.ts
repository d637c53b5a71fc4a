import { periodOf } from '../../../shared/base/day.ts';
import { yearlyPattern } from '../../../shared/finance/posting.ts';
import { clockId, ITEMS_AT_MOST, isTurned, misread, turn } from '../../../shared/finance/receivable/day.rules.ts';
import { allocateMore, record, reverse } from '../../../shared/finance/receivable/receipt.rules.ts';
import { handle } from '../../write/handlers.ts';
import { refuseUnseen } from '../../write/seen.ts';
import { overdueHolds } from '../credit/exposure.ts';
import { moneyFacts } from './money.facts.ts';
import { familiesFor, familiesPaidBy } from './receivable.facts.ts';

handle('receipt.record', {
  load: async (tx, input, { actor, today }) => {
    const families = await familiesFor(tx, actor, input.allocations ?? []);
    const { settings, ...money } = await moneyFacts(tx, input.customerId, families);
    refuseUnseen(actor, 'customer', [money.credit.customer], 'customerId');
    const own = settings.organisation.currency;
    const rate = input.currency === own ? 1_000_000 : (settings.rates[input.currency] ?? null);
    const period = periodOf(today, 'year');
    const number = await tx.number('receipt', period, yearlyPattern('RC', period));
    return { target: null, ...money, rate, number };
  },
  decide: (facts, input, moment) => record(facts, input, moment),
});

handle('receipt.allocate', {
  load: async (tx, { id, allocations }, { actor }) => {
    const target = await tx.lock('receipt', id);
    const families = await familiesFor(tx, actor, allocations);
    return { target, ...(await moneyFacts(tx, target.customerId, families)) };
  },
  decide: (facts, input, moment) => allocateMore(facts, input, moment),
});

handle('receipt.reverse', {
  load: async (tx, { id }) => {
    // The receipt first: nothing is put to a further order while its orders are being found.
    const target = await tx.lock('receipt', id);
    const families = await familiesPaidBy(tx, id);
    return { target, ...(await moneyFacts(tx, target.customerId, families)) };
  },
  decide: (facts, input, moment) => reverse(facts, input, moment),
});

handle('day.turned', {
  load: async (tx, { day }) => {
    const [clock] = await tx.lockAll('setting', { field: 'id', is: 'eq', value: clockId });
    const target = clock ?? null;
    const found = isTurned(target, day) ? [] : await tx.peek('receivable', misread(day), ITEMS_AT_MOST + 1);
    const seen = found.slice(0, ITEMS_AT_MOST);
    const among = (of: (item: (typeof seen)[number]) => string) => ({
      is: 'in' as const,
      value: [...new Set(seen.map(of))],
    });
    if (seen.length === 0)
      return { target, items: [], more: false, orders: [], customers: [], holds: [], overdue: new Map() };
    const orders = await tx.lockAll('order', { field: 'id', ...among((item) => item.orderId) });
    const customers = await tx.lockAll('customer', { field: 'id', ...among((item) => item.customerId) });
    // Another server may have settled some of them before these locks were had.
    const items = await tx.lockAll('receivable', { all: [{ field: 'id', ...among((item) => item.id) }, misread(day)] });
    return {
      target,
      items,
      more: found.length > ITEMS_AT_MOST,
      orders,
      customers,
      ...(await overdueHolds(tx, customers)),
    };
  },
  decide: (facts, input) => turn(facts, input),
});
