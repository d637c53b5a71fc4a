import type { Decision } from '../../base/decision.ts';

/** Names are for people: two teams may bear the same. Answers the team's `id`. */
export const create = ({ name }: { readonly name: string }, { newId }: { readonly newId: () => string }): Decision => {
  const id = newId();
  return { changes: [{ op: 'insert', noun: 'team', id, set: { name } }], answer: { id } };
};
