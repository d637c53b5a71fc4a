/** Files as they are brought, and answers about them by the rights that hold when they are given. */
import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Refusal } from '../../shared/base/decision.ts';
import { uuid7 } from '../../shared/base/id.ts';
import { isStorable } from '../../shared/base/text.ts';
import { Revoked } from '../exchange/export.ts';
import { type Standing, standingOf } from '../exchange/tables/standing.ts';
import type { Upload } from '../exchange/uploads.ts';
import { isOldWorkbook, isWorkbook, openWorkbook } from '../exchange/workbook/workbook.ts';
import { asSelf } from '../write/behalf.ts';
import type { Actor } from '../write/handlers.ts';
import type { Door, House } from './context.ts';
import { COOKIE } from './session.ts';

/** Bytes of a file, at most; what a form wraps around it comes on top. */
export const FILE = 64 * 1024 * 1024;
export const WRAPPED = FILE + 64 * 1024;
export const tooLarge = (limit: number): Refusal => ({ refused: 'input.too_large', with: { limit } });

const nameOf = (text: string): string => {
  const plain = text
    .replace(/^.*[\\/]/, '')
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 200);
  return plain && isStorable(plain) ? plain : 'import.csv';
};

export type Brought = { readonly upload: Upload; readonly bytes: Uint8Array };

/**
 * The file of a request, in a form or by itself; a workbook as the rows of its sheet. Refuses `input.invalid`,
 * `input.too_large`, `import.workbook_old` and what `openWorkbook` refuses.
 */
export const fileBrought = async (c: Context<Door>, now: number): Promise<Brought | Refusal> => {
  const form = c.req.header('content-type')?.startsWith('multipart/form-data') === true;
  const file = form ? (await c.req.parseBody()).file : null;
  if (form && !(file instanceof File)) return { refused: 'input.invalid', field: 'file' };
  const raw = new Uint8Array(file instanceof File ? await file.arrayBuffer() : await c.req.arrayBuffer());
  if (raw.length > FILE) return tooLarge(FILE);
  if (isOldWorkbook(raw)) return { refused: 'import.workbook_old', field: 'file' };
  const opened = isWorkbook(raw) ? await openWorkbook(raw) : { csv: raw, sheet: null };
  if ('refused' in opened) return opened;
  const upload: Upload = {
    id: uuid7(now, randomBytes(10)),
    personId: c.var.actor.id,
    fileName: nameOf(file instanceof File ? file.name : (c.req.query('name') ?? '')),
    size: raw.length,
    at: now,
    sheet: opened.sheet,
  };
  return { upload, bytes: opened.csv };
};

/** Is the session still there that this was asked by? */
export const standsFor =
  ({ company }: House, c: Context<Door>): (() => Promise<boolean>) =>
  async () =>
    (await company.sessions.find(getCookie(c, COOKIE) ?? '', company.clock())) !== null;

/**
 * What is to be said of a file by the rights that hold when it is answered: where they changed under it, it is begun anew by
 * the new ones. `keep` is done before the answer.
 */
export const answeredNow = async <T extends object>(
  house: House,
  c: Context<Door>,
  barred: (actor: Actor) => Refusal | null,
  make: (actor: Actor, standing: Standing) => Promise<T | Refusal>,
  keep: () => Promise<void> = async () => undefined,
): Promise<T | Refusal> => {
  const { id, sessionId } = c.var.actor;
  const { company, live } = house;
  const stands = standsFor(house, c);
  for (;;) {
    const found = (await stands()) ? await company.people.actor(id, sessionId) : null;
    if (!found) return { refused: 'signed_out' };
    const refusal = barred(found);
    if (refusal) return refusal;
    const actor = asSelf(found);
    const standing = standingOf(live, actor, stands);
    try {
      const made = await make(actor, standing);
      if ('refused' in made) return made;
      await keep();
      return await standing(async () => made);
    } catch (error) {
      if (!(error instanceof Revoked)) throw error;
    }
  }
};
