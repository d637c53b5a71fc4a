/** Picks as they stand with what this device has done and the server has not answered: how one picks without a line. */
import type { Shown } from '../../live/collection.ts';

export type PickRow = Shown<'pick'> & { readonly pending?: true };
type Kept = { readonly name: string; readonly input: unknown };
type Input = {
  readonly id?: string;
  readonly ids?: readonly string[];
  readonly orderId?: string;
  readonly picked?: number;
};

const unclaimed = { claimedBy: null, claimedName: null, claimedAt: null } as const;
const concerns = ({ id, ids, orderId }: Input, row: PickRow): boolean =>
  id === row.id || (ids?.includes(row.id) ?? false) || (orderId !== undefined && orderId === row.orderId);

/** Claiming is not among them: only the server knows whether somebody else was first. */
const after = (row: PickRow, { name, input }: Kept, me: string): PickRow => {
  const asked = (input ?? {}) as Input;
  if (!concerns(asked, row)) return row;
  switch (name) {
    case 'pick.confirm':
      if (row.status !== 'reserved' && row.status !== 'claimed') return row;
      return {
        ...row,
        status: asked.picked ? 'picked' : 'released',
        quantity: asked.picked ?? 0,
        picked: asked.picked ?? 0,
        pending: true,
      };
    case 'pick.put_back':
      if (row.status === 'picked') return { ...row, ...unclaimed, status: 'reserved', picked: 0, pending: true };
      return row.status === 'put_back' ? { ...row, status: 'released', pending: true } : row;
    case 'pick.unclaim':
      return row.status === 'claimed' && row.claimedBy === me
        ? { ...row, ...unclaimed, status: 'reserved', pending: true }
        : row;
    default:
      return row;
  }
};

/** In the order in which they were done. A refusal takes its command away, and the row is again as the server has it. */
export const picksWith = (rows: readonly Shown<'pick'>[], kept: readonly Kept[], me: string): readonly PickRow[] =>
  rows.map((row) => kept.reduce<PickRow>((now, one) => after(now, one, me), row));
