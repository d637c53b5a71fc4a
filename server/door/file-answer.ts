import type { ServerResponse } from 'node:http';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Context } from 'hono';
import { isLanguage, type Language } from '../exchange/labels.ts';
import type { Door, House } from './context.ts';

/** The language of the person who asks, else the organisation's own first. */
export const languageOf = async (house: House, c: Context<Door>): Promise<Language> => {
  const [row] = await house.company.store.read((query) =>
    query.all('SELECT "language" FROM "person" WHERE "id" = ?', [c.var.actor.id]),
  );
  const language = String(row?.language ?? '');
  return isLanguage(language) ? language : 'en';
};

/** A name for a file in a header: plain for old programs, whole for the others (RFC 6266). */
export const disposition = (fileName: string): string => {
  const whole = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${fileName.replace(/[^\w .-]/g, '_')}"; filename*=UTF-8''${whole}`;
};

/**
 * A file in pieces, made as fast as it is taken and with the event loop left free between two. If the making throws,
 * `failed` is told and the connection breaks off: a file that ends too early must not look whole.
 */
export const streamed = (
  c: Context<Door>,
  fileName: string,
  failed: (error: unknown) => void,
  pieces: () => AsyncGenerator<string>,
): Response => {
  const { outgoing } = c.env as { readonly outgoing?: ServerResponse };
  const making = pieces();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        await breathe();
        try {
          const { value, done } = await making.next();
          if (done) controller.close();
          else controller.enqueue(encoder.encode(value));
        } catch (error) {
          failed(error);
          // The server would write the error's text into the file before it hangs up.
          outgoing?.destroy();
          controller.close();
        }
      },
      cancel: async () => {
        await making.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
  c.header('Content-Type', 'text/csv; charset=utf-8');
  c.header('Content-Disposition', disposition(fileName));
  c.header('X-Content-Type-Options', 'nosniff');
  return c.body(body);
};
