import type { Condition } from '../../../shared/base/condition.ts';
import { nounNamed } from '../../../shared/catalogue.ts';
import { remove, set } from '../../../shared/sales/part_number/part_number.rules.ts';
import { handle } from '../../write/handlers.ts';
import { ifSeen, refuseUnseen } from '../../write/seen.ts';

const eq = (field: string, value: string): Condition => ({ field, is: 'eq', value });
const among = (field: string, value: readonly string[]): Condition => ({ field, is: 'in', value });

handle('part_number.set', {
  load: async (tx, { customerId, numbers }, { actor }) => {
    // The customer under lock: two lists for one customer are taken one after the other.
    const customer = await tx.lock('customer', customerId);
    refuseUnseen(actor, 'customer', [customer]);
    const ids = [...new Set(numbers.map(({ productId }) => productId))];
    const found = await tx.find('product', among('id', ids));
    const seen = new Map(found.map((row) => [row.id, ifSeen(actor, 'product', row)]));
    const mine = eq('customerId', customer.id);
    const codes = [...new Set(numbers.map(({ code }) => code))];
    const standing = await tx.lockAll('part_number', {
      all: [mine, { any: [among('productId', ids), among('code', codes)] }],
    });
    // A refusal names what stands: it is said only to whom it may be shown.
    refuseUnseen(actor, 'part_number', standing);
    const [row] = await tx.connection.all(
      `SELECT COUNT(*) AS "count" FROM "${nounNamed('part_number').table}" WHERE "customerId" = ?`,
      [customer.id],
    );
    const targets = standing.filter((one) => ids.includes(one.productId));
    return { targets, customer, products: seen, standing, count: Number(row?.count ?? 0) };
  },
  decide: (facts, input, moment) => set(facts, input, moment),
});

handle('part_number.remove', {
  load: async (tx, { id }) => ({ target: await tx.lock('part_number', id) }),
  decide: (facts) => remove(facts),
});
