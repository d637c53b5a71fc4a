import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rightsOf } from '../../shared/access/permit.ts';
import { always } from '../../shared/base/condition.ts';
import { isRefusal } from '../../shared/base/decision.ts';
import { type NounName, nounNames } from '../../shared/catalogue.ts';
import { effectOf } from '../../shared/sales/order/order.effect.ts';
import { dialects } from '../../tests/databases.ts';
import { type Shop, shop } from '../../tests/shop.ts';
import { everyRule, type World, world } from '../../tests/world.ts';
import { openSeal } from '../store/seal.ts';
import { foresee } from './foresee.ts';
import type { Actor } from './handlers.ts';

const key = Buffer.alloc(32, 7).toString('base64url');

describe.each(dialects)('what a command would do (%s)', (dialect) => {
  let w: World;
  let s: Shop;
  beforeAll(async () => {
    w = await world(dialect);
    s = await shop(w, { code: 'FS' });
  });
  afterAll(() => w.close());

  const actorWith = (rules = everyRule): Actor => {
    const who = { id: 'looker', name: 'Looker', teamId: null, warehouses: [], discountAuthority: 1_000_000 };
    return { ...who, rights: rightsOf(rules, who) };
  };
  let made = 0;
  const asked = (name: string, input: object, actor: Actor = actorWith()) =>
    foresee(
      { store: w.store, seal: openSeal({ seal: [{ id: 'k1', key }], blind: key }) },
      async () => actor,
      (who) => ({ now: w.now(), today: '2026-03-02', actor: who, newId: () => `foreseen-${++made}` }),
      { name, input },
    );
  const everything = async () => {
    const found: { [noun: string]: unknown } = {};
    for (const noun of nounNames) found[noun] = await w.rows(noun as NounName, always);
    const log = await w.store.read((query) => query.all('SELECT COUNT(*) AS "n" FROM "change_log"'));
    return { found, log: Number(log[0]?.n) };
  };

  test('[S5] is said before it is done, as it then comes about, and leaves no trace', async () => {
    const customerId = await s.customer({ creditLimit: 5_000 });
    const productId = await s.product('FS-1', { onHand: 10 });
    const lines = [{ productId, quantity: 6 }];
    const id = (await w.do('order.create', { customerId, lines, submit: true })).id ?? '';
    const waiting = (await w.do('order.create', { customerId, lines, submit: true })).id ?? '';
    const [pick] = await s.picksOf(id);
    await w.do('pick.confirm', { id: pick?.id, picked: 6 });
    const before = await everything();
    const found = await asked('order.cancel', { id, why: '–' });
    if (isRefusal(found)) throw new Error(found.refused);
    expect(effectOf(found, id)).toEqual({
      status: { from: 'confirmed', to: 'cancelled' },
      currency: 'TWD',
      reserved: -6,
      putBack: 6,
      exposure: { from: 1_260, to: 630, limit: 5_000, currency: 'TWD' },
    });
    expect(await everything()).toEqual(before);
    await w.do('order.cancel', { id, why: 'lost' });
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: 630 });
    expect((await s.picksOf(id))[0]).toMatchObject({ status: 'put_back', quantity: 6 });

    const passed = await asked('order.cancel', { id: waiting, why: '–' });
    if (isRefusal(passed)) throw new Error(passed.refused);
    expect(effectOf(passed, waiting)).toMatchObject({ reserved: -4, short: -2 });
  });

  test('[S5] [P3] refuses as the command does, and shows what one would see afterwards alone', async () => {
    const customerId = await s.customer({ creditLimit: 100 });
    const productId = await s.product('FS-2', { onHand: 10 });
    const id = (await w.do('order.create', { customerId, lines: [{ productId, quantity: 3 }] })).id ?? '';
    expect(await asked('order.reopen', { id, why: '–' })).toEqual({
      refused: 'order.not_in_state',
      with: { status: 'draft' },
    });
    expect(await asked('order.cancel', { id: 'no-such-order', why: '–' })).toMatchObject({ refused: 'missing' });
    expect(await asked('change_request.expire', { day: '2026-03-02' })).toEqual({ refused: 'unknown_command' });
    expect(await asked('order.submit', { id }, { ...actorWith(), viewing: {} as never })).toEqual({
      refused: 'viewing_only',
    });
    const blind = actorWith(
      everyRule
        .filter(({ on }) => on !== 'customer')
        .map((rule) => ({ ...rule, groups: rule.groups.filter((one) => !['amounts', 'credit'].includes(one)) })),
    );
    const found = await asked('order.submit', { id }, blind);
    if (isRefusal(found)) throw new Error(found.refused);
    expect(effectOf(found, id)).toEqual({
      status: { from: 'draft', to: 'submitted' },
      currency: 'TWD',
      held: ['credit'],
    });
    expect(JSON.stringify(found)).not.toMatch(/"(total|net|excess|exposure|creditLimit|unitPrice)":/);
  });
});
