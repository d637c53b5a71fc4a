import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { page, pathIn } from './page.ts';

test('[DOOR2] an address leads to files of the page, and nowhere else', () => {
  expect(pathIn('/data/page', '/')).toMatch(/^\/data\/page\/?$/);
  expect(pathIn('/data/page', '/assets/index-a1b2c3d4.js')).toBe('/data/page/assets/index-a1b2c3d4.js');
  for (const out of [
    '/..%2fkeys.json',
    '/..%2fpage-of-before/index.html',
    '/assets/..%2f..%2f..%2fetc',
    '/%',
    '/a%00b',
  ])
    expect(pathIn('/data/page', out)).toBeNull();
});

test('[DOOR3] a file goes out compressed to whoever takes it so, and as it is to all others', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'crossdock-page-'));
  try {
    const text = 'export default 1;'.repeat(200);
    await writeFile(join(dir, 'a.js'), text);
    await writeFile(join(dir, 'a.js.gz'), gzipSync(text));
    await writeFile(join(dir, 'index.html'), '<!doctype html>');
    const app = page({ dir: () => dir, progress: () => 1 });
    const get = (accepted: string) => app.request('/a.js', { headers: { 'accept-encoding': accepted } });
    const zipped = await get('br, gzip;q=0.8');
    expect([zipped.headers.get('content-encoding'), zipped.headers.get('vary')]).toEqual(['gzip', 'Accept-Encoding']);
    expect(zipped.headers.get('content-type')).toMatch(/javascript/);
    expect(gunzipSync(await zipped.arrayBuffer()).toString()).toBe(text);
    for (const accepted of ['', 'identity', 'br', 'gzip;q=0']) {
      const plain = await get(accepted);
      expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, text]);
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});
