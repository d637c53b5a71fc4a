import type { Refusal } from '../../../shared/base/decision.ts';

/** A customer that is to go, and as what it is named to people. */
export type Handed = { readonly id: string; readonly title: string };
export type NotHanded = Handed & { readonly refusal: Refusal };

/** Customers with all that hangs on them in one command: as many as the others can wait for. */
export const AT_ONCE = 50;

/**
 * Hands customers over, some at once. Where some are refused together each is tried by itself, so that one of them keeps no
 * other back. `send` answers the refusal or null; `moved` hears how many are through. Answers those that stayed.
 */
export const handOverAll = async (
  all: readonly Handed[],
  send: (ids: readonly string[]) => Promise<Refusal | null>,
  moved: (through: number) => void = () => undefined,
): Promise<readonly NotHanded[]> => {
  const left: NotHanded[] = [];
  for (let at = 0; at < all.length; at += AT_ONCE) {
    const some = all.slice(at, at + AT_ONCE);
    const refusal = await send(some.map(({ id }) => id));
    if (refusal && some.length === 1) left.push(...some.map((one) => ({ ...one, refusal })));
    else if (refusal)
      for (const one of some) {
        const alone = await send([one.id]);
        if (alone) left.push({ ...one, refusal: alone });
      }
    moved(Math.min(all.length, at + AT_ONCE));
  }
  return left;
};
