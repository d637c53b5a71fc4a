import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../tests/databases.ts';
import { type World, world } from '../../tests/world.ts';
import { openSeal } from '../store/seal.ts';
import { verifyLog } from './verify.ts';

const key = Buffer.alloc(32, 7).toString('base64url');
const seal = openSeal({ seal: [{ id: 'k1', key }], blind: key });

describe.each(dialects)('[P15] the audit chain on %s', (dialect) => {
  let company: World;
  const check = (witness: { position: number; hash: string } | null = null) =>
    verifyLog(company.store, seal, key, witness);
  const sql = (text: string, params: (string | number)[] = []) =>
    company.store.write(async (connection) => {
      await connection.run(text, params);
    });
  const at = async (position: number) =>
    (await company.store.read((query) => query.all('SELECT * FROM "change_log" WHERE "position" = ?', [position])))[0];

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
    for (let i = 0; i < 5; i++) {
      await company.do('customer.create', {
        name: `Firm ${i}`,
        country: 'TW',
        sellerId: 'seller-00001',
        priceListId: list.id,
        contacts: [{ name: `Buyer ${i}`, phone: `02-555-01${i}` }],
      });
    }
  });
  afterAll(() => company.close());

  test('[P15] a log that nobody touched is whole', async () => {
    expect(await check()).toMatchObject({ whole: true });
  });

  test('[P15] a changed entry is located', async () => {
    const entry = await at(3);
    await sql('UPDATE "change_log" SET "actorName" = ? WHERE "position" = 3', ['Somebody Else']);
    expect(await check()).toEqual({ whole: false, position: 3, fault: 'changed' });
    await sql('UPDATE "change_log" SET "actorName" = ? WHERE "position" = 3', [String(entry?.actorName)]);
    expect(await check()).toMatchObject({ whole: true });
  });

  test('[P15] two entries exchanged are located', async () => {
    await sql('UPDATE "change_log" SET "position" = -2 WHERE "position" = 2');
    await sql('UPDATE "change_log" SET "position" = 2 WHERE "position" = 4');
    await sql('UPDATE "change_log" SET "position" = 4 WHERE "position" = -2');
    expect(await check()).toEqual({ whole: false, position: 2, fault: 'changed' });
    await sql('UPDATE "change_log" SET "position" = -2 WHERE "position" = 2');
    await sql('UPDATE "change_log" SET "position" = 2 WHERE "position" = 4');
    await sql('UPDATE "change_log" SET "position" = 4 WHERE "position" = -2');
    expect(await check()).toMatchObject({ whole: true });
  });

  test('[P15] a personal value put in place of another is located, an erased one is no fault', async () => {
    const secrets = await company.store.read((query) => query.all('SELECT * FROM "log_secret" ORDER BY "position"'));
    const [first, second] = secrets;
    expect(secrets.length).toBeGreaterThan(1);
    const put = (sealed: string) =>
      sql('UPDATE "log_secret" SET "sealed" = ? WHERE "position" = ?', [sealed, Number(first?.position)]);
    await put(String(second?.sealed));
    expect(await check()).toEqual({ whole: false, position: first?.position, fault: 'personal_value' });
    await put(String(first?.sealed));
    await sql('DELETE FROM "log_secret" WHERE "position" = ?', [Number(second?.position)]);
    expect(await check()).toMatchObject({ whole: true });
  });

  test('[P15] a tail cut off with its head is noticed by the head kept outside', async () => {
    const verdict = await check();
    if (!verdict.whole) throw new Error('the log should be whole here');
    const last = await at(verdict.entries);
    const before = await at(verdict.entries - 1);
    const witness = { position: verdict.entries, hash: String(last?.hash) };
    await sql('DELETE FROM "change_log" WHERE "position" = ?', [verdict.entries]);
    await sql('UPDATE "log_head" SET "position" = ?, "hash" = ?', [verdict.entries - 1, String(before?.hash)]);
    expect(await check()).toMatchObject({ whole: true });
    expect(await check(witness)).toEqual({ whole: false, position: verdict.entries, fault: 'cut_short' });
  });
});
