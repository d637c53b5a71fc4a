/** An input that a command's form takes, made from the form itself: real ids where it asks for ids, else the least that fits. */
import type { NounName } from '../../shared/catalogue.ts';

/** What is asked of a valibot schema; its declared types are generic beyond use here. */
type Form = {
  readonly type: string;
  readonly kind?: string;
  readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[];
  readonly entries?: { readonly [name: string]: Form };
  readonly wrapped?: Form;
  readonly item?: Form;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
};
export type Ids = (noun: NounName) => string;

const OF: { readonly [key: string]: NounName } = {
  customerId: 'customer',
  orderId: 'order',
  productId: 'product',
  warehouseId: 'warehouse',
  warehouseIds: 'warehouse',
  locationId: 'location',
  stockId: 'stock',
  priceListId: 'price_list',
  packageId: 'package',
  packageIds: 'package',
  pickIds: 'pick',
  receivableId: 'receivable',
  teamId: 'team',
  roleIds: 'role',
  removeUnits: 'product_unit',
  sellerId: 'person',
  contactId: 'contact',
  addressId: 'address',
  toSellerId: 'person',
  boardId: 'board',
  personId: 'person',
  absentId: 'person',
  deputyId: 'person',
  roleId: 'role',
  // Of the first noun that may have rows about it.
  aboutId: 'order',
};
const TEXTS: { readonly [key: string]: string } = {
  email: 'sample@firm.example',
  currency: 'USD',
  languages: 'en',
  code: 'sample_code',
  home: '/orders',
  taxCode: 'T5',
  on: 'order',
  may: 'read',
  unit: 'PCS',
  baseUnit: 'PCS',
  measure: 'bookings',
  startsOn: '2026-03-01',
  expectedOn: '2099-03-01',
  small: 'c2FtcGxl',
  large: 'c2FtcGxl',
};

const requirement = (form: Form, type: string): number | undefined => {
  const found = form.pipe?.find((step) => step.type === type)?.requirement;
  return typeof found === 'number' ? found : undefined;
};

/** `key` is the name of the field that the form stands for, `on` the noun of its command. */
export const sampleOf = (form: Form, on: NounName, ids: Ids, key = 'input'): unknown => {
  switch (form.type) {
    case 'strict_object':
    case 'object': {
      const all = Object.entries(form.entries ?? {});
      const needed = all.filter(([, one]) => one.type !== 'optional');
      // An edit needs at least one field; and what may be left out is left out.
      const chosen = needed.length > 0 ? needed : all.slice(0, 1);
      return Object.fromEntries(chosen.map(([name, one]) => [name, sampleOf(one.wrapped ?? one, on, ids, name)]));
    }
    case 'optional':
    case 'nullable':
      return sampleOf(form.wrapped as Form, on, ids, key);
    case 'array': {
      const least = requirement(form, 'min_length') ?? 0;
      const item = form.item as Form;
      return least > 0 || key === 'lines' || key === 'allocations' ? [sampleOf(item, on, ids, key)] : [];
    }
    case 'union':
      return sampleOf((form.options as readonly Form[])[0] as Form, on, ids, key);
    case 'picklist':
      return form.options?.[0];
    case 'literal':
      return form.literal;
    case 'boolean':
      return false;
    case 'number':
      return Math.max(requirement(form, 'min_value') ?? 1, 1);
    case 'record':
      return {};
    case 'unknown':
      return null;
    case 'string': {
      if (key === 'id' || key === 'ids') return ids(on);
      const noun = OF[key];
      if (noun) return ids(noun);
      if (TEXTS[key] === undefined && /On$|^day$|^valid/.test(key)) return '2026-03-02';
      return TEXTS[key] ?? 'sample text';
    }
    default:
      throw new Error(`${key}: no sample for a ${form.type}`);
  }
};
