import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rightsOf } from '../../shared/access/permit.ts';
import type { Rule } from '../../shared/access/rule.ts';
import { dialects } from '../../tests/databases.ts';
import { everyRule, rulesFor, type World, world } from '../../tests/world.ts';
import { openSeal } from '../store/seal.ts';
import { readOne } from './read.ts';
import { timeline } from './timeline.ts';

const key = Buffer.alloc(32, 7).toString('base64url');
const seal = openSeal({ seal: [{ id: 'k1', key }], blind: key });
const nobody = { id: 'reader-0001', teamId: null, warehouses: [] };

describe.each(dialects)('what happened to a row on %s', (dialect) => {
  let company: World;
  let id: string;
  const told = (rules: readonly Rule[], further = 0) =>
    company.store.read(async (query) => {
      const rights = rightsOf(rules, nobody);
      const seen = await readOne(query, seal, rights.view('customer'), id);
      if (!seen) throw new Error('the reader should see the customer');
      return timeline(query, seal, rights, 'customer', id, seen, further);
    });

  beforeAll(async () => {
    company = await world(dialect);
    const list = await company.do('price_list.set', {
      code: 'STD',
      name: 'Standard',
      currency: 'TWD',
      includesTax: false,
    });
    await company.put(
      'person',
      { name: 'Seller', email: 's@x.example', status: 'active', roleIds: [], warehouseIds: [] },
      'seller-00001',
    );
    const made = await company.do('customer.create', {
      name: 'Northgate',
      country: 'TW',
      sellerId: 'seller-00001',
      priceListId: list.id as string,
      contacts: [{ name: 'Ms Lin', phone: '02-5550-0001' }],
    });
    id = made.id as string;
    const [contact] = await company.rows('contact');
    const phone = { from: '02-5550-0001', to: '02-5550-0002' };
    await company.do('contact.update', { id: contact?.id, set: { phone } });
    await company.do('customer.update', { id, set: { creditLimit: { from: null, to: 90_000 } } });
    await company.do('customer.update', {
      id,
      set: { creditLimit: { from: 90_000, to: null }, notes: { from: null, to: 'calls on Mondays' } },
    });
  });
  afterAll(() => company.close());

  test('[S6] each change stands field by field, newest first, with old and new, also to and from nothing', async () => {
    const { happenings } = await told(everyRule);
    expect(happenings.map(({ command }) => command)).toEqual([
      'customer.update',
      'customer.update',
      'contact.update',
      'customer.create',
    ]);
    const [last, limit, phone] = happenings;
    expect(last?.changes[0]?.fields).toContainEqual({ field: 'creditLimit', old: 90_000, new: null });
    expect(last?.changes[0]?.fields).toContainEqual({ field: 'notes', old: null, new: 'calls on Mondays' });
    expect(limit?.changes[0]?.fields).toContainEqual({ field: 'creditLimit', old: null, new: 90_000 });
    expect(phone?.changes.map(({ noun }) => noun).sort()).toEqual(['contact', 'customer']);
    for (const { fields } of phone?.changes ?? [])
      expect(fields).toEqual([{ field: 'phone', old: '02-5550-0001', new: '02-5550-0002' }]);
  });

  test('[P3] who reads no credit and no contact is told of neither, nor that something happened', async () => {
    const { happenings } = await told(rulesFor('customer', ['read'], ['basics', 'notes']));
    expect(happenings).toHaveLength(2);
    expect(happenings[0]?.changes[0]?.fields).toEqual([{ field: 'notes', old: null, new: 'calls on Mondays' }]);
    expect(JSON.stringify(happenings)).not.toMatch(/90000|5550/);
  });

  test('[P4] a page ends, and says whether there is more, by what its reader sees alone', async () => {
    const reader = rulesFor('customer', ['read'], ['basics', 'notes']);
    const limit = async (times: number): Promise<void> => {
      for (let i = 0; i < times; i++) {
        const from = (await company.row('customer', id)).creditLimit;
        await company.do('customer.update', { id, set: { creditLimit: { from, to: (from ?? 0) + 1 } } });
      }
    };
    const before = await told(reader);
    expect([before.happenings.length, before.more]).toEqual([2, false]);
    // As many changes of the credit limit as a page holds, and one more: to this reader nothing has happened.
    await limit(401);
    expect(await told(reader)).toEqual(before);
    expect((await told(everyRule)).more).toBe(true);
    for (let i = 0; i < 399; i++) {
      const from = (await company.row('customer', id)).notes;
      await company.do('customer.update', { id, set: { notes: { from, to: `call ${i}` } } });
    }
    const first = await told(reader);
    expect([first.happenings.length, first.more]).toEqual([400, true]);
    const all = await told(reader, 1);
    expect([all.happenings.length, all.more, all.happenings.slice(0, 400)]).toEqual([401, false, first.happenings]);
  });
});
