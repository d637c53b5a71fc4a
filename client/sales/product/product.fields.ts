import { words } from '../../words/words.ts';
import type { FieldSpec } from '../edit/row-editing.ts';

type Choices = () => readonly { readonly value: string; readonly label: string }[];
const valuesOf =
  (field: 'nature' | 'status', values: readonly string[]): Choices =>
  () =>
    values.map((value) => ({ value, label: words.value('product', field, value) }));

/** The card of a product. What stock and documents were made in is chosen once, when it is entered. */
export const productFields = (taxCodes: Choices, isNew: boolean): readonly FieldSpec[] => [
  ...(isNew ? [{ name: 'sku', required: true } as const] : []),
  { name: 'name', required: true },
  { name: 'localName' },
  { name: 'specification' },
  { name: 'family' },
  { name: 'category' },
  ...(isNew
    ? [
        { name: 'baseUnit', required: true } as const,
        { name: 'nature', kind: 'choice', choices: valuesOf('nature', ['goods', 'charge']) } as const,
      ]
    : [{ name: 'status', kind: 'choice', choices: valuesOf('status', ['active', 'discontinued']) } as const]),
  { name: 'barcode' },
  { name: 'taxCode', kind: 'choice', choices: taxCodes, required: true },
  { name: 'weight', kind: 'integer' },
  { name: 'lowStock', kind: 'integer' },
];
