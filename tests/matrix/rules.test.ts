import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { handled } from '../../server/write/handlers.ts';
import { handledRows } from '../../server/write/rows.ts';
import '../../server/write/all-handlers.ts';
import { rightsOf } from '../../shared/access/permit.ts';
import { conditionFault } from '../../shared/access/role/role.condition.ts';
import { startingRoles } from '../../shared/access/roles.ts';
import type { Rule } from '../../shared/access/rule.ts';
import { type NounName, nounNamed, nounNames } from '../../shared/catalogue.ts';
import { actionsOn, commandNamed, commandNames } from '../../shared/commands.ts';
import { actorOf, rowOf, seed, sentencesOn } from '../agreement/chance.ts';

/** Nouns and groups that no starting role reads, each with its reason. */
const SECRET: { readonly [what: string]: string } = {
  'credential.secret': 'password hashes and digests of one-time links: checked, never shown',
  'session.secret': 'the digest of a cookie',
  'customer.secret': 'what customers alike are found by: derived from names, never shown',
  'wall_device.secret': 'digests of a screen’s code and cookie: checked, never shown',
  'comment.secret': 'what rules about its host judge by: borne, never shown',
  'mail.secret': 'what it is about, and which process sends it',
  'mail_choice.secret': 'how far a person was told',
  'notification.secret': 'what rules about its host judge by: borne, never shown',
  'product_picture.secret': 'read through its product: GET /pictures/… asks for the rules of product',
  'saved_view_share.secret': 'which groups of fields its filter and its search ask for: judged by, never shown',
  'quote.prices': 'what a list said on the day of the offer: rules compare it, nobody reads it',
  'import_report.basics': 'read through its run: GET /imports/:id/report.csv asks for the rules of import_run',
};

describe('[P12] every noun, field and command has a rule', () => {
  const reads = (noun: NounName, group: string): string[] =>
    startingRoles
      .filter(({ rules }) =>
        rules.some((rule) => rule.on === noun && rule.may === 'read' && rule.groups.includes(group)),
      )
      .map(({ code }) => code);

  test('each group of fields of each noun is read by some starting role, or is declared secret with a reason', () => {
    const unread = nounNames.flatMap((noun) =>
      [...new Set(Object.values(nounNamed(noun).fields).map(({ group }) => group))]
        .filter((group) => reads(noun, group).length === 0)
        .map((group) => `${noun}.${group}`),
    );
    expect(unread.sort()).toEqual(Object.keys(SECRET).sort());
  });

  test('each command has a handler, and an action that some starting role grants unless it is the product’s own', () => {
    const known = new Set([...handled(), ...handledRows()]);
    expect(commandNames.filter((name) => !known.has(name))).toEqual([]);
    expect([...known].filter((name) => !commandNamed(name))).toEqual([]);
    const granted = (name: string): boolean => {
      const command = commandNamed(name);
      return startingRoles.some(({ rules }) =>
        rules.some((rule) => rule.on === command?.on && rule.may === command.may),
      );
    };
    expect(commandNames.filter((name) => !commandNamed(name)?.internal && !granted(name))).toEqual([]);
  });

  test('each starting rule says something that can be evaluated: known noun, action, scope, groups, condition', () => {
    const wrong = startingRoles.flatMap(({ code, rules }) =>
      rules.flatMap((rule) => {
        const noun = nounNamed(rule.on);
        const groups = new Set(Object.values(noun.fields).map(({ group }) => group));
        const writes = ['read', 'create', 'update'].includes(rule.may);
        const fine =
          ['read', 'create', 'update', ...actionsOn(rule.on)].includes(rule.may) &&
          (rule.scope === 'all' || noun.scopes[rule.scope] !== undefined) &&
          rule.groups.every((group) => groups.has(group)) &&
          (!writes || rule.groups.length > 0) &&
          (rule.when === null || conditionFault(rule.on, rule.when) === null);
        return fine ? [] : [`${code}: ${rule.may} ${rule.on}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('nothing secret is granted to anyone, and personal fields stand in no rule’s condition', () => {
    for (const { rules } of startingRoles)
      for (const rule of rules) {
        expect(rule.on).not.toBe('credential');
        expect(rule.groups).not.toContain('secret');
      }
    for (const noun of nounNames)
      for (const [name, field] of Object.entries(nounNamed(noun).fields))
        if (field.personal) expect(conditionFault(noun, { field: name, is: 'eq', value: 'x' })).not.toBeNull();
  });

  test('an administrator reads no amounts, a wall reads no names of people or firms, nobody but Finance a bank reference', () => {
    const rights = (code: string) =>
      rightsOf(startingRoles.find((role) => role.code === code)?.rules ?? [], {
        id: 'x',
        teamId: null,
        warehouses: ['w'],
      });
    const ever = (code: string, noun: NounName, field: string): boolean => rights(code).view(noun).ever(field);
    expect(
      ['net', 'tax', 'total', 'discount', 'cost', 'collect'].filter((field) => ever('administrator', 'order', field)),
    ).toEqual([]);
    expect(['customerName', 'sellerName', 'total', 'notes'].filter((field) => ever('wall', 'order', field))).toEqual(
      [],
    );
    expect(ever('wall', 'person', 'name') || ever('wall', 'customer', 'name')).toBe(false);
    const readers = startingRoles.filter(({ code }) => ever(code, 'receipt', 'reference')).map(({ code }) => code);
    expect(readers).toEqual(['finance_clerk', 'finance_manager']);
    for (const code of ['warehouse_operator', 'warehouse_manager'])
      expect(
        ['total', 'unitPrice', 'cost', 'margin', 'net'].filter(
          (field) => ever(code, 'order', field) || ever(code, 'order_line', field),
        ),
      ).toEqual([]);
  });
});

describe('[P12] the algebra of roles', () => {
  const NOUNS: readonly NounName[] = ['order', 'customer', 'stock', 'person'];
  const rules = (drawn: unknown) => drawn as readonly Rule[];

  test.each(NOUNS)('two roles on %s show of a row what one or the other shows of it, and never more', (noun) => {
    fc.assert(
      fc.property(sentencesOn(noun), sentencesOn(noun), actorOf, rowOf(noun), (one, other, actor, cells) => {
        const row = { ...cells, id: 'id-a' };
        const fields = (drawn: unknown): string[] => [...rightsOf(rules(drawn), actor).view(noun).fields(row)].sort();
        const both = rightsOf([...rules(one), ...rules(other)], actor).view(noun);
        expect([...both.fields(row)].sort()).toEqual([...new Set([...fields(one), ...fields(other)])].sort());
        const sees = (drawn: unknown): boolean => rightsOf(rules(drawn), actor).view(noun).sees(row);
        expect(both.sees(row)).toBe(sees(one) || sees(other));
      }),
      { seed, numRuns: 400 },
    );
  });

  test('a further role takes nothing away: no row, no field, no action', () => {
    const roles = startingRoles.map(({ rules: own }) => own);
    fc.assert(
      fc.property(
        fc.constantFrom(...NOUNS).chain((noun) => fc.tuple(fc.constant(noun), rowOf(noun))),
        fc.subarray(roles),
        fc.constantFrom(...roles),
        actorOf,
        ([noun, cells], some, more, actor) => {
          const row = { ...cells, id: 'id-a' };
          const before = rightsOf(some.flat(), actor);
          const after = rightsOf([...some.flat(), ...more], actor);
          const kept = new Set(after.view(noun).fields(row));
          expect(
            before
              .view(noun)
              .fields(row)
              .filter((field) => !kept.has(field)),
          ).toEqual([]);
          for (const action of ['create', 'update', ...actionsOn(noun)]) {
            expect(before.may(noun, action, row) && !after.may(noun, action, row)).toBe(false);
            if (action !== 'create' && action !== 'update') continue;
            const fields = Object.keys(nounNamed(noun).fields);
            const writable = fields.filter((field) => before.unwritable(noun, action, row, [field]) === null);
            expect(after.unwritable(noun, action, row, writable)).toBeNull();
          }
        },
      ),
      { seed, numRuns: 400 },
    );
  });
});
