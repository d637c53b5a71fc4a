import { startingRoles } from '../../shared/access/roles.ts';
import type { Company } from './company.ts';

export const roleId = (code: string): string => `role-${code.replaceAll('_', '-')}`;

/** The starting roles as rows, by the product's own commands; from here on they are edited on the Roles screen. */
export const startingRows = async (company: Company): Promise<void> => {
  for (const { code, name, home, rules } of startingRoles) {
    const { id } = await company.system('role.create', { code, name, home }, `start-role-${code}`);
    await company.system('role.save', { id, rules }, `start-rules-${code}`);
  }
};
