/** What happened to an order or a customer, in finished sentences and field by field. */
import type { Happening, RowChange } from '../../../shared/audit/happening.ts';
import { formatPrice } from '../../../shared/base/money.ts';
import { fieldNamed, isNoun, type NounName } from '../../../shared/catalogue.ts';
import { addressText } from '../../../shared/sales/address/address.text.ts';
import { amountText, percentText, quantityText } from '../../face/figures.ts';
import type { TimelineChange, TimelineEntry } from '../../face/parts/Timeline.vue';
import { dayText, instantShort } from '../../face/time.ts';
import { codeText } from '../../words/codes.ts';
import { words } from '../../words/words.ts';
import { differencesOf } from '../change_request/differences.ts';

export type Telling = {
  readonly currency: string;
  readonly timeZone: string;
  readonly today: string;
  readonly now: number;
  /** The noun whose timeline it is: its own fields stand without its title. */
  readonly about: NounName;
};

/** What of a noun is worth telling; what follows from it, and ids, are left out. */
const told: { readonly [noun: string]: readonly string[] } = {
  order: [
    'status',
    'promisedOn',
    'externalNumber',
    'sellerName',
    'settlement',
    'termsDays',
    'prepaymentShare',
    'discount',
    'total',
    'consignee',
    'deliveryStreet',
    'deliveryPhone',
    'deliveryInstructions',
    'notes',
    'fulfilment',
    'billing',
    'payment',
  ],
  order_line: ['quantity', 'unit', 'unitPrice', 'discount', 'reserved', 'picked', 'shipped', 'closed'],
  pick: ['claimedName', 'shortReason'],
  shipment: ['status', 'carrier', 'tracking'],
  customer: [
    'name',
    'localName',
    'status',
    'country',
    'region',
    'currency',
    'sellerName',
    'taxNumber',
    'settlement',
    'termsDays',
    'prepaymentShare',
    'creditLimit',
    'creditStatus',
    'notes',
  ],
  contact: ['name', 'usual', 'position', 'phone', 'email', 'languages'],
  address: ['usual', 'consignee', 'street', 'city', 'postalCode', 'country', 'phone', 'email', 'instructions'],
  product: [
    'name',
    'localName',
    'specification',
    'family',
    'traitWords',
    'category',
    'barcode',
    'status',
    'taxCode',
    'weight',
    'lowStock',
  ],
  price: ['unitPrice', 'minPrice', 'validTo'],
  quote: ['status', 'sentAt'],
};
/** Of what is made new, only what a reader asks for. */
const toldOfNew: { readonly [noun: string]: readonly string[] } = {
  order: ['promisedOn', 'total', 'externalNumber'],
  shipment: ['carrier', 'tracking'],
  customer: ['sellerName', 'settlement'],
  quote: ['validUntil', 'total'],
  price: ['unitPrice', 'minQuantity', 'validFrom'],
};

/** Of these there may be several, so that a field is told with which of them it is. */
const named: ReadonlySet<NounName> = new Set<NounName>([
  'order_line',
  'pick',
  'shipment',
  'invoice',
  'quote',
  'product_unit',
  'contact',
  'address',
]);

/** What a command does by its nature, and so need not be said: what is shipped is no longer reserved. */
const silent: { readonly [command: string]: ReadonlySet<string> } = { 'order.ship': new Set(['reserved', 'picked']) };

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '';

export const valueText = (noun: NounName, field: string, value: unknown, telling: Telling): string | null => {
  if (isEmpty(value)) return null;
  switch (fieldNamed(noun, field)?.kind) {
    case 'money':
      return amountText(value as number, telling.currency);
    case 'price':
      return formatPrice(value as number, telling.currency);
    case 'quantity':
      return quantityText(value as number);
    case 'ppm':
      return `${percentText(value as number, words.language)} %`;
    case 'day':
      return dayText(value as string, words.language, telling.today);
    case 'instant':
      return instantShort(value as number, telling.now, words.language, telling.timeZone);
    case 'enum':
      return words.value(noun, field, String(value));
    case 'flag':
      return words.t(value ? 'list.yes' : 'list.no');
    default:
      return codeText(fieldNamed(noun, field), value) ?? String(value);
  }
};

const cell = (change: RowChange, field: string): unknown => {
  const found = change.fields.find((one) => one.field === field);
  return found?.new ?? found?.old ?? null;
};

/** A line that came or went is told by its quantity. */
const lineText = (change: RowChange): string => {
  const quantity = cell(change, 'quantity');
  const unit = cell(change, 'unit');
  const factor = cell(change, 'unitFactor');
  if (typeof quantity !== 'number') return '';
  return typeof unit === 'string' && typeof factor === 'number'
    ? quantityText(quantity, { code: unit, factor })
    : quantityText(quantity);
};

/** Where an address is, as far as it is told. */
const placeText = (change: RowChange): string => {
  const part = (field: string): string => String(cell(change, field) ?? '');
  const country = part('country');
  return addressText({ street: part('street'), city: part('city'), postalCode: part('postalCode'), country }, country);
};

const holdChange = (change: RowChange): TimelineChange => {
  const kind = cell(change, 'kind');
  const name = words.value('hold', 'kind', String(kind ?? change.title ?? ''));
  const by = cell(change, 'releasedBy');
  const status = cell(change, 'status');
  return change.op === 'insert'
    ? {
        label: words.t('happened.held'),
        to: [name, by ? words.value('hold', 'releasedBy', String(by)) : ''].filter(Boolean).join(' · '),
      }
    : { label: name, to: words.value('hold', 'status', String(status ?? '')) };
};

const fieldChanges = (change: RowChange, noun: NounName, telling: Telling): TimelineChange[] => {
  const wanted = (change.op === 'insert' ? toldOfNew : told)[noun] ?? [];
  return wanted.flatMap((name): TimelineChange[] => {
    const found = change.fields.find(({ field }) => field === name);
    if (!found) return [];
    // "0 →" before what was picked or reserved tells nothing.
    const isFromNone = found.old === 0 && fieldNamed(noun, name)?.kind === 'quantity';
    const from = change.op === 'insert' || isFromNone ? null : valueText(noun, name, found.old, telling);
    const to = valueText(noun, name, found.new, telling);
    if (from === null && (to === null || to === '0')) return [];
    const label = words.field(noun, name);
    return [{ label: named.has(noun) && change.title ? words.partOf(label, change.title) : label, from, to }];
  });
};

/** What was asked for is told by its difference, what became of it by its status. */
const requestChange = (change: RowChange, telling: Telling): TimelineChange[] => {
  const cells = Object.fromEntries(change.fields.map(({ field, new: now }) => [field, now]));
  if (change.noun === 'change_request') {
    const status = change.op === 'update' ? cells.status : undefined;
    return status
      ? [{ label: words.noun('change_request'), to: words.value('change_request', 'status', String(status)) }]
      : [];
  }
  if (change.op !== 'insert') return [];
  const [one] = differencesOf([{ id: change.id, ...cells }], telling);
  return (one?.cells ?? []).map(({ label, from, to }) => ({
    label: one?.line ? words.partOf(label, one.line.sku) : label,
    from,
    to,
  }));
};

const changesOf = (change: RowChange, telling: Telling): TimelineChange[] => {
  const { noun } = change;
  if (!isNoun(noun)) return [];
  if (noun === 'hold') return change.fields.some(({ field }) => field === 'status') ? [holdChange(change)] : [];
  if (noun === 'change_request' || noun === 'change_edit') return requestChange(change, telling);
  if (noun === 'order_line' && change.op !== 'update') {
    const text = lineText(change);
    const label = change.title ?? words.noun('order_line');
    return [change.op === 'insert' ? { label, to: text } : { label, from: text, to: words.t('happened.removed') }];
  }
  if (change.op !== 'update' && (noun === 'contact' || noun === 'address')) {
    const text = noun === 'contact' ? String(cell(change, 'name') ?? '') : placeText(change);
    const label = words.noun(noun);
    return [change.op === 'insert' ? { label, to: text } : { label, from: text, to: words.t('happened.removed') }];
  }
  if (change.op === 'insert' && (noun === 'shipment' || noun === 'invoice' || noun === 'quote')) {
    return [{ label: words.noun(noun), to: change.title }, ...fieldChanges(change, noun, telling)];
  }
  return fieldChanges(change, noun, telling);
};

const icons: { readonly [command: string]: string } = {
  'order.create': 'i-lucide-file-plus-2',
  'order.import': 'i-lucide-upload',
  'order.submit': 'i-lucide-send',
  'order.quote': 'i-lucide-message-square-quote',
  'order.accept': 'i-lucide-handshake',
  'order.revise': 'i-lucide-pencil-ruler',
  'order.sent': 'i-lucide-mail-check',
  'quote.expire': 'i-lucide-calendar-x',
  'order.return': 'i-lucide-undo-2',
  'order.review': 'i-lucide-stamp',
  'order.cancel': 'i-lucide-ban',
  'order.hold': 'i-lucide-pause',
  'hold.release': 'i-lucide-play',
  'order.request_change': 'i-lucide-hand',
  'change_request.decide': 'i-lucide-stamp',
  'change_request.withdraw': 'i-lucide-undo-2',
  'change_request.expire': 'i-lucide-clock',
  'order.short_close': 'i-lucide-scissors',
  'order.reopen': 'i-lucide-rotate-ccw',
  'order.pack': 'i-lucide-package',
  'order.ship': 'i-lucide-truck',
  'shipment.deliver': 'i-lucide-circle-check',
  'order.invoice': 'i-lucide-receipt-text',
};
const iconOf = (command: string): string =>
  icons[command] ??
  (command.startsWith('pick.')
    ? 'i-lucide-scan-barcode'
    : command.startsWith('receipt.')
      ? 'i-lucide-banknote'
      : command.startsWith('stock.')
        ? 'i-lucide-boxes'
        : 'i-lucide-pencil');
/** Of a pick the log keeps as its reason what was scanned. */
const SCANNED = 'pick.confirm';
const bad = new Set(['order.cancel', 'order.return', 'order.hold']);
const good = new Set(['shipment.deliver', 'hold.release', 'order.review']);

export const entriesOf = (happenings: readonly Happening[], telling: Telling): TimelineEntry[] =>
  happenings.flatMap((one, at) => {
    const left = silent[one.command];
    const changes = one.changes
      .map((change) => (left ? { ...change, fields: change.fields.filter(({ field }) => !left.has(field)) } : change))
      .flatMap((change) => changesOf(change, telling));
    const text = words.maybe(`happened.${one.command}`);
    // Of an order everything tells; of others, what touched them in passing tells nothing.
    const isOwn = telling.about === 'order' || one.command.startsWith(`${telling.about}.`);
    if (changes.length === 0 && (text === null || !isOwn)) return [];
    return [
      {
        id: `${one.at} ${one.command} ${happenings.length - at}`,
        at: one.at,
        who: one.for ? words.t('deputies.byFor', { by: one.who, absent: one.for }) : one.who,
        text: text ?? undefined,
        icon: iconOf(one.command),
        changes:
          one.why && one.command === SCANNED
            ? [...changes, { label: words.t('happened.scanned'), to: one.why }]
            : changes,
        why: one.command === SCANNED ? null : one.why,
        tone: bad.has(one.command) ? 'bad' : good.has(one.command) ? 'good' : 'plain',
      },
    ];
  });
