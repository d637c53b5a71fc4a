/** The words of the product for what leaves it as a file: the same messages that its pages show. */
import en from '../../client/words/en.ts';
import zhCN from '../../client/words/zh-CN.ts';
import zhTW from '../../client/words/zh-TW.ts';
import { languages } from '../../shared/access/person/person.fields.ts';
import type { NounName } from '../../shared/catalogue.ts';

export type Language = (typeof languages)[number];
const sources: { readonly [language in Language]: object } = { en, 'zh-TW': zhTW, 'zh-CN': zhCN };
export const isLanguage = (text: string): text is Language => (languages as readonly string[]).includes(text);

/** A message of one language by its key, with its values filled in; null where there is none. */
const said = (language: Language, key: string, values: { readonly [name: string]: string } = {}): string | null => {
  let found: unknown = sources[language];
  for (const part of key.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part)) return null;
    found = (found as { readonly [name: string]: unknown })[part];
  }
  if (typeof found !== 'string') return null;
  return found.replace(/\{\s*(\w+)\s*\}/g, (whole, name: string) => values[name] ?? whole).replace(/\{'(.)'\}/g, '$1');
};
const first = (language: Language, keys: readonly string[], otherwise: string): string => {
  for (const key of keys) {
    const text = said(language, key);
    if (text !== null) return text;
  }
  return otherwise;
};

/** Looked up like on the pages: the noun's own word first, then the word that all nouns share, then the bare name. */
export const labels = (language: Language) => ({
  text: (key: string, values?: { readonly [name: string]: string }): string => said(language, key, values) ?? key,
  noun: (noun: NounName): string => first(language, [`nouns.${noun}.many`], noun),
  one: (noun: NounName): string => first(language, [`nouns.${noun}.one`], noun),
  field: (noun: NounName, field: string): string =>
    first(language, [`fields.${noun}.${field}`, `fields.any.${field}`], field),
  value: (noun: NounName, field: string, value: string): string =>
    first(language, [`values.${noun}.${field}.${value}`, `values.any.${field}.${value}`], value),
});
/** A language's words for fields by their nouns, for what looks a field's name up without knowing its noun. */
export const fieldWords = (language: Language): { readonly [noun: string]: { readonly [field: string]: string } } =>
  (sources[language] as { readonly fields: { readonly [noun: string]: { readonly [field: string]: string } } }).fields;
export type Labels = ReturnType<typeof labels>;
