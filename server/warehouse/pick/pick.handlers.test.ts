import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../../tests/databases.ts';
import { type House, house } from '../../../tests/house.ts';
import { everyRule, type Person, rulesFor, type World, world } from '../../../tests/world.ts';

describe.each(dialects)('picking on %s', (dialect) => {
  let w: World;
  let h: House;
  let ann: Person;
  let bob: Person;
  beforeAll(async () => {
    w = await world(dialect);
    h = await house(w);
    ann = w.as(everyRule, { id: 'person-ann', name: 'Ann' });
    bob = w.as(everyRule, { id: 'person-bob', name: 'Bob' });
  });
  afterAll(() => w.close());

  const picksOf = async (orderId: string) => w.rows('pick', { field: 'orderId', is: 'eq', value: orderId });
  /** An order whose one line is reserved, and its pick. */
  const reserved = async (number: string, quantity: number, onHand = quantity, more = {}) => {
    const productId = await h.product(number, more);
    const order = await h.order(number, [{ productId, quantity }]);
    const { id: stockId = '' } = await h.receive(productId, onHand);
    const [pick] = await picksOf(order.id);
    return { productId, orderId: order.id, lineId: order.lineIds[0] ?? '', stockId, pickId: pick?.id ?? '' };
  };

  test('[W4] a line is claimed by one picker, and the other is told by whom', async () => {
    const { orderId, lineId, pickId } = await reserved('P-CLAIM', 4);
    await ann.do('pick.claim', { orderId });
    expect(await w.row('pick', pickId)).toMatchObject({
      status: 'claimed',
      claimedBy: 'person-ann',
      claimedName: 'Ann',
    });
    expect((await w.row('order_line', lineId)).fulfilment).toBe('picking');
    expect((await w.row('order', orderId)).fulfilment).toBe('picking');
    const taken = { refused: 'pick.claimed_by_other', with: { name: 'Ann' } };
    for (const input of [{ orderId }, { ids: [pickId] }]) {
      expect(await bob.refuse('pick.claim', input)).toMatchObject(taken);
      expect(await bob.refuse('pick.unclaim', input)).toMatchObject(taken);
    }
    expect(await bob.refuse('pick.confirm', { id: pickId, picked: 4 })).toMatchObject(taken);
    const nameless = w.as(rulesFor('pick', ['read', 'claim', 'pick'], ['basics']), { id: 'person-cy' });
    for (const name of ['pick.claim', 'pick.unclaim'] as const)
      expect(await nameless.refuse(name, { ids: [pickId] })).toEqual({
        refused: 'pick.claimed_by_somebody',
        with: { sku: 'P-CLAIM' },
      });
    await ann.do('pick.claim', { ids: [pickId] });
    await ann.do('pick.unclaim', { ids: [pickId] });
    expect((await w.row('order', orderId)).fulfilment).toBe('reserved');
    await bob.do('pick.claim', { orderId });
    // A claim that nobody worked off lapses.
    w.at(w.now() + 8 * 3_600_000);
    await ann.do('pick.claim', { orderId });
    expect((await w.row('pick', pickId)).claimedName).toBe('Ann');
  });

  test('[W4] a wave claims picks of several orders, and all of them must be in reach', async () => {
    const one = await reserved('P-WAVE1', 1);
    const two = await reserved('P-WAVE2', 1);
    const near = w.as(
      [...rulesFor('pick', ['read', 'claim'])].map((rule) => ({
        ...rule,
        when: { field: 'sku', is: 'eq', value: 'P-WAVE1' } as const,
      })),
      { id: 'person-near', name: 'Near' },
    );
    const ids = [one.pickId, two.pickId];
    expect(await near.refuse('pick.claim', { ids })).toEqual({ refused: 'missing', with: { noun: 'pick' } });
    expect(await near.refuse('pick.claim', { ids: ['no-such-pick'] })).toEqual({
      refused: 'missing',
      with: { noun: 'pick' },
    });
    expect(await near.refuse('pick.claim', { orderId: two.orderId })).toEqual({
      refused: 'missing',
      with: { noun: 'pick' },
    });
    expect(await near.refuse('pick.claim', { orderId: 'no-such-order' })).toEqual({
      refused: 'missing',
      with: { noun: 'pick' },
    });
    await ann.do('pick.claim', { ids });
    expect((await w.row('order', two.orderId)).fulfilment).toBe('picking');
  });

  test('[W4] what is scanned must be the product: by barcode, SKU or the barcode of one of its units', async () => {
    const { productId, pickId, stockId, lineId } = await reserved('P-SCAN', 12);
    await w.put('product_unit', { productId, code: 'BOX', factor: 12, barcode: '999BOX' });
    const confirm = { id: pickId, picked: 12 };
    expect(await ann.refuse('pick.confirm', { ...confirm, scanned: 'p-scan' })).toMatchObject({
      refused: 'pick.wrong_product',
      with: { sku: 'P-SCAN' },
    });
    expect(await ann.refuse('pick.confirm', { ...confirm, picked: 13 })).toMatchObject({
      refused: 'pick.more_than_asked',
    });
    expect(await ann.refuse('pick.confirm', { ...confirm, picked: 11 })).toMatchObject({
      refused: 'pick.short_reason_missing',
    });
    await ann.do('pick.confirm', { ...confirm, scanned: '999BOX' });
    expect(await w.row('pick', pickId)).toMatchObject({
      status: 'picked',
      picked: 12,
      claimedName: 'Ann',
      pickedAt: w.now(),
    });
    expect(await w.row('order_line', lineId)).toMatchObject({ picked: 12, reserved: 12, fulfilment: 'picking' });
    expect(await w.row('stock', stockId)).toMatchObject({ onHand: 12, reserved: 12 });
    expect(w.entries.at(-1)?.why).toBe('999BOX');
    expect(await ann.refuse('pick.confirm', confirm)).toMatchObject({ refused: 'pick.not_open' });
  });

  test('[W4] a short pick seeks the rest at another place, and what is nowhere waits', async () => {
    const { productId, orderId, lineId, stockId, pickId } = await reserved('P-SHORT', 10);
    const { id: otherId = '' } = await h.receive(productId, 2, { locationId: h.shelves[1] });
    await ann.do('pick.confirm', { id: pickId, picked: 7, shortReason: 'Not there' });
    expect(await w.row('pick', pickId)).toMatchObject({
      status: 'picked',
      quantity: 7,
      picked: 7,
      shortReason: 'Not there',
    });
    expect(await w.row('stock', stockId)).toMatchObject({ onHand: 10, reserved: 7, available: 3 });
    expect(await w.row('stock', otherId)).toMatchObject({ onHand: 2, reserved: 2, available: 0 });
    expect(await w.row('order_line', lineId)).toMatchObject({ reserved: 9, picked: 7, fulfilment: 'backordered' });
    expect((await w.row('order', orderId)).fulfilment).toBe('backordered');
    const more = (await picksOf(orderId)).find(({ id }) => id !== pickId);
    expect(more).toMatchObject({
      stockId: otherId,
      quantity: 2,
      status: 'reserved',
      orderStatus: 'confirmed',
      sequence: 20,
    });
    await ann.do('pick.confirm', { id: more?.id, picked: 0, shortReason: 'Damaged' });
    expect(await w.row('pick', more?.id ?? '')).toMatchObject({
      status: 'released',
      quantity: 0,
      shortReason: 'Damaged',
    });
    expect((await w.row('order_line', lineId)).reserved).toBe(10);
  });

  test('[W4] [S8] a short pick bears the reason that was chosen, in its words or in the picker’s own', async () => {
    const choice = async (list: string, code: string) =>
      (await w.do('choice.set', { list, code, name: `Name ${code}` })).id ?? '';
    const [gone, held] = [await choice('short', 'GONE'), await choice('hold', 'WAIT')];
    const { pickId } = await reserved('P-WHY', 10);
    const short = { id: pickId, picked: 9 };
    expect(await ann.refuse('pick.confirm', { ...short, shortReason: 'x', shortReasonId: held })).toEqual({
      refused: 'choice.not_offered',
    });
    await ann.do('pick.confirm', { ...short, shortReasonId: gone });
    expect(await w.row('pick', pickId)).toMatchObject({ picked: 9, shortReason: 'Name GONE', shortReasonId: gone });
    // What is renamed afterwards was said as it was said, and what was chosen stays.
    await w.do('choice.set', { list: 'short', code: 'GONE', name: 'Nowhere' });
    expect(await w.refuse('choice.delete', { id: gone })).toEqual({ refused: 'choice.used' });
    expect((await w.row('pick', pickId)).shortReason).toBe('Name GONE');
    const { pickId: whole } = await reserved('P-WHOLE', 10);
    await ann.do('pick.confirm', { id: whole, picked: 10, shortReason: 'x', shortReasonId: gone });
    expect(await w.row('pick', whole)).toMatchObject({ shortReason: null, shortReasonId: null });
  });

  test('[W4] [E1] a line of several picks is picked once, when the last of it is taken', async () => {
    const { productId, orderId, lineId, pickId } = await reserved('P-PARTS', 10);
    await h.receive(productId, 3, { locationId: h.shelves[1] });
    await ann.do('pick.confirm', { id: pickId, picked: 7, shortReason: 'Not there' });
    expect((await w.row('order_line', lineId)).pickedAt).toBeNull();
    const more = (await picksOf(orderId)).find(({ id }) => id !== pickId);
    w.at(w.now() + 3_600_000);
    await ann.do('pick.confirm', { id: more?.id, picked: 3 });
    const last = (await w.row('pick', more?.id ?? '')).pickedAt;
    expect(last).toBe(w.now());
    expect((await w.row('order_line', lineId)).pickedAt).toBe(last);
  });

  test('[W8] a pick taken back is still promised; a put-back task frees the goods for who waits', async () => {
    const { productId, orderId, lineId, stockId, pickId } = await reserved('P-BACK', 3);
    expect(await ann.refuse('pick.put_back', { id: pickId })).toMatchObject({ refused: 'pick.nothing_to_put_back' });
    await ann.do('pick.confirm', { id: pickId, picked: 3 });
    await ann.do('pick.put_back', { id: pickId });
    expect(await w.row('pick', pickId)).toMatchObject({ status: 'reserved', picked: 0, quantity: 3, claimedBy: null });
    expect(await w.row('order_line', lineId)).toMatchObject({ reserved: 3, picked: 0, fulfilment: 'reserved' });
    await ann.do('pick.confirm', { id: pickId, picked: 3 });
    await w.do('order.cancel', { id: orderId, why: 'changed their mind' });
    expect((await w.row('pick', pickId)).status).toBe('put_back');
    expect(await w.row('stock', stockId)).toMatchObject({ onHand: 3, reserved: 3 });
    const next = await h.order('SO-NEXT', [{ productId, quantity: 2 }]);
    await ann.do('pick.put_back', { id: pickId });
    expect((await w.row('pick', pickId)).status).toBe('released');
    expect(await w.row('stock', stockId)).toMatchObject({ onHand: 3, reserved: 2, available: 1 });
    expect(await w.row('order_line', next.lineIds[0] ?? '')).toMatchObject({ reserved: 2, fulfilment: 'reserved' });
  });
});
