import { decides } from '../../shared/access/deputy/deputy.rights.ts';
import { confirm, end, name, named, open, TURNED_AT_MOST, turn } from '../../shared/access/deputy/deputy.rules.ts';
import type { Cells, Condition } from '../../shared/base/condition.ts';
import type { RowOf } from '../../shared/catalogue.ts';
import { handle } from '../write/handlers.ts';
import { Refused } from '../write/refused.ts';
import { refuseUnseen } from '../write/seen.ts';
import type { Transaction } from '../write/transaction.ts';
import { peopleWho } from './people-who.ts';

const openStatuses: Condition = { field: 'status', is: 'in', value: open };
const oneOf = (field: string, value: readonly string[]): Condition => ({ field, is: 'in', value });

/** People other than these who could agree to such a row. */
const secondsFor = async (tx: Transaction, row: Cells, not: readonly string[]): Promise<readonly string[]> => {
  const found = await peopleWho(tx.connection, tx.seal, (rights) => {
    const { id } = rights.actor;
    return !not.includes(id) && rights.may('deputy', 'confirm', row) && rights.view('deputy').sees(row);
  });
  return found.map(({ id }) => id);
};

handle('deputy.name', {
  load: async (tx, input, moment) => {
    const { absentId, deputyId } = input;
    const { actor } = moment;
    const both = [absentId, deputyId];
    // Locked, both: of what another server is just naming there is no row yet that could be.
    const locked = await tx.lockAll('person', oneOf('id', both));
    const [absent, deputy] = both.map((id) => locked.find((one) => one.id === id) ?? null);
    refuseUnseen(actor, 'person', [absent], 'absentId');
    refuseUnseen(actor, 'person', [deputy], 'deputyId');
    const people = { absent: absent as RowOf<'person'>, deputy: deputy as RowOf<'person'> };
    // Before anything of theirs is looked at: what the rule refuses would tell when they are away, and who decides then.
    if (!open.some((status) => actor.rights.may('deputy', 'name', named(people, input, status, moment))))
      throw new Refused({ refused: 'not_permitted', with: { noun: 'deputy', action: 'name' } });
    // By their own rules alone: what one may do as a deputy is not one's own to give.
    const approvers = await peopleWho(tx.connection, tx.seal, decides, [absentId]);
    return {
      target: null,
      ...people,
      decides: approvers.length > 0,
      others: await tx.lockAll('deputy', { all: [openStatuses, oneOf('absentId', both)] }),
      seconds: await secondsFor(tx, { absentId, deputyId }, [actor.id, deputyId]),
    };
  },
  decide: (facts, input, moment) => name(facts, input, moment),
});

handle('deputy.confirm', {
  load: async (tx, { id }) => ({ target: await tx.lock('deputy', id) }),
  decide: (facts, _input, moment) => confirm(facts, moment),
});

handle('deputy.end', {
  load: async (tx, { id }) => ({ target: await tx.lock('deputy', id) }),
  decide: (facts, input, moment) => end(facts, input, moment),
});

handle('deputy.turn', {
  load: async (tx, { day }) => {
    const found = await tx.lockAll('deputy', {
      any: [
        { all: [openStatuses, { field: 'endsOn', is: 'lt', value: day }] },
        {
          all: [
            { field: 'status', is: 'eq', value: 'planned' },
            { field: 'startsOn', is: 'le', value: day },
          ],
        },
      ],
    });
    return { due: found.slice(0, TURNED_AT_MOST), more: found.length > TURNED_AT_MOST };
  },
  decide: (facts, input, { now }) => turn(facts, input, now),
});
