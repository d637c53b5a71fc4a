import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Why } from '../../shared/access/why.ts';
import { nounNamed, nounNames } from '../../shared/catalogue.ts';
import { actionsOn } from '../../shared/commands.ts';
import { fieldsFor, type Row, type Who } from '../agreement/oracle.ts';
import { CODES, type Code, Firm } from '../live/firm.ts';
import { goods } from '../live/goods.ts';
import { rulesOf, saveRole } from '../live/narrowing.ts';

const NOUNS = nounNames.filter((noun) => !nounNamed(noun).unlogged);
let firm: Firm;
let tables: { readonly [noun: string]: Row[] };
beforeAll(async () => {
  firm = await Firm.open('sqlite');
  await goods(firm);
  tables = await firm.tables();
});
afterAll(() => firm.close());

const whoIs = (code: Code): Promise<Who> => firm.who(code);

describe.each(CODES)('why, asked by %s', (code) => {
  test('[WHY8] of a noun without a row it tells one’s own rules and no other role’s, name, id or row', async () => {
    const who = await whoIs(code);
    const desk = await firm.signIn(code);
    const person = (tables.person ?? []).find(({ id }) => id === who.id);
    const roleIds = person?.roleIds as readonly string[];
    const mine = new Set((tables.role ?? []).flatMap((role) => (roleIds.includes(role.id) ? [String(role.name)] : [])));
    expect(mine.size).toBeGreaterThan(0);
    const others = (tables.role ?? []).flatMap(({ id, name }) => (mine.has(String(name)) ? [] : [id, String(name)]));
    for (const noun of NOUNS) {
      const { fields } = nounNamed(noun);
      const groups = new Map(Object.entries(fields).map(([name, { group }]) => [group, name]));
      const asked = [
        ...[...groups.values()].map((field) => `field=${field}`),
        ...['read', ...actionsOn(noun)].map((action) => `action=${action}`),
      ];
      for (const one of asked) {
        const { status, body, text } = await desk.get(`/api/why?noun=${noun}&${one}`);
        expect([noun, one, status]).toEqual([noun, one, 200]);
        for (const { role } of (body as Why).of) expect(mine.has(role)).toBe(true);
        for (const secret of others) expect(text).not.toContain(`"${secret}"`);
      }
      // A field that shows on some row shows on some row; one that no rule of mine names is told as such.
      for (const [, field] of groups) {
        if (field === 'id') continue;
        const told = (await desk.get(`/api/why?noun=${noun}&field=${field}`)).body as Why;
        const seen = (tables[noun] ?? []).some((row) => fieldsFor(who, noun, row)?.has(field));
        if (seen) expect([noun, field, told.verdict]).toEqual([noun, field, 'granted']);
        if (told.of.length === 0) expect([noun, field, told.verdict]).toEqual([noun, field, 'no_rule']);
      }
    }
    for (const noun of ['credential', 'wall_device', 'no_such_noun', '__proto__'])
      expect((await desk.get(`/api/why?noun=${noun}&action=read`)).body).toEqual({ refused: 'unknown_noun' });
    expect((await desk.get('/api/why?noun=order&action=no_such_action')).body).toEqual({ verdict: 'no_rule', of: [] });
    expect((await desk.get('/api/why?noun=order&field=no_such_field')).body).toEqual({ verdict: 'no_rule', of: [] });
  });
});

test('[LIVE14] asking why takes its turn among one person’s questions', async () => {
  const rep = await firm.signIn('rep');
  const { store } = firm.company;
  const read = store.read.bind(store);
  let [under, most] = [0, 0];
  store.read = async (work) => {
    const found = await read(work);
    if (!JSON.stringify(found)?.includes('"verdict"')) return found;
    most = Math.max(most, ++under);
    await sleep(15);
    under--;
    return found;
  };
  const answers = await Promise.all(Array.from({ length: 12 }, () => rep.get('/api/why?noun=order&action=cancel')));
  store.read = read;
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(most).toBe(1);
});

test('[P11] who loses a right while the answer is on its way is answered by the rules that hold then', async () => {
  const rep = await firm.signIn('rep');
  const before = (await rep.get('/api/why?noun=customer&action=update')).body as Why;
  expect(before.verdict).toBe('granted');
  const { store } = firm.company;
  const read = store.read.bind(store);
  let narrowed = false;
  store.read = async (work) => {
    const found = await read(work);
    if (!narrowed && JSON.stringify(found)?.includes('"verdict"')) {
      narrowed = true;
      await saveRole(
        firm,
        'sales_rep',
        rulesOf('sales_rep').filter(({ on, may }) => on !== 'customer' || may !== 'update'),
      );
    }
    return found;
  };
  const after = (await rep.get('/api/why?noun=customer&action=update')).body as Why;
  store.read = read;
  expect([narrowed, after.verdict]).toEqual([true, 'no_rule']);
});
