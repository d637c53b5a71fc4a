import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openCompany } from '../../server/system/company.ts';
import { PATIENCE, type Person, stories, Theatre } from './browser.ts';
import { ELBOW, emailOf, give, PASSWORD, PEOPLE, settle, type Who } from './firm.ts';
import { saves, types } from './sales.ts';

const root = join(import.meta.dirname, '..', '..');

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
};

/** The product as it is started, a process of its own that can be killed. */
class Server {
  readonly address: string;
  readonly #env: NodeJS.ProcessEnv;
  #child: ChildProcess | null = null;
  #said = '';

  constructor(data: string, port: number) {
    this.address = `http://127.0.0.1:${port}`;
    this.#env = { ...process.env, CROSSDOCK_DATA: data, CROSSDOCK_PORT: String(port), CROSSDOCK_HOST: '127.0.0.1' };
  }
  async start(): Promise<void> {
    const flags = ['--disable-warning=ExperimentalWarning', 'server/main.ts'];
    const child = spawn(process.execPath, flags, { cwd: root, env: this.#env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        this.#said += chunk.toString();
      });
    for (;;) {
      if (child.exitCode !== null) throw new Error(`the server ended: ${this.#said}`);
      if (
        await fetch(`${this.address}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        )
      )
        return;
      await sleep(50);
    }
  }
  /** As when the power fails. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  }
}

stories('the server is killed under an open page', () => {
  let theatre: Theatre;
  let data: string;
  let server: Server;
  let customerId: string;
  let orderId: string;
  const people = new Map<Who, string>();
  beforeAll(async () => {
    theatre = await Theatre.open();
    data = await mkdtemp(join(tmpdir(), 'crossdock-restart-'));
    const company = await openCompany({ data }, Date.now);
    const ids = new Map<string, string>();
    await settle(company, people, ids);
    const seller = people.get('seller') ?? '';
    const card = {
      name: 'Bay Plumbing',
      country: 'TW',
      priceListId: ids.get('STD'),
      addresses: [{ kind: 'delivery', street: '8 Wharf Road' }],
    };
    customerId = String((await give(company, seller, 'customer.create', card)).id);
    const lines = [{ productId: ids.get(ELBOW.sku), quantity: 10 }];
    const entry = { customerId, warehouseId: ids.get('TPE'), lines, submit: true };
    orderId = String((await give(company, seller, 'order.create', entry)).id);
    await company.close();
    server = new Server(data, await freePort());
  });
  beforeEach(() => server.start());
  afterEach(async (context) => {
    expect(await theatre.clear(context)).toEqual([]);
    await server.kill('SIGTERM');
  });
  afterAll(async () => {
    await server?.kill();
    await theatre?.close();
    await rm(data, { recursive: true, force: true });
  });

  const enter = async (who: Who, path: string, before: (person: Person) => Promise<void> = async () => {}) => {
    const person = await theatre.person(PEOPLE[who].name);
    // What the browser itself says of a server that is not there; the page must say its own.
    person.forgives(/net::ERR_|^WebSocket connection to|status of 50[23]/);
    await before(person);
    const sent = { data: { email: emailOf(who), password: PASSWORD } };
    expect((await person.context.request.post(`${server.address}/api/session`, sent)).status()).toBe(204);
    await person.page.goto(`${server.address}${path}`);
    await person.sees(/^Live$/);
    return person;
  };
  /** Rows of a noun as somebody may read them, by REST. */
  const rows = async (person: Person, plural: string): Promise<readonly { readonly [field: string]: unknown }[]> => {
    const answer = await person.context.request.get(`${server.address}/api/${plural}?limit=100`);
    expect(answer.status()).toBe(200);
    return ((await answer.json()) as { rows: { [field: string]: unknown }[] }).rows;
  };

  test('[P10] the page says so, keeps what is done, comes back by itself and sends it once', async () => {
    const seller = await enter('seller', `/orders/${orderId}`);
    const manager = await enter('salesManager', `/orders/${orderId}`);
    await seller.sees('Kuo Chen');
    await server.kill();
    await seller.sees(/^Offline/);
    await manager.sees(/^Offline/);
    // What was there stays in sight, and work goes on.
    await seller.sees('Bay Plumbing');
    await types(seller.field('Notes'), 'Entered in the dark');
    await types(seller.field('Quantity, ELBOW-15'), '12');
    await seller.presses('Save');
    await seller.sees('Offline · 1 action kept');
    await seller.sees('Not yet sent');
    expect(await seller.field('Notes').inputValue()).toBe('Entered in the dark');

    await server.start();
    await seller.sees(/^Live$/);
    await manager.sees(/^Live$/);
    await seller.page.getByRole('region', { name: /not saved/ }).waitFor({ state: 'detached' });
    await expect.poll(() => manager.field('Notes').inputValue(), { timeout: PATIENCE }).toBe('Entered in the dark');
    await expect.poll(() => manager.field('Quantity, ELBOW-15').inputValue(), { timeout: PATIENCE }).toBe('12');
    const changes = seller.region('Timeline').getByRole('listitem').filter({ hasText: 'Changed the order' });
    await changes.first().waitFor();
    expect(await changes.count()).toBe(1);
    // Everything goes on as before: who is here, and what others do.
    await seller.sees('Kuo Chen');
    await types(manager.field('Delivery address'), '12 Quay Street');
    await saves(manager);
    await expect
      .poll(() => seller.field('Delivery address').inputValue(), { timeout: PATIENCE })
      .toBe('12 Quay Street');
    expect([seller.loads, manager.loads]).toEqual([1, 1]);
  });

  test('[P5] killed before it heard, or after it had done it: either way it is done exactly once', async () => {
    /** Which of the two the next command meets. */
    let fate: 'unheard' | 'unanswered' | null = null;
    let met = (): void => {};
    const clerk = await enter('clerk', '/receipts/new', ({ page }) =>
      page.routeWebSocket(/socket\.io/, (socket) => {
        const up = socket.connectToServer();
        socket.onMessage((message) => {
          if (fate === 'unheard' && String(message).includes('["command"')) met();
          else up.send(message);
        });
        up.onMessage((message) => {
          // The answer to a command; by then it is on the disk.
          if (fate === 'unanswered' && /^43\d+\[\{"ok"/.test(String(message))) met();
          else socket.send(message);
        });
      }),
    );
    const expected: number[] = [];
    for (const [turn, how] of (['unheard', 'unanswered', 'unheard', 'unanswered'] as const).entries()) {
      const amount = 1_000 + turn;
      expected.push(amount);
      await clerk.page.getByRole('combobox', { name: 'Customer' }).fill('Bay');
      await clerk.page.getByRole('option', { name: 'Bay Plumbing' }).click();
      await types(clerk.page.getByRole('textbox', { name: 'Received', exact: true }), String(amount));
      await clerk.sees('What remains is the customer’s credit and can be allocated later.');
      const cut = new Promise<void>((resolve) => {
        met = resolve;
      });
      fate = how;
      await clerk.presses('Record receipt');
      await cut;
      await server.kill();
      fate = null;
      await clerk.sees(/^Offline/);
      await clerk.sees('Offline · 1 action kept');
      await server.start();
      await clerk.sees(/^Live$/);
      await clerk.sees(/ recorded, 0 items settled or paid into$/);
    }
    const receipts = await rows(clerk, 'receipts');
    expect(receipts.map(({ received }) => received).sort()).toEqual(expected);
    const numbers = receipts.map(({ number }) => String(number)).sort();
    expect(numbers.map((number) => Number(number.split('-').at(-1)))).toEqual([1, 2, 3, 4]);
    expect(clerk.loads).toBe(1);
  });
});
