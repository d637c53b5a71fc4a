import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../databases.ts';
import { type Code, Firm } from '../live/firm.ts';

describe.each(dialects)('suspension and links on %s', (dialect) => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.open(dialect);
  });
  afterAll(() => firm.close());

  const linkFor = async (code: Code): Promise<{ status: number; token: string }> => {
    const admin = await firm.signIn('admin');
    const { status, body } = await admin.send('POST', `/api/people/${firm.idOf(code)}/link`, {});
    return { status, token: String((body as { token?: string }).token) };
  };
  const accept = async (token: string, password: string): Promise<number> => {
    const response = await fetch(`${firm.address}/api/session/accept`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, password }),
    });
    return response.status;
  };
  const sessionsOf = (code: Code) => firm.company.sessions.listOf(firm.idOf(code));
  const until = async (holds: () => Promise<boolean> | boolean): Promise<number> => {
    const began = performance.now();
    while (!(await holds())) {
      if (performance.now() - began > 3_000) throw new Error('it did not come to that');
      await sleep(5);
    }
    return performance.now() - began;
  };

  test('[P11] who signs in anew in a browser leaves no session behind in it', async () => {
    const first = await firm.signIn('clerk');
    const elsewhere = await firm.signIn('clerk');
    const tab = await firm.screen('clerk', first);
    const response = await fetch(`${firm.address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: first.cookie },
      body: JSON.stringify({ email: 'fin@firm.example', password: 'a long enough password' }),
    });
    expect(response.status).toBe(204);
    await until(() => !tab.connected);
    expect([tab.byes, (await first.get('/api/me')).status, (await elsewhere.get('/api/me')).status]).toEqual([
      1, 401, 200,
    ]);
    // A wrong password ends nothing.
    await fetch(`${firm.address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: elsewhere.cookie },
      body: JSON.stringify({ email: 'fin@firm.example', password: 'wrong' }),
    });
    expect((await elsewhere.get('/api/me')).status).toBe(200);
  });

  test('[P11] a suspension ends sockets, sessions and links within a second, for good', async () => {
    const screen = await firm.screen('mate');
    const { token } = await linkFor('mate');
    await firm.do('admin', 'person.suspend', { id: firm.idOf('mate'), why: 'left' });
    const took = await until(async () => !screen.connected && (await sessionsOf('mate')).length === 0);
    expect(took).toBeLessThan(1_000);
    expect((await screen.desk.get('/api/me')).status).toBe(401);
    expect(await accept(token, 'a new password of mine')).toBe(409);
    expect((await linkFor('mate')).status).toBe(409);
    await firm.do('admin', 'person.activate', { id: firm.idOf('mate') });
    // Taken back: what was open stays shut, and signing in anew is all it takes.
    expect((await screen.desk.get('/api/me')).status).toBe(401);
    expect(await accept(token, 'a new password of mine')).toBe(409);
    expect((await (await firm.signIn('mate')).get('/api/me')).status).toBe(200);
  });

  test('[P11] a link gives whoever is active a new password and ends the sessions of before', async () => {
    const before = await firm.signIn('clerk');
    const { token } = await linkFor('clerk');
    expect(await accept(token, 'another long password')).toBe(204);
    expect((await before.get('/api/me')).status).toBe(401);
    expect(await accept(token, 'another long password')).toBe(409);
    expect(await sessionsOf('clerk')).toHaveLength(1);
  });

  test('[P11] the administrator ends one session of a person and leaves the other', async () => {
    const [first, second] = [await firm.signIn('exec'), await firm.signIn('exec')];
    const admin = await firm.signIn('admin');
    const path = `/api/people/${firm.idOf('exec')}/sessions`;
    const { rows } = (await admin.get(path)).body as { rows: { id: string }[] };
    const gone = first.cookie.split('=')[1]?.split('.')[0];
    expect(rows.map(({ id }) => id)).toContain(gone);
    expect((await second.send('DELETE', `${path}/${gone}`)).status).toBe(404);
    expect((await admin.send('DELETE', `${path}/${gone}`)).status).toBe(204);
    expect((await first.get('/api/me')).status).toBe(401);
    expect((await second.get('/api/me')).status).toBe(200);
  });

  test('[P11] sessions of someone suspended while the server stood still end at its start', async () => {
    await firm.signIn('op2');
    const id = firm.idOf('op2');
    await firm.company.store.write((connection) =>
      connection.run('UPDATE "person" SET "status" = ? WHERE "id" = ?', ['suspended', id]),
    );
    expect(await sessionsOf('op2')).toHaveLength(1);
    await firm.restart();
    expect(await sessionsOf('op2')).toHaveLength(0);
  });
});
