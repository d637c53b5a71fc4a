/** An order on paper for its customer, from the rows as one reader sees them: what they do not see cannot be printed. */
import type { Seen } from '../../shared/access/project.ts';
import { type ChineseScript, chineseAmount } from '../../shared/base/chinese-amount.ts';
import type { Day } from '../../shared/base/day.ts';
import type { Refusal } from '../../shared/base/decision.ts';
import { formatAmount, formatPrice, minorPerUnit, PPM, safe, sum } from '../../shared/base/money.ts';
import { formatQuantity } from '../../shared/base/quantity.ts';
import type { NounName, RowOf } from '../../shared/catalogue.ts';
import { taxSums } from '../../shared/finance/invoice/invoice.draft.ts';
import type { OrderDocument } from '../../shared/sales/order/order.documents.ts';
import { wanted } from '../../shared/sales/order/order.progress.ts';
import { lineAmount } from '../../shared/sales/order/order.totals.ts';
import type { Settings } from '../../shared/system/setting/setting.defaults.ts';
import { type Language, labels } from '../exchange/labels.ts';
import type { Paper, PaperLine } from './paper.ts';

type Order = RowOf<'order'>;
type Line = RowOf<'order_line'>;

/** A document is whole or there is none: without one of these on the order or on a line it is not printed. */
const orderNeeds = [
  'number',
  'customerName',
  'orderedOn',
  'currency',
  'priceIncludesTax',
  'settlement',
  'termsDays',
  'prepaymentShare',
  'discount',
  'net',
  'tax',
  'total',
] as const satisfies readonly (keyof Order)[];
const lineNeeds = [
  'position',
  'sku',
  'productName',
  'quantity',
  'closed',
  'unit',
  'unitFactor',
  'free',
  'freeAs',
  'unitPrice',
  'discount',
  'taxCode',
  'taxRate',
  'net',
  'tax',
  'total',
] as const satisfies readonly (keyof Line)[];

/** Of an offer nothing may be taken from the order instead, which may say something else by now. */
export const quoteNeeds: readonly string[] = [
  ...orderNeeds.filter((name) => name !== 'orderedOn'),
  'offeredOn',
  'lineCount',
];

/** The fields that a document takes from an order and its lines, for the log of what was taken out. */
export const printedFields: readonly string[] = [
  ...orderNeeds,
  ...['promisedOn', 'externalNumber', 'sellerName'],
  ...['consignee', 'deliveryStreet', 'deliveryPhone', 'deliveryInstructions'],
  ...lineNeeds.map((name) => `lines.${name}`),
];

/** Rows as their reader sees them; `customer` null where they do not see it. */
export type OrderRows = {
  readonly order: Seen;
  readonly lines: readonly Seen[];
  readonly customer: Seen | null;
  /** The offer that the rows are of; null where they are the order's own. */
  readonly quote: Seen | null;
  /** Code of the base unit of each product, by id, as far as it is seen. */
  readonly baseUnits: ReadonlyMap<string, string>;
};
export type Printing = {
  readonly document: OrderDocument;
  readonly language: Language;
  readonly organisation: Settings['organisation'];
  readonly letterhead: Settings['letterhead'];
  /** The day that the document bears. */
  readonly day: Day;
};

const hidden = (noun: NounName, row: Seen, needs: readonly string[]): Refusal | null => {
  const field = needs.find((name) => !Object.hasOwn(row, name));
  return field === undefined ? null : { refused: 'field_not_permitted', field, with: { noun } };
};

/** Texts that are there, each on its line. */
const given = (...texts: unknown[]): string[] =>
  texts.filter((one) => typeof one === 'string' && one !== '') as string[];
const percent = (ppm: number): string => `${ppm / 10_000} %`;
const minus = (text: string): string => `−${text}`;

/** In sold units where the quantity comes out even, with the price of one of those; else in base units. */
const measured = (line: Line, base: string | undefined, currency: string): Pick<PaperLine, 'quantity' | 'price'> => {
  const quantity = wanted(line);
  const price = BigInt(line.unitPrice) * BigInt(line.unitFactor);
  if (quantity % line.unitFactor === 0 && price <= Number.MAX_SAFE_INTEGER)
    return {
      quantity: formatQuantity(quantity, { code: line.unit, factor: line.unitFactor }),
      price: formatPrice(safe(price), currency),
    };
  return {
    quantity: `${formatQuantity(quantity)}${base ? ` ${base}` : ''}`,
    price: formatPrice(line.unitPrice, currency),
  };
};

/** What the lines cost before the document's discount, minor units in the terms of the prices. */
const amountsOf = (order: Order, lines: readonly Line[]): readonly number[] => {
  const minor = minorPerUnit(order.currency);
  // Lines that are billed in part keep the figures they were billed by: without a discount over all, those are the ones to print.
  if (order.discount === 0) return lines.map((line) => (order.priceIncludesTax ? line.total : line.net));
  return lines.map((line) => lineAmount({ ...line, quantity: wanted(line) }, minor));
};

/**
 * The document, every figure formatted. What the order's notes say is for the house and not printed. Its sums are the order's own; what lies between the lines' amounts and them is
 * the document's discount. Refuses `field_not_permitted` where the reader does not see all that it has to say, and
 * `document.not_whole` where they do not see every line.
 */
export const orderPaper = (rows: OrderRows, printing: Printing): Paper | Refusal => {
  const fault = hidden('order', rows.order, orderNeeds);
  if (fault) return fault;
  for (const line of rows.lines) {
    const lineFault = hidden('order_line', line, lineNeeds);
    if (lineFault) return lineFault;
  }
  const order = rows.order as unknown as Order;
  if (rows.lines.length !== order.lineCount) return { refused: 'document.not_whole' };
  const { language, organisation, letterhead, day } = printing;
  const said = labels(language);
  const text = (key: string, values?: { readonly [name: string]: string }): string =>
    said.text(`documents.${key}`, values);
  const { currency, priceIncludesTax } = order;
  const all = [...rows.lines].map((line) => line as unknown as Line).sort((a, b) => a.position - b.position);
  const lines = all.filter((line) => wanted(line) > 0);
  const amount = (minor: number): string => formatAmount(minor, currency);
  const amounts = amountsOf(order, lines);
  const before = sum(amounts);
  const after = priceIncludesTax ? order.total : order.net;
  const taxes = taxSums(lines).map(({ taxRate, tax }) => ({
    label: text(priceIncludesTax ? 'taxWithin' : 'tax', { rate: percent(taxRate) }),
    value: amount(tax),
    strong: false,
  }));
  const total = { label: text('total', { currency }), value: amount(order.total), strong: true };
  const discounted = order.discount > 0;
  const reduction = [
    { label: text('subtotal'), value: amount(before), strong: false },
    {
      label: text('documentDiscount', { rate: percent(order.discount) }),
      value: minus(amount(before - after)),
      strong: false,
    },
  ];
  const net = { label: text('net'), value: amount(order.net), strong: false };
  const sums = [...(discounted ? reduction : []), ...(priceIncludesTax ? [total, ...taxes] : [net, ...taxes, total])];
  const terms =
    order.settlement === 'net'
      ? said.text('orders.netDays', { n: String(order.termsDays) })
      : order.settlement === 'prepayment' && order.prepaymentShare < PPM
        ? `${said.value('order', 'settlement', 'prepayment')} ${percent(order.prepaymentShare)}`
        : said.value('order', 'settlement', order.settlement);
  const { customer, quote } = rows;
  const taxId = (number: unknown): string | null => (typeof number === 'string' ? text('taxId', { number }) : null);
  const script: ChineseScript | null = language === 'zh-TW' ? 'TW' : language === 'zh-CN' ? 'CN' : null;
  const delivery = given(order.deliveryStreet, order.deliveryPhone, order.deliveryInstructions);
  const fact = (label: string, value: unknown) =>
    typeof value === 'string' && value !== '' ? [{ label: text(label), value }] : [];
  const quoteFacts = ({ status, validUntil }: Seen) => [
    ...fact('validUntil', validUntil),
    // What no longer stands says so.
    ...(status === 'open' ? [] : fact('status', said.value('quote', 'status', String(status)))),
  ];
  return {
    language,
    title: text(`titles.${printing.document}`),
    number: order.number,
    day,
    letterhead: {
      name: organisation.name,
      lines: given(
        letterhead.street,
        given(letterhead.phone, letterhead.email).join(' · '),
        taxId(letterhead.taxNumber),
      ),
    },
    parties: [
      {
        label: text('customer'),
        name: order.customerName,
        lines: given(customer?.billingStreet, taxId(customer?.taxNumber)),
      },
      ...(delivery.length > 0 || order.consignee
        ? [{ label: text('deliverTo'), name: order.consignee ?? null, lines: delivery }]
        : []),
    ],
    facts: [
      ...fact('printedOn', day),
      ...(quote ? quoteFacts(quote) : fact('orderedOn', order.orderedOn)),
      ...fact('yourReference', order.externalNumber),
      ...fact('terms', terms),
      ...fact('promisedOn', order.promisedOn),
      ...fact('seller', order.sellerName),
    ],
    columns: {
      item: text('item'),
      quantity: text('quantity'),
      price: text(priceIncludesTax ? 'priceWithTax' : 'price'),
      discount: lines.some((line) => line.discount > 0) ? text('discount') : null,
      amount: text('amount', { currency }),
    },
    lines: lines.map((line, at) => ({
      sku: line.sku,
      name: line.productName,
      mark: line.free ? said.value('order_line', 'freeAs', line.freeAs ?? 'goods') : null,
      ...measured(line, rows.baseUnits.get(line.productId), currency),
      discount: line.discount > 0 ? percent(line.discount) : '',
      amount: amount(amounts[at] ?? 0),
    })),
    sums,
    formal: script ? { label: said.text('invoice.formal'), value: chineseAmount(order.total, currency, script) } : null,
    closing: letterhead.closing,
  };
};
