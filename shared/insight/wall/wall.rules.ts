import type { Decision } from '../../base/decision.ts';
import { type Edits, edited } from '../../base/edit.ts';
import type { RowOf } from '../../catalogue.ts';
import { PAIRING } from './pairing.ts';
import type { SceneName } from './scene-names.ts';

type Wall = RowOf<'wall'>;
type Device = RowOf<'wall_device'>;
type Moment = { readonly now: number; readonly newId: () => string };

/** Walls that stand at once, at most. */
export const WALLS_AT_MOST = 100;

export type PairFacts = {
  /** The screen whose code was typed, locked; null where there is none. */
  readonly device: Device | null;
  /** Whose rules it shall have; null where that role is not there. */
  readonly roleId: string | null;
  /** How many stand already. */
  readonly paired: number;
  /** Whether this person may still try a code. */
  readonly allowed: boolean;
};
export type PairInput = Pick<Wall, 'name' | 'language' | 'theme' | 'pace'> & {
  readonly scenes: readonly SceneName[];
  readonly warehouseId?: string | null | undefined;
};

/**
 * The screen becomes a wall. A code works once and for ten minutes. Refuses `wall.too_many_codes`, `wall.no_such_code`
 * (wrong, used and expired alike), `wall.no_such_role`, `wall.too_many`. Answers the wall's `id`.
 */
export const pair = (facts: PairFacts, input: PairInput, { now, newId }: Moment): Decision => {
  const { device, roleId, paired, allowed } = facts;
  if (!allowed) return { refused: 'wall.too_many_codes', field: 'code' };
  if (!device || device.wallId !== null || device.until <= now) return { refused: 'wall.no_such_code', field: 'code' };
  if (roleId === null) return { refused: 'wall.no_such_role', field: 'roleId' };
  if (paired >= WALLS_AT_MOST) return { refused: 'wall.too_many', with: { limit: WALLS_AT_MOST } };
  const id = newId();
  const { name, scenes, language, theme, pace, warehouseId = null } = input;
  return {
    changes: [
      {
        op: 'insert',
        noun: 'wall',
        id,
        set: { name, scenes, language, theme, pace, warehouseId, status: 'paired', pairedAt: now, roleId },
      },
      {
        op: 'update',
        noun: 'wall_device',
        id: device.id,
        set: { wallId: id, code: null, until: now + PAIRING.identity },
      },
    ],
    answer: { id },
  };
};

/** Refuses `changed_meanwhile`, `wall.not_paired`. */
export const update = ({ target }: { readonly target: Wall }, input: { readonly set: Edits }): Decision => {
  if (target.status !== 'paired') return { refused: 'wall.not_paired' };
  const edits = edited(target, input.set);
  if ('refused' in edits) return edits;
  const set = edits.set as Partial<Wall>;
  return { changes: [{ op: 'update', noun: 'wall', id: target.id, set }], answer: { id: target.id } };
};

export type RevokeFacts = { readonly target: Wall; readonly devices: readonly Pick<Device, 'id'>[] };

/** The identity goes with the same commit, so that nothing of it works afterwards. Refuses `wall.not_paired`. */
export const revoke = (
  { target, devices }: RevokeFacts,
  input: { readonly why?: string | null | undefined },
): Decision => {
  if (target.status !== 'paired') return { refused: 'wall.not_paired' };
  return {
    changes: [
      { op: 'update', noun: 'wall', id: target.id, set: { status: 'revoked' } },
      ...devices.map(({ id }) => ({ op: 'delete', noun: 'wall_device', id }) as const),
    ],
    answer: { id: target.id },
    why: input.why ?? null,
  };
};
