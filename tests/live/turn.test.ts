import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Firm } from './firm.ts';
import { goods } from './goods.ts';

let firm: Firm;
beforeAll(async () => {
  firm = await Firm.open('sqlite');
  await goods(firm);
});
afterAll(() => firm.close());

test('[LIVE14] one person’s questions take turns, on all screens and by both doors; others do not wait for them', async () => {
  const rep = await firm.signIn('rep');
  const boss = await firm.signIn('boss');
  const screens = [await firm.screen('rep', rep), await firm.screen('rep')];
  const { store } = firm.company;
  const read = store.read.bind(store);
  let [under, most] = [0, 0];
  store.read = async (work) => {
    const found = await read(work);
    if (!JSON.stringify(found)?.includes('"sellerId"')) return found;
    most = Math.max(most, ++under);
    await sleep(25);
    under--;
    return found;
  };
  const asked = [
    ...Array.from({ length: 20 }, () => rep.get('/api/orders?limit=1')),
    ...screens.flatMap((screen) =>
      Array.from({ length: 20 }, () => screen.ask('collection.open', { noun: 'order', limit: 1 })),
    ),
  ];
  let done = 0;
  for (const one of asked) void one.then(() => done++);
  await sleep(30);
  expect((await boss.get('/api/orders?limit=1')).status).toBe(200);
  expect(done).toBeLessThan(asked.length);
  await Promise.all(asked);
  // The other person's one question may be under way beside them.
  expect([most <= 2, done]).toEqual([true, 60]);
  store.read = read;
});

test('[LIVE14] a person’s figures take their turn among all that they ask, on all screens', async () => {
  const screens = [await firm.screen('rep'), await firm.screen('rep')];
  const boss = await firm.screen('boss');
  const { figures } = firm.live;
  const figure = figures.figure.bind(figures);
  let [under, most] = [0, 0];
  figures.figure = async (room) => {
    most = Math.max(most, ++under);
    await sleep(10);
    under--;
    return figure(room);
  };
  const names = ['orders_open', 'bookings', 'bookings_count', 'orders_late', 'holds_open', 'orders_due'];
  const asked = screens.flatMap((screen) => names.map((measure) => screen.ask('figure.open', { measure })));
  let done = 0;
  for (const one of asked) void one.then(() => done++);
  expect(await boss.ask('figure.open', { measure: 'orders_open' })).toHaveProperty('figure');
  expect(done).toBeLessThan(asked.length);
  for (const one of await Promise.all(asked)) expect(one).toHaveProperty('figure');
  // The other person's may be under way beside them.
  expect(most).toBeLessThanOrEqual(2);
  figures.figure = figure;
});
