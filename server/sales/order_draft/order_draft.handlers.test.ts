import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DRAFT_LASTS, DRAFTS_AT_MOST } from '../../../shared/sales/order_draft/order_draft.rules.ts';
import { dialects } from '../../../tests/databases.ts';
import { rulesFor, type World, world } from '../../../tests/world.ts';

describe.each(dialects)('drafts of orders on %s', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world(dialect);
  });
  afterAll(() => w.close());
  const own = rulesFor('order_draft', ['read', 'create', 'update', 'delete']).map((rule) => ({
    ...rule,
    scope: 'own' as const,
  }));
  const draft = (orderId: string, content = '{}') => ({
    orderId,
    customerId: null,
    lineCount: 1,
    content,
  });
  const of = async (personId: string) =>
    (await w.rows('order_draft', { field: 'personId', is: 'eq', value: personId }))
      .map(({ orderId, content }) => `${orderId} ${content}`)
      .sort();

  test('[S2] one of each person and order, the last kept stands, and it is nobody else’s to drop', async () => {
    const [ann, ben] = ['person-ann', 'person-ben'].map((id) => w.as(own, { id }));
    const before = w.entries.length;
    await ann?.do('order_draft.keep', draft('', 'first'));
    await ann?.do('order_draft.keep', draft('', 'second'));
    await ann?.do('order_draft.keep', draft('order-0001', 'edits'));
    await ben?.do('order_draft.keep', draft('order-0001', 'his'));
    await ben?.do('order_draft.drop', { orderId: '' });
    expect(await of('person-ann')).toEqual([' second', 'order-0001 edits']);
    await ann?.do('order_draft.drop', { orderId: 'order-0001' });
    await ann?.do('order_draft.drop', { orderId: 'order-0001' });
    expect(await of('person-ann')).toEqual([' second']);
    expect(await of('person-ben')).toEqual(['order-0001 his']);
    // Nothing of it has been done: no log, nobody is told.
    expect(w.entries.length).toBe(before);
  });

  test('[S2] [P3] what was entered lies sealed in the table', async () => {
    const who = w.as(own, { id: 'person-cat' });
    await who.do('order_draft.keep', draft('', '{"consignee":"CANARY-7"}'));
    const raw = await w.store.read((query) => query.all('SELECT * FROM "order_draft"', []));
    expect(JSON.stringify(raw)).not.toContain('CANARY');
  });

  test('[S2] there are so many and no more, those past their time make room', async () => {
    const who = w.as(own, { id: 'person-dan' });
    for (let n = 0; n < DRAFTS_AT_MOST; n++) await who.do('order_draft.keep', draft(`order-${1_000 + n}`));
    expect(await who.refuse('order_draft.keep', draft('order-9999'))).toEqual({
      refused: 'order_draft.too_many',
      with: { limit: DRAFTS_AT_MOST },
    });
    await who.do('order_draft.keep', draft('order-1000', 'again'));
    w.at(w.now() + DRAFT_LASTS + 1);
    await who.do('order_draft.keep', draft('order-9999'));
    expect(await of('person-dan')).toEqual(['order-9999 {}']);
    const long = draft('order-9999', 'x'.repeat(200_001));
    expect(await who.refuse('order_draft.keep', long)).toMatchObject({ refused: 'input.invalid', field: 'content' });
  });
});
