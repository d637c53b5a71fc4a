import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { labels } from '../exchange/labels.ts';
import { openapiFor } from '../exchange/openapi.ts';
import { type Door, type House, statusOf } from './context.ts';
import { languageOf } from './file-answer.ts';

/** Everything that the page needs comes from here, and nothing of it stands in the page itself: the policy allows no inline script. */
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; script-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Crossdock API</title><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/api/docs/swagger-ui.css">
<main id="api"></main><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/begin.js"></script></html>`;
const BEGIN = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#api', deepLinking: true, validatorUrl: 'none', docExpansion: 'none' });\n`;

const files: { readonly [name: string]: string } = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};
const fileOf = (name: string): Promise<Buffer> =>
  readFile(fileURLToPath(import.meta.resolve(`swagger-ui-dist/${name}`)));

/** What the API offers whoever asks, as a document and as a page to try it on. */
export const openapi = (house: House): Hono<Door> => {
  const app = new Hono<Door>();
  app.get('/openapi.json', async (c) => {
    const told = await house.live.reading(c.var.actor, async (rights) => ({
      described: openapiFor(rights, labels(await languageOf(house, c))),
    }));
    return 'refused' in told ? c.json(told, statusOf(told)) : c.json(told.described);
  });
  app.get('/docs', (c) => {
    c.header('Content-Security-Policy', POLICY);
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'same-origin');
    return c.html(PAGE);
  });
  app.get('/docs/begin.js', (c) => c.body(BEGIN, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }));
  app.get('/docs/:file', async (c) => {
    const type = Object.hasOwn(files, c.req.param('file')) ? files[c.req.param('file')] : undefined;
    if (!type) return c.json({ refused: 'missing' }, 404);
    return c.body(new Uint8Array(await fileOf(c.req.param('file'))), 200, { 'Content-Type': type });
  });
  return app;
};
