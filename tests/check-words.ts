import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

type Words = { [name: string]: string | Words };

/** The first language is the measure: the others have its keys, no more and no fewer, with the same placeholders. */
export const LANGUAGES = ['en', 'zh-TW', 'zh-CN'] as const;

/** What is wrong with the message files in this folder (`<folder>/<language>/<part>.json`), a line each. */
export async function wordFaults(folder: string): Promise<string[]> {
  const faults: string[] = [];
  const messages = new Map<string, Map<string, string>>();
  for (const language of LANGUAGES) {
    const found = new Map<string, string>();
    messages.set(language, found);
    for (const file of (await readdir(join(folder, language))).filter((name) => name.endsWith('.json')).sort()) {
      const words = JSON.parse(await readFile(join(folder, language, file), 'utf8')) as Words;
      for (const [key, text] of leaves(words)) {
        if (found.has(key)) faults.push(`${language}/${file}: "${key}" stands in another file too`);
        if (text.trim() === '') faults.push(`${language}/${file}: "${key}" is empty`);
        // To the messages' compiler it begins a link to another message: a page with it does not come up at all.
        if (text.replaceAll("{'@'}", '').includes('@'))
          faults.push(`${language}/${file}: "${key}" has a bare @; write {'@'}`);
        found.set(key, text);
      }
    }
  }
  return [...faults, ...compare(messages)];
}

/** Where the languages differ, given each one's messages by key. */
export function compare(messages: ReadonlyMap<string, ReadonlyMap<string, string>>): string[] {
  const faults: string[] = [];
  const [measure = '', ...others] = messages.keys();
  const wanted = messages.get(measure) ?? new Map<string, string>();
  if (wanted.size === 0) faults.push(`${measure}: there are no messages`);
  for (const language of others) {
    const found = messages.get(language) ?? new Map<string, string>();
    for (const [key, text] of wanted) {
      const other = found.get(key);
      if (other === undefined) faults.push(`${language}: "${key}" is missing`);
      else if (placeholders(text) !== placeholders(other)) {
        faults.push(
          `${language}: "${key}" has the placeholders ${placeholders(other)}, ${measure} ${placeholders(text)}`,
        );
      }
    }
    for (const key of found.keys()) if (!wanted.has(key)) faults.push(`${language}: "${key}" is not in ${measure}`);
  }
  return faults;
}

function* leaves(words: Words, above = ''): Generator<[string, string]> {
  for (const [name, value] of Object.entries(words)) {
    const key = above ? `${above}.${name}` : name;
    if (typeof value === 'string') yield [key, value];
    else yield* leaves(value, key);
  }
}

function placeholders(text: string): string {
  return `{${[...new Set(Array.from(text.matchAll(/\{\s*(\w+)\s*\}/g), (match) => match[1] ?? ''))].sort().join(', ')}}`;
}
