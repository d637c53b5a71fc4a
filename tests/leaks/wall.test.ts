/** A screen on a wall: an identity that is no person's. What it may hear by each door, and that it changes nothing. */
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nounNamed, nounNames } from '../../shared/catalogue.ts';
import { commandNames } from '../../shared/commands.ts';
import type { FigureOpened } from '../../shared/insight/figure.ts';
import { isRatio } from '../../shared/insight/measure.ts';
import { measures, sumsOf } from '../../shared/insight/measures.ts';
import type { WallScreen } from '../../shared/insight/wall/protocol.ts';
import { sceneNames } from '../../shared/insight/wall/scene-names.ts';
import { questionsOf } from '../../shared/insight/wall/scenes.ts';
import type { Who } from '../agreement/oracle.ts';
import { dialects } from '../databases.ts';
import type { Desk } from '../live/desk.ts';
import { Firm } from '../live/firm.ts';
import { goods } from '../live/goods.ts';
import { Ear } from './ear.ts';
import { forbiddenFor } from './forbidden.ts';

type Answer = { readonly [name: string]: unknown };

/** A browser without a person: it keeps the cookie that it is given. */
class Screen {
  readonly address: string;
  readonly ear = new Ear();
  cookie = '';
  socket: Socket | null = null;
  readonly told: [event: string, payload: unknown][] = [];
  constructor(address: string) {
    this.address = address;
  }
  async send(
    method: string,
    path: string,
    body?: object,
    cookie = this.cookie,
  ): Promise<{ status: number; text: string }> {
    const answer = await fetch(`${this.address}${path}`, {
      method,
      headers: { cookie, 'content-type': 'application/json', 'idempotency-key': 'wall-tries-it-1' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    for (const set of answer.headers.getSetCookie()) this.cookie = set.split(';')[0] ?? '';
    const text = await answer.text();
    this.ear.road = `${method} ${path}`;
    this.ear.hear(text);
    return { status: answer.status, text };
  }
  enter(cookie = this.cookie, auth: object = { as: 'wall' }): Promise<string> {
    return new Promise((resolve) => {
      const socket = io(this.address, {
        transports: ['websocket'],
        auth,
        extraHeaders: { cookie },
        forceNew: true,
        reconnection: false,
      });
      this.socket = socket;
      socket.onAny((event: string, payload: unknown) => {
        this.told.push([event, payload]);
        this.ear.road = event;
        this.ear.hear(JSON.stringify(payload ?? null));
      });
      socket.once('ready', () => resolve('in'));
      socket.once('connect_error', (error) => resolve(error.message));
    });
  }
  async ask(event: string, payload: unknown): Promise<Answer> {
    const answer = (await this.socket?.timeout(5_000).emitWithAck(event, payload)) as Answer;
    this.ear.road = `${event} ${JSON.stringify(payload)}`;
    this.ear.hear(JSON.stringify(answer));
    return answer;
  }
}

describe.each(dialects)('on %s', (dialect) => {
  let firm: Firm;
  let admin: Desk;
  const screens: Screen[] = [];
  const wallRows = () => firm.rows('wall');

  /** Asks for a code as a screen does, and has it entered by whoever may. */
  const hang = async (more: object = {}): Promise<{ screen: Screen; wallId: string }> => {
    const screen = new Screen(firm.address);
    screens.push(screen);
    const { code } = JSON.parse((await screen.send('POST', '/api/wall/code')).text) as { code: string };
    const input = { code, name: 'Hall', scenes: sceneNames, language: 'en', theme: 'dark', pace: 20, ...more };
    const { body } = await admin.command('wall.pair', input);
    return { screen, wallId: String((body as { answer: { id: string } }).answer.id) };
  };

  beforeAll(async () => {
    firm = await Firm.open(dialect);
    await goods(firm);
    admin = await firm.signIn('admin');
  });
  afterAll(async () => {
    for (const { socket } of screens) socket?.disconnect();
    await firm.close();
  });

  describe('[E4] a wall', () => {
    test('[P3] hears no name of a person, no amount and nothing else beyond its role, by any door', async () => {
      const { screen, wallId } = await hang();
      expect(await screen.enter()).toBe('in');
      for (const noun of nounNames) {
        const opened = await screen.ask('collection.open', { noun });
        const { fields } = nounNamed(noun);
        await screen.ask('collection.count', { noun });
        for (const name of Object.keys(fields))
          await screen.ask('collection.count', { noun, where: { field: name, is: 'ne', value: null } });
        if ('refused' in opened) expect([noun, opened]).toEqual([noun, { refused: 'unknown_noun' }]);
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
      for (const own of await wallRows()) for (const value of Object.values(own)) forbidden.delete(String(value));
      const names = (await firm.rows('person')).map(({ name }) => String(name));
      const customers = (await firm.rows('customer')).map(({ name }) => String(name));
      expect(forbidden.size).toBeGreaterThan(100);
      expect(screen.ear.heard([...forbidden.values()].map(({ value }) => value))).toEqual([]);
      expect(screen.ear.heard([...names, ...customers])).toEqual([]);
      expect(screen.told.some(([event]) => event === 'figure')).toBe(true);
    });

    test('[P8] that hangs in one warehouse shows of it what its rows add up to, and may be hung elsewhere', async () => {
      const [here, there] = [firm.warehouses.get('TPE'), firm.warehouses.get('KHH')];
      const { screen, wallId } = await hang({ warehouseId: here });
      expect(await screen.enter()).toBe('in');
      const shown = (await screen.ask('wall.beat', { build: null })) as unknown as { screen: WallScreen };
      expect(shown.screen.warehouse?.id).toBe(here);
      const orders = (await firm.rows('order')).filter(
        ({ status }) => status === 'confirmed' || status === 'submitted',
      );
      for (const house of [here, there]) {
        const query = questionsOf(['sales'], house).find(({ measure }) => measure === 'orders_open');
        const { figure } = (await screen.ask('figure.open', query)) as unknown as FigureOpened;
        expect(figure.value).toBe(orders.filter(({ warehouseId }) => warehouseId === house).length);
        expect(figure.value).toBeGreaterThan(0);
      }
      await admin.command('wall.update', { id: wallId, set: { warehouseId: { from: here, to: null } } });
      const after = (await screen.ask('wall.beat', { build: null })) as unknown as { screen: WallScreen };
      expect(after.screen.warehouse).toBeNull();
      const nowhere = { id: wallId, set: { warehouseId: { from: null, to: 'warehouse-of-nobody' } } };
      expect((await admin.command('wall.update', nowhere)).body).toMatchObject({ refused: 'missing' });
    });

    test('[P12] carries out no command, by neither door, and is nowhere present', async () => {
      const { screen } = await hang({ roleId: firm.roles.get('administrator') });
      expect(await screen.enter()).toBe('in');
      const before = firm.entries.length;
      for (const name of commandNames) {
        const answer = await screen.ask('command', { name, id: `wall-tries-${name}`, input: {} });
        expect([name, answer]).toEqual([name, { refused: 'not_permitted' }]);
        expect([name, (await screen.send('POST', `/api/commands/${name}`, {})).status]).toEqual([name, 401]);
      }
      // Even past the door: of what its role may do it is given the reading alone.
      const actor = await firm.company.people.actor((await wallRows()).at(-1)?.id ?? '');
      expect(actor?.rights.rules.length).toBeGreaterThan(0);
      expect(new Set(actor?.rights.rules.map(({ may }) => may))).toEqual(new Set(['read']));
      expect(firm.entries.length).toBe(before);
    });

    test('[P11] its cookie opens no page of the desks, nor a person’s cookie the wall’s', async () => {
      const { screen } = await hang();
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

    test('[P11] revoked, it is sent away at once and let in no more', async () => {
      const { screen, wallId } = await hang();
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
      const { screen, wallId } = await hang();
      expect(await screen.enter()).toBe('in');
      expect(await screen.ask('figure.open', { measure: 'bookings' })).toEqual({ refused: 'unknown_measure' });
      const reset = new Promise<void>((done) => screen.socket?.once('reset', () => done()));
      const edit = { roleId: { from: firm.roles.get('wall'), to: firm.roles.get('executive') } };
      expect((await admin.command('wall.update', { id: wallId, set: edit })).body).toHaveProperty('ok', true);
      await reset;
      expect(await screen.ask('figure.open', { measure: 'bookings' })).toHaveProperty('figure');
    });
  });

  describe('[E4] pairing', () => {
    const input = { name: 'Hall', scenes: ['floor'], language: 'en', theme: 'dark', pace: 20 };
    const ask = async (): Promise<{ screen: Screen; code: string }> => {
      const screen = new Screen(firm.address);
      return {
        screen,
        code: (JSON.parse((await screen.send('POST', '/api/wall/code')).text) as { code: string }).code,
      };
    };

    test('a code works once, for ten minutes, and for whoever has the right alone', async () => {
      const { screen, code } = await ask();
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

      const late = await ask();
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
      const { code } = await ask();
      const wider = { ...input, code, roleId: firm.roles.get('finance_manager') };
      expect((await hall.command('wall.pair', wider)).body).toMatchObject({
        refused: expect.stringMatching(/not_permitted|missing/),
      });
      expect((await hall.command('wall.pair', { ...input, code })).body).toHaveProperty('ok', true);
      expect((await wallRows()).at(-1)?.roleId).toBe(firm.roles.get('wall'));
      expect(JSON.stringify((await hall.get('/api/walls')).body)).not.toContain('roleId');
    });

    test('who tries wrong codes is refused the right one too, for a while', async () => {
      firm.pass(10 * 60_000);
      const { code } = await ask();
      for (let i = 0; i < 10; i++)
        expect((await admin.command('wall.pair', { ...input, code: `ACDEFGH${'34679ACDEF'[i]}` })).body).toMatchObject({
          refused: 'wall.no_such_code',
        });
      expect((await admin.command('wall.pair', { ...input, code })).body).toMatchObject({
        refused: 'wall.too_many_codes',
      });
      firm.pass(10 * 60_000);
      const again = await ask();
      expect((await admin.command('wall.pair', { ...input, code: again.code })).body).toHaveProperty('ok', true);
    });

    test('one address is given no more than sixty codes in ten minutes, and no list shows a device', async () => {
      const answers: number[] = [];
      for (let i = 0; i < 62; i++) answers.push((await new Screen(firm.address).send('POST', '/api/wall/code')).status);
      expect(answers).toContain(200);
      expect(answers.at(-1)).toBe(429);
      expect((await admin.get('/api/wall_devices')).status).toBe(404);
      expect(
        JSON.stringify(firm.entries.map(({ noun, before, after }) => (noun === 'wall' ? [before, after] : noun))),
      ).not.toMatch(/wall_device|secret|"code"/);
    });
  });
});
