/** The windows that a person's screens have open in a trial, and what should stand in them. */
import type { Opening, Question } from '../../client/live/feed.ts';
import { type NounName, nounNamed, nounNames } from '../../shared/catalogue.ts';
import type { Filter } from '../../shared/live/protocol.ts';
import { declared, listFor, type Row, type Who } from '../agreement/oracle.ts';
import { sortText } from './desk.ts';
import type { Screen } from './screen.ts';

/** Rules for reading that could admit any row at all: not those of a team or a warehouse for somebody who has none. */
const reading = (who: Who, noun: string) =>
  who.sentences.filter(
    ({ on, may, scope }) =>
      on === noun &&
      may === 'read' &&
      !(scope === 'team' && who.teamId === null) &&
      !(scope === 'warehouse' && who.warehouses.length === 0),
  );

/** Fields that some rule for reading names: what may be asked about. */
const asked = (who: Who, noun: string): Set<string> => {
  const groups = new Set(reading(who, noun).flatMap((one) => one.groups));
  return new Set([
    'id',
    ...Object.entries(declared(noun)).flatMap(([name, { group }]) => (groups.has(group) ? [name] : [])),
  ]);
};

const NARROW: readonly (Question & { readonly noun: NounName })[] = [
  {
    noun: 'order',
    where: { field: 'status', is: 'in', value: ['confirmed', 'submitted'] },
    sort: [{ field: 'promisedOn' }],
    limit: 4,
  },
  {
    noun: 'order',
    where: { not: { field: 'total', is: 'gt', value: 600_000 } },
    sort: [{ field: 'total', down: true }],
    limit: 5,
  },
  { noun: 'order', search: 'Lin', sort: [{ field: 'number', down: true }], limit: 3 },
  { noun: 'order', search: '港都', sort: [{ field: 'number' }] },
  {
    noun: 'order',
    where: { field: 'margin', is: 'ge', value: 0 },
    sort: [{ field: 'margin' }, { field: 'number' }],
    limit: 3,
  },
  { noun: 'order', where: { field: 'notes', is: 'ne', value: null }, sort: [{ field: 'notes' }], limit: 6 },
  {
    noun: 'order_line',
    where: { field: 'unitPrice', is: 'ge', value: 300_000_000 },
    sort: [{ field: 'unitPrice', down: true }],
    limit: 7,
  },
  {
    noun: 'pick',
    where: { field: 'status', is: 'in', value: ['reserved', 'claimed'] },
    sort: [{ field: 'quantity', down: true }],
    limit: 6,
  },
  { noun: 'stock', where: { field: 'available', is: 'le', value: 60 }, sort: [{ field: 'available' }], limit: 4 },
  {
    noun: 'customer',
    where: { not: { field: 'creditStatus', is: 'eq', value: 'over' } },
    sort: [{ field: 'name' }],
    limit: 2,
  },
  { noun: 'receivable', where: { field: 'open', is: 'gt', value: 0 }, sort: [{ field: 'open', down: true }], limit: 2 },
  { noun: 'hold', where: { field: 'status', is: 'eq', value: 'open' }, sort: [{ field: 'openedAt', down: true }] },
];

const fieldsOf = (filter: Filter | null | undefined): string[] => {
  if (!filter) return [];
  if ('not' in filter) return fieldsOf(filter.not);
  if ('all' in filter || 'any' in filter) return ('all' in filter ? filter.all : filter.any).flatMap(fieldsOf);
  return [filter.field];
};

/** May this person ask this at all? A question about a field that no rule shows is refused. */
export const mayAsk = (who: Who, { noun, where, sort }: Question): boolean => {
  const names = asked(who, noun);
  return [...fieldsOf(where), ...sort.map(({ field }) => field)].every((name) => names.has(name));
};

/** Every noun that the person may read, whole, and narrow windows that rows enter and leave. */
export const questionsFor = (who: Who): Question[] => {
  const whole = nounNames
    .filter((noun) => reading(who, noun).length > 0)
    .filter((noun) => !nounNamed(noun).unlogged && noun !== 'rule')
    .map((noun): Question => {
      const names = asked(who, noun);
      const own = nounNamed(noun).sort.filter(({ field }) => names.has(field));
      return { noun, sort: own.length > 0 ? own : [{ field: 'id' }], limit: 500 };
    });
  const nouns = new Set(whole.map(({ noun }) => noun));
  return [...whole, ...NARROW.filter((one) => nouns.has(one.noun) && mayAsk(who, one))];
};

export const titleOf = (screen: Screen, { question }: Opening): string =>
  `${screen.desk.code}: ${JSON.stringify(question)}`;

/** What the window should show by plain words; null where the question should be refused. */
export const expectedIn = (
  who: Who,
  tables: { readonly [noun: string]: Row[] },
  { question, window }: Opening,
): Row[] | null => {
  const { noun, where, search, sort } = question;
  if (reading(who, noun).length === 0) return null;
  if (!mayAsk(who, question)) return null;
  const wanted = { where, search: search ?? null, sort, limit: window.limit };
  return listFor(who, noun, tables[noun] ?? [], wanted, tables);
};

/** The same question by REST: its rows, or the name of its refusal. */
export const askedByRest = async (screen: Screen, { question, window }: Opening): Promise<unknown> => {
  const { noun, where, search, sort } = question;
  const { body } = await screen.desk.list(nounNamed(noun as NounName).plural, {
    filter: where,
    search,
    sort: sortText(sort),
    limit: window.limit,
  });
  const answer = body as { rows?: unknown; refused?: string };
  return answer.refused ?? answer.rows;
};
