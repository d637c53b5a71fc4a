/** What a product is told from the others of its family by: size, colour, material, thread … */
import * as v from 'valibot';
import { textInput } from '../../base/input.ts';

export type Trait = { readonly name: string; readonly value: string };
/** Traits of one product, at most. */
export const TRAITS_AT_MOST = 20;

const sameName = (a: string, b: string): boolean => a.localeCompare(b, 'en', { sensitivity: 'base' }) === 0;

/** In the order in which they are told; no name twice, however it is written. */
export const traitsInput = v.pipe(
  v.array(v.strictObject({ name: textInput(40), value: textInput(80) })),
  v.maxLength(TRAITS_AT_MOST),
  v.check((all) => all.every((one, at) => all.findIndex(({ name }) => sameName(name, one.name)) === at)),
);

/** Traits as they are stored: what is no list of them counts as none. */
export const traitsOf = (stored: unknown): readonly Trait[] =>
  Array.isArray(stored)
    ? stored.filter(
        (one): one is Trait => typeof one?.name === 'string' && typeof one?.value === 'string' && one.value !== '',
      )
    : [];

/** By which words a product is found for its traits; null without any. At most 500 characters: a search needs no more. */
export const traitWords = (traits: readonly Trait[]): string | null =>
  traits
    .map(({ name, value }) => `${name} ${value}`)
    .join(' ')
    .slice(0, 500) || null;

export type Varied = { readonly id: string; readonly traits: readonly Trait[] };

/** Names by which the products of a family differ or are told, each once, in the order of first mention. */
export const traitNames = (family: readonly Varied[]): readonly string[] => {
  const found: string[] = [];
  for (const { traits } of family)
    for (const { name } of traits) if (!found.some((one) => sameName(one, name))) found.push(name);
  return found;
};

/** A product's value for a name; empty where it has none. */
export const traitValue = ({ traits }: Pick<Varied, 'traits'>, name: string): string =>
  traits.find((one) => sameName(one.name, name))?.value ?? '';
