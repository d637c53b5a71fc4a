import { expect, test } from 'vitest';
import { Ear, markOf } from './ear.ts';

test('[P3] the ear hears a value in every dress that it may wear', () => {
  const amount = 1_234_567;
  const dresses = [
    '42["frame",{"ops":[{"row":{"total":1234567}}]}]',
    'x-total: 1234567',
    '{"text":"1,234,567"}',
    '{"text":"12.345,67 EUR"}',
    '{"text":"about 12 345.67"}',
    `{"next":"${Buffer.from('[1234567,"id"]').toString('base64url')}"}`,
    '{"1234567":true}',
  ];
  for (const dress of dresses) {
    const ear = new Ear();
    ear.hear(dress);
    expect([dress, ear.heard([amount])]).toEqual([dress, ['1234567']]);
  }
  const street = '9 Harbour Road 林';
  for (const dress of [
    `{"a":["${street}"]}`,
    `q=${encodeURIComponent(street)}`,
    `{"b":"${Buffer.from(`[null,"${street}"]`).toString('base64url')}"}`,
    `data:text/plain;base64,${Buffer.from(`xx${street}yyy`).toString('base64')}`,
    JSON.stringify({ b: street }).replace('林', '\\u6797'),
  ]) {
    const ear = new Ear();
    ear.hear(dress);
    expect([dress, ear.heard([street])]).toEqual([dress, [street]]);
  }
  const deaf = new Ear();
  deaf.hear('{"total":1234568,"id":"01234567-1234-7567-8123-123456789012"}');
  expect(deaf.heard([amount, street])).toEqual([]);
  expect([markOf(true), markOf(12), markOf('confirmed'), markOf('2026-03-02'), markOf(null)]).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});
