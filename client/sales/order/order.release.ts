import type { Rights } from '../../../shared/access/permit.ts';
import { words } from '../../words/words.ts';
import type { AnyRow } from '../list/column.ts';

/** Why a hold is not this person's to lift; null when it is. */
export const mayRelease = (rights: Rights, hold: AnyRow): string | null =>
  rights.may('hold', 'release', hold) ? null : words.value('hold', 'releasedBy', String(hold.releasedBy));
