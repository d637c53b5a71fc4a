import { languages } from '../../../shared/access/person/person.fields.ts';
import { settlements } from '../../../shared/sales/customer/customer.fields.ts';
import { taxNumberFault } from '../../../shared/sales/customer/tax-number.ts';
import { countryChoices } from '../../words/codes.ts';
import { words } from '../../words/words.ts';
import type { FieldSpec } from '../edit/row-editing.ts';

type Choices = () => readonly { readonly value: string; readonly label: string }[];

/** The fields of a customer in their groups, as its page and the form of a new one show them. */
export const customerGroups = (priceLists: Choices) => {
  const general: readonly FieldSpec[] = [
    { name: 'name', required: true },
    { name: 'localName' },
    { name: 'country', kind: 'choice', choices: countryChoices, required: true },
    { name: 'region' },
    {
      name: 'taxNumber',
      check: ({ country, taxNumber }) => taxNumberFault(String(country ?? ''), (taxNumber as string) || null),
    },
    {
      name: 'language',
      kind: 'choice',
      choices: () => [
        { value: '', label: words.t('documents.ours') },
        ...languages.map((value) => ({ value, label: words.value('customer', 'language', value) })),
      ],
    },
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
  const notes: readonly FieldSpec[] = [{ name: 'notes', kind: 'area', rows: 3 }];
  return [
    { id: 'general', title: 'customers.groups.general', fields: general },
    { id: 'terms', title: 'customers.groups.terms', fields: terms },
    { id: 'notes', title: 'customers.groups.notes', fields: notes },
  ] as const;
};
