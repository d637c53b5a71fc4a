import type { Rights } from '../../../shared/access/permit.ts';
import { isAlways } from '../../../shared/access/rule.ts';
import type { Condition } from '../../../shared/base/condition.ts';

const isOwn = (rows: Condition, id: string): boolean =>
  'field' in rows && rows.field === 'sellerId' && rows.value === id;
/** A reader whose every order is their own needs no "mine" beside "all". */
export const seesOwnOnly = (rights: Rights): boolean =>
  rights.grants('order', 'read').every(({ rows }) => !isAlways(rows) && isOwn(rows, rights.actor.id));
