import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { sum } from '../base/money.ts';
import { settlements } from '../sales/customer/customer.fields.ts';
import { sameTerms, type Terms, termsParts } from './terms.ts';

property.prop([
  fc.record({
    settlement: fc.constantFrom(...settlements),
    termsDays: fc.nat(365),
    prepaymentShare: fc.nat(1_000_000),
  }),
  fc.nat(1e9),
])('[F1] what the terms ask for sums to the order exactly, in order, nothing empty', (terms, total) => {
  const parts = termsParts(terms, total);
  expect(sum(parts.map(({ amount }) => amount))).toBe(total);
  expect(parts.every(({ amount }) => amount > 0)).toBe(true);
  expect(parts.map(({ days }) => days)).toEqual(parts.map(({ days }) => days).sort((a, b) => a - b));
});

test('[F1] a prepayment is due before goods move, the rest by the days agreed', () => {
  const terms: Terms = { settlement: 'prepayment', termsDays: 30, prepaymentShare: 300_000 };
  expect(termsParts(terms, 101)).toEqual([
    { when: 'before', days: 0, amount: 30 },
    { when: 'after_invoice', days: 30, amount: 71 },
  ]);
  expect(termsParts({ ...terms, prepaymentShare: 1_000_000 }, 101)).toEqual([{ when: 'before', days: 0, amount: 101 }]);
  expect(termsParts({ ...terms, settlement: 'cash_on_delivery' }, 101)).toEqual([
    { when: 'at_delivery', days: 0, amount: 101 },
  ]);
});

test('[F1] a share is part of the terms only where something is prepaid', () => {
  const net: Terms = { settlement: 'net', termsDays: 30, prepaymentShare: 0 };
  expect(sameTerms(net, { ...net, prepaymentShare: 5 })).toBe(true);
  expect(sameTerms(net, { ...net, termsDays: 31 })).toBe(false);
  const prepaid: Terms = { ...net, settlement: 'prepayment' };
  expect(sameTerms(prepaid, { ...prepaid, prepaymentShare: 5 })).toBe(false);
});
