/** Tax numbers of firms, by the rule of their country. */
import type { Country } from '../../base/country.ts';
import type { Refusal } from '../../base/decision.ts';

const digits = (text: string): number[] => [...text].map(Number);
const weighed = (text: string, weights: readonly number[], each = (product: number) => product): number =>
  digits(text).reduce((sum, digit, at) => sum + each(digit * (weights[at] ?? 0)), 0);

/** 統一編號. Since April 2023 the sum is divisible by 5, not 10; a 7 at the seventh place counts as 1 or as 0. */
const taiwan = (text: string): boolean => {
  if (!/^\d{8}$/.test(text)) return false;
  const sum = weighed(text, [1, 2, 1, 2, 1, 2, 4, 1], (product) => Math.floor(product / 10) + (product % 10));
  return sum % 5 === 0 || (text[6] === '7' && (sum + 1) % 5 === 0);
};

/** 统一社会信用代码, GB 32100-2015: without I, O, S, V and Z, the last character checks the others modulo 31. */
const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CN_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const china = (text: string): boolean => {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text)) return false;
  const sum = CN_WEIGHTS.reduce((all, weight, at) => all + weight * SIGNS.indexOf(text[at] ?? ''), 0);
  return SIGNS[(31 - (sum % 31)) % 31] === text[17];
};

/** VAT registration: modulo 97, the newer ones with 55 more; three further digits name a branch. Offices of state have short ones. */
const britain = (text: string): boolean => {
  if (/^(GD[0-4]\d\d|HA[5-9]\d\d)$/.test(text)) return true;
  if (!/^\d{9}(\d{3})?$/.test(text)) return false;
  const sum = weighed(text.slice(0, 7), [8, 7, 6, 5, 4, 3, 2]) + Number(text.slice(7, 9));
  return sum % 97 === 0 || (sum + 55) % 97 === 0;
};

type Rule = { readonly fits: (text: string) => boolean; readonly prefix?: string };
const rules: { readonly [country in Country]?: Rule } = {
  TW: { fits: taiwan },
  CN: { fits: china },
  GB: { fits: britain, prefix: 'GB' },
};

/** Countries whose tax numbers are checked. */
export const checkedCountries = Object.keys(rules) as readonly Country[];
const ruleOf = (country: string): Rule | undefined =>
  Object.hasOwn(rules, country) ? rules[country as Country] : undefined;

/** As it is kept: of a checked country without spaces, points, dashes and the country's letters; of others as it was typed. */
export const plainTaxNumber = (country: string, text: string): string => {
  const rule = ruleOf(country);
  if (!rule) return text.trim();
  const bare = text.toUpperCase().replaceAll(/[\s.‐-―-]/g, '');
  return rule.prefix && bare.startsWith(rule.prefix) ? bare.slice(rule.prefix.length) : bare;
};

/** Whether a number that is there can be one of the country; always where its rule is not known here. */
export const isTaxNumber = (country: string, text: string): boolean =>
  ruleOf(country)?.fits(plainTaxNumber(country, text)) ?? true;

/** Refuses `customer.tax_number_tw`, `…_cn`, `…_gb`: what such a number looks like is in the message. */
export const taxNumberFault = (country: string, text: string | null): Refusal | null =>
  text === null || isTaxNumber(country, text)
    ? null
    : { refused: `customer.tax_number_${country.toLowerCase()}`, field: 'taxNumber' };
