/** What a filter says, in words. */
import type { Scalar } from '../../../shared/base/condition.ts';
import { dayOf, startOfDay } from '../../../shared/base/day.ts';
import { fieldNamed, type NounName } from '../../../shared/catalogue.ts';
import type { Filter, FilterLeaf } from '../../../shared/live/protocol.ts';
import { amountText } from '../../face/figures.ts';
import { clockText, dayText } from '../../face/time.ts';
import { codeText } from '../../words/codes.ts';
import { type Word, words } from '../../words/words.ts';
import { groupedClauses } from './question.ts';

export type Saying = {
  readonly noun: NounName;
  readonly currency: string;
  readonly today: string;
  /** By which instants fall on days. */
  readonly zone: string;
  /** Names of rows that are referred to, by id. */
  readonly names: ReadonlyMap<string, string>;
};

/** Ways in which a chip may be edited. */
export type Manner = 'choice' | 'reference' | 'day' | 'amount' | 'some' | 'flag' | 'text';
export const mannerOf = (noun: NounName, field: string): Manner => {
  switch (fieldNamed(noun, field)?.kind) {
    case 'enum':
      return 'choice';
    case 'ref':
      return 'reference';
    case 'day':
      return 'day';
    case 'money':
      return 'amount';
    case 'integer':
    case 'quantity':
      return 'some';
    case 'flag':
      return 'flag';
    default:
      return fieldNamed(noun, field)?.code === 'country' ? 'choice' : 'text';
  }
};

/** A reference bears its noun's word, not that of its id. */
export const fieldText = (noun: NounName, field: string): string =>
  field === 'openHolds' ? words.t('holds.held') : words.field(noun, field);

const dayWords: { readonly [sign: string]: Word } = {
  '@today': 'time.today',
  '@today+1': 'time.tomorrow',
  '@today-1': 'time.yesterday',
};
/** The beginning of a day is said as the day. */
const instantText = (at: number, today: string, zone: string): string => {
  const day = dayOf(at, zone);
  const text = dayText(day, words.language, today);
  return startOfDay(day, zone) === at ? text : `${text} ${clockText(at, words.language, zone)}`;
};
const valueText = (leaf: FilterLeaf, value: Scalar, { noun, currency, today, zone, names }: Saying): string => {
  if (value === null) return words.t('list.filter.empty');
  const kind = fieldNamed(noun, leaf.field)?.kind;
  if (kind === 'enum') return words.value(noun, leaf.field, String(value));
  if (kind === 'ref') return value === '@me' ? words.t('list.filter.me') : (names.get(String(value)) ?? '…');
  if (kind === 'flag') return words.t(value ? 'list.yes' : 'list.no');
  if (kind === 'money') return amountText(value as number, currency);
  if (kind === 'instant') return instantText(value as number, today, zone);
  if (kind === 'day') {
    const word = dayWords[String(value)];
    if (word) return words.t(word);
    const ahead = /^@today([+-]\d+)$/.exec(String(value));
    if (ahead) return words.t('list.filter.daysAhead', { n: Number(ahead[1]) });
    return dayText(String(value), words.language, today);
  }
  return codeText(fieldNamed(noun, leaf.field), value) ?? String(value);
};

const AT_MOST = 2;
const manyText = (leaf: FilterLeaf, saying: Saying): string => {
  const values = (Array.isArray(leaf.value) ? leaf.value : [leaf.value]) as readonly Scalar[];
  const shown = values.slice(0, AT_MOST).map((value) => valueText(leaf, value, saying));
  const text = shown.join(words.t('access.comma'));
  return values.length > AT_MOST ? `${text} +${values.length - AT_MOST}` : text;
};
const comparisons: { readonly [is in FilterLeaf['is']]?: Word } = {
  ne: 'list.filter.not',
  not_in: 'list.filter.not',
  lt: 'list.filter.before',
  le: 'list.filter.until',
  gt: 'list.filter.after',
  ge: 'list.filter.from',
};

const leafText = (leaf: FilterLeaf, saying: Saying): string => {
  const manner = mannerOf(saying.noun, leaf.field);
  if (manner === 'some') return words.t(leaf.is === 'gt' || leaf.is === 'ge' ? 'list.yes' : 'list.no');
  const text = manyText(leaf, saying);
  if (manner === 'amount' && leaf.is === 'ge') return words.t('list.filter.atLeast', { value: text });
  if (manner === 'amount' && leaf.is === 'le') return words.t('list.filter.atMost', { value: text });
  const word = comparisons[leaf.is];
  return word ? words.t(word, { value: text }) : text;
};

export const leavesText = (leaves: readonly FilterLeaf[], saying: Saying): string =>
  leaves.map((leaf) => leafText(leaf, saying)).join(' ');

/** A filter that no chip can edit, still in words. */
export const filterText = (where: Filter, saying: Saying): string => {
  if ('any' in where) return where.any.map((one) => filterText(one, saying)).join(` ${words.t('list.filter.or')} `);
  if ('not' in where) return words.t('list.filter.not', { value: filterText(where.not, saying) });
  return groupedClauses(where)
    .map((one) =>
      'other' in one
        ? filterText(one.other, saying)
        : words.t('list.filter.of', {
            field: fieldText(saying.noun, one.field),
            value: leavesText(one.leaves, saying),
          }),
    )
    .join(words.t('access.comma'));
};
