/**
 * The starting roles and their rules, in one table: what PRODUCT.md's table of permissions says, in the words of the
 * catalogue. They become rows at the first start and are edited in the product from then on.
 */
import type { Condition } from '../base/condition.ts';
import type { NounName } from '../catalogue.ts';
import { nounNamed, nounNames } from '../catalogue.ts';
import { groupsOf } from '../insight/measure.ts';
import { measures, sumsOf } from '../insight/measures.ts';
import { mayHaveTarget } from '../insight/target/target.rules.ts';
import type { ChoiceList } from '../system/choice/choice.fields.ts';
import type { Rule } from './rule.ts';

type Scope = Rule['scope'];
type Sentence = {
  readonly on: readonly NounName[];
  readonly may: readonly string[];
  readonly scope: Scope;
  readonly when?: Condition;
  readonly groups?: readonly string[];
};
export type StartingRole = {
  readonly code: string;
  readonly name: string;
  readonly home: string;
  readonly rules: readonly Rule[];
};

const spread = (sentences: readonly Sentence[]): readonly Rule[] =>
  sentences.flatMap(({ on, may, scope, when, groups }) =>
    on.flatMap((noun) =>
      may.map((action) => {
        const known = new Set(Object.values(nounNamed(noun).fields).map((field) => field.group));
        return {
          on: noun,
          may: action,
          scope,
          when: when ?? null,
          groups: (groups ?? []).filter((group) => known.has(group)),
        };
      }),
    ),
  );

/** Names of people and firms go with the basics at a desk; a wall in a hall shows none. */
const atDesk = (sentences: readonly Sentence[]): readonly Rule[] =>
  spread(sentences.map((one) => (one.groups?.includes('basics') ? { ...one, groups: [...one.groups, 'party'] } : one)));

const orderFamily = ['order', 'order_line', 'hold', 'pick', 'package', 'shipment', 'shipment_line'] as const;
/** What is asked to be changed of an order, with all that it would be. */
const requests = ['change_request', 'change_edit'] as const;
const books = ['invoice', 'invoice_line', 'receivable', 'allocation'] as const;
const master = ['product', 'product_unit', 'tax_code', 'payment_term', 'warehouse', 'price_list', 'price'] as const;
/** Who reads prices reads by which changes of many at once they came to be. */
const changes = (may: readonly string[]): Sentence => ({
  on: ['price_change'],
  may,
  scope: 'all',
  groups: ['basics', 'prices'],
});
const is = (field: string, value: string): Condition => ({ field, is: 'eq', value });
const isIn = (field: string, value: readonly string[]): Condition => ({ field, is: 'in', value });

/** Targets are the whole house's: those of measures whose every group these sentences show on all rows. */
const targets = (may: readonly string[], sentences: readonly Sentence[]): Sentence[] => {
  const shows = (noun: NounName, group: string): boolean =>
    sentences.some(
      (one) => one.on.includes(noun) && one.may.includes('read') && one.scope === 'all' && one.groups?.includes(group),
    );
  const possible = measures.filter(({ name }) => mayHaveTarget(name));
  const of = possible.filter((measure) =>
    sumsOf(measure).every((sum) => groupsOf(sum).every((group) => shows(sum.noun, group))),
  );
  const whole: Sentence = { on: ['target'], may, scope: 'all', groups: ['basics', 'amounts'] };
  const names = of.map(({ name }) => name);
  return [...sentences, of.length === possible.length ? whole : { ...whole, when: isIn('measure', names) }];
};

/** "All submitted": neither quote nor draft. */
const submitted = (noun: NounName): Condition => ({
  field: noun === 'order' ? 'status' : 'orderStatus',
  is: 'not_in',
  value: ['quote', 'draft'],
});
/** Of a cancelled order only what had been confirmed: an offer that came to nothing is no business of the warehouse. */
const confirmed = (noun: NounName): Condition => {
  if (noun === 'order')
    return {
      all: [isIn('status', ['confirmed', 'completed', 'cancelled']), { field: 'confirmedAt', is: 'ne', value: null }],
    };
  return isIn(
    'orderStatus',
    noun === 'order_line' || noun === 'hold' ? ['confirmed', 'completed'] : ['confirmed', 'completed', 'cancelled'],
  );
};
/** What a warehouse works on: confirmed orders, and the put-back that a cancelled one leaves behind. */
const working = (noun: NounName): Condition =>
  isIn(noun === 'order' ? 'status' : 'orderStatus', ['confirmed', 'completed']);

/** Everybody: their own views, their own name, what happened, the words of the desk. */
const everyone: readonly Sentence[] = [
  { on: ['saved_view'], may: ['read', 'create', 'delete'], scope: 'own', groups: ['basics'] },
  { on: ['board'], may: ['read', 'create', 'update', 'delete'], scope: 'own', groups: ['basics'] },
  { on: ['saved_view_share', 'board_share', 'board_start'], may: ['read'], scope: 'own', groups: ['basics'] },
  { on: ['board_start'], may: ['start'], scope: 'own' },
  // What can be chosen where something is done.
  { on: ['choice'], may: ['read'], scope: 'all', groups: ['basics'] },
  // What happened explains a figure to whoever sees it.
  { on: ['occasion'], may: ['read'], scope: 'all', groups: ['basics'] },
  { on: ['person'], may: ['read'], scope: 'own', groups: ['basics', 'account'] },
  { on: ['export_log', 'session'], may: ['read'], scope: 'own', groups: ['basics'] },
  // Who decides for whom, when they are one of the two; either may end it.
  { on: ['deputy'], may: ['read'], scope: 'own', groups: ['basics', 'notes'] },
  { on: ['deputy'], may: ['end'], scope: 'own' },
  // On rows that they read: a comment shows to who sees the row that it is on.
  { on: ['comment'], may: ['read'], scope: 'all', groups: ['basics', 'content'] },
  { on: ['comment'], may: ['create', 'update'], scope: 'own', groups: ['content'] },
  { on: ['comment'], may: ['delete'], scope: 'own' },
  // Of rows that they read: a notification goes with the right to read what it is about.
  { on: ['notification'], may: ['read'], scope: 'own', groups: ['basics'] },
  { on: ['notification'], may: ['mark'], scope: 'own' },
  { on: ['mail_choice'], may: ['read'], scope: 'own', groups: ['basics'] },
  { on: ['mail_choice'], may: ['choose'], scope: 'own' },
];
/** To show others a board or a view of one's own, one names roles; what a role may is for those who run the product. */
const sharing: readonly Sentence[] = [
  { on: ['board', 'saved_view'], may: ['share'], scope: 'own' },
  { on: ['role'], may: ['read'], scope: 'all', groups: ['basics'] },
];
/** To keep lists of what can be chosen: these, or all. */
const keeping = (...lists: readonly ChoiceList[]): Sentence => ({
  on: ['choice'],
  may: ['create', 'update', 'delete'],
  scope: 'all',
  ...(lists.length > 0 ? { when: isIn('list', lists) } : {}),
  groups: ['basics'],
});
/** To write beside the figures what happened on a day; what others wrote is theirs. */
const noting: Sentence = { on: ['occasion'], may: ['note'], scope: 'own' };
/** Is told of it when somebody is given more rights, and reads by whom. */
const guarding: Sentence = { on: ['role_change'], may: ['read'], scope: 'all', groups: ['basics', 'notes'] };
/** Who decides over something names who does so while they are away, and agrees to whom somebody else proposes. */
const standingIn: Sentence = { on: ['deputy'], may: ['name', 'confirm'], scope: 'own' };
const colleagues: Sentence = { on: ['person', 'team'], may: ['read'], scope: 'all', groups: ['basics'] };

const orderReading = (scope: Scope, groups: readonly string[], when?: (noun: NounName) => Condition): Sentence[] =>
  [...orderFamily].map((noun) => ({ on: [noun], may: ['read'], scope, groups, ...(when ? { when: when(noun) } : {}) }));

/** What one has entered and not saved is one's own, on every device. */
const drafting: Sentence = {
  on: ['order_draft'],
  may: ['read', 'create', 'update', 'delete'],
  scope: 'own',
  groups: ['basics', 'content'],
};
const sellerGroups = ['basics', 'billing', 'terms', 'amounts', 'collect', 'delivery', 'notes'];
const salesRep: readonly Sentence[] = [
  ...everyone,
  standingIn,
  drafting,
  colleagues,
  {
    on: ['customer'],
    may: ['read'],
    scope: 'own',
    groups: ['basics', 'terms', 'contact', 'billing_contact', 'delivery', 'credit_status', 'notes'],
  },
  {
    on: ['customer'],
    may: ['create', 'update'],
    scope: 'own',
    groups: ['basics', 'terms', 'notes'],
  },
  { on: ['contact', 'address'], may: ['read', 'create', 'update'], scope: 'own', groups: ['basics', 'contact'] },
  { on: ['part_number'], may: ['read', 'create', 'update'], scope: 'own', groups: ['basics'] },
  ...orderReading('own', sellerGroups),
  {
    on: ['order', 'order_line'],
    may: ['create', 'update'],
    scope: 'own',
    groups: ['basics', 'amounts', 'delivery', 'notes'],
  },
  {
    on: ['order'],
    may: ['quote', 'print', 'submit', 'cancel', 'restore', 'hold', 'short_close', 'request_change'],
    scope: 'own',
  },
  { on: [...requests, 'quote'], may: ['read'], scope: 'own', groups: sellerGroups },
  { on: ['change_request'], may: ['withdraw'], scope: 'own' },
  { on: ['hold'], may: ['release'], scope: 'own', when: is('kind', 'manual') },
  { on: [...books], may: ['read'], scope: 'own', groups: ['basics'] },
  { on: ['receipt'], may: ['read'], scope: 'own', groups: ['basics'] },
  { on: [...master], may: ['read'], scope: 'all', groups: ['basics', 'prices'] },
  changes(['read']),
  { on: ['stock'], may: ['read'], scope: 'all', groups: ['basics', 'available'] },
  // On which days goods are to come; how much, they learn as the day by which their lines can be promised.
  { on: ['expected_receipt'], may: ['read'], scope: 'all', groups: ['basics'] },
];
const salesManager: readonly Sentence[] = [
  ...everyone,
  standingIn,
  drafting,
  ...sharing,
  noting,
  colleagues,
  {
    on: ['customer'],
    may: ['read'],
    scope: 'all',
    groups: ['basics', 'terms', 'contact', 'billing_contact', 'delivery', 'credit', 'credit_status', 'notes'],
  },
  {
    on: ['customer'],
    may: ['create', 'update'],
    scope: 'all',
    groups: ['basics', 'terms', 'notes'],
  },
  { on: ['contact', 'address'], may: ['read', 'create', 'update'], scope: 'all', groups: ['basics', 'contact'] },
  { on: ['customer'], may: ['reassign'], scope: 'all' },
  { on: ['part_number'], may: ['read', 'create', 'update'], scope: 'all', groups: ['basics'] },
  ...orderReading('all', [...sellerGroups, 'cost', 'credit']),
  {
    on: ['order', 'order_line'],
    may: ['create', 'update'],
    scope: 'all',
    groups: ['basics', 'terms', 'amounts', 'delivery', 'notes'],
  },
  {
    on: ['order'],
    may: [
      'quote',
      'print',
      'submit',
      'return',
      'cancel',
      'restore',
      'hold',
      'short_close',
      'reopen',
      'import',
      'request_change',
    ],
    scope: 'all',
  },
  { on: [...requests, 'quote'], may: ['read'], scope: 'all', groups: sellerGroups },
  { on: ['change_request'], may: ['decide', 'withdraw'], scope: 'all' },
  { on: ['hold'], may: ['release'], scope: 'all', when: isIn('kind', ['manual', 'discount']) },
  { on: [...books], may: ['read'], scope: 'all', groups: ['basics'] },
  { on: ['receipt'], may: ['read'], scope: 'all', groups: ['basics'] },
  { on: [...master], may: ['read', 'create', 'update'], scope: 'all', groups: ['basics', 'prices'] },
  { on: ['price_list', 'payment_term'], may: ['delete'], scope: 'all' },
  changes(['read', 'create']),
  { on: ['price_change'], may: ['withdraw'], scope: 'all' },
  keeping('cancel', 'hold'),
  { on: ['stock'], may: ['read'], scope: 'all', groups: ['basics', 'available', 'value', 'cost'] },
  { on: ['expected_receipt'], may: ['read'], scope: 'all', groups: ['basics'] },
  { on: ['import_run'], may: ['read'], scope: 'own', groups: ['basics'] },
];

/** Where invoices go, and not where goods do. */
const billingAddresses = (may: readonly string[]): Sentence => ({
  on: ['address'],
  may,
  scope: 'all',
  when: is('kind', 'billing'),
  groups: ['basics', 'contact'],
});
const financeOrders = (groups: readonly string[]): Sentence[] => [
  ...orderReading('all', ['basics', 'billing', 'terms', 'amounts', 'collect', 'notes', ...groups], submitted),
  ...[...requests, 'quote' as const].map((noun): Sentence => {
    const groups = ['basics', 'terms', 'amounts', 'notes'];
    return { on: [noun], may: ['read'], scope: 'all', when: submitted(noun), groups };
  }),
];
const financeClerk: readonly Sentence[] = [
  ...everyone,
  standingIn,
  colleagues,
  {
    on: ['customer'],
    may: ['read'],
    scope: 'all',
    groups: ['basics', 'terms', 'billing_contact', 'credit', 'credit_status', 'notes'],
  },
  billingAddresses(['read']),
  ...financeOrders(['credit']),
  { on: ['order'], may: ['review', 'return', 'invoice', 'hold'], scope: 'all', when: submitted('order') },
  { on: ['hold'], may: ['release'], scope: 'all', when: isIn('kind', ['manual', 'review']) },
  { on: [...books], may: ['read'], scope: 'all', groups: ['basics', 'amounts'] },
  { on: ['receipt'], may: ['read', 'create'], scope: 'all', groups: ['basics', 'amounts', 'bank'] },
  { on: ['receipt'], may: ['allocate'], scope: 'all' },
  { on: [...master], may: ['read'], scope: 'all', groups: ['basics', 'prices'] },
  changes(['read']),
];
const financeManager: readonly Sentence[] = [
  ...everyone,
  standingIn,
  guarding,
  ...sharing,
  noting,
  colleagues,
  {
    on: ['customer'],
    may: ['read', 'update'],
    scope: 'all',
    groups: ['basics', 'terms', 'billing_contact', 'credit', 'credit_status', 'notes'],
  },
  billingAddresses(['read', 'create', 'update']),
  ...financeOrders(['credit', 'cost']),
  {
    on: ['order'],
    may: ['review', 'return', 'invoice', 'hold', 'cancel', 'restore', 'reopen'],
    scope: 'all',
    when: submitted('order'),
  },
  {
    on: ['hold'],
    may: ['release'],
    scope: 'all',
    when: isIn('kind', ['manual', 'review', 'credit', 'overdue', 'prepayment']),
  },
  { on: [...books], may: ['read'], scope: 'all', groups: ['basics', 'amounts'] },
  { on: ['receipt'], may: ['read', 'create'], scope: 'all', groups: ['basics', 'amounts', 'bank'] },
  { on: ['receipt'], may: ['allocate', 'reverse'], scope: 'all' },
  { on: [...master], may: ['read', 'update'], scope: 'all', groups: ['basics', 'prices'] },
  // By which rates and terms is invoiced.
  { on: ['tax_code', 'payment_term'], may: ['create'], scope: 'all', groups: ['basics'] },
  { on: ['payment_term'], may: ['delete'], scope: 'all' },
  changes(['read']),
  {
    on: ['stock', 'stock_movement'],
    may: ['read'],
    scope: 'all',
    groups: ['basics', 'place', 'quantities', 'available', 'value', 'cost'],
  },
  { on: ['expected_receipt'], may: ['read'], scope: 'all', groups: ['basics', 'quantities', 'notes'] },
  { on: ['number_series', 'export_log'], may: ['read'], scope: 'all', groups: ['basics'] },
  { on: ['import_run'], may: ['read'], scope: 'own', groups: ['basics'] },
];

const warehouseOrders = (scope: Scope): Sentence[] => [
  // Consignee, address and phone stand on the order and its delivery notes: the customer's card is not needed for them.
  ...orderReading(scope, ['basics', 'collect', 'delivery', 'notes'], confirmed),
];
const operatorWork = (scope: Scope): Sentence[] => [
  { on: ['pick'], may: ['claim', 'pick'], scope, when: working('pick') },
  { on: ['pick'], may: ['put_back'], scope },
  { on: ['order'], may: ['pack', 'ship'], scope, when: working('order') },
  { on: ['shipment'], may: ['deliver'], scope },
  { on: ['stock'], may: ['receive'], scope, groups: [] },
];
const warehouseOperator: readonly Sentence[] = [
  ...everyone,
  colleagues,
  ...warehouseOrders('warehouse'),
  ...operatorWork('warehouse'),
  { on: ['product', 'product_unit', 'warehouse'], may: ['read'], scope: 'all', groups: ['basics'] },
  {
    on: ['location', 'stock', 'stock_movement'],
    may: ['read'],
    scope: 'warehouse',
    groups: ['basics', 'place', 'quantities', 'available'],
  },
  { on: ['expected_receipt'], may: ['read'], scope: 'warehouse', groups: ['basics', 'quantities', 'notes'] },
];
const warehouseManager: readonly Sentence[] = [
  ...everyone,
  standingIn,
  ...sharing,
  noting,
  colleagues,
  ...warehouseOrders('all'),
  ...operatorWork('all'),
  { on: ['order'], may: ['hold'], scope: 'all', when: working('order') },
  { on: ['hold'], may: ['release'], scope: 'all', when: is('kind', 'manual') },
  { on: ['product', 'product_unit', 'warehouse'], may: ['read'], scope: 'all', groups: ['basics'] },
  {
    on: ['location', 'stock', 'stock_movement'],
    may: ['read'],
    scope: 'all',
    groups: ['basics', 'place', 'quantities', 'available'],
  },
  { on: ['location', 'warehouse'], may: ['create'], scope: 'all', groups: ['basics'] },
  { on: ['stock'], may: ['adjust'], scope: 'all' },
  keeping('carrier', 'adjust', 'short'),
  {
    on: ['expected_receipt'],
    may: ['read', 'create', 'update'],
    scope: 'all',
    groups: ['basics', 'quantities', 'notes'],
  },
  { on: ['expected_receipt'], may: ['close'], scope: 'all' },
  { on: ['import_run'], may: ['read'], scope: 'own', groups: ['basics'] },
];
const executive: readonly Sentence[] = [
  ...everyone,
  guarding,
  ...sharing,
  noting,
  colleagues,
  { on: ['customer'], may: ['read'], scope: 'all', groups: ['basics', 'terms', 'credit', 'credit_status'] },
  ...orderReading('all', ['basics', 'billing', 'terms', 'amounts', 'collect', 'cost', 'credit']),
  { on: ['quote'], may: ['read'], scope: 'all', groups: ['basics', 'terms', 'amounts'] },
  { on: [...books], may: ['read'], scope: 'all', groups: ['basics', 'amounts'] },
  { on: ['receipt'], may: ['read'], scope: 'all', groups: ['basics', 'amounts'] },
  { on: [...master, 'location'], may: ['read'], scope: 'all', groups: ['basics', 'prices'] },
  changes(['read']),
  {
    on: ['stock', 'stock_movement'],
    may: ['read'],
    scope: 'all',
    groups: ['basics', 'place', 'quantities', 'available', 'value', 'cost'],
  },
  { on: ['expected_receipt'], may: ['read'], scope: 'all', groups: ['basics', 'quantities'] },
];
const wall: readonly Sentence[] = [
  {
    on: ['order', 'order_line', 'hold', 'pick', 'package', 'shipment_line'],
    may: ['read'],
    scope: 'all',
    groups: ['basics'],
  },
  // Whether a delivery is invoiced, to count those that wait for it: a state, no amount.
  { on: ['shipment'], may: ['read'], scope: 'all', groups: ['basics', 'billing'] },
  { on: ['stock'], may: ['read'], scope: 'all', groups: ['basics', 'available', 'quantities'] },
];
/** Runs the system and by default reads no amounts: that is not a reason to see the books. */
const administrator: readonly Sentence[] = [
  ...everyone,
  noting,
  { on: ['board', 'saved_view'], may: ['share'], scope: 'own' },
  {
    on: [
      'person',
      'team',
      'role',
      'rule',
      'setting',
      'number_series',
      'session',
      'viewing',
      'export_log',
      'import_run',
    ],
    may: ['read'],
    scope: 'all',
    groups: ['basics', 'account'],
  },
  { on: ['person', 'team', 'role', 'setting'], may: ['create', 'update'], scope: 'all', groups: ['basics', 'account'] },
  { on: ['person'], may: ['suspend', 'activate', 'reset'], scope: 'all' },
  { on: ['wall'], may: ['read', 'create', 'update'], scope: 'all', groups: ['basics', 'account'] },
  { on: ['wall'], may: ['pair', 'revoke'], scope: 'all' },
  { on: ['session'], may: ['end'], scope: 'all' },
  keeping(),
  // What gives more rights waits for another who may decide it, if there is one.
  { on: ['role_change'], may: ['read'], scope: 'all', groups: ['basics', 'account', 'notes'] },
  { on: ['role_change'], may: ['decide'], scope: 'all' },
  { on: ['role_change'], may: ['withdraw'], scope: 'own' },
  // For whoever fell ill: a second person agrees, the absent one or another administrator.
  { on: ['deputy'], may: ['read'], scope: 'all', groups: ['basics', 'notes'] },
  { on: ['deputy'], may: ['name', 'confirm', 'end'], scope: 'all' },
  // That a mail went out, or why it did not: to whom, and nothing of what it said.
  { on: ['mail'], may: ['read'], scope: 'all', groups: ['basics'] },
  { on: ['mail'], may: ['test'], scope: 'own' },
  // As whoever they see; what they read then is never more than what they read themselves.
  { on: ['viewing'], may: ['view_as'], scope: 'own' },
  ...orderReading('all', ['basics']),
  { on: ['customer'], may: ['read'], scope: 'all', groups: ['basics'] },
  {
    on: ['product', 'product_unit', 'tax_code', 'payment_term', 'warehouse', 'price_list', 'location'],
    may: ['read'],
    scope: 'all',
    groups: ['basics'],
  },
  {
    on: ['warehouse', 'location', 'tax_code', 'payment_term', 'price_list'],
    may: ['create', 'update'],
    scope: 'all',
    groups: ['basics'],
  },
  { on: ['price_list', 'payment_term'], may: ['delete'], scope: 'all' },
];

export const startingRoles: readonly StartingRole[] = [
  { code: 'sales_rep', name: 'Sales representative', home: '/today', rules: atDesk(salesRep) },
  {
    code: 'sales_manager',
    name: 'Sales manager',
    home: '/today',
    rules: atDesk(targets(['read', 'set'], salesManager)),
  },
  { code: 'finance_clerk', name: 'Finance clerk', home: '/today', rules: atDesk(targets(['read'], financeClerk)) },
  {
    code: 'finance_manager',
    name: 'Finance manager',
    home: '/today',
    rules: atDesk(targets(['read', 'set'], financeManager)),
  },
  { code: 'warehouse_operator', name: 'Warehouse operator', home: '/today', rules: atDesk(warehouseOperator) },
  { code: 'warehouse_manager', name: 'Warehouse manager', home: '/today', rules: atDesk(warehouseManager) },
  { code: 'executive', name: 'Executive', home: '/board', rules: atDesk(targets(['read', 'set'], executive)) },
  { code: 'wall', name: 'Wall screen', home: '/wall', rules: spread(wall) },
  { code: 'administrator', name: 'Administrator', home: '/people', rules: atDesk(administrator) },
];

/** Every action on every row and field: the product itself, when it acts as scheduler or set-up. Never a person's. */
export const everyRule = (actionsOn: (noun: string) => readonly string[]): readonly Rule[] =>
  nounNames.flatMap((on) =>
    ['read', 'create', 'update', ...actionsOn(on)].map((may) => ({
      on,
      may,
      scope: 'all' as const,
      when: null,
      groups: [...new Set(Object.values(nounNamed(on).fields).map((field) => field.group))],
    })),
  );
