import { createI18n } from 'vue-i18n';
import { languages } from '../../shared/access/person/person.fields.ts';
import { isDay } from '../../shared/base/day.ts';
import type { NounName } from '../../shared/catalogue.ts';
import { dayForField } from '../face/time.ts';
import type { English } from './en.ts';
import { type InputRefusal, inputFault } from './input-fault.ts';

export type Language = (typeof languages)[number];

type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}`;
}[keyof T & string];
/** Every message there is. A key that is not one does not compile. */
export type Word = Leaves<English>;
export type Values = Record<string, unknown>;

/** Key under which the language of the last visit is kept; public/appearance.js reads it before the first paint. */
const KEPT = 'crossdock.language';

type Part = () => Promise<{ default: object }>;
/** What the first page needs, and the rest. */
const sources: Record<Language, readonly [first: Part, rest: Part]> = {
  en: [() => import('./en/first.ts'), () => import('./en/rest.ts')],
  'zh-TW': [() => import('./zh-TW/first.ts'), () => import('./zh-TW/rest.ts')],
  'zh-CN': [() => import('./zh-CN/first.ts'), () => import('./zh-CN/rest.ts')],
};

/** Each language in its own words. */
export const languageNames: Record<Language, string> = { en: 'English', 'zh-TW': '繁體中文', 'zh-CN': '简体中文' };
export { languages };

const i18n = createI18n({ legacy: false, locale: 'en', messages: {}, missingWarn: false, fallbackWarn: false });
const { global } = i18n;

export const isLanguage = (code: string | null | undefined): code is Language =>
  (languages as readonly (string | null | undefined)[]).includes(code);

/** What this browser chose earlier, or null. */
export function keptLanguage(): Language | null {
  try {
    const kept = localStorage.getItem(KEPT);
    return isLanguage(kept) ? kept : null;
  } catch {
    return null;
  }
}

const current = (): Language => (global.locale as { value: Language }).value;
/** Under way or there; what failed is asked for again. */
const loaded = new Map<Part, Promise<void>>();

const load = (language: Language, part: Part): Promise<void> => {
  const there = loaded.get(part);
  if (there) return there;
  const asked = part().then(({ default: words }) => global.mergeLocaleMessage(language, words as never));
  loaded.set(part, asked);
  asked.catch(() => loaded.delete(part));
  return asked;
};

/** Until all that any page says is there, in the language of now. Rejects where it cannot be fetched. */
export const allWords = (): Promise<void> => load(current(), sources[current()][1]);

/**
 * Loads a language and puts the page into it; `keep` remembers it for the next visit. Not `whole`: as soon as what the first
 * page says is there, while the rest is on its way (`allWords`).
 */
export async function setLanguage(language: Language, keep = true, whole = true): Promise<void> {
  const [first, rest] = sources[language];
  const all = load(language, rest);
  await load(language, first);
  if (whole) await all;
  else all.catch(() => undefined);
  (global.locale as { value: string }).value = language;
  document.documentElement.lang = language;
  if (!keep) return;
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // Storage refused: the choice lasts as long as the page.
  }
}

/** Counts are written in the language's figures, and choose the plural form by themselves. */
const said = (key: string, values?: Values | number): string => {
  const given = typeof values === 'number' ? { n: values } : (values ?? {});
  const { n } = given;
  if (typeof n !== 'number') return global.t(key, given);
  return global.t(key, { ...given, n: n.toLocaleString(current()) }, n);
};

const firstOf = (keys: readonly string[], otherwise: string): string => {
  const key = keys.find((one) => global.te(one));
  return key === undefined ? otherwise : said(key);
};

/** What is wrong with an input, by the field's own word. */
const faultText = (refusal: InputRefusal): string => {
  const all = global.getLocaleMessage(current()) as unknown as Partial<English>;
  const { key, field, row, limit } = inputFault(refusal, (all.fields ?? {}) as never);
  const name = field ?? said('refusals.input.something');
  const where = row === null || field === null ? name : said('refusals.input.row', { field: name, row });
  return said(`refusals.input.${key}`, { field: where, limit });
};

/** Days as the language writes them. */
const inWords = (values: Values = {}): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && isDay(value)
        ? dayForField(value, (global.locale as { value: string }).value)
        : value,
    ]),
  );

export const words = {
  /** A message by its key. `{ n }` or a bare number chooses the plural form. */
  t: (key: Word, values?: Values | number): string => said(key, values),
  /** A message by a key known only at run time; null when there is none. */
  maybe: (key: string, values?: Values | number): string | null => (global.te(key) ? said(key, values) : null),
  noun: (noun: NounName, form: 'one' | 'many' = 'one'): string => firstOf([`nouns.${noun}.${form}`], noun),
  /** A field's name: the noun's own word for it, else the word that all nouns share. */
  field: (noun: NounName, field: string): string => firstOf([`fields.${noun}.${field}`, `fields.any.${field}`], field),
  /** An enumerated value's name, looked up like a field's. */
  value: (noun: NounName, field: string, value: string): string =>
    firstOf([`values.${noun}.${field}.${value}`, `values.any.${field}.${value}`], value),
  /** An action's name: `order.submit` or, for all nouns, `create`. */
  action: (noun: NounName, action: string): string =>
    firstOf([`actions.${noun}.${action}`, `actions.any.${action}`], action),
  /** Why the server or a rule said no: its name is the message's key. */
  refusal: (refusal: { readonly refused: string; readonly field?: string; readonly with?: Values }): string => {
    if (refusal.refused === 'input.invalid') return faultText(refusal);
    const key = `refusals.${refusal.refused}`;
    return global.te(key) ? said(key, inWords(refusal.with)) : said('refusals.unknown', { name: refusal.refused });
  },
  /** `Release: over the limit`, with the language's own colon. */
  titled: (title: string, text: string): string => said('shell.titled', { title, text }),
  /** `Quantity, GSK-40`: a part and what it is of, in the order of the language. */
  partOf: (part: string, of: string): string => said('shell.partOf', { part, of }),
  /** The language that the page is in now; reactive. */
  get language(): Language {
    return current();
  },
};

/** The words, inside a component or outside: everything that it returns follows the language. */
export const useWords = () => words;
export { i18n };
