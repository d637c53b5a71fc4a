/** What somebody has entered into an order and not saved: how it is written down, and what of it is told to whom. */
import * as v from 'valibot';
import { freeKinds } from '../order/order.states.ts';

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
const edits = v.array(v.tuple([v.string(), v.object({ from: v.unknown(), to: v.unknown() })]));
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

/**
 * The draft as its person may be told it now: without what was typed into fields that they do not read any more, since it
 * names what stood there, and with what was taken from customers and products read anew.
 */
export const draftTold = (
  draft: DraftContent,
  { order, customer, ever, lines, products }: DraftReach,
): DraftContent => {
  const onHead = (field: string): boolean => (order ? field in order : ever.order(field));
  const added = draft.added.flatMap((line): DraftLine[] => {
    const product = products.get(line.productId);
    if (!product) return [];
    const names = [product.name, product.localName === product.name ? null : product.localName].map(text);
    return [
      {
        ...line,
        sku: text(product.sku),
        name: names.filter(Boolean).join(' '),
        specification: text(product.specification) || null,
        taxCode: text(product.taxCode),
        unitPrice: ever.line('unitPrice') ? line.unitPrice : null,
        discount: ever.line('discount') ? line.discount : 0,
      },
    ];
  });
  const isAdded = new Set(added.map(({ id }) => id));
  const onLine = (id: string, field: string): boolean => {
    const row = lines.get(id);
    return row ? field in row : isAdded.has(id) && ever.line(field);
  };
  return {
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
      const [id = '', field = ''] = key.split(' ');
      return id === '' ? onHead(field) : onLine(id, field);
    }),
  };
};
