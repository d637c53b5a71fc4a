/** A role's rules in words. */
import type { Condition, Leaf, Scalar } from '../../../shared/base/condition.ts';
import { formatPrice } from '../../../shared/base/money.ts';
import { fieldNamed, isNoun, type NounName, nounNamed } from '../../../shared/catalogue.ts';
import { amountText, percentText } from '../../face/figures.ts';
import { dayText } from '../../face/time.ts';
import { words } from '../../words/words.ts';
import { askingOf, isActor, valuesOf } from './comparisons.ts';
import type { Scope } from './matrix.ts';

/** Names of rows that a condition refers to, and the currency in which it reckons. */
export type Saying = { readonly nameOf: (noun: NounName, id: string) => string; readonly currency: string };

/** Inside a sentence English writes field names and values small; the other languages have no such thing. */
export const inside = (text: string): string =>
  words.language === 'en' ? text.replace(/^\p{Lu}(?=\p{Ll})/u, (first) => first.toLowerCase()) : text;

/** `a, b or c`. */
export const listText = (items: readonly string[], join: 'and' | 'or' = 'and'): string =>
  new Intl.ListFormat(words.language, { type: join === 'or' ? 'disjunction' : 'conjunction' }).format(items);
/** `a, b, c`: for columns. */
export const enumerated = (items: readonly string[]): string => items.join(words.t('access.comma'));

const valueText = (noun: NounName, name: string, value: Scalar, { nameOf, currency }: Saying): string => {
  const field = fieldNamed(noun, name);
  if (value === null || !field) return words.t('access.when.nothing');
  switch (field.kind) {
    case 'enum':
      return inside(words.value(noun, name, String(value)));
    case 'ref':
      return field.of && isNoun(field.of) ? nameOf(field.of, String(value)) : String(value);
    case 'money':
      return amountText(value as number, currency);
    case 'price':
      return formatPrice(value as number, currency);
    case 'ppm':
      return `${percentText(value as number, words.language)} %`;
    case 'day':
      return typeof value === 'string' && value !== '' ? dayText(value, words.language, value, true) : '…';
    case 'quantity':
    case 'integer':
      return Number(value).toLocaleString(words.language);
    default:
      return words.t('access.when.quoted', { text: String(value) });
  }
};

const leafText = (noun: NounName, leaf: Leaf, saying: Saying): string => {
  const field = inside(words.field(noun, leaf.field));
  const asking = askingOf(noun, leaf);
  if (isActor(leaf.value))
    return words.t(`access.when.${asking as 'actor' | 'not_actor'}.${leaf.value.actor}`, { field });
  const values = valuesOf(leaf).map((value) => valueText(noun, leaf.field, value, saying));
  return words.t(`access.when.${asking as 'is'}`, { field, value: values.length > 0 ? listText(values, 'or') : '…' });
};

/** `status is confirmed or completed`. */
export const conditionText = (noun: NounName, condition: Condition, saying: Saying, nested = false): string => {
  if ('field' in condition) return leafText(noun, condition, saying);
  if ('not' in condition) return words.t('access.when.not', { what: conditionText(noun, condition.not, saying, true) });
  const parts = 'all' in condition ? condition.all : condition.any;
  if (parts.length === 0) return words.t('all' in condition ? 'access.when.always' : 'access.when.never');
  const text = parts
    .map((part) => conditionText(noun, part, saying, parts.length > 1))
    .join(words.t('all' in condition ? 'access.when.and' : 'access.when.or'));
  return nested && parts.length > 1 ? words.t('access.when.nested', { what: text }) : text;
};

export const scopeText = (scope: Scope): string => words.t(`access.scope.${scope}`);

/** `Own, where status is confirmed`. */
export const rowsText = (on: NounName, scope: Scope, when: Condition | null, saying: Saying): string => {
  if (when === null) return scopeText(scope);
  const text = conditionText(on, when, saying);
  return scope === 'all'
    ? words.t('access.rows.where', { when: text })
    : words.t('access.rows.scopedWhere', { scope: scopeText(scope), when: text });
};

/** What a scope means for a noun: `seller is the person`. Null for all rows. */
export const scopeMeaning = (on: NounName, scope: Scope, saying: Saying): string | null => {
  const rows = scope === 'all' ? undefined : nounNamed(on).scopes[scope];
  return rows ? conditionText(on, rows, saying) : null;
};

export const fieldsText = (noun: NounName, fields: readonly string[]): string =>
  enumerated(fields.map((field) => words.field(noun, field)));

/** The verb of an action as a role bears it: Sees, Enters, Changes, else the business action's own word. */
export const mayText = (on: NounName, may: string): string =>
  may === 'read' || may === 'create' || may === 'update' ? words.t(`access.may.${may}`) : words.action(on, may);
