import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { chained } from './change-log.ts';

test('[P15] the chain is HMAC-SHA-256, for short and for long keys', () => {
  for (const key of ['k', 'x'.repeat(43), 'long '.repeat(40)]) {
    const parts = [1, 'order', null, '門'];
    const expected = createHmac('sha256', key)
      .update(`before\n${JSON.stringify(parts)}`)
      .digest('base64');
    expect(chained(key, 'before', parts)).toBe(expected);
  }
});
