/** What somebody has entered into an order and not saved: how it is written down, and what of it is told to whom. */
import * as v from 'valibot';
import { freeKinds } from '../order/order.states.ts';

/** Characters of one draft, at most: an order of 500 lines takes some 150,000. */
export const DRAFT_AT_MOST = 200_000;

const number = v.pipe(v.number(), v.finite());
/** A line that is not at the server yet. */
const addedLine = v.object({
  id: v.string(),
  productId: v.string(),
  sku: v.string(),
  name: v.string(),
  specification: v.nullable(v.string()),
  baseUnit: v.string(),
  nature: v.picklist(['goods', 'charge']),
  taxCode: v.string(),
  /** Base units; null while what is typed is none. */
  quantity: v.nullable(number),
  unit: v.string(),
  unitFactor: number,
  /** Of one base unit, 6 decimals; null takes the customer's list. */
  unitPrice: v.nullable(number),
  /** ppm */
  discount: number,
  free: v.boolean(),
  /** Of a free line; null: free goods. */
  freeAs: v.nullable(v.picklist(freeKinds)),
});
/** By field: what stood there, and what was typed over it. */
const edits = v.array(
  v.tuple([
    v.string(),
    // JSON leaves out what is undefined: one edit without a side does not take the whole draft with it.
    v.pipe(
      v.object({ from: v.optional(v.unknown()), to: v.optional(v.unknown()) }),
      v.transform(({ from, to }): { from: unknown; to: unknown } => ({ from: from ?? null, to: to ?? null })),
    ),
  ]),
);
const draftContent = v.object({
  form: v.literal(1),
  /** When it was entered, by the clock of the device, ms. */
  at: number,
  freshId: v.string(),
  customerId: v.nullable(v.string()),
  header: edits,
  lines: v.array(v.tuple([v.string(), edits])),
  added: v.array(addedLine),
  removed: v.array(v.string()),
  /** What is typed in a field and is no value (yet), by `lineId field` or ` field`. */
  texts: v.array(v.tuple([v.string(), v.string()])),
  /**
   * What was entered and left out when it was told, by `lineId`, `lineId field` or ` field`. Whoever goes on with the rest
   * keeps it with these, so that what they could not see is not taken for thrown away. Absent where nothing was.
   */
  withheld: v.optional(v.array(v.string())),
});
export type DraftLine = v.InferOutput<typeof addedLine>;
export type DraftContent = v.InferOutput<typeof draftContent>;

/** Null for what no page of this version wrote. */
export const draftContentFrom = (text: string): DraftContent | null => {
  try {
    const read = v.safeParse(draftContent, JSON.parse(text));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
};

type Seen = { readonly [field: string]: unknown };
/** What its person reads now. */
export type DraftReach = {
  /** The order; null for one that is not at the server yet. */
  readonly order: Seen | null;
  /** For whom an order is that is not at the server yet. */
  readonly customer: Seen | null;
  /** May the field show on any order, on any line? */
  readonly ever: { readonly order: (field: string) => boolean; readonly line: (field: string) => boolean };
  readonly lines: ReadonlyMap<string, Seen>;
  readonly products: ReadonlyMap<string, Seen>;
};

/** A new order begins with these of its customer's fields. */
const ofCustomer: ReadonlySet<string> = new Set([
  'consignee',
  'deliveryStreet',
  'deliveryPhone',
  'deliveryInstructions',
  'settlement',
  'termsDays',
  'prepaymentShare',
]);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A line and a field, or the order and a field. */
const cut = (key: string): readonly [id: string, field: string] => {
  const [id = '', field = ''] = key.split(' ');
  return [id, field];
};
const withWithheld = ({ withheld: _former, ...draft }: DraftContent, withheld: ReadonlySet<string>): DraftContent =>
  withheld.size === 0 ? draft : { ...draft, withheld: [...withheld] };

/**
 * The draft as its person may be told it now: without what was typed into fields that they do not read any more, since it
 * names what stood there, and with what was taken from customers and products read anew. What is left out is named in
 * `withheld`, but for edits of a line that is not there any more.
 */
export const draftTold = (
  draft: DraftContent,
  { order, customer, ever, lines, products }: DraftReach,
): DraftContent => {
  const withheld = new Set(draft.withheld);
  const onHead = (field: string): boolean => {
    const shows = order ? field in order : ever.order(field);
    if (!shows) withheld.add(` ${field}`);
    return shows;
  };
  const added = draft.added.flatMap((line): DraftLine[] => {
    const product = products.get(line.productId);
    if (!product) {
      withheld.add(line.id);
      return [];
    }
    const price = ever.line('unitPrice') ? line.unitPrice : null;
    const discount = ever.line('discount') ? line.discount : 0;
    if (price !== line.unitPrice) withheld.add(`${line.id} unitPrice`);
    if (discount !== line.discount) withheld.add(`${line.id} discount`);
    const names = [product.name, product.localName === product.name ? null : product.localName].map(text);
    return [
      {
        ...line,
        sku: text(product.sku),
        name: names.filter(Boolean).join(' '),
        specification: text(product.specification) || null,
        taxCode: text(product.taxCode),
        unitPrice: price,
        discount,
      },
    ];
  });
  const isAdded = new Set(added.map(({ id }) => id));
  const onLine = (id: string, field: string): boolean => {
    const row = lines.get(id);
    const shows = row ? field in row : isAdded.has(id) && ever.line(field);
    if (!shows && (row || !ever.line(field) || draft.added.some((line) => line.id === id)))
      withheld.add(`${id} ${field}`);
    return shows;
  };
  const told: DraftContent = {
    ...draft,
    customerId: customer ? draft.customerId : null,
    header: draft.header.flatMap(([field, { from, to }]): DraftContent['header'] => {
      if (!onHead(field)) return [];
      return [[field, { from: order || !ofCustomer.has(field) ? from : (customer?.[field] ?? null), to }]];
    }),
    lines: draft.lines.flatMap(([id, some]): DraftContent['lines'] => {
      const left = some.filter(([field]) => onLine(id, field));
      return left.length === 0 ? [] : [[id, left]];
    }),
    added,
    texts: draft.texts.filter(([key]) => {
      const [id, field] = cut(key);
      return id === '' ? onHead(field) : onLine(id, field);
    }),
  };
  return withWithheld(told, withheld);
};

/** Of an added line, and what stands in it where nothing was said. */
const said = [
  ['unitPrice', null],
  ['discount', 0],
] as const;

/**
 * What somebody goes on with, `draft`, made whole by what `stored` has of what was withheld from them. What they have entered
 * in its place since stands. Withheld stays what is so of `stored` as well, and what neither has of an added line: it does
 * not come to the list's price because nobody could see its own.
 */
export const draftMadeWhole = (draft: DraftContent, stored: DraftContent | null): DraftContent => {
  const open = new Set(draft.withheld);
  const left = new Set([...open].filter((key) => stored?.withheld?.includes(key)));
  const theirs = new Map(stored?.added.map((line) => [line.id, line]));
  const mine = new Set(draft.added.map(({ id }) => id));
  const added = draft.added.map((line): DraftLine => {
    const whole = { ...line };
    for (const [field, none] of said) {
      const key = `${line.id} ${field}`;
      if (!open.has(key)) continue;
      if (line[field] === none) Object.assign(whole, { [field]: theirs.get(line.id)?.[field] ?? none });
      if (whole[field] === none) left.add(key);
      else left.delete(key);
    }
    return whole;
  });
  const back = [...theirs.values()].filter(({ id }) => open.has(id) && !mine.has(id));
  const header = new Map(draft.header);
  const lines = new Map(draft.lines.map(([id, some]) => [id, new Map(some)]));
  const texts = new Map(draft.texts);
  const editsOf = (one: DraftContent, id: string): DraftContent['header'] =>
    id === '' ? one.header : (one.lines.find(([line]) => line === id)?.[1] ?? []);
  // A line that they took out meanwhile does not come back by what was typed on it.
  const isOut = (id: string): boolean => theirs.has(id) && !mine.has(id) && !open.has(id);
  for (const key of stored ? open : []) {
    const [id, field] = cut(key);
    if (field === '' || isOut(id)) continue;
    if (texts.has(key) || editsOf(draft, id).some(([one]) => one === field)) {
      left.delete(key);
      continue;
    }
    for (const [one, edit] of stored ? editsOf(stored, id) : [])
      if (one === field && id === '') header.set(field, edit);
      else if (one === field) lines.set(id, (lines.get(id) ?? new Map()).set(field, edit));
    const text = stored?.texts.find(([one]) => one === key)?.[1];
    if (text !== undefined) texts.set(key, text);
  }
  const whole: DraftContent = {
    ...draft,
    header: [...header],
    lines: [...lines].map(([id, some]) => [id, [...some]]),
    added: [...added, ...back],
    texts: [...texts],
  };
  return withWithheld(whole, left);
};
