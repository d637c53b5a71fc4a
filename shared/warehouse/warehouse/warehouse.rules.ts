import type { InputOf } from '../../base/command.ts';
import type { Decision } from '../../base/decision.ts';
import type { warehouseCommands } from './warehouse.commands.ts';

type Ids = { readonly newId: () => string };
/** A row has the id given already, or the code is in use. */
export type Taken = { readonly taken: 'id' | 'code' | null };

/** Refuses warehouse.exists and warehouse.code_taken. */
export const createWarehouse = (
  { taken }: Taken,
  { id, code, name }: InputOf<(typeof warehouseCommands)['warehouse.create']>,
  { newId }: Ids,
): Decision => {
  if (taken === 'id') return { refused: 'warehouse.exists', field: 'id' };
  if (taken === 'code') return { refused: 'warehouse.code_taken', field: 'code', with: { code } };
  const made = id ?? newId();
  return { changes: [{ op: 'insert', noun: 'warehouse', id: made, set: { code, name } }], answer: { id: made } };
};

/** A shelf unless said otherwise. Refuses location.exists and location.code_taken (within its warehouse). */
export const createLocation = (
  { taken }: Taken,
  { id, purpose = 'shelf', ...place }: InputOf<(typeof warehouseCommands)['location.create']>,
  { newId }: Ids,
): Decision => {
  if (taken === 'id') return { refused: 'location.exists', field: 'id' };
  if (taken === 'code') return { refused: 'location.code_taken', field: 'code', with: { code: place.code } };
  const made = id ?? newId();
  return { changes: [{ op: 'insert', noun: 'location', id: made, set: { ...place, purpose } }], answer: { id: made } };
};
