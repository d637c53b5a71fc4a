/**
 * What a deputy may do for somebody absent: to decide what waits for them, and to read what waits, no more. It is drawn from
 * the absent person's own rules of this moment, never from what they may do as somebody's deputy themselves, so that there are
 * no chains; and what either of the two asked for is not in it, so that nobody agrees to what they want by another's hand.
 */
import type { Condition } from '../../base/condition.ts';
import { fieldsIn } from '../../base/condition.ts';
import type { NounName } from '../../catalogue.ts';
import { nounNamed } from '../../catalogue.ts';
import type { Rights } from '../permit.ts';
import { isNever, normalCondition, type Rule } from '../rule.ts';

const is = (field: string, value: string | number): Condition => ({ field, is: 'eq', value });
const isNot = (field: string, value: string): Condition => ({ field, is: 'ne', value });

/** Is there anything that waits for these rights to decide? Whoever has none needs no deputy. */
export const decides = (rights: Pick<Rights, 'mayEver'>): boolean =>
  rights.mayEver('change_request', 'decide') || rights.mayEver('hold', 'release');

const anyOf = (rights: Rights, noun: NounName, action: string): Condition => ({
  any: rights.grants(noun, action).map(({ rows }) => rows),
});
/** Says a condition on change requests the same of their edits? Both bear what they have of their order; an id is another's. */
const onParts = (condition: Condition): boolean =>
  [...fieldsIn(condition)].every((field) => Object.hasOwn(nounNamed('change_edit').fields, field));

const rule = (on: NounName, may: string, parts: readonly Condition[], groups: readonly string[] = []): Rule[] => {
  const when = normalCondition({ all: parts });
  return isNever(when) ? [] : [{ on, may, scope: 'all', when, groups }];
};

/** Reading and deciding of one kind of row: as far as the absent person reads it and decides it, while it waits. */
const waiting = (
  rights: Rights,
  noun: 'change_request' | 'hold',
  action: string,
  open: readonly Condition[],
): Rule[] => {
  const [read, act] = [anyOf(rights, noun, 'read'), anyOf(rights, noun, action)];
  return [
    ...rule(noun, action, [act, read, ...open]),
    ...rights.grants(noun, 'read').flatMap(({ rows, groups }) => rule(noun, 'read', [rows, act, ...open], groups)),
  ];
};

/**
 * The rules by which `deputyId` stands in, bound already: change requests and holds that the absent person may decide, while
 * they are open, with the fields that the absent person reads of them; and to send a held order back, which is how a hold is
 * refused: which hold a row of orders cannot say, so that the command asks for one that is lent. The order itself shows only to whoever reads it by rules of their own.
 */
export const deputyRules = (absent: Rights, deputyId: string): readonly Rule[] => {
  const absentId = absent.actor.id;
  const neither = (field: string): Condition => ({ field, is: 'not_in', value: [absentId, deputyId] });
  const requests = waiting(absent, 'change_request', 'decide', [is('status', 'requested'), neither('requesterId')]);
  // The parts of a request bear its owners: a rule on anything else of the request cannot be asked of them, and lends none.
  const ofPart = {
    any: absent.grants('change_request', 'decide').flatMap(({ rows }) => (onParts(rows) ? [rows] : [])),
  };
  const edits =
    requests.length === 0
      ? []
      : absent
          .grants('change_edit', 'read')
          .flatMap(({ rows, groups }) =>
            rule('change_edit', 'read', [rows, ofPart, is('outcome', 'open'), neither('requesterId')], groups),
          );
  const holds = waiting(absent, 'hold', 'release', [
    is('status', 'open'),
    isNot('kind', 'prepayment'),
    neither('openedById'),
    isNot('sellerId', deputyId),
  ]);
  const returns =
    holds.length === 0
      ? []
      : rule('order', 'return', [
          anyOf(absent, 'order', 'return'),
          anyOf(absent, 'order', 'read'),
          is('status', 'submitted'),
          { field: 'openHolds', is: 'gt', value: 0 },
          isNot('sellerId', deputyId),
        ]);
  return [...requests, ...edits, ...holds, ...returns];
};
