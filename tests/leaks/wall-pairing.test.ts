/** A code that is read from a screen and typed into a desk: whose it is, how long, how often. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../databases.ts';
import type { Desk } from '../live/desk.ts';
import { Firm } from '../live/firm.ts';
import { goods } from '../live/goods.ts';
import { WallScreen, Walls } from './walls.ts';

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

  describe('[E4] pairing', () => {
    const input = { name: 'Hall', scenes: ['floor'], language: 'en', theme: 'dark', pace: 20 };

    test('a code works once, for ten minutes, and for whoever has the right alone', async () => {
      const { screen, code } = await walls.ask();
      for (const other of ['rep', 'exec', 'hall', 'wall'] as const)
        expect((await (await firm.signIn(other)).command('wall.pair', { ...input, code })).body).toMatchObject({
          refused: 'not_permitted',
        });
      expect((await admin.command('wall.pair', { ...input, code })).body).toHaveProperty('ok', true);
      expect((await admin.command('wall.pair', { ...input, code })).body).toEqual({
        refused: 'wall.no_such_code',
        field: 'code',
      });
      expect(JSON.parse((await screen.send('GET', '/api/wall')).text)).toMatchObject({
        state: 'paired',
        screen: { name: 'Hall' },
      });

      const late = await walls.ask();
      expect(JSON.parse((await late.screen.send('GET', '/api/wall')).text)).toMatchObject({ state: 'waiting' });
      firm.pass(10 * 60_000);
      expect((await admin.command('wall.pair', { ...input, code: late.code })).body).toEqual({
        refused: 'wall.no_such_code',
        field: 'code',
      });
      expect((await late.screen.send('GET', '/api/wall')).status).toBe(401);
    });

    test('another role than that of walls is given only by whoever gives roles', async () => {
      // A right to pair, without one to give roles.
      const { body } = await admin.command('role.create', { code: 'hangs_walls', name: 'Hangs walls', home: '/walls' });
      const roleId = String((body as { answer: { id: string } }).answer.id);
      const rules = ['read', 'pair'].map((may) => ({
        on: 'wall',
        may,
        scope: 'all',
        when: null,
        groups: may === 'read' ? ['basics'] : [],
      }));
      await firm.company.system('role.save', { id: roleId, rules });
      const roleIds = (await firm.rows('person')).find(({ id }) => id === firm.idOf('hall'))?.roleIds as string[];
      await firm.company.system('person.update', {
        id: firm.idOf('hall'),
        set: { roleIds: { from: roleIds, to: [...roleIds, roleId] } },
      });
      const hall = await firm.signIn('hall');
      const { code } = await walls.ask();
      const wider = { ...input, code, roleId: firm.roles.get('finance_manager') };
      expect((await hall.command('wall.pair', wider)).body).toMatchObject({
        refused: expect.stringMatching(/not_permitted|missing/),
      });
      expect((await hall.command('wall.pair', { ...input, code })).body).toHaveProperty('ok', true);
      expect((await firm.rows('wall')).at(-1)?.roleId).toBe(firm.roles.get('wall'));
      expect(JSON.stringify((await hall.get('/api/walls')).body)).not.toContain('roleId');
    });

    test('who tries wrong codes is refused the right one too, for a while', async () => {
      firm.pass(10 * 60_000);
      const { code } = await walls.ask();
      for (let i = 0; i < 10; i++)
        expect((await admin.command('wall.pair', { ...input, code: `ACDEFGH${'34679ACDEF'[i]}` })).body).toMatchObject({
          refused: 'wall.no_such_code',
        });
      expect((await admin.command('wall.pair', { ...input, code })).body).toMatchObject({
        refused: 'wall.too_many_codes',
      });
      firm.pass(10 * 60_000);
      const again = await walls.ask();
      expect((await admin.command('wall.pair', { ...input, code: again.code })).body).toHaveProperty('ok', true);
    });

    test('one address is given no more than sixty codes in ten minutes, and no list shows a device', async () => {
      const answers: number[] = [];
      for (let i = 0; i < 62; i++)
        answers.push((await new WallScreen(firm.address).send('POST', '/api/wall/code')).status);
      expect(answers).toContain(200);
      expect(answers.at(-1)).toBe(429);
      expect((await admin.get('/api/wall_devices')).status).toBe(404);
      expect(
        JSON.stringify(firm.entries.map(({ noun, before, after }) => (noun === 'wall' ? [before, after] : noun))),
      ).not.toMatch(/wall_device|secret|"code"/);
    });
  });
});
