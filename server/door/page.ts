import { readFile, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { Hono } from 'hono';
import { CONTENT_POLICY } from './app.ts';

const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** Shown while the client is being built: it asks again by itself, without script (the policy allows none inline). */
const waiting = (
  percent: number,
): string => `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="1"><title>Crossdock</title>
<style>body{margin:0;min-height:100vh;display:grid;place-content:center;gap:16px;font:16px system-ui,sans-serif;background:#f1efec;color:#2b2a28}@media(prefers-color-scheme:dark){body{background:#1d1c1a;color:#e8e6e3}}progress{width:320px;accent-color:#0f5365}</style>
<h1 style="font-size:20px;margin:0">Crossdock</h1><p style="margin:0">The pages are being made · 正在建立頁面 · 正在生成页面</p><progress max="100" value="${percent}"></progress></html>`;

/** The file that an address names; null for one that cannot be read, or that leads out of the folder. */
export const pathIn = (root: string, pathname: string): string | null => {
  try {
    const path = join(root, decodeURIComponent(pathname));
    return `${path}${sep}`.startsWith(`${root}${sep}`) && !path.includes('\0') ? path : null;
  } catch {
    return null;
  }
};

const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;
const takes = (accepted: string, name: string): boolean =>
  accepted.split(',').some((one) => {
    const [encoding, ...rest] = one.split(';').map((part) => part.trim().toLowerCase());
    return encoding === name && !rest.some((part) => /^q=0(\.0*)?$/.test(part));
  });

export type Page = { readonly dir: () => string | null; readonly progress: () => number };

/** The client's files. Hashed names are kept for a year, everything else is asked for again. */
export const page = ({ dir, progress }: Page): Hono => {
  const app = new Hono();
  const isFile = async (path: string): Promise<boolean> => (await stat(path).catch(() => null))?.isFile() === true;
  const send = async (path: string, accepted: string): Promise<Response | null> => {
    if (!(await isFile(path))) return null;
    const headers: { [name: string]: string } = {
      'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
      'Cache-Control': /-[\w-]{8,}\.\w+$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      Vary: 'Accept-Encoding',
    };
    // Compressed when it was built (client/build.ts): nothing of a person's is in these files.
    for (const [name, ending] of ENCODINGS) {
      if (!takes(accepted, name) || !(await isFile(path + ending))) continue;
      headers['Content-Encoding'] = name;
      return new Response(new Uint8Array(await readFile(path + ending)), { headers });
    }
    return new Response(new Uint8Array(await readFile(path)), { headers });
  };
  app.use('*', async (c, next) => {
    await next();
    c.header('Content-Security-Policy', CONTENT_POLICY);
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'same-origin');
    c.header('Cross-Origin-Opener-Policy', 'same-origin');
    c.header('Permissions-Policy', 'camera=(self), microphone=(), geolocation=()');
  });
  app.get('*', async (c) => {
    const root = dir();
    if (root === null) return c.html(waiting(Math.round(progress() * 100)), 503);
    const path = pathIn(root, new URL(c.req.url).pathname);
    if (path === null) return c.text('', 404);
    const accepted = c.req.header('accept-encoding') ?? '';
    // Every address without a file is a page of the client; a missing asset is missing.
    return (
      (await send(path, accepted)) ??
      (extname(path) ? c.text('', 404) : ((await send(join(root, 'index.html'), accepted)) ?? c.text('', 404)))
    );
  });
  return app;
};
