import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { afterEach, describe, expect, test } from 'vitest';
import { nounNamed, nounNames } from '../../shared/catalogue.ts';
import { dialects, freshDatabase } from '../../tests/databases.ts';
import { verifyLog } from '../audit/verify.ts';
import { clockwork } from '../demo/clock.ts';
import type { Dialect } from '../store/store.ts';
import { furnishWith } from './furnish.ts';
import { type Running, startServer } from './server.ts';

const NOW = Date.parse('2026-03-11T06:30:00Z');
const SCALE = 0.05;

type Place = { readonly data: string; readonly url: string | null };
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
}, 60_000);

const place = async (dialect: Dialect): Promise<Place> => {
  const database = await freshDatabase(dialect);
  const data = database.file ? dirname(database.file) : await mkdtemp(join(tmpdir(), 'crossdock-furnish-'));
  ends.push(async () => {
    await database.drop();
    await rm(data, { recursive: true, force: true });
  });
  return { data, url: database.url ?? null };
};

type Server = Running & { readonly faults: unknown[] };
const start = async ({ data, url }: Place, port = 0): Promise<Server> => {
  const clock = clockwork(() => NOW);
  const faults: unknown[] = [];
  const configuration = {
    data,
    port,
    host: '127.0.0.1',
    databaseUrl: url,
    origin: null,
    tls: null,
    proxies: [],
    demoAnywhere: false,
  };
  const running = await startServer({
    configuration,
    clock: clock.now,
    bytes: clock.bytes,
    report: (error) => void faults.push(error),
    page: () => '/',
    pageProgress: () => 1,
    furnish: furnishWith(clock, SCALE),
  });
  return { ...running, faults };
};
const ready = async (
  { address }: Running,
  until: (step: string, done: number) => boolean = () => false,
): Promise<void> => {
  for (;;) {
    const answer = await fetch(`${address}/readyz`);
    if (answer.ok) return;
    const { step, done } = (await answer.json()) as { step: string; done: number };
    if (until(step, done)) return;
    await sleep(20);
  }
};
const post = (address: string, path: string, body: unknown, cookie = ''): Promise<Response> =>
  fetch(`${address}/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
    body: JSON.stringify(body),
  });
const cookieOf = (answer: Response): string => answer.headers.get('set-cookie')?.split(';')[0] ?? '';
const demoPassword = 'crossdock-demo';
const signIn = (address: string, email: string, password = demoPassword) =>
  post(address, 'session', { email, password });
const counted = async ({ company }: Running): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const noun of nounNames) {
    const [row] = await company.store.read((query) =>
      query.all(`SELECT COUNT(*) AS "n" FROM "${nounNamed(noun).table}"`),
    );
    if (Number(row?.n) > 0) counts[noun] = Number(row?.n);
  }
  return counts;
};

/** The last entry of the change log, or the one at a position. */
const lastEntry = async ({ company }: Running, position: unknown = null) => {
  const [row] = await company.store.read((query) =>
    position === null
      ? query.all('SELECT * FROM "change_log" ORDER BY "position" DESC LIMIT 1')
      : query.all('SELECT * FROM "change_log" WHERE "position" = ?', [Number(position)]),
  );
  return row ?? {};
};

const mine = {
  organisation: { name: 'Mine', currency: 'GBP', timeZone: 'Europe/London', language: 'en' },
  administrator: { name: 'Me', email: 'Me@Mine.example', password: 'a password of mine' },
};

describe.each(dialects)('the first start on %s', (dialect) => {
  test('[DEMO10] making that was interrupted begins anew, and a company that stands is left alone', async () => {
    const where = await place(dialect);
    const first = await start(where);
    await ready(first, (step, done) => step === 'history' && done > 10);
    expect((await signIn(first.address, 'admin@demo.example')).status, 'nobody enters a half-made company').toBe(401);
    await first.close();
    expect(first.faults).toEqual([]);

    const second = await start(where);
    await ready(second);
    const made = await counted(second);
    expect(made.order).toBe(Math.round(1_500 * SCALE));
    expect(made.team).toBe(2);
    const { store, seal, auditKey } = second.company;
    expect((await verifyLog(store, seal, auditKey, null)).whole).toBe(true);
    expect((await signIn(second.address, 'admin@demo.example')).status).toBe(204);
    const last = await lastEntry(second);
    await second.close();

    const third = await start(where);
    ends.push(() => third.close());
    await ready(third);
    // The live day may have begun to add to it: what was made stands as it was, and nobody made it twice.
    expect(await lastEntry(third, last.position)).toEqual(last);
    const now = await counted(third);
    for (const noun of ['person', 'role', 'rule', 'product', 'customer', 'price'] as const)
      expect([noun, now[noun]]).toEqual([noun, made[noun]]);
    expect([...second.faults, ...third.faults]).toEqual([]);
  }, 300_000);

  test('[DEMO11] a company of one’s own begins empty: nothing and nobody of the demonstration is left', async () => {
    const where = await place(dialect);
    const server = await start(where);
    const { address } = server;
    await ready(server);
    const cookie = cookieOf(await signIn(address, 'sales.rep@demo.example'));
    const said: string[] = [];
    const socket = io(address, { transports: ['websocket'], extraHeaders: { cookie } });
    ends.push(async () => socket.close());
    await new Promise<void>((resolve) => void socket.once('ready', () => resolve()));
    socket.on('bye', () => said.push('bye'));

    // An administrator who looks as somebody meanwhile is sent away with everybody: nobody is looked as any more.
    const looking = cookieOf(await signIn(address, 'admin@demo.example'));
    const asked = await fetch(`${address}/api/people?limit=1&search=${encodeURIComponent('Lin Mei-Ling')}`, {
      headers: { cookie: looking },
    });
    const [target] = ((await asked.json()) as { rows: { id: string }[] }).rows;
    const began = await fetch(`${address}/api/commands/viewing.begin`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'look-as-1', cookie: looking },
      body: JSON.stringify({ personId: target?.id }),
    });
    expect(began.status).toBe(200);
    const beside = io(address, { transports: ['websocket'], extraHeaders: { cookie: looking }, forceNew: true });
    ends.push(async () => beside.close());
    await new Promise<void>((resolve) => void beside.once('ready', () => resolve()));
    beside.on('bye', () => said.push('bye of who looked'));
    expect((await post(address, 'company/own', mine, looking)).status, 'nothing is done by who looks').toBe(403);

    const elsewhere = await fetch(`${address}/api/company/own`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, 'x-forwarded-for': '10.0.0.9' },
      body: JSON.stringify(mine),
    });
    expect(elsewhere.status, 'only from the machine that it runs on').toBe(403);
    const short = { ...mine, administrator: { ...mine.administrator, password: 'short' } };
    expect((await post(address, 'company/own', short, cookie)).status).toBe(400);
    expect((await post(address, 'company/own', mine)).status, 'somebody is signed in').toBe(401);

    await mkdir(join(where.data, 'imports'));
    await writeFile(join(where.data, 'imports', 'left.upload'), 'left');
    // Two at once: one of them begins the company, the other finds that there is no demonstration any more.
    const [one, two] = await Promise.all([
      post(address, 'company/own', mine, cookie),
      post(address, 'company/own', mine, cookie),
    ]);
    expect([one.status, two.status].sort()).toEqual([204, 409]);
    const own = cookieOf(one.status === 204 ? one : two);

    expect(existsSync(join(where.data, 'imports'))).toBe(false);
    const now = await counted(server);
    expect(now).toEqual({
      // Reasons to choose from, as the roles are.
      choice: 17,
      credential: 1,
      location: 1,
      payment_term: 7,
      person: 1,
      price_list: 1,
      role: 9,
      rule: now.rule,
      session: 1,
      setting: 3,
      tax_code: 1,
      warehouse: 1,
    });
    for (const table of ['search_word', 'log_secret'])
      expect(
        await server.company.store.read((query) =>
          query.all(`SELECT * FROM "${table}" WHERE ${table === 'search_word' ? `"noun" = 'order'` : '1 = 1'}`),
        ),
      ).toEqual([]);
    const { store, seal, auditKey } = server.company;
    expect(await verifyLog(store, seal, auditKey, null)).toMatchObject({ whole: true });
    expect(said.sort()).toEqual(['bye', 'bye of who looked']);
    expect((await fetch(`${address}/api/me`, { headers: { cookie: looking } })).status).toBe(401);
    expect((await fetch(`${address}/api/me`, { headers: { cookie } })).status).toBe(401);
    for (const email of ['sales.rep@demo.example', 'admin@demo.example'])
      expect((await signIn(address, email)).status).toBe(401);
    const me = (await (await fetch(`${address}/api/me`, { headers: { cookie: own } })).json()) as {
      demo: boolean;
      home: string;
      viewing?: unknown;
    };
    expect(me.viewing).toBeUndefined();
    expect(me).toMatchObject({ demo: false, home: '/people', organisation: mine.organisation });
    expect((await fetch(`${address}/api/demo/live-day`, { headers: { cookie: own } })).status).toBe(404);
    expect((await post(address, 'company/own', mine, own)).status).toBe(409);
    expect(await (await fetch(`${address}/api/welcome`)).json()).toMatchObject({
      demo: false,
      accounts: [],
      ready: true,
    });
    const kind = { key: 'company.kind', value: 'demo' };
    const byHand = await fetch(`${address}/api/commands/setting.set`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'by-hand-1', cookie: own },
      body: JSON.stringify(kind),
    });
    expect(await byHand.json()).toMatchObject({ refused: 'setting.not_by_hand' });
    await server.close();

    const again = await start(where);
    ends.push(() => again.close());
    await ready(again);
    expect((await signIn(again.address, 'me@mine.example', mine.administrator.password)).status).toBe(204);
    expect((await counted(again)).order).toBeUndefined();
    expect([...server.faults, ...again.faults]).toEqual([]);
  }, 300_000);
});

test('[DEMO12] the live day goes on and off from the page, keeps its pace over a restart, and ends with the server', async () => {
  const where = await place('sqlite');
  const server = await start(where);
  const { address, company } = server;
  await ready(server);
  const cookie = cookieOf(await signIn(address, 'executive@demo.example'));
  const get = async () => (await fetch(`${address}/api/demo/live-day`, { headers: { cookie } })).json();
  const position = async () => {
    const [head] = await company.store.read((query) => query.all('SELECT "position" FROM "log_head"'));
    return Number(head?.position);
  };
  expect(await get()).toEqual({ on: true, pace: 6 });
  expect((await post(address, 'demo/live-day', { pace: 0.01 }, cookie)).status).toBe(400);
  expect((await post(address, 'demo/live-day', { pace: 1 })).status).toBe(401);
  expect(await (await post(address, 'demo/live-day', { pace: 0.2 }, cookie)).json()).toEqual({ on: true, pace: 0.2 });
  const before = await position();
  for (let waited = 0; (await position()) === before && waited < 200; waited++) await sleep(50);
  expect(await position()).toBeGreaterThan(before);
  await post(address, 'demo/live-day', { on: false }, cookie);
  await company.writer.idle();
  await sleep(300);
  const off = await position();
  await sleep(1_200);
  expect(await position()).toBe(off);
  await server.close();
  expect(server.faults).toEqual([]);

  const again = await start(where);
  ends.push(() => again.close());
  await ready(again);
  const later = await fetch(`${again.address}/api/demo/live-day`, { headers: { cookie } });
  expect(await later.json()).toEqual({ on: false, pace: 0.2 });
}, 300_000);
