import { expect, test } from 'vitest';
import { ranked, timed } from './find.ranked.ts';

const product = (sku: string, more: object = {}) => ({ sku, name: sku, sold: null, partNumber: null, ...more });

test('[S2] what was named exactly comes first: the customer’s number, the SKU, a barcode, a unit’s barcode', () => {
  const found = [
    product('AB-10', { name: 'ab-1 holder' }),
    product('ZZ-1', { partNumber: 'ab-1' }),
    product('AB-1'),
    product('MM-1', { barcode: 'AB-1' }),
    product('BB-1', { sold: { unit: 'BOX', unitFactor: 12 } }),
    product('QQ-1', { partNumber: 'AB-19' }),
    product('NN-1', { name: 'AB-1x' }),
    product('OO-1', { name: 'for AB-1' }),
  ];
  const order = ranked(found, 'ab-1').map(({ sku }) => sku);
  expect(order).toEqual(['ZZ-1', 'AB-1', 'BB-1', 'MM-1', 'QQ-1', 'AB-10', 'NN-1', 'OO-1']);
});

test('[S2] a number and a star before a code say how many', () => {
  expect(timed('24*AB-1')).toEqual({ text: 'AB-1', times: 24 });
  expect(timed(' 1,200 × valve')).toEqual({ text: 'valve', times: 1_200 });
  expect(timed('3 x valve')).toEqual({ text: 'valve', times: 3 });
  // A code that merely begins with figures is a code.
  for (const code of ['4710x55', '20-AB', '12', '0*AB', '1.5*AB', '*AB'])
    expect(timed(code)).toEqual({ text: code, times: null });
});
