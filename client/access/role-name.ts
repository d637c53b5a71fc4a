import { words } from '../words/words.ts';

/** The starting roles by the name that they begin with; a role that was renamed or made here goes by its own name. */
export const startingNames: { readonly [name: string]: string } = {
  'Sales representative': 'sales_rep',
  'Sales manager': 'sales_manager',
  'Finance clerk': 'finance_clerk',
  'Finance manager': 'finance_manager',
  'Warehouse operator': 'warehouse_operator',
  'Warehouse manager': 'warehouse_manager',
  Executive: 'executive',
  'Wall screen': 'wall',
  Administrator: 'administrator',
};

/** A role's name in the page's language, by the name or the code that the server gives. */
export const roleName = (nameOrCode: string): string =>
  words.maybe(`roles.${startingNames[nameOrCode] ?? nameOrCode}.name`) ?? nameOrCode;
