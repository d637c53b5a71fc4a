import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rightsOf } from '../../shared/access/permit.ts';
import type { Rule } from '../../shared/access/rule.ts';
import type { NounName } from '../../shared/catalogue.ts';
import { commandNamed, commandNames } from '../../shared/commands.ts';
import { fieldsFor, seen } from '../agreement/oracle.ts';
import { CODES, Firm } from '../live/firm.ts';
import { goods } from '../live/goods.ts';
import { sampleOf } from './sample.ts';

let firm: Firm;
const real = new Map<string, string>();
beforeAll(async () => {
  firm = await Firm.open('sqlite');
  await goods(firm);
  for (const [noun, rows] of Object.entries(await firm.tables())) if (rows[0]) real.set(noun, rows[0].id);
});
afterAll(() => firm.close());

/** Commands whose input names another row than the one that permission is asked about. */
const ABOUT_ANOTHER = [
  'order.unpack',
  'price.set',
  'price_list.set',
  'tax_code.set',
  'setting.set',
  'target.set',
  'choice.set',
];
const MISSING = '019cac0f-0000-7000-8000-000000000000';
const inputFor = (name: string, ids: (noun: NounName) => string): unknown => {
  const command = commandNamed(name);
  if (!command) throw new Error(name);
  return sampleOf(command.input as unknown as Parameters<typeof sampleOf>[0], command.on, ids);
};

describe('[P12] every command asks for its action', () => {
  test.each(CODES)(
    '%s is refused each command that no rule of theirs grants, by both doors, and nothing is written',
    async (code) => {
      const who = await firm.who(code);
      const rights = rightsOf(who.sentences as readonly Rule[], who);
      const desk = await firm.signIn(code);
      const screen = await firm.screen(code, desk);
      const before = firm.entries.length;
      for (const name of commandNames) {
        const command = commandNamed(name);
        if (!command || (!command.internal && rights.mayEver(command.on, command.may))) continue;
        for (const ids of [(noun: NounName) => real.get(noun) ?? MISSING, () => MISSING]) {
          const input = inputFor(name, ids);
          const answers = [(await desk.command(name, input)).body, await screen.command(name, input, firm.commandId())];
          for (const answer of answers) {
            const { refused } = answer as { refused?: string };
            expect([name, ['not_permitted', 'missing', 'unknown_command'].includes(refused ?? ''), answer]).toEqual([
              name,
              true,
              answer,
            ]);
          }
          expect(answers[0]).toEqual(answers[1]);
        }
      }
      screen.leave();
      expect(firm.entries.length).toBe(before);
      expect(firm.faults).toEqual([]);
    },
  );

  test.each(CODES)('%s is refused each action on a row that they see but may not do it with', async (code) => {
    const who = await firm.who(code);
    const desk = await firm.signIn(code);
    const before = firm.entries.length;
    const tables = await firm.tables();
    let tried = 0;
    for (const name of commandNames) {
      const command = commandNamed(name);
      // An invoice, a package or a shipment stands for its order here: what decides is said of the command's own noun.
      if (!command || command.internal || ['create', 'receive'].includes(command.may) || ABOUT_ANOTHER.includes(name))
        continue;
      const barred = (tables[command.on] ?? []).filter(
        (row) => seen(who, command.on, row) && fieldsFor(who, command.on, row, command.may) === null,
      );
      for (const row of barred.slice(0, 3)) {
        tried++;
        const ids = (noun: NounName): string =>
          noun === command.on ? row.id : ((tables[noun] ?? []).find((one) => seen(who, noun, one))?.id ?? MISSING);
        // Picks are claimed by order or by themselves; here by themselves.
        const input = /^pick\.(un)?claim$/.test(name) ? { ids: [row.id] } : inputFor(name, ids);
        const { body } = await desk.command(name, input);
        expect([code, name, body]).toEqual([
          code,
          name,
          { refused: 'not_permitted', with: { noun: command.on, action: command.may } },
        ]);
      }
    }
    expect([code, tried > 5]).toEqual([code, true]);
    expect(firm.entries.length).toBe(before);
  });

  test('the product’s own commands and unknown ones are the same nothing to everybody', async () => {
    const desk = await firm.signIn('admin');
    const internal = commandNames.filter((name) => commandNamed(name)?.internal);
    expect(internal.length).toBeGreaterThan(0);
    for (const name of [...internal, 'no.such', '__proto__', 'constructor', 'toString']) {
      const { status, body } = await desk.command(name, {});
      expect([name, status, body]).toEqual([name, 404, { refused: 'unknown_command' }]);
    }
  });
});
