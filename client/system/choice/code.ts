import type { ChoiceList } from '../../../shared/system/choice/choice.fields.ts';

/** Of a code, characters at most. */
const AT_MOST = 20;

type Coded = { readonly list?: ChoiceList | undefined; readonly code?: string | undefined };

/** Codes that choices of this list have, out of use or not. */
export const codesOf = (rows: readonly Coded[], list: ChoiceList): ReadonlySet<string> =>
  new Set(rows.flatMap((row) => (row.list === list && row.code ? [row.code] : [])));

/**
 * A code from a name, for who does not think of one: what is Latin in it, in capitals, 20 characters at most; with `-2`, `-3`
 * and so on where that is taken. Empty where nothing in the name is Latin.
 */
export const codeFrom = (name: string, taken: ReadonlySet<string>): string => {
  const whole = name
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .toUpperCase();
  const cut = (length: number): string => whole.replace(/^-/, '').slice(0, length).replace(/-$/, '');
  const stem = cut(AT_MOST);
  if (stem === '' || !taken.has(stem)) return stem;
  for (let n = 2; ; n++) {
    const code = `${cut(AT_MOST - `-${n}`.length)}-${n}`;
    if (!taken.has(code)) return code;
  }
};
