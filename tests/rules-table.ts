/** The starting roles as the tables of docs/rules.md, in plain words. */
import { matrixOf } from '../client/access/role/matrix.ts';
import { groupsOf } from '../client/access/role/nouns.ts';
import rules from '../client/words/en/rules.json' with { type: 'json' };
import english from '../client/words/en.ts';
import type { StartingRole } from '../shared/access/roles.ts';
import type { Condition } from '../shared/base/condition.ts';
import type { NounName } from '../shared/catalogue.ts';

type Words = { readonly [name: string]: string | Words };
const at = (path: string): string | undefined => {
  let found: string | Words | undefined = english as unknown as Words;
  for (const name of path.split('.')) found = typeof found === 'object' ? found[name] : undefined;
  return typeof found === 'string' ? found.toLowerCase() : undefined;
};
const nounText = (noun: NounName): string => at(`nouns.${noun}.many`) ?? noun;
const groupText = (group: string): string => at(`groups.${group}`) ?? group;
const fieldText = (noun: NounName, field: string): string =>
  at(`fields.${noun}.${field}`) ?? at(`fields.any.${field}`) ?? field;
const valueText = (noun: NounName, field: string, value: unknown): string =>
  at(`values.${noun}.${field}.${value}`) ?? at(`values.any.${field}.${value}`) ?? String(value);
const actionText = (noun: NounName, action: string): string =>
  at(`actions.${noun}.${action}`) ?? at(`actions.any.${action}`) ?? action;

const conditionText = (noun: NounName, condition: Condition): string => {
  if ('all' in condition) return condition.all.map((one) => conditionText(noun, one)).join(' and ');
  if ('any' in condition) return condition.any.map((one) => `(${conditionText(noun, one)})`).join(' or ');
  if ('not' in condition) return `not (${conditionText(noun, condition.not)})`;
  const field = fieldText(noun, condition.field);
  if (condition.value === null) return `${field} is ${condition.is === 'ne' ? 'filled in' : 'empty'}`;
  const values = (Array.isArray(condition.value) ? condition.value : [condition.value]) as readonly unknown[];
  const not = condition.is === 'ne' || condition.is === 'not_in' ? 'not ' : '';
  return `${field} is ${not}${values.map((value) => valueText(noun, condition.field, value)).join(' or ')}`;
};

const list = (items: readonly string[] | null): string =>
  items === null || items.length === 0 ? '–' : items.join(', ');
const scopes = rules.access.scope;

/** Rows of the table: nouns about which a role says the same stand together. */
const rowsOf = ({ rules }: StartingRole): readonly string[] => {
  const byRights = new Map<string, string[]>();
  for (const { on, scope, when, groups, actions } of matrixOf(rules)) {
    const inOrder = (given: readonly string[] | null): string[] =>
      groupsOf(on)
        .map(({ group }) => group)
        .filter((group) => given?.includes(group))
        .map(groupText);
    const rows = [scopes[scope].toLowerCase(), ...(when ? [conditionText(on, when)] : [])].join(', where ');
    const [create, update] = [list(inOrder(groups.create)), list(inOrder(groups.update))];
    const apart = [
      ...(groups.create ? [`enters ${create}`] : []),
      ...(groups.update ? [`changes ${update}`] : []),
    ].join('; ');
    const writes = create === update ? create : apart;
    const rights = [rows, list(inOrder(groups.read)), writes, list(actions.map((action) => actionText(on, action)))];
    const key = rights.join(' | ');
    byRights.set(key, [...(byRights.get(key) ?? []), nounText(on)]);
  }
  return [...byRights].map(([rights, nouns]) => `| ${nouns.join(', ')} | ${rights} |`);
};

export const rulesTable = (role: StartingRole): string =>
  [
    `### ${role.name}`,
    '',
    `Begins at \`${role.home}\`.`,
    '',
    '| of | which rows | sees | enters and changes | does |',
    '| --- | --- | --- | --- | --- |',
    ...rowsOf(role),
  ].join('\n');
