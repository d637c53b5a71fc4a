import type { AddressKind } from '../../../shared/sales/address/address.fields.ts';
import { countryChoices } from '../../words/codes.ts';
import type { FieldSpec } from '../edit/row-editing.ts';

const place: readonly FieldSpec[] = [
  { name: 'street', kind: 'area', required: true },
  { name: 'city' },
  { name: 'postalCode' },
  { name: 'country', kind: 'choice', choices: countryChoices },
];

/** The fields of an address as they are entered: who takes the goods, or where invoices are sent. */
export const addressFields = (kind: AddressKind): readonly FieldSpec[] =>
  kind === 'billing'
    ? [{ name: 'consignee' }, { name: 'email' }, ...place]
    : [{ name: 'consignee' }, { name: 'phone' }, ...place, { name: 'instructions', kind: 'area' }];
