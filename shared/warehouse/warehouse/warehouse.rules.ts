import type { InputOf } from '../../base/command.ts';
import type { Decision } from '../../base/decision.ts';
import type { warehouseCommands } from './warehouse.commands.ts';

type Ids = { readonly newId: () => string };

/** `taken`: whether the code is in use already. Refuses warehouse.code_taken. */
export const createWarehouse = (
  { taken }: { readonly taken: boolean },
  { id, code, name }: InputOf<(typeof warehouseCommands)['warehouse.create']>,
  { newId }: Ids,
): Decision => {
  if (taken) return { refused: 'warehouse.code_taken', field: 'code', with: { code } };
  const made = id ?? newId();
  return { changes: [{ op: 'insert', noun: 'warehouse', id: made, set: { code, name } }], answer: { id: made } };
};

/** `taken`: whether the code is in use in that warehouse. A shelf unless said otherwise. Refuses location.code_taken. */
export const createLocation = (
  { taken }: { readonly taken: boolean },
  { id, purpose = 'shelf', ...place }: InputOf<(typeof warehouseCommands)['location.create']>,
  { newId }: Ids,
): Decision => {
  if (taken) return { refused: 'location.code_taken', field: 'code', with: { code: place.code } };
  const made = id ?? newId();
  return { changes: [{ op: 'insert', noun: 'location', id: made, set: { ...place, purpose } }], answer: { id: made } };
};
