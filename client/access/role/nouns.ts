/** Which rules can be given at all, and in what order their editor shows them. */
import { type NounName, nounNamed } from '../../../shared/catalogue.ts';
import { actionsOn } from '../../../shared/commands.ts';
import type { Fielded, Scope } from './matrix.ts';

export type Section = {
  readonly id: 'sales' | 'finance' | 'warehouse' | 'administration';
  readonly nouns: readonly NounName[];
};

/** Every noun that a rule can open stands in one section. */
export const sections: readonly Section[] = [
  {
    id: 'sales',
    nouns: [
      'order',
      'order_line',
      'hold',
      'quote',
      'order_draft',
      'change_request',
      'change_edit',
      'customer',
      'contact',
      'address',
      'product',
      'product_unit',
      'price_list',
      'price',
      'price_change',
      'tax_code',
      'payment_term',
      'part_number',
    ],
  },
  {
    id: 'finance',
    nouns: ['invoice', 'invoice_line', 'receivable', 'receipt', 'allocation', 'number_series'],
  },
  {
    id: 'warehouse',
    nouns: [
      'stock',
      'stock_movement',
      'expected_receipt',
      'pick',
      'package',
      'shipment',
      'shipment_line',
      'warehouse',
      'location',
    ],
  },
  {
    id: 'administration',
    nouns: [
      'person',
      'team',
      'role',
      'rule',
      'role_change',
      'session',
      'viewing',
      'deputy',
      'setting',
      'choice',
      'saved_view',
      'saved_view_share',
      'board',
      'board_share',
      'board_start',
      'comment',
      'notification',
      'mail_choice',
      'mail',
      'target',
      'occasion',
      'wall',
      'import_run',
      'import_report',
      'export_log',
    ],
  },
];

/** Kept apart from every rule: password hashes, what cookies of sessions and walls are checked against, and pictures, which go with their product. */
export const NEVER: { readonly nouns: readonly NounName[]; readonly group: string } = {
  nouns: ['credential', 'wall_device', 'product_picture'],
  group: 'secret',
};

export type GroupOf = { readonly group: string; readonly fields: readonly string[] };

/** The groups of a noun in the order of their first field, each with its fields. */
export const groupsOf = (noun: NounName): readonly GroupOf[] => {
  const found = new Map<string, string[]>();
  for (const [name, { group }] of Object.entries(nounNamed(noun).fields)) {
    if (group === NEVER.group) continue;
    const known = found.get(group);
    if (known) known.push(name);
    else found.set(group, [name]);
  }
  return [...found].map(([group, fields]) => ({ group, fields }));
};

/** Rows that are entered with another noun's commands, so that their own say nothing of it. */
const enteredWith: { readonly [noun in NounName]?: readonly string[] } = {
  order_line: ['basics', 'amounts'],
  product_unit: ['basics'],
  stock: ['cost'],
};

/** May a group of the noun be entered or changed by anyone at all? What the product makes by itself is not. */
export const isEntered = (noun: NounName, group: string, may: Fielded): boolean => {
  if (may === 'read') return true;
  if (enteredWith[noun]) return enteredWith[noun].includes(group);
  if (!actionsOn(noun).some((action) => action === 'create' || action === 'update')) return false;
  return Object.values(nounNamed(noun).fields).some((field) => field.group === group && !field.derived);
};
export const isEnteredAtAll = (noun: NounName): boolean =>
  groupsOf(noun).some(({ group }) => isEntered(noun, group, 'create'));

/** Business actions: what is neither reading nor writing fields. */
export const deedsOf = (noun: NounName): readonly string[] =>
  actionsOn(noun).filter((action) => action !== 'create' && action !== 'update');

export const scopesOf = (noun: NounName): readonly Scope[] => {
  const { scopes } = nounNamed(noun);
  return ['all', ...(['own', 'team', 'warehouse'] as const).filter((scope) => scopes[scope])];
};
