import { startingRoles } from '../../shared/access/roles.ts';
import type { CommandName } from '../../shared/commands.ts';

/** Gives one command as the product itself and answers the new row's id. */
export type Give = (name: CommandName, input: object) => Promise<string>;

/** The starting roles as rows, by the product's own commands; from here on they are edited on the Roles screen. Answers their ids by code. */
export const startingRows = async (give: Give): Promise<ReadonlyMap<string, string>> => {
  const ids = new Map<string, string>();
  for (const { code, name, home, rules } of startingRoles) {
    const id = await give('role.create', { code, name, home });
    await give('role.save', { id, rules });
    ids.set(code, id);
  }
  return ids;
};
