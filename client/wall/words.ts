/**
 * The wall's own words: one small file a language, without the machinery of the desks. A message with a slot, or without;
 * there are no plurals on a wall.
 */
import { shallowRef } from 'vue';
import type english from '../words/en/wall.json';

type Words = typeof english;
export type Language = 'en' | 'zh-TW' | 'zh-CN';
type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string];
export type WallWord = Leaves<Words['wall']>;

const sources: Record<Language, () => Promise<{ default: Words }>> = {
  en: () => import('../words/en/wall.json'),
  'zh-TW': () => import('../words/zh-TW/wall.json'),
  'zh-CN': () => import('../words/zh-CN/wall.json'),
};

const words = shallowRef<Words['wall'] | null>(null);
export const language = shallowRef<Language>('en');

/** Rejects when the language cannot be had: then the one before stays. */
export const speak = async (wanted: Language): Promise<void> => {
  const { default: found } = await sources[wanted]();
  words.value = found.wall;
  language.value = wanted;
  document.documentElement.lang = wanted;
};

const at = (path: string): string | undefined => {
  let found: unknown = words.value;
  for (const name of path.split('.'))
    found = typeof found === 'object' && found !== null ? (found as { [name: string]: unknown })[name] : undefined;
  return typeof found === 'string' ? found : undefined;
};

export const say = (word: WallWord, slots: { readonly [name: string]: string | number } = {}): string =>
  (at(word) ?? '').replaceAll(/\{\s*(\w+)\s*\}/g, (_, name: string) => String(slots[name] ?? ''));

/** What a value of a dimension is called; the value itself where it has no word. */
export const valueWord = (value: string): string => at(`value.${value}`) ?? value;
