/**
 * Personal fields at rest: AES-256-GCM under the newest key, opened by any key still in the file. The address of the
 * cell (`table:row:column`) is authenticated with it, so that a value copied into another row does not open.
 */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { chance } from './chance.ts';
import type { Keys } from './keys.ts';

export interface Seal {
  /** `address` is `table:row:column`. The answer is text: key id, nonce, ciphertext and tag. */
  seal(plain: string, address: string): string;
  /** Throws when the text was changed, stands at another address, or its key is gone. */
  unseal(sealed: string, address: string): string;
  /** HMAC of the normalised value: trimmed, lower case; of a telephone number its digits alone. */
  blind(value: string, phone?: boolean): string;
}

const nonceBytes = 12;
const tagBytes = 16;
/** Opened values kept, by their ciphertext; a sealed value is never changed in place, so none of them goes stale. */
const kept = 20_000;

const bounded = <T>(cache: Map<string, T>, key: string, value: T): void => {
  if (cache.size >= kept) cache.delete(cache.keys().next().value as string);
  cache.set(key, value);
};

export const openSeal = (keys: Pick<Keys, 'seal' | 'blind'>): Seal => {
  const newest = keys.seal.at(-1);
  if (!newest) throw new Error('there is no sealing key');
  const byId = new Map(keys.seal.map(({ id, key }) => [id, Buffer.from(key, 'base64url')]));
  const sealing = byId.get(newest.id) as Buffer;
  const blindKey = Buffer.from(keys.blind, 'base64url');
  const opened = new Map<string, { readonly address: string; readonly plain: string }>();

  const blinds = new Map<string, string>();

  const open = (sealed: string, address: string): string => {
    const dot = sealed.indexOf('.');
    const key = byId.get(sealed.slice(0, Math.max(dot, 0)));
    if (!key) throw new Error(`the key that sealed ${address} is not in the key file`);
    const bytes = Buffer.from(sealed.slice(dot + 1), 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(address));
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString();
  };

  return {
    seal(plain, address) {
      const nonce = chance(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(address));
      const body = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${newest.id}.${body.toString('base64url')}`;
    },
    unseal(sealed, address) {
      const known = opened.get(sealed);
      if (known && known.address === address) return known.plain;
      const plain = open(sealed, address);
      bounded(opened, sealed, { address, plain });
      return plain;
    },
    blind(value, phone = false) {
      const normal = phone ? value.replace(/\D/g, '') : value.trim().toLowerCase();
      const known = blinds.get(normal);
      if (known) return known;
      const made = createHmac('sha256', blindKey).update(normal).digest('base64url');
      bounded(blinds, normal, made);
      return made;
    },
  };
};
