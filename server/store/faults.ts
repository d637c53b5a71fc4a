/** What went wrong in a database, in words that both have in common. */
export type Fault =
  | 'unique' //   a row with the same unique values is there
  | 'deadlock' // PostgreSQL ended one of two writers that waited for each other: run again
  | 'full' //     no room on the disk
  | 'busy' //     another process holds the database
  | 'lost' //     the connection is gone, or the transaction before its end
  | 'other';

const sqlite: { readonly [code: number]: Fault } = { 5: 'busy', 6: 'busy', 13: 'full' };
const postgres: { readonly [code: string]: Fault } = {
  '23505': 'unique',
  '40P01': 'deadlock',
  '40001': 'deadlock',
  '53100': 'full',
  '55P03': 'busy',
};

export const faultOf = (error: unknown): Fault => {
  if (!(error instanceof Error)) return 'other';
  const { errcode, code } = error as { errcode?: number; code?: string };
  if (errcode !== undefined)
    return errcode === 2067 || errcode === 1555 ? 'unique' : (sqlite[errcode & 0xff] ?? 'other');
  if (code === undefined)
    return /connection (to the database was lost|terminated)/i.test(error.message) ? 'lost' : 'other';
  if (/^(08|57P)/.test(code) || ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'transaction_lost'].includes(code))
    return 'lost';
  return postgres[code] ?? 'other';
};
