import { expect, test } from 'vitest';
import { edited } from '../../../shared/base/edit.ts';
import { editsOf } from './edits-of.ts';

const opened = { id: 'a', name: 'Five', traditionalName: null, rate: 50_000, active: true };

test('[S8] a form sends what it changed, and what it changed from', () => {
  expect(editsOf(opened, { name: 'Five per cent', traditionalName: null, rate: 50_000 })).toEqual({
    name: { from: 'Five', to: 'Five per cent' },
  });
  expect(editsOf(opened, { name: 'Five' })).toEqual({});
});

test('[S8] what another set while the form was open stands, and the same field is not overwritten', () => {
  const meanwhile = { ...opened, rate: 80_000 };
  const named = editsOf(opened, { name: 'Five per cent', traditionalName: null, rate: 50_000 });
  expect(edited(meanwhile, named)).toEqual({ set: { name: 'Five per cent' } });
  const rated = editsOf(opened, { name: 'Five', rate: 60_000 });
  expect(edited(meanwhile, rated)).toEqual({ refused: 'changed_meanwhile', field: 'rate' });
});
