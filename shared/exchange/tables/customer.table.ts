import { languages } from '../../access/person/person.fields.ts';
import { countryNamed } from '../../base/country.ts';
import { settlements } from '../../sales/customer/customer.fields.ts';
import { plainTaxNumber } from '../../sales/customer/tax-number.ts';
import type { Column, Values } from './table.columns.ts';
import {
  among,
  by,
  editsTo,
  type Part,
  type Planned,
  refusedRow,
  type SeenRow,
  type TableKind,
  texts,
} from './table.kind.ts';

const text = (max: number) => ({ kind: 'text', max }) as const;
const of = (field: string, holds: Column['holds'], also: readonly string[] = []): Column => ({
  name: field,
  writes: ['customer', field],
  label: ['customer', field],
  holds,
  also,
});
/** A column of a row of the customer's own, with the field that it fills. */
const within = (
  name: string,
  noun: 'contact' | 'address',
  field: string,
  max: number,
  also: readonly string[],
): Column => ({
  name,
  writes: [noun, field],
  about: [field],
  label: 'own',
  holds: text(max),
  also,
});

const columns: readonly Column[] = [
  {
    ...of('number', text(20), [
      'customerno',
      'customernumber',
      'customerid',
      'customercode',
      'customer',
      'code',
      '客戶代碼',
      '客户代码',
      '客戶代號',
      '客户代号',
    ]),
    required: true,
  },
  of('name', text(120), ['customername', 'company', 'companyname', '客戶名稱', '客户名称', '公司名稱', '公司名称']),
  of('localName', text(120), ['chinesename', '中文名稱', '中文名称']),
  of('country', text(60), ['countrycode', '國別', '国别']),
  of('region', text(60), ['state', 'province', 'county', '縣市', '省份']),
  of('taxNumber', text(20), [
    'vat',
    'vatno',
    'vatnumber',
    'taxid',
    'ein',
    '統一編號',
    '統編',
    '税号',
    '稅號',
    '统一社会信用代码',
  ]),
  of('priceListId', text(20), ['list', 'pricelistcode', '價目表代碼', '价目表代码']),
  of('settlement', { kind: 'choice', values: settlements }, ['paymentmethod', 'payment', '付款方式']),
  of('termsDays', { kind: 'integer', min: 0, max: 365 }, [
    'terms',
    'paymentterms',
    'netdays',
    '帳期',
    '账期',
    '付款天數',
    '付款天数',
  ]),
  {
    name: 'paymentTerm',
    writes: ['customer', 'settlement'],
    about: ['prepaymentShare'],
    label: 'own',
    holds: text(20),
    also: ['paymentterm', 'termcode', 'termscode', '付款條件', '付款条件', '付款條件代碼', '付款条件代码'],
  },
  of('sellerId', text(200), [
    'owner',
    'salesrep',
    'salesperson',
    'accountmanager',
    '業務',
    '業務員',
    '业务员',
    '负责人',
    '負責人',
  ]),
  of('language', { kind: 'choice', values: languages }, ['documentlanguage']),
  of('status', { kind: 'choice', values: ['active', 'stopped'] }, ['state']),
  of('notes', text(2_000), ['note', 'remarks', 'comment', '備註', '备注']),
  within('contactName', 'contact', 'name', 120, ['contact', 'contactperson', 'attention', '聯絡人', '联系人']),
  within('contactPhone', 'contact', 'phone', 40, [
    'phone',
    'telephone',
    'tel',
    'mobile',
    '電話',
    '电话',
    '手機',
    '手机',
  ]),
  within('contactEmail', 'contact', 'email', 200, ['email', 'mail', '電子郵件', '电子邮件', '郵箱', '邮箱']),
  within('consignee', 'address', 'consignee', 120, ['shipto', 'receiver', '收貨人', '收货人']),
  within('street', 'address', 'street', 160, [
    'address',
    'deliveryaddress',
    'shippingaddress',
    '地址',
    '送貨地址',
    '送货地址',
    '收貨地址',
    '收货地址',
  ]),
  within('city', 'address', 'city', 50, ['town', '城市']),
  within('postalCode', 'address', 'postalCode', 12, ['zip', 'zipcode', 'postcode', '郵遞區號', '邮政编码', '邮编']),
  within('deliveryPhone', 'address', 'phone', 40, ['shippingphone', '收貨電話', '收货电话']),
  within('instructions', 'address', 'instructions', 240, [
    'deliverynotes',
    'deliveryinstructions',
    '送貨說明',
    '送货说明',
  ]),
];

const CONTACT = { name: 'contactName', phone: 'contactPhone', email: 'contactEmail' } as const;
const ADDRESS = {
  consignee: 'consignee',
  street: 'street',
  city: 'city',
  postalCode: 'postalCode',
  phone: 'deliveryPhone',
  instructions: 'instructions',
} as const;

/** The cells that a row has for fields of another row, by field; null where it has none. */
const given = (
  values: Values,
  fields: { readonly [field: string]: string },
): { readonly [field: string]: unknown } | null => {
  const cells = Object.entries(fields).flatMap(([field, column]) =>
    values[column] === undefined ? [] : [[field, values[column]] as const],
  );
  return cells.length > 0 ? Object.fromEntries(cells) : null;
};

/** What makes the usual row of a customer as the table has it; null where it is so, a fault where it cannot be made. */
const besides = (
  noun: 'contact' | 'address',
  row: SeenRow | undefined,
  cells: { readonly [field: string]: unknown } | null,
  customerId: string,
): Part | Planned | null => {
  if (!cells) return null;
  const [least, column] = noun === 'contact' ? ['name', 'contactName'] : ['street', 'street'];
  if (!row) {
    if (cells[least as string] === undefined) return refusedRow('import.cell_missing_new', column as string);
    const kind = noun === 'address' ? { kind: 'delivery' } : {};
    return { name: `${noun}.create`, input: { customerId, ...kind, ...cells } };
  }
  const set = editsTo(row, cells);
  return Object.keys(set).length === 0 ? null : { name: `${noun}.update`, input: { id: row.id, set } };
};

/** People by name, and by e-mail where the importer reads it; a name that two bear is nobody's. */
const sellersIn = (people: readonly SeenRow[]): ReadonlyMap<string, string | null> => {
  const found = new Map<string, string | null>();
  for (const { id, name, email } of people)
    for (const word of [name, email])
      if (typeof word === 'string') {
        const key = word.toLowerCase();
        found.set(key, found.has(key) && found.get(key) !== id ? null : id);
      }
  return found;
};

/** Customers by their numbers, with their usual contact and delivery address. Whoever imports them sees all of them. */
export const customerTable: TableKind = {
  on: 'customer',
  may: 'create',
  whole: ['customer'],
  columns,
  keys: ({ number }) => ({ own: [String(number)] }),
  asks: [
    ({ rows }) => [
      ...among('customer', 'number', texts(rows, 'number')),
      ...among('price_list', 'code', texts(rows, 'priceListId')),
      ...among('payment_term', 'code', texts(rows, 'paymentTerm')),
      ...(texts(rows, 'sellerId').length > 0 ? [{ noun: 'person' as const, where: { all: [] } }] : []),
    ],
    ({ facts }) => {
      const ids = (facts.customer ?? []).map(({ id }) => id);
      return [...among('contact', 'customerId', ids), ...among('address', 'customerId', ids)];
    },
  ],
  planner: ({ facts }) => {
    const customers = by(facts.customer, 'number');
    const lists = by(facts.price_list, 'code');
    const terms = by(facts.payment_term, 'code');
    const people = sellersIn(facts.person ?? []);
    const contacts = by(
      (facts.contact ?? []).filter(({ usual }) => usual === true),
      'customerId',
    );
    const addresses = by(
      (facts.address ?? []).filter(({ usual, kind }) => usual === true && kind === 'delivery'),
      'customerId',
    );
    return (values): Planned => {
      const list = values.priceListId === undefined ? undefined : lists.get(String(values.priceListId));
      if (values.priceListId !== undefined && !list)
        return refusedRow('import.unknown_price_list', 'priceListId', { value: String(values.priceListId) });
      const named = values.paymentTerm === undefined ? undefined : terms.get(String(values.paymentTerm));
      if (values.paymentTerm !== undefined && named?.active !== true)
        return refusedRow('import.unknown_payment_term', 'paymentTerm', { value: String(values.paymentTerm) });
      const sellerId = values.sellerId === undefined ? undefined : people.get(String(values.sellerId).toLowerCase());
      if (values.sellerId !== undefined && !sellerId)
        return refusedRow(sellerId === null ? 'import.seller_twice' : 'import.unknown_seller_named', 'sellerId', {
          value: String(values.sellerId),
        });
      const country = values.country === undefined ? undefined : countryNamed(String(values.country));
      if (country === null) return refusedRow('import.unknown_country', 'country', { value: String(values.country) });
      const row = customers.get(String(values.number));
      const home = country ?? String(row?.country ?? '');
      const card = {
        name: values.name,
        localName: values.localName,
        country,
        region: values.region,
        taxNumber: values.taxNumber === undefined ? undefined : plainTaxNumber(home, String(values.taxNumber)),
        priceListId: list?.id,
        // What stands in a column of its own is what the file says of it, whatever the terms named beside it say.
        settlement: values.settlement ?? named?.settlement,
        termsDays: values.termsDays ?? named?.termsDays,
        prepaymentShare: named?.prepaymentShare,
        language: values.language,
        notes: values.notes,
      };
      const person = given(values, CONTACT);
      const place = given(values, ADDRESS);
      if (!row) {
        const missing = (['name', 'country', 'priceListId'] as const).find((field) => card[field] === undefined);
        if (missing) return refusedRow('import.cell_missing_new', missing);
        if (values.status === 'stopped') return refusedRow('import.new_stopped', 'status');
        if (person && person.name === undefined) return refusedRow('import.cell_missing_new', 'contactName');
        if (place && place.street === undefined) return refusedRow('import.cell_missing_new', 'street');
        const input = {
          number: values.number,
          ...Object.fromEntries(Object.entries(card).filter(([, value]) => value !== undefined)),
          ...(sellerId ? { sellerId } : {}),
          ...(person ? { contacts: [person] } : {}),
          ...(place ? { addresses: [{ kind: 'delivery', ...place }] } : {}),
        };
        return { outcome: 'added', parts: [{ name: 'customer.create', input }] };
      }
      const set = editsTo(row, { ...card, status: values.status });
      const parts: Part[] =
        Object.keys(set).length > 0 ? [{ name: 'customer.update', input: { id: row.id, set } }] : [];
      for (const more of [
        besides('contact', contacts.get(row.id), person, row.id),
        besides('address', addresses.get(row.id), place, row.id),
      ]) {
        if (more && 'outcome' in more) return more;
        if (more) parts.push(more);
      }
      if (sellerId && sellerId !== row.sellerId)
        parts.push({ name: 'customer.reassign', input: { ids: [row.id], toSellerId: sellerId } });
      return parts.length === 0 ? { outcome: 'unchanged' } : { outcome: 'changed', parts };
    };
  },
};
