/**
 * What is taken from somebody's rights, and what may not be done without it: plain readings of the sentences that are left, row
 * by row, held against what the product did.
 */
import type { Rule } from '../shared/access/rule.ts';
import { type CommandName, commandNamed } from '../shared/commands.ts';
import { declared, fieldsFor, type Row, type Sentence, type Who } from './agreement/oracle.ts';
import { everyRule, rulesFor, type World } from './world.ts';

const but = (on: string, kept: (rule: Rule) => boolean = () => false): readonly Rule[] =>
  everyRule.filter((rule) => rule.on !== on || kept(rule));
const reading = ({ may }: Rule): boolean => may === 'read';
const only = (on: Rule['on'], may: string, rest: Partial<Rule>): readonly Rule[] =>
  everyRule.map((rule) => (rule.on === on && rule.may === may ? { ...rule, ...rest } : rule));

/** Rights as one may lose them, by noun: all but reading, all of it, only some rows or some groups of fields. Orders come first. */
export const narrowings: readonly { readonly on: string; readonly rules: readonly Rule[] }[] = [
  { on: 'order', rules: but('order', reading) },
  { on: 'order', rules: but('order') },
  {
    on: 'order',
    rules: everyRule.map((rule) =>
      rule.on === 'order' && rule.may !== 'read' && rule.may !== 'create' ? { ...rule, scope: 'own' } : rule,
    ),
  },
  {
    on: 'order',
    rules: only('order', 'update', { when: { field: 'status', is: 'in', value: ['draft', 'quote'] } }),
  },
  { on: 'order', rules: only('order', 'read', { scope: 'own' }) },
  { on: 'order', rules: only('order', 'read', { groups: ['basics', 'notes', 'delivery'] }) },
  { on: 'order_line', rules: but('order_line', reading) },
  { on: 'order_line', rules: but('order_line') },
  { on: 'order_line', rules: only('order_line', 'update', { groups: ['basics'] }) },
  { on: 'customer', rules: but('customer', reading) },
  { on: 'customer', rules: but('customer') },
  { on: 'hold', rules: but('hold', reading) },
  { on: 'hold', rules: only('hold', 'release', { when: { field: 'kind', is: 'eq', value: 'manual' } }) },
  { on: 'change_request', rules: but('change_request', ({ may }) => may !== 'decide') },
  { on: 'receivable', rules: but('receivable') },
  { on: 'receipt', rules: but('receipt', reading) },
  { on: 'receipt', rules: only('receipt', 'reverse', { when: { field: 'status', is: 'eq', value: 'open' } }) },
  { on: 'price', rules: but('price', reading) },
  { on: 'comment', rules: but('comment', reading) },
  { on: 'comment', rules: [...but('comment'), ...ownComments()] },
];
const MONEY = ['receivable', 'receipt', 'customer', 'order'];
/** What a deed is about, where it is not the order and its lines. */
const TOPICS: { readonly [what: string]: readonly string[] } = {
  create: ['order_line', 'customer', 'order'],
  enter: ['order_line', 'customer', 'order'],
  update: ['order_line', 'order'],
  grow: ['order_line', 'order'],
  release: ['hold'],
  lift: ['hold'],
  squeeze: ['hold', 'customer'],
  limit: ['customer'],
  reassign: ['customer'],
  decide: ['change_request'],
  price: ['price'],
  say: ['comment', 'order', 'customer'],
  unsay: ['comment'],
  ...Object.fromEntries(['pay', 'prepay', 'receipt', 'allocate', 'reverse'].map((what) => [what, MONEY])),
};
/** Of the rights that a deed asks for, which are lost: a place in `narrowings`. */
export const lostFor = (what: string, which: number): number => {
  const topics = TOPICS[what] ?? ['order'];
  const fitting = narrowings.flatMap(({ on }, at) => (topics.includes(on) ? [at] : []));
  return fitting[which % fitting.length] as number;
};

function ownComments(): readonly Rule[] {
  return rulesFor('comment', ['read', 'create']).map((rule) => ({ ...rule, scope: 'own' }));
}

export const whoOf = (
  { id, teamId = null, warehouses = [] }: Partial<Omit<Who, 'sentences'>> & { readonly id: string },
  rules: readonly Rule[],
): Who => ({ id, teamId, warehouses, sentences: rules as unknown as readonly Sentence[] });

type Cells = { readonly [field: string]: unknown };
type Asked = {
  readonly id?: string;
  readonly orderId?: string;
  readonly customerId?: string;
  readonly warehouseId?: string;
  readonly submit?: boolean;
  readonly aboutNoun?: 'order' | 'customer' | 'invoice';
  readonly aboutId?: string;
  readonly prices?: string;
  readonly set?: Cells;
  readonly change?: readonly (Cells & { readonly id: string })[];
  readonly remove?: readonly string[];
  readonly add?: readonly object[];
  readonly lines?: readonly object[];
  readonly allocations?: readonly { readonly receivableId?: string; readonly orderId?: string }[];
};

/** Why this person may not do it as things stand; null where nothing of what they may not read or do is in it. */
export const forbiddenTo = async (w: World, who: Who, name: CommandName, input: object): Promise<string | null> => {
  const command = commandNamed(name);
  if (!command) return null;
  const asked = input as Asked;
  const find = async (noun: Rule['on'], id: string | undefined): Promise<Row | null> => {
    if (id === undefined) return null;
    const [row] = await w.rows(noun, { field: 'id', is: 'eq', value: id });
    return (row as unknown as Row | undefined) ?? null;
  };
  const unseen = async (noun: Rule['on'], id: string | undefined): Promise<boolean> => {
    const row = await find(noun, id);
    return row !== null && fieldsFor(who, noun, row) === null;
  };
  const ever = (noun: string, may: string): boolean =>
    who.sentences.some((sentence) => sentence.on === noun && sentence.may === may);
  const writable = (noun: string, may: string, field: string): boolean =>
    who.sentences.some(
      (sentence) =>
        sentence.on === noun && sentence.may === may && sentence.groups.includes(declared(noun)[field]?.group ?? ''),
    );
  if (!ever(command.on, command.may)) return `${command.may} on no ${command.on}`;
  const targetId = command.on === 'order' ? (asked.id ?? asked.orderId) : asked.id;
  const isNew = name === 'order.create' || name === 'receipt.record' || name === 'comment.write';
  const target = isNew || name === 'price.set' ? null : await find(command.on, targetId);
  if (target) {
    if (fieldsFor(who, command.on, target) === null) return `the ${command.on} is out of sight`;
    if (fieldsFor(who, command.on, target, command.may) === null) return `${command.may} not on this ${command.on}`;
  }
  if (!isNew && name !== 'price.set' && !target) return null;
  if (name === 'order.create' || name === 'receipt.record')
    if (await unseen('customer', asked.customerId)) return 'the customer is out of sight';
  if (name === 'order.create' && asked.submit) {
    // It is its customer's seller's from the first moment on.
    const customer = await find('customer', asked.customerId);
    const order = { ...customer, id: '', warehouseId: asked.warehouseId, status: 'draft' };
    if (customer && fieldsFor(who, 'order', order, 'submit') === null) return 'it is not theirs to submit';
  }
  for (const one of asked.allocations ?? []) {
    if (await unseen('receivable', one.receivableId)) return 'an item is out of sight';
    if (await unseen('order', one.orderId)) return 'an order is out of sight';
  }
  if (name === 'comment.write' && asked.aboutNoun && (await unseen(asked.aboutNoun, asked.aboutId)))
    return 'what it is about is out of sight';
  if (name === 'price.set' && !writable('price', 'update', 'unitPrice') && !writable('price', 'create', 'unitPrice'))
    return 'no price is theirs to set';
  const asks = name === 'order.request_change';
  if (target && (name === 'order.update' || name === 'customer.update' || asks)) {
    const [read, write] = [fieldsFor(who, command.on, target), fieldsFor(who, command.on, target, 'update')];
    for (const field of Object.keys(asked.set ?? {}))
      if (!read?.has(field) || !(asks || write?.has(field))) return `${field} is not theirs`;
  }
  if (name === 'order.update' || asks) {
    const edited = new Map((asked.change ?? []).map(({ id, ...fields }) => [id, Object.keys(fields)]));
    for (const id of asked.remove ?? []) edited.set(id, ['quantity']);
    for (const [id, fields] of edited) {
      const line = await find('order_line', id);
      if (!line) continue;
      const [read, write] = [fieldsFor(who, 'order_line', line), fieldsFor(who, 'order_line', line, 'update')];
      const hidden = fields.find((field) => !read?.has(field) || !(asks || write?.has(field)));
      if (hidden) return `a line's ${hidden} is not theirs`;
    }
  }
  if (name === 'order.accept' && asked.prices === 'list')
    for (const line of await w.rows('order_line', { field: 'orderId', is: 'eq', value: String(asked.id) }))
      for (const may of ['read', 'update'])
        if (!fieldsFor(who, 'order_line', line as unknown as Row, may)?.has('unitPrice'))
          return "a line's price is not theirs";
  const added = name === 'order.create' ? (asked.lines ?? []) : name === 'order.update' ? (asked.add ?? []) : [];
  for (const line of added)
    for (const field of Object.keys(line))
      if (!writable('order_line', 'create', field)) return `the ${field} of a new line is not theirs`;
  return null;
};

/** What of a command was done without a right, or refused for want of one that is there. */
export const rightFaults = (name: string, forbidden: string | null, answer: string): string[] => {
  const isRefused = answer.includes('was refused');
  if (forbidden !== null && !isRefused) return [`${name} was done, although: ${forbidden}`];
  if (forbidden === null && isRefused && answer.includes('"not_permitted"'))
    return [`${name} was not permitted, and nothing forbids it`];
  return [];
};
