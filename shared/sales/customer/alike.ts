/** By what two customers are taken for the same firm: the name in either script, a telephone, the tax number. */
import { folded } from '../../base/words.ts';

export const likenesses = ['tax', 'phone', 'name'] as const;
export type Likeness = (typeof likenesses)[number];

/** What firms are by law, at the end of a name: it tells no two apart. */
const LATIN = /(?:\s+(?:co|company|ltd|limited|inc|corp|corporation|llc|llp|plc|gmbh|ag|sa|bv|pty|pte|kk))+$/u;
const CHINESE = /(?:股份有限公司|有限責任公司|有限责任公司|股份公司|有限公司|公司)$/u;
/** Shorter than this, what is left of a name says too little. */
const LEAST = 2;

/** A name as it is compared: in one width and case, without signs, spaces and what the firm is by law. Null for none. */
export const nameKey = (name: string | null | undefined): string | null => {
  const plain = folded(name ?? '')
    .replaceAll('臺', '台')
    .replaceAll(/[^\p{L}\p{N}\s]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const without = plain.replace(LATIN, '').trim().replace(CHINESE, '');
  const key = ([...without].length >= LEAST ? without : plain).replaceAll(' ', '');
  return key === '' ? null : [...key].slice(0, 100).join('');
};

/** What stands on a customer of both names. */
export const keysOf = ({
  name,
  localName,
}: {
  readonly name: string;
  readonly localName?: string | null | undefined;
}) => ({
  nameKey: nameKey(name),
  localKey: nameKey(localName),
});

/** Dialling codes of countries whose numbers are written with them or with a 0 in their place. */
const DIALLING: { readonly [country: string]: string } = {
  TW: '886',
  CN: '86',
  GB: '44',
  HK: '852',
  JP: '81',
  DE: '49',
};
/** Fewer digits are an extension, not a telephone. */
const DIGITS = 6;

/** The ways in which a telephone number of that country may be written, digits alone; none where it is too short. */
export const phoneForms = (country: string, phone: string | null | undefined): readonly string[] => {
  const digits = (phone ?? '').normalize('NFKC').replaceAll(/\D/g, '').replace(/^00/, '');
  if (digits.length < DIGITS) return [];
  const code = Object.hasOwn(DIALLING, country) ? DIALLING[country] : undefined;
  if (code === undefined) return [digits];
  const home = digits.startsWith(code) ? digits.slice(code.length).replace(/^0/, '') : digits.replace(/^0/, '');
  return [`0${home}`, `${code}${home}`, home];
};
