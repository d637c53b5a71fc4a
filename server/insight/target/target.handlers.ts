import { restsOn } from '../../../shared/insight/measure.ts';
import { measureNamed, sumsOf } from '../../../shared/insight/measures.ts';
import { remove, set, TARGETS_AT_MOST } from '../../../shared/insight/target/target.rules.ts';
import { type Actor, handle } from '../../write/handlers.ts';

/** A measure of which one sees nothing is one that does not exist, here as in every question. */
const isSeen = ({ rights }: Actor, name: string): boolean => {
  const measure = measureNamed(name);
  return (
    measure !== undefined &&
    sumsOf(measure).every(
      (sum) => rights.mayEver(sum.noun, 'read') && restsOn(sum).every((field) => rights.view(sum.noun).ever(field)),
    )
  );
};

handle('target.set', {
  load: async (tx, { measure, startsOn }, { actor }) => {
    const seen = isSeen(actor, measure);
    if (!seen) return { target: null, seen, known: 0 };
    const [target] = await tx.lockAll('target', {
      all: [
        { field: 'measure', is: 'eq', value: measure },
        { field: 'startsOn', is: 'eq', value: startsOn },
      ],
    });
    const known = await tx.find('target', { field: 'measure', is: 'eq', value: measure }, TARGETS_AT_MOST);
    return { target: target ?? null, seen, known: known.length };
  },
  decide: set,
});

handle('target.remove', {
  load: async (tx, { id }) => ({ target: await tx.lock('target', id) }),
  decide: remove,
});
