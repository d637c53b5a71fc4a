import type { Decision } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';
import { type Rights, rightsOf } from '../permit.ts';
import type { Rule } from '../rule.ts';

type Viewing = RowOf<'viewing'>;
type Moment = { readonly now: number; readonly newId: () => string; readonly actor: { readonly id: string } };

/** A viewing ends by itself after this long, ms. */
export const VIEWING_LASTS = 60 * 60_000;

export type As =
  | { readonly person: Pick<RowOf<'person'>, 'id' | 'status'> }
  | { readonly role: { readonly id: string } };
/** `sessionId` null: who asks stands in no session, so that there is nothing that could see otherwise. */
export type BeginFacts = { readonly as: As; readonly sessionId: string | null; readonly open: boolean };

/** Refuses `viewing.no_session`, `viewing.open_already`, `person.not_in_state`. Answers the viewing's `id`. */
export const begin = ({ as, sessionId, open }: BeginFacts, moment: Moment): Decision => {
  if (sessionId === null) return { refused: 'viewing.no_session' };
  if (open) return { refused: 'viewing.open_already' };
  if ('person' in as && as.person.status !== 'active') return { refused: 'person.not_in_state' };
  const id = moment.newId();
  const set: Omit<Viewing, 'id'> = {
    personId: moment.actor.id,
    sessionId,
    asPersonId: 'person' in as ? as.person.id : null,
    asRoleId: 'role' in as ? as.role.id : null,
    status: 'open',
    since: moment.now,
    until: moment.now + VIEWING_LASTS,
    endedAt: null,
    ended: null,
  };
  return { changes: [{ op: 'insert', noun: 'viewing', id, set }], answer: { id } };
};

/** Refuses `viewing.ended_already`. */
export const end = (
  { target }: { readonly target: Viewing },
  ended: NonNullable<Viewing['ended']>,
  now: number,
): Decision => {
  if (target.status !== 'open') return { refused: 'viewing.ended_already' };
  const set = { status: 'ended', endedAt: now, ended } as const;
  return { changes: [{ op: 'update', noun: 'viewing', id: target.id, set }], answer: { id: target.id } };
};

/** What may be done while one views: to end it. That it is there may be known; nothing of it is read by this. */
export const endingOf = (viewing: Pick<Viewing, 'id'>): readonly Rule[] =>
  ['read', 'view_as'].map((may) => ({
    on: 'viewing',
    may,
    scope: 'all',
    when: { field: 'id', is: 'eq', value: viewing.id },
    groups: [],
  }));

/** A role without a person: nothing is its own, it is in no team and no warehouse. Its viewing's id is nobody's. */
export const asRoleAlone = (rules: readonly Rule[], { id, asRoleId }: Pick<Viewing, 'id' | 'asRoleId'>): Rights =>
  rightsOf(rules, { id, teamId: null, warehouses: [], circles: asRoleId === null ? [] : [asRoleId] });

/** Why an open viewing stands no longer; null while it does. */
export const lapsed = (
  viewing: Pick<Viewing, 'until'>,
  stands: { readonly session: boolean; readonly target: boolean; readonly right: boolean },
  now: number,
): NonNullable<Viewing['ended']> | null => {
  if (!stands.session) return 'session';
  if (!stands.target) return 'target';
  if (!stands.right) return 'right';
  return now >= viewing.until ? 'time' : null;
};
