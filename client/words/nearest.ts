import type { languages } from '../../shared/access/person/person.fields.ts';

/** The product's language nearest to a list of wishes like `navigator.languages`; English when none fits. */
export function nearestLanguage(wishes: readonly string[]): (typeof languages)[number] {
  for (const wish of wishes) {
    const code = wish.toLowerCase();
    if (/^zh\b.*\b(hant|tw|hk|mo)\b/.test(code)) return 'zh-TW';
    if (/^zh\b/.test(code)) return 'zh-CN';
    if (/^en\b/.test(code)) return 'en';
  }
  return 'en';
}
