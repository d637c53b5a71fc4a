/**
 * Files that wait to be imported: beside the database, encrypted, each under a key of its own that the product's key
 * seals. They are gone when their import is over, or a day after they came.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isId } from '../../shared/base/id.ts';
import type { Seal } from '../store/seal.ts';

/** How long a file waits for its run, ms. */
const WAITS = 24 * 3_600_000;
/** Files of one person that may wait at once; the oldest goes first. */
const WAITING = 5;
const IV = 12;
const TAG = 16;

export type Upload = {
  readonly id: string;
  readonly personId: string;
  readonly fileName: string;
  readonly size: number;
  /** ms since 1970 UTC */
  readonly at: number;
  /** Of a workbook: which sheet was read, and how many others it has. Its rows are kept as CSV in UTF-8. */
  readonly sheet?: Sheet | null;
};
/** How the rows of a workbook are kept. */
export const KEPT_AS = { encoding: 'utf-8', delimiter: ',' } as const;
/** The choices by which a file is read: those of a workbook's rows are the keeper's, whatever is remembered of another file. */
export const readAs = <C extends object>({ sheet }: Pick<Upload, 'sheet'>, choices: C): C =>
  sheet ? { ...choices, ...KEPT_AS } : choices;
export type Sheet = { readonly name: string; readonly others: number };
type Kept = Upload & { readonly key: string };

export type Uploads = {
  keep(upload: Upload, bytes: Uint8Array): Promise<void>;
  /** What is known of a file; null when it is not there. */
  find(id: string): Promise<Upload | null>;
  bytes(id: string): Promise<Uint8Array | null>;
  drop(id: string): Promise<void>;
  /** Removes what has waited too long, and a person's oldest beyond the few that may wait. `busy` are being run. */
  sweep(now: number, busy: (id: string) => boolean): Promise<void>;
};

/** Their folder, below the data folder. */
export const UPLOADS = 'imports';

export const uploadsIn = (data: string, seal: Seal): Uploads => {
  const folder = join(data, UPLOADS);
  const pathOf = (id: string): string => join(folder, `${id}.upload`);
  const open = async (id: string): Promise<{ readonly kept: Kept; readonly body: Buffer } | null> => {
    if (!isId(id)) return null;
    const whole = await readFile(pathOf(id)).catch(() => null);
    if (!whole) return null;
    const end = whole.indexOf(10);
    return { kept: JSON.parse(whole.subarray(0, end).toString()) as Kept, body: whole.subarray(end + 1) };
  };
  const drop = (id: string): Promise<void> => rm(pathOf(id), { force: true });
  return {
    keep: async (upload, bytes) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const key = randomBytes(32);
      const iv = randomBytes(IV);
      const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG }).setAAD(Buffer.from(upload.id));
      const kept: Kept = { ...upload, key: seal.seal(key.toString('base64url'), `upload:${upload.id}:key`) };
      const head = Buffer.from(`${JSON.stringify(kept)}\n`);
      const whole = Buffer.concat([head, iv, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
      await writeFile(`${pathOf(upload.id)}.new`, whole, { mode: 0o600 });
      await rename(`${pathOf(upload.id)}.new`, pathOf(upload.id));
    },
    find: async (id) => {
      const found = await open(id);
      if (!found) return null;
      const { key: _key, ...upload } = found.kept;
      return upload;
    },
    bytes: async (id) => {
      const found = await open(id);
      if (!found) return null;
      const { kept, body } = found;
      const key = Buffer.from(seal.unseal(kept.key, `upload:${id}:key`), 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, IV), { authTagLength: TAG });
      decipher.setAAD(Buffer.from(id)).setAuthTag(body.subarray(-TAG));
      return Buffer.concat([decipher.update(body.subarray(IV, -TAG)), decipher.final()]);
    },
    drop,
    sweep: async (now, busy) => {
      const names = await readdir(folder).catch(() => [] as string[]);
      const found: Upload[] = [];
      for (const name of names) {
        if (name.endsWith('.upload')) {
          const kept = await open(name.slice(0, -'.upload'.length)).catch(() => null);
          if (kept && !busy(kept.kept.id)) found.push(kept.kept);
        } else await rm(join(folder, name), { force: true });
      }
      const perPerson = new Map<string, number>();
      for (const { id, personId, at } of found.sort((a, b) => b.at - a.at)) {
        const count = (perPerson.get(personId) ?? 0) + 1;
        perPerson.set(personId, count);
        if (count > WAITING || at < now - WAITS) await drop(id);
      }
    },
  };
};
