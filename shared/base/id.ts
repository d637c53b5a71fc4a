import { sha256 } from './sha256.ts';

/** Ids are UUIDs in lower case; time, chance and content come from outside. */

const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether the text is an id as the product writes them: a UUID of any version, in lower case. */
export const isId = (text: string): boolean => SHAPE.test(text);

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Sixteen bytes as a UUID that bears its version. A command writes some twenty ids, hence plain concatenation. */
function written(bytes: Uint8Array, version: number): string {
  let text = '';
  for (let at = 0; at < 16; at += 1) {
    const byte = bytes[at] ?? 0;
    const marked = at === 6 ? (byte & 0x0f) | (version << 4) : at === 8 ? (byte & 0x3f) | 0x80 : byte;
    text += at === 4 || at === 6 || at === 8 || at === 10 ? `-${HEX[marked]}` : HEX[marked];
  }
  return text;
}

/**
 * A UUID of version 7: ids made later sort later, by the millisecond.
 * @param now ms since 1970-01-01 UTC, 0 to 2^48 − 1
 * @param random ten bytes
 */
export function uuid7(now: number, random: Uint8Array): string {
  if (!Number.isInteger(now) || now < 0 || now >= 2 ** 48) throw new RangeError(`no instant: ${now}`);
  if (random.length !== 10) throw new RangeError(`ten random bytes, not ${random.length}`);
  const bytes = new Uint8Array(16);
  const high = Math.floor(now / 2 ** 16);
  bytes.set([high >>> 24, high >>> 16, high >>> 8, high, (now >>> 8) & 0xff, now & 0xff]);
  bytes.set(random, 6);
  return written(bytes, 7);
}

/**
 * The id that belongs to these parts, a UUID of version 8: the same parts give the same id, in every run and place, so
 * that an import or a generated company repeated finds what it made. Each part's length is hashed too: ('a', 'bc') and
 * ('ab', 'c') differ. Cut from SHA-256, since parts come from others' files and must not be made to collide.
 */
export const derivedId = (...parts: string[]): string =>
  written(sha256(new TextEncoder().encode(parts.map((part) => `${part.length}:${part}`).join(''))), 8);

/** Is it one that `derivedId` could have made? Who knows the parts knows the id, and whether it is there. */
export const isDerived = (id: string): boolean => isId(id) && id[14] === '8';
