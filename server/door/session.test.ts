import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { networkOf } from './address.ts';
import type { Door, House } from './context.ts';
import { doorstep } from './session.ts';

/** A doorstep before a company of one: the password is `right`, and each look at it takes a while. */
const standing = (address = () => '192.0.2.7') => {
  let looks = 0;
  const house = {
    configuration: { tls: null, origin: null, demoAnywhere: false },
    demo: { active: () => false },
    company: {
      clock: () => 0,
      passwords: {
        check: async (_email: string, password: string) => {
          looks++;
          await new Promise((done) => setTimeout(done, 5));
          return password === 'right' ? 'a-person' : null;
        },
      },
      sessions: { start: async () => ({ id: 'id', cookie: 'id.secret' }) },
    },
  } as unknown as House;
  const app = new Hono<Door>();
  app.use('*', async (c, next) => {
    c.set('address', address());
    await next();
  });
  app.route('/', doorstep(house));
  const attempt = async (password: string, email = 'a@example.test'): Promise<number> => {
    const body = JSON.stringify({ email, password });
    return (await app.request('/session', { method: 'POST', body })).status;
  };
  return { attempt, looks: () => looks };
};

test('[DOOR1] of attempts sent at once no more are looked at than of those sent one after another', async () => {
  const { attempt, looks } = standing();
  const statuses = await Promise.all(Array.from({ length: 60 }, () => attempt('wrong')));
  expect(looks()).toBe(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(50);
  expect(await attempt('right')).toBe(429);
  expect(await attempt('right', 'b@example.test')).toBe(204);
});

test('[DOOR1] a whole IPv6 network is one place, and another one is another', async () => {
  expect(networkOf('2001:DB8:0:12:aaaa::1')).toBe('2001:db8:0:12');
  expect(networkOf('2001:db8::12:0:0:0:1')).toBe('2001:db8:0:12');
  expect([networkOf('::1'), networkOf('fe80::1%eth0'), networkOf('2001:0db8::')]).toEqual([
    '0:0:0:0',
    'fe80:0:0:0',
    '2001:db8:0:0',
  ]);
  let last = 0;
  const { attempt } = standing(() => `2001:db8:0:12::${(++last).toString(16)}`);
  for (let i = 0; i < 10; i++) expect(await attempt('wrong')).toBe(401);
  expect(await attempt('right')).toBe(429);
});

test('[DOOR1] attempts that go well do not count', async () => {
  const { attempt } = standing();
  for (let i = 0; i < 40; i++) expect(await attempt('right')).toBe(204);
  for (let i = 0; i < 10; i++) expect(await attempt('wrong')).toBe(401);
  expect(await attempt('wrong')).toBe(429);
});
