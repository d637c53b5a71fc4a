/** Writing of CSV: RFC 4180, and nothing in it that a spreadsheet would run. */

/** Before the first line: without it spreadsheets take UTF-8 for the machine's own old encoding. */
export const BYTE_ORDER_MARK = '\uFEFF';
export const LINE_END = '\r\n';

/** What a spreadsheet takes for the beginning of a formula, at full width too (OWASP ASVS V1.2.10). */
const FORMULA = /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
const QUOTED = /[",;\t\r\n]|^\s|\s$/;

/** A text that stays a text: what would begin a formula is preceded by an apostrophe. */
export const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** A cell as it stands in the file: quoted where it holds what separates or ends something. */
export const csvCell = (text: string): string => (QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A line of cells that are ready to be written, with its end. Texts of others go through `harmless` before. */
export const csvLine = (cells: readonly string[]): string => cells.map(csvCell).join(',') + LINE_END;

/**
 * A scaled integer as a number that every program reads: (-123450, 2) is '-1234.50'. Nothing groups its thousands.
 * @param atLeast fewest decimals written; trailing zeros beyond it are left away. All of them when absent.
 */
export const plainDecimal = (scaled: number, digits: number, atLeast: number = digits): string => {
  if (!Number.isSafeInteger(scaled)) throw new RangeError(`not a safe integer: ${scaled}`);
  const figures = String(Math.abs(scaled)).padStart(digits + 1, '0');
  const cut = figures.length - digits;
  let fraction = figures.slice(cut);
  while (fraction.length > atLeast && fraction.endsWith('0')) fraction = fraction.slice(0, -1);
  return `${scaled < 0 ? '-' : ''}${figures.slice(0, cut)}${fraction && `.${fraction}`}`;
};
