import { readFileSync } from 'node:fs';
import type { Server as HttpServer } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { endAtExpiry } from '../access/expiry.ts';
import { endLapsed, type Lapse } from '../access/lapse.ts';
import { endAtSuspension } from '../access/suspension.ts';
import { witnessIn } from '../audit/witness.ts';
import { Press } from '../document/press.ts';
import { api } from '../door/app.ts';
import type { House, Progress } from '../door/context.ts';
import { page } from '../door/page.ts';
import { guard, socketDoor } from '../door/socket.ts';
import { type CompanyFigures, figuresOf } from '../insight/figure.company.ts';
import { attendWalls } from '../insight/wall/attend.ts';
import { servedBuild } from '../insight/wall/served.ts';
import { Live } from '../live/live.ts';
import { type Mailing, startMail } from '../mail/sender.ts';
import { watchLikenesses } from '../sales/customer/alike.watch.ts';
import { type Bytes, type Clock, type Company, openCompany } from './company.ts';
import type { Configuration } from './configuration.ts';
import type { Furnish, Furnishing } from './furnish.ts';

export type Running = {
  readonly address: string;
  readonly company: Company;
  readonly live: Live;
  readonly figures: CompanyFigures;
  readonly viewings: Lapse;
  readonly mailing: Mailing;
  close(): Promise<void>;
};

export type Starting = {
  readonly configuration: Configuration;
  readonly clock: Clock;
  /** Chance for ids; the system's unless given. */
  readonly bytes?: Bytes;
  readonly report: (error: unknown) => void;
  /** Folder of the built client, once there is one. */
  readonly page: () => string | null;
  readonly pageProgress: () => number;
  /** Makes what the company still lacks, and tells how far it is. Absent: nothing is made. */
  readonly furnish?: Furnish;
};

/**
 * Listens first, then opens the company: the page is up at once and shows what is still being made. `/healthz` answers
 * while the process lives, `/readyz` answers 200 once everything is there.
 */
export const startServer = async (starting: Starting): Promise<Running> => {
  const { configuration, report } = starting;
  let progress: Progress = { ready: false, step: 'opening', done: 0, total: 1 };
  let kind = 'none';
  let door: Hono | null = null;
  let furnishing: Furnishing | null = null;
  const app = new Hono();
  app.get('/healthz', (c) => c.text('ok'));
  app.get('/readyz', (c) => (progress.ready && starting.page() !== null ? c.text('ready') : c.json(progress, 503)));
  app.all('/api/*', (c) =>
    door ? door.fetch(c.req.raw, c.env) : c.json({ refused: 'server.starting', with: { step: progress.step } }, 503),
  );
  app.route('/', page({ dir: starting.page, progress: starting.pageProgress }));

  const http = await new Promise<HttpServer>((resolve, reject) => {
    const { tls } = configuration;
    const options = tls
      ? { createServer: createHttps, serverOptions: { cert: readFileSync(tls.cert), key: readFileSync(tls.key) } }
      : {};
    const server = serve({ fetch: app.fetch, port: configuration.port, hostname: configuration.host, ...options }, () =>
      resolve(server as HttpServer),
    );
    (server as HttpServer).once('error', reject);
  });
  const { port } = http.address() as AddressInfo;
  const address = `${configuration.tls ? 'https' : 'http'}://${configuration.host.includes(':') ? `[${configuration.host}]` : configuration.host}:${port}`;
  try {
    const where = { data: configuration.data, url: configuration.databaseUrl };
    const company = await openCompany(where, starting.clock, starting.bytes);
    const io = socketDoor(http, configuration);
    guard(io, company);
    const figures = figuresOf(company, report);
    const live = new Live({
      io,
      store: company.store,
      seal: company.seal,
      people: company.people,
      writer: () => company.writer,
      clock: company.clock,
      figures,
      report,
    });
    const build = servedBuild(starting.page);
    attendWalls(io, company, build, report);
    const witness = witnessIn(configuration.data, company.store, report);
    company.onCommit((entries) => {
      witness.moved();
      for (const entry of entries)
        if (entry.noun === 'setting' && entry.after?.key === 'company.kind') kind = String(entry.after.value);
      figures.kept.take(entries);
      live.take(entries);
    });
    await endAtSuspension(company, (sessionIds) => live.end({ sessionIds }), report);
    const viewings = endLapsed(company, report);
    await viewings.sweep();
    const expiry = endAtExpiry(company, live, report);
    const likenesses = await watchLikenesses(company, report);
    const [stored] = await company.store.read((query) =>
      query.all('SELECT "value" FROM "setting" WHERE "key" = ?', ['company.kind']),
    );
    if (stored) kind = JSON.parse(String(stored.value)) as string;
    const press = new Press(report);
    const mailing = startMail({
      company,
      outlet: configuration.mail ?? null,
      origin: configuration.origin ?? address,
      demo: () => kind === 'demo',
      ready: () => progress.ready,
      report,
    });
    const house: House = {
      company,
      live,
      press,
      mailing,
      configuration,
      demo: { active: () => kind === 'demo', progress: () => progress, furnishing: () => furnishing },
      build,
      report,
    };
    door = new Hono().route('/api', api(house));
    const tell = (told: Progress): void => {
      progress = told;
    };
    furnishing = starting.furnish?.(company, live, tell, report) ?? null;
    const furnished = (furnishing?.done ?? Promise.resolve()).then(() => {
      progress = { ready: true, step: 'ready', done: 1, total: 1 };
      // Not before: what is being made would move them a thousand times over.
      return figures.kept.start();
    });
    furnished.catch((error) => {
      progress = { ...progress, ready: false, step: 'failed' };
      report(error);
    });
    return {
      address,
      company,
      live,
      figures,
      viewings,
      mailing,
      close: async () => {
        await mailing.close();
        viewings.close();
        press.close();
        await furnishing?.stop();
        expiry();
        await likenesses.close();
        live.close();
        await new Promise<void>((resolve) => {
          io.close(() => resolve());
        });
        await figures.kept.close();
        await witness.close();
        await company.close();
      },
    };
  } catch (error) {
    http.close();
    throw error;
  }
};
