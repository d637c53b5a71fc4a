/** A screen on a wall tries every door. That it changes nothing, is nobody else, and that many cost no more than one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nounNames } from '../../shared/catalogue.ts';
import { commandNames } from '../../shared/commands.ts';
import { questionsOf } from '../../shared/insight/wall/scenes.ts';
import { dialects } from '../databases.ts';
import type { Desk } from '../live/desk.ts';
import { Firm } from '../live/firm.ts';
import { goods } from '../live/goods.ts';
import { type Hung, WallScreen, Walls } from './walls.ts';

describe.each(dialects)('on %s', (dialect) => {
  let firm: Firm;
  let admin: Desk;
  let walls: Walls;

  beforeAll(async () => {
    firm = await Firm.open(dialect);
    await goods(firm);
    admin = await firm.signIn('admin');
    walls = new Walls(firm, admin);
  });
  afterAll(async () => {
    walls?.close();
    await firm?.close();
  });

  describe('[E4] a wall', () => {
    test('[P12] carries out no command, by neither door, and is nowhere present', async () => {
      const { screen } = await walls.hang({ roleId: firm.roles.get('administrator') });
      expect(await screen.enter()).toBe('in');
      const before = firm.entries.length;
      for (const name of commandNames) {
        const answer = await screen.ask('command', { name, id: `wall-tries-${name}`, input: {} });
        expect([name, answer]).toEqual([name, { refused: 'not_permitted' }]);
        expect([name, (await screen.send('POST', `/api/commands/${name}`, {})).status]).toEqual([name, 401]);
      }
      // Even past the door: of what its role may do it is given the reading alone.
      const actor = await firm.company.people.actor((await firm.rows('wall')).at(-1)?.id ?? '');
      expect(actor?.rights.rules.length).toBeGreaterThan(0);
      expect(new Set(actor?.rights.rules.map(({ may }) => may))).toEqual(new Set(['read']));
      expect(firm.entries.length).toBe(before);
    });

    test('[P11] its cookie opens no page of the desks, nor a person’s cookie the wall’s', async () => {
      const { screen } = await walls.hang();
      const value = screen.cookie.split('=')[1] ?? '';
      for (const cookie of [screen.cookie, `crossdock=${value}`, `${screen.cookie}; crossdock=${value}`]) {
        for (const path of [
          '/api/me',
          '/api/orders',
          '/api/figures/bookings_count',
          '/api/sessions',
          '/api/openapi.json',
          '/api/export/orders.csv',
          '/api/walls',
          '/api/walls/heard',
        ])
          expect([path, (await screen.send('GET', path, undefined, cookie)).status]).toEqual([path, 401]);
        expect(await screen.enter(cookie, {})).toBe('signed_out');
      }
      const person = (await firm.signIn('exec')).cookie;
      expect(await screen.enter(person.replace('crossdock=', 'crossdock_wall='))).toBe('signed_out');
      expect((await screen.send('GET', '/api/wall', undefined, person)).status).toBe(401);
      expect(await screen.enter(`${screen.cookie}x`)).toBe('signed_out');
    });

    test('[P3] says nothing beyond its sign of life, hears nobody’s presence, and nobody hears of it', async () => {
      const { screen, wallId } = await walls.hang();
      const { wallId: other } = await walls.hang({ name: 'Elsewhere' });
      expect(await screen.enter()).toBe('in');
      const [order] = await firm.rows('order');
      const desk = await firm.screen('exec');
      await desk.ask('presence.here', { noun: 'order', id: order?.id });
      expect(await screen.ask('presence.here', { noun: 'order', id: order?.id })).toEqual({ ok: true });
      await firm.settled();
      expect(screen.told.map(([event]) => event)).not.toContain('presence');
      expect(JSON.stringify(desk.presences)).not.toMatch(new RegExp(`${wallId}|Hall`));

      for (const forged of [{ build: null, wallId: other }, { build: 'x'.repeat(61) }, { build: 'a\u0000b' }, {}, null])
        expect([forged, await screen.ask('wall.beat', forged)]).toEqual([forged, { refused: 'input.invalid' }]);
      expect(await screen.ask('wall.beat', { build: 'of-the-hall' })).toMatchObject({ screen: { id: wallId } });
      const heard = await firm.company.walls.heard();
      expect([heard.get(wallId)?.build, heard.get(other)?.build]).toEqual(['of-the-hall', null]);
    });

    test('[P3] opens no list, whatever its role may read, and of figures those of its scenes alone', async () => {
      const { screen, wallId } = await walls.hang({ roleId: firm.roles.get('executive'), scenes: ['floor'] });
      expect(await screen.enter()).toBe('in');
      for (const noun of nounNames)
        for (const [event, more] of [
          ['collection.open', { where: { field: 'id', is: 'ne', value: wallId } }],
          ['collection.count', {}],
          ['collection.key', { at: 1 }],
          ['collection.sum', { measure: 'orders_open' }],
        ] as const)
          expect([noun, event, await screen.ask(event, { noun, ...more })]).toEqual([
            noun,
            event,
            { refused: 'unknown_noun' },
          ]);
      const booked = { period: 'today', measure: 'bookings' };
      const opens = async (query: object): Promise<boolean> => 'figure' in (await screen.ask('figure.open', query));
      for (const query of questionsOf(['floor'])) expect([query, await opens(query)]).toEqual([query, true]);
      expect(await screen.ask('figure.open', booked)).toEqual({ refused: 'unknown_measure' });
      const [late] = questionsOf(['floor']).filter(({ measure }) => measure === 'orders_late');
      for (const more of [{ by: 'customerId' }, { by: 'sellerId' }, { compare: 'year' }, { top: 3 }])
        expect([more, await opens({ ...late, ...more })]).toEqual([more, false]);
      const only = [{ dimension: 'warehouseId', values: [firm.warehouses.get('TPE')] }];
      expect(await opens({ ...late, only })).toBe(false);
      const scenes = { from: ['floor'], to: ['floor', 'sales'] };
      await admin.command('wall.update', { id: wallId, set: { scenes } });
      expect(await opens(booked)).toBe(true);
      // Taken off again it is left by the server, whether or not the screen closes it, and the screen is told to ask anew.
      const hung = () =>
        firm.live.guests
          .all()
          .filter(({ actor }) => actor.id === wallId)
          .flatMap(({ figures }) => [...figures.values()].map(({ query }) => query.measure));
      expect(hung()).toContain('bookings');
      const heard = screen.told.length;
      await admin.command('wall.update', { id: wallId, set: { scenes: { from: scenes.to, to: scenes.from } } });
      expect(hung()).not.toContain('bookings');
      expect(hung()).toContain('orders_late');
      await firm.settled();
      await firm.live.figures.flush();
      expect(await opens(booked)).toBe(false);
      expect(screen.told.slice(heard).map(([event]) => event)).toContain('reset');
    });

    test('asks for a code again without an end to what it is, and a person gives no sign of life', async () => {
      const { screen, wallId } = await walls.hang();
      const own = screen.cookie;
      await screen.send('POST', '/api/wall/code');
      expect(JSON.parse((await screen.send('GET', '/api/wall')).text)).toMatchObject({ state: 'waiting' });
      expect(JSON.parse((await screen.send('GET', '/api/wall', undefined, own)).text)).toMatchObject({
        screen: { id: wallId },
      });
      const person = new WallScreen(firm.address);
      expect(await person.enter((await firm.signIn('exec')).cookie, {})).toBe('in');
      person.socket?.emit('wall.beat', { build: 'of-a-person' }, () => undefined);
      expect(await person.ask('alive', null)).toMatchObject({ ok: true });
      person.socket?.disconnect();
      expect([...(await firm.company.walls.heard()).values()].map(({ build }) => build)).not.toContain('of-a-person');
    });
  });

  describe('[E4] thirty walls in one scene', () => {
    test('cost one projection, and their signs of life no write of their own', async () => {
      const questions = questionsOf(['floor', 'warehouse']);
      const rooms = async ({ screen }: Hung): Promise<unknown[]> => {
        expect(await screen.enter()).toBe('in');
        const found: unknown[] = [];
        for (const query of questions) found.push((await screen.ask('figure.open', query)).room);
        return found;
      };
      const first = await walls.hang();
      const once = await rooms(first);
      const { size } = firm.live.figures;
      expect(new Set(once).size).toBe(questions.length);
      const others: Hung[] = [];
      for (let n = 1; n < 30; n++) others.push(await walls.hang());
      for (const one of others) expect(await rooms(one)).toEqual(once);
      expect(firm.live.figures.size).toBe(size);

      const seen = async () => (await firm.rows('wall_device')).map(({ seenAt }) => Number(seenAt)).sort();
      for (const { screen } of [first, ...others]) await screen.ask('wall.beat', { build: 'b-1' });
      const [kept, entries] = [await seen(), firm.entries.length];
      for (let n = 0; n < 3; n++) {
        firm.pass(5_000);
        for (const { screen } of [first, ...others]) await screen.ask('wall.beat', { build: 'b-1' });
      }
      expect(await seen()).toEqual(kept);
      expect(firm.entries.length).toBe(entries);
      // What is not written is known all the same, to whoever may see walls.
      const { body } = await admin.get('/api/walls/heard');
      const told = (body as { walls: { id: string; at: number; build: string }[] }).walls;
      expect(told.filter(({ at, build }) => at === firm.now && build === 'b-1')).toHaveLength(30);
    });
  });
});
