/**
 * Decimal digits of each currency's amounts, the product's own table: what people write on documents, not what ISO 4217
 * or Intl say (both give TWD two digits, which nobody in Taiwan invoices with).
 */
const digitsOf: Readonly<Record<string, number>> = {
  TWD: 0,
  CNY: 2,
  HKD: 2,
  USD: 2,
  EUR: 2,
  GBP: 2,
  JPY: 0,
  KRW: 0,
  SGD: 2,
  MYR: 2,
  THB: 2,
  VND: 0,
  PHP: 2,
  IDR: 2,
  INR: 2,
  MOP: 2,
  AUD: 2,
  NZD: 2,
  CAD: 2,
  CHF: 2,
  SEK: 2,
  NOK: 2,
  DKK: 2,
  ISK: 0,
  PLN: 2,
  CZK: 2,
  HUF: 2,
  RON: 2,
  TRY: 2,
  ILS: 2,
  AED: 2,
  SAR: 2,
  KWD: 3,
  BHD: 3,
  ZAR: 2,
  BRL: 2,
  MXN: 2,
  CLP: 0,
};

/** The currency codes that the product knows, in the order in which a chooser offers them. */
export const currencies: readonly string[] = Object.keys(digitsOf);

export const isCurrency = (code: string): boolean => Object.hasOwn(digitsOf, code);

/** Decimal digits of an amount: 0, 2 or 3. Throws RangeError on a code that is not in the table. */
export function currencyDigits(code: string): number {
  const digits = isCurrency(code) ? digitsOf[code] : undefined;
  if (digits === undefined) throw new RangeError(`unknown currency: ${code}`);
  return digits;
}
