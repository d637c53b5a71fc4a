import { expect, test } from 'vitest';
import { tellWrong } from './field-aria.ts';

const inputWith = (attributes: { [name: string]: string }) => ({
  attributes,
  getAttribute: (name: string) => attributes[name] ?? null,
  setAttribute: (name: string, value: string) => {
    attributes[name] = value;
  },
  removeAttribute: (name: string) => {
    delete attributes[name];
  },
});

test('[SCR3] an input in a field that has no fault is wrong all the same, and says why beside the field’s help', () => {
  const input = inputWith({ 'aria-invalid': 'false', 'aria-describedby': 'f-help' });
  tellWrong(input, true, { id: 'why', stands: true });
  tellWrong(input, true, { id: 'why', stands: true });
  expect(input.attributes).toEqual({ 'aria-invalid': 'true', 'aria-describedby': 'f-help why' });
  tellWrong(input, false, { id: 'why', stands: false });
  expect(input.attributes).toEqual({ 'aria-invalid': 'false', 'aria-describedby': 'f-help' });
});

test('[SCR3] what the field finds wrong stays wrong', () => {
  const input = inputWith({ 'aria-invalid': 'true', 'aria-describedby': 'f-error' });
  tellWrong(input, false, { id: 'why', stands: false });
  expect(input.attributes).toEqual({ 'aria-invalid': 'true', 'aria-describedby': 'f-error' });
});

test('[SCR3] outside a field nothing is described once nothing is wrong', () => {
  const input = inputWith({});
  tellWrong(input, true, { id: 'why', stands: true });
  expect(input.attributes).toEqual({ 'aria-invalid': 'true', 'aria-describedby': 'why' });
  tellWrong(input, false, { id: 'why', stands: false });
  expect(input.attributes).toEqual({ 'aria-invalid': 'false' });
});
