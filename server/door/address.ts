import { isIP } from 'node:net';

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'] as const;
const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/** `127.0.0.1` however the socket writes it. */
export const plainAddress = (address: string): string => address.replace(/^::ffff:/, '');

/** The /64 of an IPv6 address: its first four groups, written out. */
export const networkOf = (address: string): string => {
  const [head = '', tail] = (address.split('%')[0] as string).toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length);
  const whole = [...groups, ...Array.from({ length: zeros }, () => '0'), ...after];
  return whole
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
};

const loopbackAddress = (address: string): boolean =>
  address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));

/**
 * Does the request come from this very machine, asked for by a loopback name? Behind a proxy the server listens on
 * loopback too: so any forwarded header, or another Host, makes it a request from elsewhere.
 */
export const isLoopback = (headers: Headers, address: string): boolean => {
  const host = (headers.get('host') ?? '').replace(/:\d+$/, '').toLowerCase();
  return loopbackAddress(address) && LOOPBACK_HOSTS.has(host) && FORWARDED.every((name) => !headers.has(name));
};

/** The caller's address: what a trusted proxy says, else what the socket says. */
export const callerOf = (headers: Headers, socketAddress: string, proxies: readonly string[]): string => {
  const direct = plainAddress(socketAddress);
  if (!proxies.includes(direct)) return direct;
  const chain = (headers.get('x-forwarded-for') ?? '')
    .split(',')
    .map((one) => plainAddress(one.trim()))
    .filter(Boolean);
  // From the right: the first address that no trusted proxy put there.
  for (const one of chain.reverse()) if (!proxies.includes(one)) return one;
  return direct;
};
