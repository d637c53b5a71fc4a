/** A screen on a wall: an identity that is no person's. What it may hear. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nounNamed, nounNames } from '../../shared/catalogue.ts';
import type { FigureOpened } from '../../shared/insight/figure.ts';
import { isRatio } from '../../shared/insight/measure.ts';
import { measures, sumsOf } from '../../shared/insight/measures.ts';
import type { WallScreen as Shown } from '../../shared/insight/wall/protocol.ts';
import { sceneNames } from '../../shared/insight/wall/scene-names.ts';
import { questionsOf } from '../../shared/insight/wall/scenes.ts';
import type { Who } from '../agreement/oracle.ts';
import { dialects } from '../databases.ts';
import type { Desk } from '../live/desk.ts';
import { Firm } from '../live/firm.ts';
import { goods } from '../live/goods.ts';
import { forbiddenFor } from './forbidden.ts';
import { Walls } from './walls.ts';

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
    test('[P3] hears no name of a person, no amount and nothing else beyond its role, by any door', async () => {
      const { screen, wallId } = await walls.hang();
      expect(await screen.enter()).toBe('in');
      for (const noun of nounNames) {
        const opened = await screen.ask('collection.open', { noun });
        const { fields } = nounNamed(noun);
        await screen.ask('collection.count', { noun });
        for (const name of Object.keys(fields))
          for (const at of [1, 2]) await screen.ask('collection.key', { noun, sort: [{ field: name }], at });
        for (const name of Object.keys(fields))
          await screen.ask('collection.count', { noun, where: { field: name, is: 'ne', value: null } });
        for (const { name: measure } of measures) await screen.ask('collection.sum', { noun, measure });
        expect([noun, opened]).toEqual([noun, { refused: 'unknown_noun' }]);
        await screen.ask('collection.close', { noun });
      }
      for (const measure of measures) {
        const sums = sumsOf(measure);
        const shared = sums[0]?.dimensions.filter(({ field }) =>
          sums.every(({ dimensions }) => dimensions.some((one) => one.field === field)),
        );
        for (const by of [null, 'day', ...(shared ?? []).map(({ field }) => field)]) {
          const answer = await screen.ask('figure.open', { measure: measure.name, ...(by ? { by } : {}) });
          if (!isRatio(measure) && measure.unit === 'money')
            expect([measure.name, answer]).toEqual([measure.name, { refused: 'unknown_measure' }]);
          if ('room' in answer) await screen.ask('figure.close', { room: answer.room });
        }
      }
      for (const query of questionsOf(sceneNames)) await screen.ask('figure.open', query);
      await screen.ask('wall.beat', { build: null });
      // And what moves while it listens.
      const open = (await firm.rows('order')).find(({ status }) => status === 'confirmed' || status === 'submitted');
      await firm.do('boss', 'order.hold', { id: open?.id, why: 'The customer asks for another day' });
      await firm.settled();
      await new Promise((done) => setTimeout(done, 300));

      const sentences = (await firm.rows('rule')).filter(({ roleId }) => roleId === firm.roles.get('wall'));
      const who = { id: wallId, teamId: null, warehouses: [], sentences } as unknown as Who;
      const { forbidden } = await forbiddenFor(firm, who);
      // What it is told of itself, which it could read of no list.
      for (const own of await firm.rows('wall'))
        for (const value of Object.values(own)) forbidden.delete(String(value));
      const names = (await firm.rows('person')).map(({ name }) => String(name));
      const customers = (await firm.rows('customer')).map(({ name }) => String(name));
      expect(forbidden.size).toBeGreaterThan(100);
      expect(screen.ear.heard([...forbidden.values()].map(({ value }) => value))).toEqual([]);
      expect(screen.ear.heard([...names, ...customers])).toEqual([]);
      expect(screen.told.some(([event]) => event === 'figure')).toBe(true);
    });

    test('[P8] that hangs in one warehouse shows of it what its rows add up to, and may be hung elsewhere', async () => {
      const [here, there] = [firm.warehouses.get('TPE'), firm.warehouses.get('KHH')];
      const { screen, wallId } = await walls.hang({ warehouseId: here });
      const { screen: elsewhere } = await walls.hang({ warehouseId: there });
      expect(await elsewhere.enter()).toBe('in');
      expect(await screen.enter()).toBe('in');
      const shown = (await screen.ask('wall.beat', { build: null })) as unknown as { screen: Shown };
      expect(shown.screen.warehouse?.id).toBe(here);
      const orders = (await firm.rows('order')).filter(
        ({ status }) => status === 'confirmed' || status === 'submitted',
      );
      for (const [wall, house] of [
        [screen, here],
        [elsewhere, there],
      ] as const) {
        const query = questionsOf(['sales'], house).find(({ measure }) => measure === 'orders_open');
        const { figure } = (await wall.ask('figure.open', query)) as unknown as FigureOpened;
        expect(figure.value).toBe(orders.filter(({ warehouseId }) => warehouseId === house).length);
        expect(figure.value).toBeGreaterThan(0);
      }
      await admin.command('wall.update', { id: wallId, set: { warehouseId: { from: here, to: null } } });
      const after = (await screen.ask('wall.beat', { build: null })) as unknown as { screen: Shown };
      expect(after.screen.warehouse).toBeNull();
      const nowhere = { id: wallId, set: { warehouseId: { from: null, to: 'warehouse-of-nobody' } } };
      expect((await admin.command('wall.update', nowhere)).body).toMatchObject({ refused: 'missing' });
    });

    test('[P11] revoked, it is sent away at once and let in no more', async () => {
      const { screen, wallId } = await walls.hang();
      expect(await screen.enter()).toBe('in');
      for (const query of questionsOf(['floor'])) await screen.ask('figure.open', query);
      const gone = new Promise<void>((done) => screen.socket?.once('disconnect', () => done()));
      await admin.command('wall.revoke', { id: wallId });
      await gone;
      expect(screen.told.at(-1)?.[0]).toBe('bye');
      const cookie = screen.cookie;
      expect(await screen.enter(cookie)).toBe('signed_out');
      expect((await screen.send('GET', '/api/wall', undefined, cookie)).status).toBe(401);
      expect(await firm.company.people.actor(wallId)).toBeNull();
      expect((await admin.command('wall.revoke', { id: wallId })).body).toEqual({ refused: 'wall.not_paired' });
    });

    test('a change of its role is felt at once', async () => {
      const { screen, wallId } = await walls.hang();
      expect(await screen.enter()).toBe('in');
      expect(await screen.ask('figure.open', { measure: 'bookings', period: 'today' })).toEqual({
        refused: 'unknown_measure',
      });
      const reset = new Promise<void>((done) => screen.socket?.once('reset', () => done()));
      const edit = { roleId: { from: firm.roles.get('wall'), to: firm.roles.get('executive') } };
      expect((await admin.command('wall.update', { id: wallId, set: edit })).body).toHaveProperty('ok', true);
      await reset;
      expect(await screen.ask('figure.open', { measure: 'bookings', period: 'today' })).toHaveProperty('figure');
    });
  });
});
