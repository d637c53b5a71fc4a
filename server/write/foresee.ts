import type { Rights } from '../../shared/access/permit.ts';
import { isRefusal, type Refusal } from '../../shared/base/decision.ts';
import { nounNamed } from '../../shared/catalogue.ts';
import type { Foreseen } from '../../shared/sales/order/order.effect.ts';
import type { Seal } from '../store/seal.ts';
import type { Store } from '../store/store.ts';
import type { Actor, Moment } from './handlers.ts';
import { type Done, perform } from './perform.ts';
import { type Touched, Transaction } from './transaction.ts';

/** Carries what was found out of the transaction that is taken back. */
class TakenBack extends Error {
  readonly found: Refusal | Rehearsed;
  constructor(found: Refusal | Rehearsed) {
    super('taken back');
    this.found = found;
  }
}
type Rehearsed = { readonly done: Done; readonly touched: readonly Touched[]; readonly rights: Rights };
type Means = { readonly store: Store; readonly seal: Seal };
type What = { readonly name: string; readonly input: unknown };

/** Does a command in a transaction that is taken back: nothing is kept, logged or told. */
const rehearsed = async (
  { store, seal }: Means,
  asking: () => Promise<Actor | null>,
  momentOf: (actor: Actor) => Moment,
  { name, input }: What,
  writing: boolean,
): Promise<Refusal | Rehearsed> => {
  try {
    return await store.write(async (connection): Promise<never> => {
      const actor = await asking();
      if (!actor) throw new TakenBack({ refused: 'signed_out' });
      if (actor.viewing) throw new TakenBack({ refused: 'viewing_only' });
      const tx = new Transaction(connection, seal, store.dialect, !writing);
      const done = await perform(tx, actor, momentOf(actor), { name, id: 'foreseen', input });
      throw new TakenBack(
        isRefusal(done) ? (done as Refusal) : { done: done as Done, touched: tx.touched(), rights: actor.rights },
      );
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
    return error.found;
  }
};

/**
 * What a command would answer, by doing all of it but the writing in a transaction that is taken back. Refuses what the
 * command would refuse; what one row of it makes is not there when the next one asks the database.
 */
export const rehearse = async (
  means: Means,
  asking: () => Promise<Actor | null>,
  momentOf: (actor: Actor) => Moment,
  what: What,
): Promise<Refusal | Done['answer']> => {
  const found = await rehearsed(means, asking, momentOf, what, false);
  return 'refused' in found ? found : found.done.answer;
};

const seen = (rights: Rights, { noun, before, after }: Touched): Foreseen | null => {
  if (nounNamed(noun).unlogged) return null;
  const view = rights.view(noun);
  const [was, is] = [before && view.project(before), after && view.project(after)];
  return was || is ? { noun, before: was, after: is } : null;
};

/**
 * What a command would do, by doing it in a transaction that is taken back: the same permission, the same rule, the same
 * locks, and nothing kept, logged or told. The rows are the actor's projections, as they are and as they would become, so
 * that nothing is foreseen that they would not see afterwards. Refuses what the command itself would refuse.
 */
export const foresee = async (
  means: Means,
  asking: () => Promise<Actor | null>,
  momentOf: (actor: Actor) => Moment,
  what: What,
): Promise<Refusal | readonly Foreseen[]> => {
  const found = await rehearsed(means, asking, momentOf, what, true);
  if ('refused' in found) return found;
  return found.touched.flatMap((one) => seen(found.rights, one) ?? []);
};
