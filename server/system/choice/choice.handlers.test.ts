import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../../tests/databases.ts';
import { type Shop, shop } from '../../../tests/shop.ts';
import { everyRule, rulesFor, type World, world } from '../../../tests/world.ts';

describe.each(dialects)('[S8] lists to choose from on %s', (dialect) => {
  let w: World;
  let s: Shop;
  let productId: string;
  beforeAll(async () => {
    w = await world(dialect);
    s = await shop(w);
    productId = await s.product('CHOSEN', { price: 10, onHand: 100 });
  });
  afterAll(() => w.close());
  const set = async (list: string, code: string, more = {}) =>
    (await w.do('choice.set', { list, code, name: `Name ${code}`, ...more })).id ?? '';
  const anOrder = async () => {
    const customerId = await s.customer();
    return (await w.do('order.create', { customerId, lines: [{ productId, quantity: 1 }], submit: true })).id ?? '';
  };

  test('a code is one row of its list, made once and changed after', async () => {
    const id = await set('hold', 'ADDRESS', { traditionalName: '待確認地址' });
    expect(await set('cancel', 'ADDRESS')).not.toBe(id);
    expect(await set('hold', 'ADDRESS', { name: 'Address unclear' })).toBe(id);
    expect(await w.row('choice', id)).toMatchObject({
      name: 'Address unclear',
      traditionalName: '待確認地址',
      active: true,
      used: false,
      countsAs: null,
    });
    expect(await w.rows('choice', { field: 'list', is: 'eq', value: 'cancel' })).toMatchObject([{ countsAs: 'other' }]);
  });

  test('a change by hand sets what was changed, and takes back nothing that another has set meanwhile', async () => {
    const id = await set('cancel', 'LATE');
    await w.do('choice.update', { id, set: { countsAs: { from: 'other', to: 'stock' } } });
    await w.do('choice.update', { id, set: { name: { from: 'Name LATE', to: 'Too late' } } });
    await w.do('choice.update', { id, set: { active: { from: true, to: false } } });
    expect(await w.row('choice', id)).toMatchObject({ name: 'Too late', countsAs: 'stock', active: false });
    expect(await w.refuse('choice.update', { id, set: { countsAs: { from: 'other', to: 'price' } } })).toEqual({
      refused: 'changed_meanwhile',
      field: 'countsAs',
    });
  });

  test('a cancellation is counted as the kind that its reason stands for, and the reason stays', async () => {
    const reasonId = await set('cancel', 'DEARER', { countsAs: 'price' });
    const id = await anOrder();
    await w.do('order.cancel', { id, why: 'They found it cheaper', reasonId });
    expect(await w.row('order', id)).toMatchObject({ cancelReason: 'price', cancelReasonId: reasonId });
    expect(await w.refuse('choice.delete', { id: reasonId })).toEqual({ refused: 'choice.used' });
    await set('cancel', 'DEARER', { active: false });
    const another = await anOrder();
    expect(await w.refuse('order.cancel', { id: another, why: 'Again', reasonId })).toEqual({
      refused: 'choice.not_offered',
    });
    expect(await w.row('order', another)).toMatchObject({ status: 'confirmed' });
  });

  test('[S5] of a cancellation that was undone no reason stays, nor does the next one without a choice have it', async () => {
    const reasonId = await set('cancel', 'MISTAKE', { countsAs: 'mistake' });
    const id = await anOrder();
    await w.do('order.cancel', { id, why: 'Entered twice', reasonId });
    await w.do('order.restore', { id, why: 'It was not' });
    expect(await w.row('order', id)).toMatchObject({ cancelReason: null, cancelReasonId: null });
    await w.do('order.cancel', { id, why: 'They changed their mind' });
    expect(await w.row('order', id)).toMatchObject({ cancelReason: 'other', cancelReasonId: null });
    // As it stands where it was left by an earlier version.
    const old = await anOrder();
    await w.store.write((connection) =>
      connection.run('UPDATE "sales_order" SET "cancelReasonId" = ? WHERE "id" = ?', [reasonId, old]),
    );
    await w.do('order.cancel', { id: old, why: 'Again', reason: 'price' });
    expect(await w.row('order', old)).toMatchObject({ cancelReason: 'price', cancelReasonId: null });
  });

  test('a new one takes nobody’s code: what is there stays as it is', async () => {
    const id = await set('carrier', 'HCT', { name: 'HCT Logistics', traditionalName: '新竹物流', isNew: true });
    expect(await w.refuse('choice.set', { list: 'carrier', code: 'HCT', name: 'Other', isNew: true })).toEqual({
      refused: 'choice.exists',
      field: 'code',
      with: { code: 'HCT' },
    });
    expect(await w.row('choice', id)).toMatchObject({ name: 'HCT Logistics', traditionalName: '新竹物流' });
    expect(await set('hold', 'HCT', { isNew: true })).not.toBe(id);
    expect(await set('carrier', 'HCT', { name: 'HCT', isNew: false })).toBe(id);
  });

  test('a hold, an adjustment and a delivery note bear what was chosen for them', async () => {
    const [held, lost, carrier] = [
      await set('hold', 'WAIT'),
      await set('adjust', 'LOST'),
      await set('carrier', 'TCAT', { name: 'Black Cat' }),
    ];
    const id = await anOrder();
    await w.do('order.hold', { id, why: 'Name WAIT', reasonId: held });
    const [hold] = await s.holdsOf(id);
    expect(hold).toMatchObject({ kind: 'manual', reason: 'Name WAIT', reasonId: held });
    await w.do('hold.release', { id: hold?.id });
    const { id: stockId } = await s.stockOf(productId);
    await w.do('stock.adjust', { stockId, quantity: -1, reason: 'Not there', reasonId: lost });
    expect(await w.rows('stock_movement', { field: 'kind', is: 'eq', value: 'adjust' })).toMatchObject([
      { reason: 'Not there', reasonId: lost },
    ]);
    const [pick] = await s.picksOf(id);
    const operator = w.as(everyRule, { id: 'operator', name: 'Operator', warehouses: [s.warehouseId] });
    await operator.do('pick.claim', { ids: [pick?.id] });
    await operator.do('pick.confirm', { id: pick?.id, picked: 1 });
    const { packageId } = await operator.do('order.pack', { orderId: id, pickIds: [pick?.id] });
    await operator.do('order.ship', { orderId: id, packageIds: [packageId], carrierId: carrier });
    expect(await w.rows('shipment', { field: 'orderId', is: 'eq', value: id })).toMatchObject([
      { carrier: 'Black Cat', carrierId: carrier },
    ]);
    for (const used of [held, lost, carrier])
      expect(await w.refuse('choice.delete', { id: used })).toEqual({ refused: 'choice.used' });
    // A list's own only: a carrier is no reason.
    const next = await anOrder();
    expect(await w.refuse('order.hold', { id: next, why: 'x', reasonId: carrier })).toEqual({
      refused: 'choice.not_offered',
    });
  });

  test('what nobody chose is deleted; who keeps one list keeps no other', async () => {
    const id = await set('adjust', 'TYPO');
    const keeper = w.as(
      [...rulesFor('choice', ['read']), ...rulesFor('choice', ['create', 'update', 'delete'])].map((rule) =>
        rule.may === 'read' ? rule : { ...rule, when: { field: 'list', is: 'eq', value: 'carrier' } as const },
      ),
    );
    expect(await keeper.refuse('choice.delete', { id })).toMatchObject({ refused: 'not_permitted' });
    expect(await keeper.refuse('choice.set', { list: 'adjust', code: 'NEW', name: 'New' })).toMatchObject({
      refused: 'not_permitted',
    });
    await keeper.do('choice.set', { list: 'carrier', code: 'VAN', name: 'Own van' });
    await w.do('choice.delete', { id });
    expect(await w.rows('choice', { field: 'code', is: 'eq', value: 'TYPO' })).toEqual([]);
  });

  test('one whom it is hidden from cannot choose it, nor tell that it is there', async () => {
    const reasonId = await set('hold', 'SECRET');
    const id = await anOrder();
    const blind = w.as(everyRule.filter(({ on }) => on !== 'choice'));
    const refusal = { refused: 'missing', field: 'reasonId', with: { noun: 'choice' } };
    expect(await blind.refuse('order.hold', { id, why: 'x', reasonId })).toEqual(refusal);
    expect(await blind.refuse('order.hold', { id, why: 'x', reasonId: '00000000-nothing' })).toEqual(refusal);
  });
});
