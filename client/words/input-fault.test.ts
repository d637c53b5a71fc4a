import { expect, test } from 'vitest';
import { inputFault } from './input-fault.ts';

const fields = {
  any: { notes: 'Notes' },
  contact: { email: 'E-mail' },
  order_line: { quantity: 'Quantity' },
  stock: { quantity: 'Pieces' },
};
const of = (field: string | undefined, more?: object) =>
  inputFault({ refused: 'input.invalid', ...(field === undefined ? {} : { field }), with: { ...more } }, fields);

test('[WORDS4] a refusal of a form names the field by its word, its row where there are several, and what is wrong', () => {
  expect(of('contacts.1.email', { rule: 'email' })).toEqual({ key: 'email', field: 'E-mail', row: 2, limit: null });
  expect(of('set.notes.to', { rule: 'max_length', limit: 500 })).toEqual({
    key: 'too_long',
    field: 'Notes',
    row: null,
    limit: 500,
  });
  expect(of('lines.0.quantity', { rule: 'min_value', limit: 1, noun: 'stock' })).toMatchObject({
    key: 'number',
    field: 'Pieces',
    row: 1,
  });
  expect(of('name', { rule: 'min_length', limit: 1 })).toMatchObject({ key: 'missing', field: null });
});

test('[WORDS4] what is not known is said plainly', () => {
  expect(of(undefined)).toEqual({ key: 'invalid', field: null, row: null, limit: null });
  expect(of('', { rule: 'constructor' })).toMatchObject({ key: 'invalid', field: null });
  expect(of('constructor.toString', { rule: 'check' })).toMatchObject({ key: 'invalid', field: null });
});
