import { fieldsOf, nounOf } from '../../base/fields.ts';
import { settlements } from '../customer/customer.fields.ts';

/** Terms of payment under a name that the company keeps: what they fill in is what counts, where they were chosen. */
export const paymentTerm = nounOf({
  name: 'payment_term',
  plural: 'payment_terms',
  table: 'payment_term',
  fields: fieldsOf({
    code: { kind: 'text', group: 'basics', max: 20 },
    /** In English, and where the other two are not there. */
    name: { kind: 'text', group: 'basics', max: 80 },
    traditionalName: { kind: 'text', group: 'basics', max: 80, nullable: true },
    simplifiedName: { kind: 'text', group: 'basics', max: 80, nullable: true },
    settlement: { kind: 'enum', values: settlements, group: 'basics' },
    /** Days from the invoice until it is due; 0 with cash on delivery. */
    termsDays: { kind: 'integer', group: 'basics', max: 365 },
    /** Of the total, before anything is done; 0 without prepayment. */
    prepaymentShare: { kind: 'ppm', group: 'basics', max: 1_000_000 },
    position: { kind: 'integer', group: 'basics', max: 10_000 },
    /** Offered from now on; what was agreed stays, and goes by its name. */
    active: { kind: 'flag', group: 'basics' },
  }),
  scopes: {},
  title: 'name',
  sort: [{ field: 'position' }, { field: 'code' }],
  unique: [['code']],
});
