import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../../tests/databases.ts';
import { type Shop, shop } from '../../../tests/shop.ts';
import { rulesFor, type World, world } from '../../../tests/world.ts';

describe.each(dialects)('contacts and addresses on %s', (dialect) => {
  let w: World;
  let s: Shop;
  beforeAll(async () => {
    w = await world(dialect);
    s = await shop(w);
  });
  afterAll(() => w.close());
  const of = <N extends 'contact' | 'address'>(noun: N, customerId: string) =>
    w.rows(noun, { field: 'customerId', is: 'eq', value: customerId });
  const usual = async (noun: 'contact' | 'address', customerId: string): Promise<string[]> =>
    (await of(noun, customerId)).filter((row) => row.usual).map(({ id }) => id);

  test('[S1] a customer comes with contacts and addresses, the first of each the usual one, and says them itself', async () => {
    const id = await s.customer({
      contacts: [{ name: 'Ms Lin', position: 'Buyer', phone: '02 1', languages: 'zh-TW en' }, { name: 'Mr Wu' }],
      addresses: [
        { kind: 'billing', street: '7 Ledger St', city: 'Taipei', email: 'bills@acme.example' },
        { kind: 'delivery', street: '1 Dock', consignee: 'Gate 3', phone: '02 2', instructions: 'Ring twice' },
        { kind: 'delivery', street: '重陽路1號', city: '台北市', postalCode: '100', usual: true, country: 'CN' },
      ],
    });
    expect(await w.row('customer', id)).toMatchObject({
      contactName: 'Ms Lin',
      phone: '02 1',
      email: null,
      billingStreet: '7 Ledger St, Taipei',
      billingEmail: 'bills@acme.example',
      consignee: null,
      deliveryStreet: '100 台北市重陽路1號, CN',
      deliveryPhone: null,
    });
    expect((await of('address', id)).map(({ kind, country, usual }) => [kind, country, usual]).sort()).toEqual([
      ['billing', 'TW', true],
      ['delivery', 'CN', true],
      ['delivery', 'TW', false],
    ]);
    // An order keeps what was the usual one when it was entered.
    const productId = await s.product(`PLACE-${id.slice(-4)}`);
    const order = await w.do('order.create', { customerId: id, lines: [{ productId, quantity: 1 }] });
    const [dock] = (await of('address', id)).filter(({ street }) => street === '1 Dock');
    await w.do('address.update', { id: dock?.id ?? '', set: { usual: { from: false, to: true } } });
    expect(await w.row('order', order.id ?? '')).toMatchObject({ deliveryStreet: '100 台北市重陽路1號, CN' });
    expect(await w.row('customer', id)).toMatchObject({
      deliveryStreet: '1 Dock',
      consignee: 'Gate 3',
      deliveryInstructions: 'Ring twice',
    });
    const later = await w.do('order.create', { customerId: id, lines: [{ productId, quantity: 1 }] });
    expect(await w.row('order', later.id ?? '')).toMatchObject({ deliveryInstructions: 'Ring twice' });
    // Abroad is where the customer is not.
    await w.do('customer.update', { id, set: { country: { from: 'TW', to: 'GB' } } });
    expect(await w.row('customer', id)).toMatchObject({ deliveryStreet: '1 Dock, TW' });
  });

  test('[S1] one is the usual one as long as there are any, whatever is entered, changed and removed', async () => {
    const id = await s.customer({ addresses: [] });
    expect(await usual('address', id)).toEqual([]);
    const add = async (street: string, more: object = {}) =>
      (await w.do('address.create', { customerId: id, kind: 'delivery', street, ...more })).id ?? '';
    const first = await add('1 Dock');
    expect(await usual('address', id)).toEqual([first]);
    const second = await add('2 Dock', { usual: true });
    expect(await usual('address', id)).toEqual([second]);
    expect(await w.refuse('address.update', { id: second, set: { usual: { from: true, to: false } } })).toEqual({
      refused: 'address.one_usual',
      field: 'usual',
    });
    await w.do('address.remove', { id: second });
    expect(await usual('address', id)).toEqual([first]);
    await w.do('address.remove', { id: first });
    expect(await w.row('customer', id)).toMatchObject({ deliveryStreet: null, consignee: null });
    const lin = (await w.do('contact.create', { customerId: id, name: 'Lin', phone: '1' })).id ?? '';
    const wu = (await w.do('contact.create', { customerId: id, name: 'Wu', usual: true })).id ?? '';
    expect(await usual('contact', id)).toEqual([wu]);
    expect(await w.row('customer', id)).toMatchObject({ contactName: 'Wu', phone: null });
    await w.do('contact.remove', { id: wu });
    expect(await usual('contact', id)).toEqual([lin]);
    expect(await w.row('customer', id)).toMatchObject({ contactName: 'Lin', phone: '1' });
  });

  test('[S1] what an address or a contact cannot be is refused with its field', async () => {
    const customerId = await s.customer();
    const bad = (input: object) => w.refuse('address.create', { customerId, kind: 'delivery', street: 'x', ...input });
    expect(await bad({ country: 'XX' })).toMatchObject({ refused: 'input.invalid', field: 'country' });
    expect(await bad({ email: 'nobody' })).toMatchObject({ refused: 'input.invalid', field: 'email' });
    expect(await bad({ street: 'x'.repeat(161) })).toMatchObject({ refused: 'input.invalid', field: 'street' });
    const [one] = await of('address', customerId);
    expect(await bad({ id: one?.id })).toMatchObject({ refused: 'address.exists' });
    expect(await w.refuse('contact.create', { customerId, name: 'Lin', languages: 'zh-TW tlh' })).toMatchObject({
      refused: 'input.invalid',
      field: 'languages',
    });
    for (let n = 0; n < 100; n++) await w.do('address.create', { customerId, kind: 'billing', street: `${n}` });
    expect(await bad({ kind: 'billing' })).toEqual({ refused: 'address.too_many', with: { limit: 100 } });
    // How many there are of one kind is nothing to whoever enters the other.
    await w.do('address.create', { customerId, kind: 'delivery', street: 'x' });
  });

  test('[S1] [P12] they are the seller’s of the customer and go with the customer; Finance has billing addresses alone', async () => {
    const customerId = await s.customer({
      contacts: [{ name: 'Ms Lin' }],
      addresses: [
        { kind: 'billing', street: '7 Ledger St' },
        { kind: 'delivery', street: '1 Dock' },
      ],
    });
    const own = ['customer', 'contact', 'address'].flatMap((noun) =>
      rulesFor(noun as 'customer', ['read', 'create', 'update']).map((rule) => ({ ...rule, scope: 'own' as const })),
    );
    const stranger = w.as(own, { id: 'person-stranger' });
    const entry = { customerId, kind: 'delivery', street: 'mine' };
    const missing = { refused: 'missing', with: { noun: 'customer' } };
    expect(await stranger.refuse('address.create', entry)).toEqual(missing);
    expect(await stranger.refuse('contact.create', { customerId, name: 'Me' })).toEqual(missing);
    const [contact] = await of('contact', customerId);
    const set = { name: { from: 'Ms Lin', to: 'Mine' } };
    expect(await stranger.refuse('contact.update', { id: contact?.id, set })).toEqual({
      refused: 'missing',
      with: { noun: 'contact' },
    });
    const billing = { field: 'kind', is: 'eq' as const, value: 'billing' };
    const finance = w.as([
      ...rulesFor('customer', ['read']),
      ...rulesFor('address', ['read', 'create', 'update']).map((rule) => ({ ...rule, when: billing })),
    ]);
    const rows = await of('address', customerId);
    const idOf = (kind: string) => rows.find((row) => row.kind === kind)?.id;
    const street = (from: string) => ({ street: { from, to: '9 Ledger St' } });
    await finance.do('address.update', { id: idOf('billing'), set: street('7 Ledger St') });
    expect(await w.row('customer', customerId)).toMatchObject({
      billingStreet: '9 Ledger St',
      deliveryStreet: '1 Dock',
    });
    expect(await finance.refuse('address.update', { id: idOf('delivery'), set: street('1 Dock') })).toMatchObject({
      refused: 'missing',
    });
    expect(await finance.refuse('address.create', entry)).toMatchObject({ refused: 'not_permitted' });
    const next = await w.put('person', { name: 'Next', status: 'active', teamId: null, roleIds: [], warehouseIds: [] });
    await w.do('customer.reassign', { ids: [customerId], toSellerId: next });
    for (const noun of ['contact', 'address'] as const)
      for (const row of await of(noun, customerId)) expect(row).toMatchObject({ sellerId: next, teamId: null });
    await w.as(own, { id: next }).do('address.create', entry);
  });
});
