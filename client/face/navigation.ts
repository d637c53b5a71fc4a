import type { NounName } from '../../shared/catalogue.ts';
import type { Word } from '../words/words.ts';

export const navigationGroups = ['overview', 'sales', 'finance', 'warehouse', 'administration'] as const;
export type NavigationGroup = (typeof navigationGroups)[number];

type Needs = {
  readonly noun: NounName;
  readonly action: string;
  /** Other actions that open it as well. */
  readonly or?: readonly Needs[];
};
export type NavigationEntry = {
  readonly id: string;
  readonly group: NavigationGroup;
  readonly icon: string;
  /** Name of the route; an entry whose route is not there yet is not shown. */
  readonly route: string;
  readonly label: Word;
  /** What one must be allowed to reach it; null: everyone who is signed in. */
  readonly needs: Needs | null;
  /** Letter after `g` that jumps here. */
  readonly key?: string;
};

const entry = (
  id: string,
  group: NavigationGroup,
  icon: string,
  needs: `${NounName} ${string}` | null,
  key?: string,
  ...or: readonly `${NounName} ${string}`[]
): NavigationEntry => {
  const asked = (text: string): Needs => {
    const [noun, action] = text.split(' ') as [NounName, string];
    return { noun, action };
  };
  return {
    id,
    group,
    icon,
    route: id,
    label: `nav.${id}` as Word,
    needs: needs === null ? null : { ...asked(needs), or: or.map(asked) },
    key,
  };
};

/** Everything that the menu can hold, in its order. An entry's id is its route's name and its word under `nav`. */
export const navigation: readonly NavigationEntry[] = [
  entry('today', 'overview', 'i-lucide-sun', null, 't'),
  entry('inbox', 'overview', 'i-lucide-bell', 'notification read', 'n'),
  entry(
    'approvals',
    'overview',
    'i-lucide-inbox',
    'hold release',
    'a',
    'change_request decide',
    'order review',
    'role_change decide',
    'deputy confirm',
  ),
  entry('board', 'overview', 'i-lucide-chart-column', 'order read', 'b'),
  entry('boards', 'overview', 'i-lucide-layout-dashboard', 'board read', 'y'),
  entry('orders', 'sales', 'i-lucide-file-text', 'order read', 'o'),
  entry('customers', 'sales', 'i-lucide-building-2', 'customer read', 'c'),
  entry('products', 'sales', 'i-lucide-tag', 'product read', 'd'),
  entry('prices', 'sales', 'i-lucide-badge-percent', 'price read'),
  entry('trade', 'sales', 'i-lucide-tags', 'price_list update', undefined, 'tax_code update', 'payment_term update'),
  entry('review', 'finance', 'i-lucide-stamp', 'order review', 'v'),
  entry('invoicing', 'finance', 'i-lucide-file-plus-2', 'order invoice'),
  entry('invoices', 'finance', 'i-lucide-receipt-text', 'invoice read', 'i'),
  entry('receipts', 'finance', 'i-lucide-banknote', 'receipt read', 'e'),
  entry('receivables', 'finance', 'i-lucide-scale', 'receivable read', 'r'),
  entry('picking', 'warehouse', 'i-lucide-scan-barcode', 'pick claim', 'p'),
  entry('packing', 'warehouse', 'i-lucide-package', 'order pack', 'k'),
  entry('shipments', 'warehouse', 'i-lucide-truck', 'shipment read', 'h'),
  entry('stock', 'warehouse', 'i-lucide-boxes', 'stock read', 's'),
  entry('expected', 'warehouse', 'i-lucide-calendar-clock', 'expected_receipt read'),
  entry('movements', 'warehouse', 'i-lucide-arrow-left-right', 'stock_movement read', 'm'),
  entry('people', 'administration', 'i-lucide-users', 'person update'),
  entry('roles', 'administration', 'i-lucide-key-round', 'rule read'),
  entry('walls', 'administration', 'i-lucide-monitor', 'wall read'),
  entry('choices', 'administration', 'i-lucide-list-checks', 'choice update'),
  entry('imports', 'administration', 'i-lucide-upload', 'import_run read'),
  entry('exports', 'administration', 'i-lucide-download', 'rule read'),
  entry('audit', 'administration', 'i-lucide-scroll-text', 'setting update'),
  entry('mail', 'administration', 'i-lucide-mail', 'mail read'),
  entry('settings', 'administration', 'i-lucide-settings-2', 'setting read'),
];

type Allowed = (noun: NounName, action: string) => boolean;
const meets = ({ noun, action, or = [] }: Needs, can: Allowed): boolean =>
  can(noun, action) || or.some((one) => meets(one, can));

/** The entries that a person sees: allowed, and with a page behind them. */
export const entriesFor = (can: Allowed, hasRoute: (name: string) => boolean): NavigationEntry[] =>
  navigation.filter(({ needs, route }) => hasRoute(route) && (needs === null || meets(needs, can)));

/** Pages beside the menu, on which something is entered or one's own is chosen, by their route: what one must be allowed for it. */
const enters: { readonly [route: string]: readonly [noun: NounName, action: string] } = {
  'order-new': ['order', 'create'],
  'order-edit': ['order', 'update'],
  'customer-new': ['customer', 'create'],
  'product-new': ['product', 'create'],
  'price-changes': ['price_change', 'read'],
  'price-change-new': ['price_change', 'create'],
  'receipt-new': ['receipt', 'create'],
  receive: ['stock', 'receive'],
  // Names of roles are read by whoever shares a board; what a role may is not.
  role: ['rule', 'read'],
  viewings: ['viewing', 'read'],
  'role-changes': ['role_change', 'read'],
  role_change: ['role_change', 'read'],
  'my-mail': ['mail_choice', 'choose'],
};

/** Whether a page is there for a person: not, where its menu entry would not be shown, or nothing could be entered on it. */
export const mayOpen = (route: string, can: Allowed): boolean => {
  const entered = enters[route];
  if (entered) return can(...entered);
  const needs = navigation.find((one) => one.route === route)?.needs;
  return !needs || meets(needs, can);
};

/**
 * What a page is to who opens it: `hidden` where it is there for whom they look as (`reaches`), but all on it is denied
 * to themselves (`can`).
 */
export const standingOf = (route: string, can: Allowed, reaches: Allowed): 'open' | 'absent' | 'hidden' => {
  if (enters[route]) return mayOpen(route, can) ? 'open' : 'absent';
  if (!mayOpen(route, reaches)) return 'absent';
  const needs = navigation.find((one) => one.route === route)?.needs;
  return needs?.action === 'read' && !can(needs.noun, needs.action) ? 'hidden' : 'open';
};

/** Where a person begins: the home of their role (`/orders`) if it is there for them, else the first entry that is. */
export const homeOf = (home: string, entries: readonly NavigationEntry[]): NavigationEntry | undefined =>
  entries.find(({ id }) => id === home.replace(/^\//, '')) ?? entries[0];
