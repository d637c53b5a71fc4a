/**
 * What a role could compute although it is denied it. Figures give each other away: {price, cost, margin} and
 * {stock value, quantity, cost}. Asked of the rules alone, not of rows: two figures that a role sees on different rows
 * count as seen together, so that the warning comes rather too often than too late.
 */
import { fieldNamed, type NounName, nounNamed } from '../catalogue.ts';
import type { Rule } from './rule.ts';

type Figure = `${NounName}.${string}`;

/** Of the fields of `any`, all but one give the last; `gives` follows from all of `from`. */
type Relation = { readonly any: readonly Figure[] } | { readonly gives: Figure; readonly from: readonly Figure[] };

const relations: readonly Relation[] = [
  { any: ['order.total', 'order.net', 'order.tax'] },
  { any: ['order.net', 'order.cost', 'order.margin'] },
  { any: ['order_line.net', 'order_line.cost', 'order_line.margin'] },
  { gives: 'order_line.net', from: ['order_line.unitPrice', 'order_line.quantity', 'order_line.discount'] },
  { gives: 'order_line.unitPrice', from: ['order_line.net', 'order_line.quantity'] },
  { gives: 'order.net', from: ['order_line.net'] },
  { gives: 'order.total', from: ['change_request.totalFrom'] },
  { gives: 'order_line.unitPrice', from: ['change_edit.unitPriceFrom'] },
  { gives: 'order.cost', from: ['order_line.cost'] },
  { gives: 'order.net', from: ['invoice.net'] },
  { gives: 'order.total', from: ['receivable.original'] },
  { gives: 'order_line.net', from: ['invoice_line.net'] },
  { gives: 'invoice.net', from: ['invoice_line.net'] },
  { gives: 'receivable.original', from: ['invoice.total'] },
  { gives: 'invoice.total', from: ['receivable.original'] },
  { any: ['order_line.cost', 'stock.unitCost', 'order_line.quantity'] },
  { gives: 'order_line.cost', from: ['shipment_line.unitCost', 'shipment_line.quantity'] },
  { gives: 'shipment_line.unitCost', from: ['stock_movement.unitCost'] },
  { gives: 'stock.unitCost', from: ['stock_movement.unitCost'] },
  { any: ['stock.value', 'stock.onHand', 'stock.unitCost'] },
  { any: ['stock.onHand', 'stock.reserved', 'stock.available'] },
  { gives: 'stock.onHand', from: ['stock_movement.quantity'] },
];

export type Derivable = {
  readonly noun: NounName;
  /** The group of fields that the role is denied. */
  readonly group: string;
  /** What it would be computed from: fields that the role reads, each as noun and field. */
  readonly from: readonly { readonly noun: NounName; readonly field: string }[];
};

const partsOf = (figure: Figure): { noun: NounName; field: string } => {
  const at = figure.indexOf('.');
  return { noun: figure.slice(0, at) as NounName, field: figure.slice(at + 1) };
};
const groupOf = (figure: Figure): string => {
  const { noun, field } = partsOf(figure);
  const declared = fieldNamed(noun, field);
  if (!declared) throw new Error(`${figure} is no field`);
  return declared.group;
};

/** For each figure that follows from others: the figures that the role reads and that it follows from. */
const closure = (readable: ReadonlySet<Figure>): ReadonlyMap<Figure, ReadonlySet<Figure>> => {
  const known = new Map<Figure, ReadonlySet<Figure>>([...readable].map((one) => [one, new Set([one])]));
  const learn = (gives: Figure, from: readonly Figure[]): boolean => {
    if (known.has(gives) || !from.every((one) => known.has(one))) return false;
    known.set(gives, new Set(from.flatMap((one) => [...(known.get(one) ?? [])])));
    return true;
  };
  for (let moved = true; moved; ) {
    moved = false;
    for (const relation of relations) {
      if ('gives' in relation) moved = learn(relation.gives, relation.from) || moved;
      else {
        for (const one of relation.any) {
          const others = relation.any.filter((other) => other !== one);
          moved = learn(one, others) || moved;
        }
      }
    }
  }
  return known;
};

const figures: readonly Figure[] = [
  ...new Set(relations.flatMap((one) => ('gives' in one ? [one.gives, ...one.from] : one.any))),
];

type Reading = (figure: Figure) => boolean;
const readingOf = (rules: readonly Rule[]): Reading => {
  const granted = new Set<string>();
  for (const { on, may, groups } of rules)
    if (may === 'read') for (const group of groups) granted.add(`${on} ${group}`);
  return (figure) => granted.has(`${partsOf(figure).noun} ${groupOf(figure)}`);
};

/** Groups of fields that these rules deny everywhere on a noun and that could be computed from what they grant. */
export const derivable = (rules: readonly Rule[]): readonly Derivable[] => {
  const reads = readingOf(rules);
  const known = closure(new Set(figures.filter(reads)));
  const found = new Map<string, Derivable>();
  for (const [figure, from] of known) {
    if (reads(figure)) continue;
    const { noun } = partsOf(figure);
    const group = groupOf(figure);
    if (group === 'basics' || found.has(`${noun} ${group}`)) continue;
    found.set(`${noun} ${group}`, { noun, group, from: [...from].map(partsOf) });
  }
  return [...found.values()];
};

/**
 * The same of every figure that could be computed without its group of fields being read at all, whether or not it is read on
 * some rows: on others it may be computed.
 */
export const derivableFrom = (rules: readonly Rule[]): readonly Derivable[] => {
  const reads = readingOf(rules);
  const readable = figures.filter(reads);
  return guarded.flatMap(({ noun, group }) => {
    const isOf = (figure: Figure): boolean => partsOf(figure).noun === noun && groupOf(figure) === group;
    const known = closure(new Set(readable.filter((figure) => !isOf(figure))));
    return [...known].flatMap(([figure, from]): Derivable[] =>
      isOf(figure) ? [{ noun, group, from: [...from].map(partsOf) }] : [],
    );
  });
};

/** The groups of which a figure could ever follow from others; for the documentation and its test. */
export const guarded: readonly { readonly noun: NounName; readonly group: string }[] = figures
  .map((figure) => ({ noun: partsOf(figure).noun, group: groupOf(figure) }))
  .filter(
    ({ noun, group }, at, all) =>
      group !== 'basics' &&
      nounNamed(noun) !== undefined &&
      all.findIndex((one) => one.noun === noun && one.group === group) === at,
  );
