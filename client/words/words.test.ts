import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { languages } from '../../shared/access/person/person.fields.ts';
import { isNoun, nounNamed, nounNames } from '../../shared/catalogue.ts';
import { actionsOn } from '../../shared/commands.ts';
import en from './en.ts';
import { nearestLanguage } from './nearest.ts';
import zhCN from './zh-CN.ts';
import zhTW from './zh-TW.ts';

type Tree = { [name: string]: string | Tree };
const trees: Record<string, Tree> = { en, 'zh-TW': zhTW, 'zh-CN': zhCN } as unknown as Record<string, Tree>;

const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [[path + name, value] as [string, string]] : leaves(value, `${path}${name}.`),
  );
const english = new Map(leaves(trees.en as Tree));
const slots = (text: string): string[] =>
  [...new Set(text.match(/\{\s*\w+\s*\}/g) ?? [])].map((s) => s.replaceAll(/\s/g, '')).sort();

test('[WORDS1] every message is there in each language, none beyond the English ones', () => {
  for (const language of languages) {
    const own = leaves(trees[language] as Tree);
    expect(new Set(own.map(([key]) => key)), language).toEqual(new Set(english.keys()));
    expect(
      own.filter(([, text]) => text.trim() === ''),
      language,
    ).toEqual([]);
  }
});

test('[WORDS2] a message has the same slots in each language', () => {
  for (const language of ['zh-TW', 'zh-CN']) {
    for (const [key, text] of leaves(trees[language] as Tree)) {
      expect(slots(text), `${language} ${key}`).toEqual(slots(english.get(key) ?? ''));
    }
  }
});

test('[WORDS3] every noun, field, value, field group and action has its word', () => {
  const has = (...keys: string[]): boolean => keys.some((key) => english.has(key));
  const missing: string[] = [];
  const want = (found: boolean, what: string) => {
    if (!found) missing.push(what);
  };
  for (const noun of nounNames) {
    want(has(`nouns.${noun}.one`) && has(`nouns.${noun}.many`), `nouns.${noun}`);
    for (const [name, field] of Object.entries(nounNamed(noun).fields)) {
      want(has(`fields.${noun}.${name}`, `fields.any.${name}`), `fields.${noun}.${name}`);
      want(has(`groups.${field.group}`), `groups.${field.group}`);
      for (const value of field.values ?? []) {
        want(has(`values.${noun}.${name}.${value}`, `values.any.${name}.${value}`), `values.${noun}.${name}.${value}`);
      }
    }
    for (const action of actionsOn(noun)) {
      want(has(`actions.${noun}.${action}`, `actions.any.${action}`), `actions.${noun}.${action}`);
    }
  }
  expect(missing).toEqual([]);
});

test('[WORDS4] a word for a field is a field that there is', () => {
  const { fields } = trees.en as { fields: Record<string, Tree> };
  const known = new Set(nounNames.flatMap((noun) => Object.keys(nounNamed(noun).fields)));
  const isKnown = (noun: string, name: string): boolean =>
    noun === 'any' ? name === 'id' || known.has(name) : isNoun(noun) && name in nounNamed(noun).fields;
  const stale = Object.entries(fields).flatMap(([noun, own]) =>
    Object.keys(own)
      .filter((name) => !isKnown(noun, name))
      .map((name) => `fields.${noun}.${name}`),
  );
  expect(stale).toEqual([]);
});

test('[WORDS5] Chinese text has full-width marks', () => {
  for (const language of ['zh-TW', 'zh-CN']) {
    const half = leaves(trees[language] as Tree).filter(([, text]) =>
      /\p{Script=Han}\s*[,;:?!()]|[,;:?!()]\s*\p{Script=Han}/u.test(text),
    );
    expect(half, language).toEqual([]);
  }
});

test('[WORDS6] every file of words is read by its language', () => {
  for (const language of languages) {
    const files = readdirSync(join(import.meta.dirname, language)).filter((name) => name.endsWith('.json'));
    const source = ['first.ts', 'rest.ts', `../${language}.ts`]
      .map((part) => readFileSync(join(import.meta.dirname, language, part), 'utf8'))
      .join('\n');
    for (const file of files) expect(source, `${language}/${file}`).toMatch(new RegExp(`'\\./(${language}/)?${file}'`));
  }
});

test('[WORDS7] the browser’s wishes lead to the nearest language', () => {
  expect(nearestLanguage(['fr', 'zh-Hant-HK', 'en'])).toBe('zh-TW');
  expect(nearestLanguage(['zh-TW'])).toBe('zh-TW');
  expect(nearestLanguage(['zh'])).toBe('zh-CN');
  expect(nearestLanguage(['zh-Hans-SG'])).toBe('zh-CN');
  expect(nearestLanguage(['en-GB', 'zh-TW'])).toBe('en');
  expect(nearestLanguage(['de'])).toBe('en');
});

test('[WORDS8] what is put together on the screen has the marks of its language', () => {
  const client = join(import.meta.dirname, '..');
  const sources = readdirSync(client, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.(vue|ts)$/.test(path) && !/\.test\.ts$|^(node_modules|dist)\//.test(path),
  );
  // A word with a colon or comma of English after it, written between words instead of by `words.titled` and its like.
  const half = /`[^`\n]*\$\{[^`\n]*words\.[^`\n]*\}[:,;] ?\$\{|words\.\w+\([^\n]*\) \}\}[:,;]|\.join\('[:,;] '\)/;
  const found = sources.flatMap((path) =>
    readFileSync(join(client, path), 'utf8')
      .split('\n')
      .flatMap((line, at) => (half.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});
