/** Orders from outside, as they become rows here. */
import type { Change, Decision } from '../../base/decision.ts';
import { derivedId } from '../../base/id.ts';
import type { RowOf } from '../../catalogue.ts';
import type { TaxRounding, Totals } from '../../sales/order/order.totals.ts';
import { isTheirs, judgedDocument, numberOf } from './import.judged.ts';
import { type Masters, mastersFor } from './import.masters.ts';
import type { ImportDocument } from './import_run.commands.ts';

export const orderIdOf = (number: string): string => derivedId('import order', number);
export const lineIdOf = (number: string, ordinal: number): string =>
  derivedId('import order line', number, String(ordinal));

export type ImportInput = {
  readonly runId?: string | undefined;
  readonly as: 'history' | 'drafts';
  readonly currency: string;
  readonly rate: number;
  readonly documents: readonly ImportDocument[];
};
export type ImportFacts = Masters & {
  readonly warehouse: RowOf<'warehouse'> | null;
  /** The running import that the documents belong to. */
  readonly run: RowOf<'import_run'> | null;
  /** Those of the documents' ids that are here already, with their lines. */
  readonly orders: readonly RowOf<'order'>[];
  readonly lines: readonly RowOf<'order_line'>[];
  /** Numbers that other orders bear. */
  readonly taken: ReadonlySet<string>;
  /** What whoever imports sees of the customers, by their numbers; those are not in it that this run has made. */
  readonly shown: ReadonlyMap<string, { readonly [field: string]: unknown } | null>;
  readonly organisationCurrency: string;
  readonly taxRounding: TaxRounding;
};
export type Outcome = 'added' | 'already' | `differs:${string}` | `refused:${string}`;

const ONE = 1_000_000;

/** Positions of the document's lines that are not as they stand here. */
const differing = (document: ImportDocument, lines: ReadonlyMap<string, RowOf<'order_line'>>): number[] =>
  document.lines.flatMap((line, index) => {
    const here = lines.get(lineIdOf(document.number, index + 1));
    const same = here && here.sku === line.sku && here.quantity === line.quantity && here.unitPrice === line.unitPrice;
    return same ? [] : [index + 1];
  });

/** One document as an order with its lines: over and done, or a draft to be worked on. */
const enter = (
  facts: ImportFacts,
  input: ImportInput,
  document: ImportDocument,
  masters: ReturnType<typeof mastersFor>,
  figures: Totals,
): Change[] => {
  const id = orderIdOf(document.number);
  const { seller, warehouse } = facts;
  const customer = masters.customer(document);
  const past = input.as === 'history';
  const status = past ? 'completed' : 'draft';
  const owners = { sellerId: seller?.id ?? '', teamId: seller?.teamId ?? null, warehouseId: warehouse?.id ?? '' };
  const at = past ? document.orderedAt : null;
  const order: Change = {
    op: 'insert',
    noun: 'order',
    id,
    set: {
      number: numberOf(document),
      status,
      customerId: customer.id,
      customerName:
        customer.localName && customer.localName !== customer.name
          ? `${customer.name} ${customer.localName}`
          : customer.name,
      ...owners,
      sellerName: seller?.name ?? '',
      warehouseCode: warehouse?.code ?? '',
      currency: input.currency,
      source: 'import',
      externalNumber: document.number,
      orderedOn: document.orderedOn,
      submittedAt: at,
      confirmedAt: at,
      completedAt: at,
      lineCount: document.lines.length,
      fulfilment: past ? 'delivered' : 'unreserved',
      billing: past ? 'invoiced' : 'uninvoiced',
      payment: past ? 'paid' : 'unpaid',
      settlement: customer.settlement,
      termsDays: customer.termsDays,
      prepaymentShare: customer.prepaymentShare,
      reviewed: past,
      net: figures.net,
      tax: figures.tax,
      total: figures.total,
      agreedTotal: past ? figures.total : null,
      invoicedTotal: past ? figures.total : 0,
      paidTotal: past ? figures.total : 0,
      rate: input.rate,
      consignee: customer.consignee,
      deliveryStreet: customer.deliveryStreet,
      deliveryPhone: customer.deliveryPhone,
      deliveryInstructions: customer.deliveryInstructions,
    },
  };
  const lines = document.lines.map((line, index): Change => {
    const product = masters.product(line);
    const goods = product.nature === 'goods';
    const { net = 0, tax = 0, gross = 0 } = figures.lines[index] ?? {};
    return {
      op: 'insert',
      noun: 'order_line',
      id: lineIdOf(document.number, index + 1),
      set: {
        orderId: id,
        position: index + 1,
        productId: product.id,
        sku: product.sku,
        productName: line.name || product.name,
        nature: product.nature,
        quantity: line.quantity,
        unit: product.baseUnit,
        unitFactor: 1,
        shipped: past && goods ? line.quantity : 0,
        invoiced: past ? line.quantity : 0,
        fulfilment: past ? 'delivered' : 'unreserved',
        free: line.unitPrice === 0,
        unitPrice: line.unitPrice,
        taxCode: masters.taxCode.code,
        taxRate: 0,
        net,
        tax,
        total: gross,
        customerId: customer.id,
        currency: input.currency,
        rate: input.rate,
        submittedAt: at,
        ...owners,
        orderStatus: status,
      },
    };
  });
  return [order, ...lines];
};

/**
 * Takes the documents that are not here yet, each as an order of its own; one that is here stays as it is, and what of
 * it reads otherwise in the file is named. Refuses `import.unknown_seller`, `import.no_warehouse`, `import.rate_of_own`,
 * `import.run_over`; one document alone is refused as `too_large`, `too_many_lines`, `twice`, `number_taken`,
 * `customer_currency` or `customer_stopped`, and whatever it is as `customer_unfit` where its customer is here and not theirs to read.
 */
export const importDocuments = (facts: ImportFacts, input: ImportInput): Decision => {
  const { run, seller } = facts;
  if (input.runId !== undefined && run?.status !== 'running') return { refused: 'import.run_over', field: 'runId' };
  if (!seller || seller.status === 'suspended') return { refused: 'import.unknown_seller', field: 'sellerId' };
  if (!facts.warehouse) return { refused: 'import.no_warehouse', field: 'warehouseId' };
  if (input.currency === facts.organisationCurrency && input.rate !== ONE)
    return { refused: 'import.rate_of_own', field: 'rate' };
  const here = new Set(facts.orders.map(({ id }) => id));
  const lines = new Map(facts.lines.map((line) => [line.id, line]));
  const masters = mastersFor(facts, input);
  const known = { ...facts, customers: new Map(facts.customers.map((row) => [row.number, row])) };
  const seen = new Set<string>();
  const changes: Change[] = [];
  const counted = { done: 0, added: 0, already: 0, refused: 0, orders: 0 };

  const judge = (document: ImportDocument): Outcome => {
    if (seen.has(document.number)) return 'refused:twice';
    seen.add(document.number);
    if (here.has(orderIdOf(document.number))) {
      const other = differing(document, lines);
      return other.length === 0 ? 'already' : `differs:${other.join(',')}`;
    }
    const shown = facts.shown.get(document.customer.number);
    if (shown !== undefined && !isTheirs(shown, input.as)) return 'refused:customer_unfit';
    const figures = judgedDocument(known, input, document);
    if (typeof figures === 'string') return `refused:${figures}`;
    changes.push(...enter(facts, input, document, masters, figures));
    return 'added';
  };

  const outcomes = input.documents.map((document) => {
    const outcome = judge(document);
    const count = document.lines.length;
    counted.done += count;
    if (outcome === 'added') {
      counted.added += count;
      counted.orders++;
    } else if (outcome.startsWith('refused')) counted.refused += count;
    else counted.already += count;
    return outcome;
  });
  const progress: Change[] = run
    ? [
        {
          op: 'update',
          noun: 'import_run',
          id: run.id,
          set: {
            done: run.done + counted.done,
            added: run.added + counted.added,
            already: run.already + counted.already,
            refused: run.refused + counted.refused,
            orders: run.orders + counted.orders,
          },
        },
      ]
    : [];
  return { changes: [...masters.made(), ...changes, ...progress], answer: { outcomes } };
};
