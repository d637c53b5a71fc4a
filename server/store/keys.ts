/** The secrets of an installation: made at its first start, kept in `<data>/keys.json`, which only its owner may read. */
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

export type Keys = {
  /** Oldest first: the last one seals, all of them open. Keys are base64url of 32 bytes. */
  readonly seal: readonly { readonly id: string; readonly key: string }[];
  readonly blind: string;
  readonly audit: string;
};

const secret = (): string => randomBytes(32).toString('base64url');
const freshKeys = (): Keys => ({
  seal: [{ id: 'k1', key: secret() }],
  blind: secret(),
  audit: secret(),
});
const isSecret = (value: unknown): boolean =>
  typeof value === 'string' && Buffer.from(value, 'base64url').length === 32;

const checked = (file: string, found: Partial<Keys>): Keys => {
  const ids = new Set(found.seal?.map(({ id }) => id));
  const good =
    ids.size > 0 &&
    ids.size === found.seal?.length &&
    found.seal.every(({ id, key }) => /^[A-Za-z0-9_-]+$/.test(id) && isSecret(key)) &&
    [found.blind, found.audit].every(isSecret);
  if (!good)
    throw Object.assign(new Error(`${file} does not hold the keys of an installation`), { code: 'keys_unreadable' });
  return found as Keys;
};

const store = (data: string, keys: Keys): void => {
  const file = join(data, 'keys.json');
  const handle = openSync(`${file}.new`, 'w', 0o600);
  writeSync(handle, `${JSON.stringify(keys, null, 2)}\n`);
  fsyncSync(handle);
  closeSync(handle);
  chmodSync(`${file}.new`, 0o600);
  renameSync(`${file}.new`, file);
};

export const hasKeys = (data: string): boolean => existsSync(join(data, 'keys.json'));

/** The keys of the data folder, made now if this is its first start. Refuses a file that it cannot read whole. */
export const openKeys = (data: string): Keys => {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const file = join(data, 'keys.json');
  if (!existsSync(file)) store(data, freshKeys());
  chmodSync(file, 0o600);
  let found: Partial<Keys>;
  try {
    found = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    found = {};
  }
  return checked(file, found);
};

/** Adds a sealing key: from the next start on it seals, while what older ones sealed still opens. */
export const rotateSeal = (data: string): Keys => {
  const keys = openKeys(data);
  const rotated = { ...keys, seal: [...keys.seal, { id: `k${keys.seal.length + 1}`, key: secret() }] };
  store(data, rotated);
  return rotated;
};
