import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Press } from '../../server/document/press.ts';
import { api } from '../../server/door/app.ts';
import { asks, LIMITS, tells } from '../../shared/live/protocol.ts';
import { Walls } from '../leaks/walls.ts';
import { CODES, type Code, Firm } from '../live/firm.ts';
import { goods } from '../live/goods.ts';

/** Every route there is, and what stands between it and a stranger. A new one is not let in before it stands here. */
const ROUTES: { readonly [route: string]: 'doorstep' | 'session' } = {
  'GET /welcome': 'doorstep', //            whether it is the demonstration, and how far it is made
  'POST /session': 'doorstep', //           sign-in
  'POST /session/accept': 'doorstep', //    a one-time link
  'DELETE /session': 'doorstep', //         sign-out; without a session it does nothing
  'POST /wall/code': 'doorstep', //         a screen's code; limited by address and in all
  'GET /wall': 'doorstep', //               a screen by its own cookie: what it is to show
  'GET /walls/heard': 'session', //         rules on `wall`: read
  'GET /me': 'session', //                  oneself
  'GET /sessions': 'session', //            one's own
  'DELETE /sessions/:id': 'session', //     one's own
  'GET /people/:id/sessions': 'session', // rules on `session`
  'DELETE /people/:id/sessions': 'session', // rules on `session`: read and end
  'DELETE /people/:id/sessions/:session': 'session', // the same
  'POST /people/:id/link': 'session', //    rules on `person`: read and reset
  'POST /commands/:name': 'session', //     rules on the command's noun
  'POST /commands/:name/preview': 'session', // the same, and of what it would change what one would see
  'GET /:plural': 'session', //             rules on the noun: read
  'GET /:plural/:id': 'session', //         rules on the noun: read
  'GET /:plural/:id/readers': 'session', // rules on the noun, and on people: read
  'GET /:plural/:id/timeline': 'session', // rules on the noun and each child: read
  'GET /drafts': 'session', //              one's own
  'GET /drafts/order': 'session', //        one's own
  'POST /alike': 'session', //              rules on `customer`, `contact` and `address`: read
  'GET /pictures/:product/:size': 'session', // rules on `product`: read
  'POST /price-changes/preview': 'session', // rule on `price_change`: create; on `price` and `product`: read
  'POST /promises': 'session', //           rules on `stock`: read what is available; on `order`: read
  'GET /figures/:measure': 'session', //    rules on the measure's nouns: read
  'GET /demo/live-day': 'session', //        whether the demonstration lives its day
  'POST /demo/live-day': 'session', //       anybody, in the demonstration only
  'POST /company/own': 'session', //         whoever is at the machine that the demonstration runs on
  'GET /export/:file{[\\w]+\\.csv}': 'session', // rules on the noun: read
  'GET /documents/:document/:file{[\\w-]+\\.pdf}': 'session', // rule on `order`: print; rules on each noun it is made of: read
  'GET /why': 'session', //                 one's own rules; on a row only if it is seen
  'GET /mail': 'session', //                rules on `mail`: read
  'GET /openapi.json': 'session', //        what one's own rules reach
  'GET /docs': 'session', //                the page around it
  'GET /docs/begin.js': 'session',
  'GET /docs/:file': 'session',
  'POST /imports': 'session', //            rule on `order`: import
  'POST /imports/:id/preview': 'session', // rule on `order`: import; one's own file
  'POST /imports/:id/faults.csv': 'session', // rule on `order`: import; one's own file
  'POST /imports/:id/run': 'session', //    rule on `order`: import; one's own file
  'DELETE /imports/:id': 'session', //      one's own file
  'GET /imports/:id/report.csv': 'session', // rules on `import_run`: read
  'POST /imports/tables/:kind': 'session', // what a desk may do of that kind, row by row
  'GET /imports/tables/:kind/template.xlsx': 'session', // likewise: the columns that one may fill
  'POST /imports/tables/:kind/:id/:what{preview|run|faults\\.csv}': 'session', // likewise; one's own file
};

let firm: Firm;
let some: string;
beforeAll(async () => {
  firm = await Firm.open('sqlite');
  some = (await goods(firm)).orders[0] as string;
});
afterAll(() => firm.close());

describe('[P12] every http route is known and stands behind a session', () => {
  const routes = (): string[] => {
    const { company, live } = firm;
    const progress = () => ({ ready: true, step: 'ready', done: 1, total: 1 });
    const app = api({
      company,
      live,
      press: new Press((error) => firm.faults.push(error)),
      mailing: { state: () => 'not_set_up', pass: async () => {}, close: async () => {} },
      configuration: {
        data: firm.data.folder,
        port: 0,
        host: '127.0.0.1',
        databaseUrl: null,
        origin: null,
        tls: null,
        proxies: [],
        demoAnywhere: false,
      },
      demo: { active: () => false, progress, furnishing: () => null },
      build: async () => null,
      report: (error) => firm.faults.push(error),
    });
    return [
      ...new Set(app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`)),
    ];
  };

  test('none that is not declared, none declared that is not there', () => {
    expect(routes().sort()).toEqual(Object.keys(ROUTES).sort());
  });

  test('without a session, with a made-up one, an ended one and a wall’s it answers 401 and nothing else', async () => {
    const desk = await firm.signIn('exec');
    const ended = await firm.signIn('exec');
    await ended.send('DELETE', '/api/session');
    const made = `${desk.cookie.slice(0, -4)}AAAA`;
    // A screen on a wall has an identity, but none of these doors is its own.
    const { screen } = await new Walls(firm, await firm.signIn('admin')).hang();
    const wall = screen.cookie;
    const asPerson = wall.replace('crossdock_wall=', 'crossdock=');
    for (const [route, way] of Object.entries(ROUTES)) {
      if (way === 'doorstep') continue;
      const [method, path = ''] = route.split(' ') as [string, string];
      const real = path
        .replace(/:document\/:file\{.*/, 'quote/:id.pdf')
        .replace(/:file\{.*/, 'orders.csv')
        .replace(':plural', 'orders')
        .replace(':name', 'order.cancel');
      for (const cookie of ['', made, ended.cookie, wall, asPerson, 'crossdock=', 'crossdock=.', 'crossdock=../../x.y'])
        for (const address of new Set([
          real.replace(':id', some).replace(':file', 'swagger-ui.css'),
          real.replace(':id', 'nothing').replace(':file', 'nothing'),
        ])) {
          const answer = await desk.send(method, `/api${address}`, method === 'POST' ? {} : undefined, { cookie });
          expect([route, cookie, answer.status, answer.body]).toEqual([route, cookie, 401, { refused: 'signed_out' }]);
        }
    }
  });

  test('no answer is to be kept on the way, and a foreign page changes nothing', async () => {
    const desk = await firm.signIn('boss');
    const before = firm.entries.length;
    const foreign: { [name: string]: string }[] = [
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of foreign) {
      const answer = await desk.send(
        'POST',
        '/api/commands/order.cancel',
        { id: some, why: 'x' },
        { ...headers, 'idempotency-key': 'foreign-page-1' },
      );
      expect([answer.status, answer.body]).toEqual([403, { refused: 'origin.foreign' }]);
    }
    expect(firm.entries.length).toBe(before);
    const heard: string[] = [];
    desk.heard = (text) => heard.push(text);
    await desk.get('/api/orders');
    await desk.get(`/api/orders/${some}`);
    await desk.get('/api/me');
    expect(heard.filter((text) => text.includes('cache-control: no-store'))).toHaveLength(3);
    expect(heard.join('\n')).not.toMatch(/^etag:/m);
  });
});

describe('[P12] every socket message is declared, authorised and validated', () => {
  const inside = () => [...firm.live.io.sockets.sockets.values()];
  const enter = (headers: { [name: string]: string }): Promise<string> =>
    new Promise((resolve) => {
      const socket = io(firm.address, {
        transports: ['websocket'],
        extraHeaders: headers,
        forceNew: true,
        reconnection: false,
      });
      const end = (what: string): void => {
        socket.disconnect();
        resolve(what);
      };
      socket.on('ready', () => end('in'));
      socket.on('connect_error', (error) => end(error.message));
    });

  test('[LIVE2] the server listens to what the protocol names and to nothing else', async () => {
    const screen = await firm.screen('exec');
    const names = new Set(inside().flatMap((socket) => socket.eventNames().map(String)));
    // Socket.IO's own.
    for (const own of ['disconnect', 'error']) names.delete(own);
    expect([...names].sort()).toEqual([...asks].sort());
    expect([...screen.told].filter((name) => !(tells as readonly string[]).includes(name))).toEqual([]);
    screen.leave();
  });

  test('[LIVE1] nobody comes in without a session of their own, nor from a foreign page', async () => {
    const { cookie } = await firm.signIn('exec');
    expect(await enter({ cookie })).toBe('in');
    for (const wrong of ['', 'crossdock=a.b', `${cookie}x`, `${cookie.slice(0, -3)}AAA`])
      expect(await enter({ cookie: wrong })).toBe('signed_out');
    expect(await enter({ cookie, origin: 'https://elsewhere.example' })).not.toBe('in');
  });

  test('[LIVE2] what does not have the declared form is refused and harms nothing', async () => {
    const screen = await firm.screen('boss');
    const before = firm.entries.length;
    const circumspect = [
      null,
      1,
      'x',
      [],
      {},
      { noun: 5 },
      { noun: 'order', where: { field: 'total' } },
      { noun: 'order', limit: 501 },
      { noun: 'order', limit: 0 },
      { noun: 'order', sort: 'total' },
      { noun: 'order', extra: 1 },
      { noun: 'order', search: 'x\u0000' },
      { name: 'order.cancel', id: 'short', input: {} },
      { name: 'order.cancel' },
    ];
    const refusals = new Set<string>();
    for (const event of asks.filter((name) => name !== 'alive'))
      for (const payload of circumspect) {
        const answer = (await screen.ask(event, payload)) as { refused?: string };
        if (answer.refused) refusals.add(answer.refused);
      }
    expect([...refusals].filter((name) => name !== 'input.invalid' && name !== 'unknown_noun')).toEqual([]);
    for (const noun of ['__proto__', 'constructor', 'credential', 'session', 'no_such_noun', 'orders', 'toString'])
      expect(await screen.ask('collection.open', { noun })).toEqual({ refused: 'unknown_noun' });
    expect(firm.entries.length).toBe(before);
    expect(firm.faults).toEqual([]);
    screen.leave();
  });

  test('[LIVE18] a message beyond the limit ends the connection, a filter beyond it is refused', async () => {
    const screen = await firm.screen('boss');
    const leaf = { field: 'number', is: 'eq', value: 'x' };
    expect(
      await screen.ask('collection.open', { noun: 'order', where: { any: Array.from({ length: 61 }, () => leaf) } }),
    ).toEqual({ refused: 'input.invalid', field: expect.any(String) });
    const deep = {
      all: [{ any: Array.from({ length: 40 }, () => leaf) }, { any: Array.from({ length: 40 }, () => leaf) }],
    };
    expect(await screen.ask('collection.open', { noun: 'order', where: deep })).toMatchObject({
      refused: 'filter.too_long',
    });
    await expect(screen.ask('collection.open', { noun: 'x'.repeat(LIMITS.message) })).rejects.toThrow();
    expect(screen.connected).toBe(false);
  });
});

test('[P12] the thirteen people stand for every starting role', async () => {
  const { startingRoles } = await import('../../shared/access/roles.ts');
  const { PEOPLE } = await import('../live/firm.ts');
  const tried = new Set<string>(CODES.flatMap((code: Code) => [...PEOPLE[code].roles]));
  expect(startingRoles.map(({ code }) => code).filter((code) => !tried.has(code))).toEqual([]);
});
