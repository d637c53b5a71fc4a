import { expect, test } from 'vitest';
import { rightsOf } from '../../../shared/access/permit.ts';
import { startingRoles } from '../../../shared/access/roles.ts';
import { nounNames } from '../../../shared/catalogue.ts';
import { actionsOn, commandNamed, commandNames } from '../../../shared/commands.ts';
import { tiles } from '../../insight/tile/library.ts';
import { offeredTiles } from '../../insight/tile/offered.ts';
import { withheldFigures } from './figures.ts';
import { MADE_ONCE, whyRefused } from './refused.ts';

test('[WHY10] a refusal of permission, of any command, leads to the question that it answers; another leads nowhere', () => {
  for (const name of commandNames) {
    const command = commandNamed(name);
    if (!command) continue;
    const refusal = { refused: 'not_permitted', with: { noun: command.on, action: command.may } };
    const id = command.may === 'create' ? null : 'r1';
    expect(whyRefused(refusal, 'r1')).toEqual({ subject: { noun: command.on, id }, question: { action: command.may } });
  }
  const field = { refused: 'field_not_permitted', field: 'creditLimit', with: { noun: 'customer' } };
  expect(whyRefused(field, 'c1')).toEqual({
    subject: { noun: 'customer', id: 'c1' },
    question: { action: 'update', field: 'creditLimit' },
  });
  expect(whyRefused({ refused: 'order.held' }, 'o1')).toBeNull();
  expect(whyRefused({ refused: 'missing', with: { noun: 'order' } })).toBeNull();
  expect(whyRefused({ refused: 'not_permitted' })).toBeNull();
});

test('[WHY10] a field of what is only made is asked about as of what one makes', () => {
  expect([...MADE_ONCE].sort()).toEqual(
    nounNames.filter((noun) => actionsOn(noun).includes('create') && !actionsOn(noun).includes('update')).sort(),
  );
  expect(
    whyRefused({ refused: 'field_not_permitted', field: 'received', with: { noun: 'receipt' } })?.question.action,
  ).toBe('create');
});

test('[WHY11] every figure that a role is not shown is named with a field that it never reads, and no other figure', () => {
  for (const { code, rules } of startingRoles) {
    const rights = rightsOf(rules, { id: 'p1', teamId: 't1', warehouses: ['w1'] });
    const offered = new Set(offeredTiles(rights, tiles));
    const withheld = withheldFigures(rights, tiles, ({ id }) => id);
    expect([code, withheld.map(({ key }) => key).sort()]).toEqual([
      code,
      tiles.flatMap((tile) => (offered.has(tile) ? [] : [tile.id])).sort(),
    ]);
    for (const { noun, question } of withheld)
      expect([code, noun, question.field, rights.view(noun).ever(question.field ?? 'id')]).toEqual([
        code,
        noun,
        question.field,
        false,
      ]);
  }
});
