import { settlements } from '../../../shared/sales/customer/customer.fields.ts';
import { words } from '../../words/words.ts';
import type { FieldSpec } from '../edit/row-editing.ts';

type Choices = () => readonly { readonly value: string; readonly label: string }[];

/** The fields of a customer in their groups, as its page and the form of a new one show them. */
export const customerGroups = (priceLists: Choices) => {
  const general: readonly FieldSpec[] = [
    { name: 'name', required: true },
    { name: 'localName' },
    { name: 'country', required: true },
    { name: 'region' },
    { name: 'taxNumber' },
  ];
  const terms: readonly FieldSpec[] = [
    { name: 'priceListId', kind: 'choice', choices: priceLists, required: true },
    {
      name: 'settlement',
      kind: 'choice',
      choices: () => settlements.map((value) => ({ value, label: words.value('customer', 'settlement', value) })),
    },
    { name: 'termsDays', kind: 'integer' },
    { name: 'prepaymentShare', kind: 'percent', hint: '%' },
    { name: 'creditLimit', kind: 'amount' },
  ];
  const contact: readonly FieldSpec[] = [{ name: 'contactName' }, { name: 'phone' }, { name: 'email' }];
  const billing: readonly FieldSpec[] = [{ name: 'billingStreet', kind: 'area' }, { name: 'billingEmail' }];
  const delivery: readonly FieldSpec[] = [
    { name: 'consignee' },
    { name: 'deliveryStreet', kind: 'area' },
    { name: 'deliveryPhone' },
  ];
  const notes: readonly FieldSpec[] = [{ name: 'notes', kind: 'area', rows: 3 }];
  return [
    { id: 'general', title: 'customers.groups.general', fields: general },
    { id: 'contact', title: 'customers.groups.contact', fields: contact },
    { id: 'delivery', title: 'customers.groups.delivery', fields: delivery },
    { id: 'billing', title: 'customers.groups.billing', fields: billing },
    { id: 'terms', title: 'customers.groups.terms', fields: terms },
    { id: 'notes', title: 'customers.groups.notes', fields: notes },
  ] as const;
};
