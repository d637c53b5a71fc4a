import { fieldsOf, nounOf } from '../../base/fields.ts';
import { cancelReasons } from '../../sales/order/order.states.ts';

/** What is chosen from a list that the company keeps: with whom goods leave, and why something is done. */
export const choiceLists = ['carrier', 'cancel', 'hold', 'adjust', 'short'] as const;
export type ChoiceList = (typeof choiceLists)[number];

export const choice = nounOf({
  name: 'choice',
  plural: 'choices',
  table: 'choice',
  fields: fieldsOf({
    list: { kind: 'enum', values: choiceLists, group: 'basics' },
    code: { kind: 'text', group: 'basics', max: 20 },
    /** In English, and where the other two are not there. */
    name: { kind: 'text', group: 'basics', max: 80 },
    traditionalName: { kind: 'text', group: 'basics', max: 80, nullable: true },
    simplifiedName: { kind: 'text', group: 'basics', max: 80, nullable: true },
    /** As what a cancellation for this reason is counted; null on the other lists. */
    countsAs: { kind: 'enum', values: cancelReasons, group: 'basics', nullable: true },
    position: { kind: 'integer', group: 'basics', max: 10_000 },
    /** Offered from now on; where it was chosen it stays. */
    active: { kind: 'flag', group: 'basics' },
    /** Was ever chosen: then it cannot be deleted. */
    used: { kind: 'flag', group: 'basics', derived: true },
  }),
  scopes: {},
  title: 'name',
  sort: [{ field: 'list' }, { field: 'position' }, { field: 'code' }],
  unique: [['list', 'code']],
});
