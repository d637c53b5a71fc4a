import type { Choosable } from '../../system/choice/choices.ts';
import type { PickRow } from './pick.pending.ts';

/** Why fewer were picked, as the reader calls it where it was chosen from the company's reasons; else, or gone from them, as it was written. */
export const shortText = (
  { shortReason, shortReasonId }: Pick<PickRow, 'shortReason' | 'shortReasonId'>,
  reasons: readonly Choosable[],
): string => reasons.find(({ id }) => id === shortReasonId)?.label ?? shortReason ?? '';
