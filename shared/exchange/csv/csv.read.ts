/** Reading of CSV (RFC 4180, and what people's programs make of it): quotes, doubled quotes, line ends inside cells. */

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** One record: its cells, and the line of the file on which it begins, counted from 1. */
export type CsvRecord = { readonly line: number; readonly cells: readonly string[] };

/** A cell's text: one kind of line end, whatever the file had for it. */
export const plainCell = (text: string): string => text.replaceAll(/\r\n?|\u2028/g, '\n').trim();

/** A text that is no table: `line` says where, the class why. */
export class Unreadable extends Error {
  readonly line: number;
  constructor(why: string, line: number) {
    super(`${why}: line ${line}`);
    this.line = line;
  }
}
/** A quote was opened on this line and never closed. */
export class QuoteOpen extends Unreadable {
  constructor(line: number) {
    super('a quote that opens is never closed', line);
  }
}
/** More cells, or more characters, than any record has: one record is read without a pause. */
export class RecordTooLarge extends Unreadable {
  constructor(line: number) {
    super('a record is too large', line);
  }
}
/** Cells of one record, and its characters, at most. */
export const CELLS_AT_MOST = 500;
export const CHARACTERS_AT_MOST = 200_000;

const QUOTE = 34;
const CR = 13;
const LF = 10;

const linesIn = (text: string, from: number, to: number): number => {
  let count = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) count++;
  }
  return count;
};

/**
 * The records of a text, one after another; lines without anything are passed over. A quote within an unquoted cell is
 * a character like any other. Throws QuoteOpen at the end of a text that ends inside a quoted cell, RecordTooLarge at a
 * record beyond the limits.
 */
export function* csvRecords(text: string, delimiter: Delimiter): Generator<CsvRecord> {
  const separator = delimiter.charCodeAt(0);
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const begins = line;
    const end = at + CHARACTERS_AT_MOST;
    const cells: string[] = [];
    let more = true;
    while (more) {
      let cell = '';
      if (text.charCodeAt(at) === QUOTE) {
        const opened = line;
        at++;
        for (;;) {
          const close = text.indexOf('"', at);
          if (close < 0) throw new QuoteOpen(opened);
          cell += text.slice(at, close);
          line += linesIn(text, at, close);
          at = close + 1;
          if (at > end) throw new RecordTooLarge(begins);
          if (text.charCodeAt(at) !== QUOTE) break;
          cell += '"';
          at++;
        }
      }
      const from = at;
      let code = text.charCodeAt(at);
      while (at < text.length && at <= end && code !== separator && code !== LF && code !== CR)
        code = text.charCodeAt(++at);
      if (at > end || cells.length >= CELLS_AT_MOST) throw new RecordTooLarge(begins);
      cells.push(from === at ? cell : cell + text.slice(from, at));
      more = at < text.length && code === separator;
      if (more) at++;
    }
    // CR, LF or both end a record.
    if (text.charCodeAt(at) === CR) at++;
    if (text.charCodeAt(at) === LF) at++;
    line++;
    if (cells.length > 1 || cells[0] !== '') yield { line: begins, cells };
  }
}

/** The separator of a file, by its first line: the one that it has most of, outside quotes. A comma where it has none. */
export const delimiterOf = (text: string): Delimiter => {
  const counts = new Map<string, number>(delimiters.map((one) => [one, 0]));
  let quoted = false;
  for (const character of text.slice(0, 20_000)) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) break;
    else if (!quoted && counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return delimiters.reduce((best, one) => ((counts.get(one) ?? 0) > (counts.get(best) ?? 0) ? one : best));
};
