/** Countries and languages are kept as codes and read by name. */
import { countries, isCountry } from '../../shared/base/country.ts';
import type { Field } from '../../shared/base/fields.ts';
import { spoken } from '../../shared/sales/contact/contact.fields.ts';
import { words } from './words.ts';

const kept = new Map<string, Intl.DisplayNames>();
const namesIn = (language: string, type: 'region' | 'language'): Intl.DisplayNames => {
  const key = `${language} ${type}`;
  const found = kept.get(key) ?? new Intl.DisplayNames(language, { type, languageDisplay: 'standard' });
  kept.set(key, found);
  return found;
};

/** The country's name in the reader's language; what is no code is said as it stands. */
export const countryText = (code: string): string =>
  isCountry(code) ? (namesIn(words.language, 'region').of(code) ?? code) : code;
const languageText = (code: string): string => namesIn(words.language, 'language').of(code) ?? code;
export const languagesText = (codes: string): string =>
  codes.split(' ').map(languageText).join(words.t('access.comma'));

/** The value of a field of codes by name; null where the field is of another kind. */
export const codeText = (field: Field | undefined, value: unknown): string | null => {
  if (!field?.code || typeof value !== 'string') return null;
  return field.code === 'country' ? countryText(value) : languagesText(value);
};

type Choice = { readonly value: string; readonly label: string };
/** All countries by name, in the order of the reader's language. */
export const countryChoices = (): readonly Choice[] =>
  countries
    .map((value) => ({ value, label: countryText(value) }))
    .sort((a, b) => a.label.localeCompare(b.label, words.language));
export const languageChoices = (): readonly Choice[] => spoken.map((value) => ({ value, label: languageText(value) }));
