/**
 * What a browser fetches before a page is there, with nothing in its cache: JavaScript in KB as gzip sends it, of a desk,
 * of the executive board and of a wall, by the manifest of the page as it is built. What draws pictures comes beside the
 * board's figures, and only where one is in sight: a figure of its own, and `load.board_charts` is both.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildClient } from '../../server/system/client-build.ts';
import type { Bench } from './figure.ts';

/** LOOK: a desk loads less than this, and a wall. */
const DESK_KB = 270;
const WALL_KB = 80;

/** Sources that are asked for one after the other as the page opens; what they import themselves comes with them. */
const FRAME = ['index.html', 'desk.ts', 'face/shell/Shell.vue', 'words/en/first.ts'];
const PAGES = {
  desk: [...FRAME, 'insight/today/TodayPage.vue'],
  board: [...FRAME, 'insight/executive/ExecutivePage.vue'],
  wall: ['index.html', 'wall/main.ts', 'words/en/wall.json'],
};
const PICTURES = 'insight/chart/Chart.vue';

type Manifest = { readonly [source: string]: { readonly file: string; readonly imports?: readonly string[] } };

/** Files of these sources and of all that they cannot begin without. Throws for a source that is loaded by nobody. */
const filesOf = (manifest: Manifest, sources: readonly string[]): ReadonlySet<string> => {
  const waiting = [...sources];
  const seen = new Set<string>();
  const files = new Set<string>();
  for (let source = waiting.pop(); source !== undefined; source = waiting.pop()) {
    if (seen.has(source)) continue;
    seen.add(source);
    const found = manifest[source];
    if (!found) throw new Error(`${source} is no file of its own any more: name what the page loads instead`);
    if (found.file.endsWith('.js')) files.add(found.file);
    waiting.push(...(found.imports ?? []));
  }
  return files;
};

const bench: Bench = {
  group: 'load',
  figures: ['load.desk', 'load.board', 'load.board_pictures', 'load.board_charts', 'load.wall'],
  run: async (report) => {
    const { dir } = await buildClient();
    const manifest = JSON.parse(await readFile(join(dir, '.vite', 'manifest.json'), 'utf8')) as Manifest;
    const sizeOf = async (files: ReadonlySet<string>): Promise<number> => {
      const sizes = await Promise.all(
        [...files].map(async (file) => gzipSync(await readFile(join(dir, file)), { level: 9 }).length),
      );
      return sizes.reduce((all, one) => all + one, 0) / 1024;
    };
    const [desk, board, wall] = (['desk', 'board', 'wall'] as const).map((name) => filesOf(manifest, PAGES[name]));
    if (!desk || !board || !wall) return;
    report({ name: 'load.desk', value: await sizeOf(desk), unit: 'KB', bar: { atMost: DESK_KB } });
    report({ name: 'load.board', value: await sizeOf(board), unit: 'KB', bar: { atMost: DESK_KB } });
    const pictures = new Set([...filesOf(manifest, [PICTURES])].filter((file) => !board.has(file)));
    report({ name: 'load.board_pictures', value: await sizeOf(pictures), unit: 'KB' });
    const charts = new Set([...board, ...pictures]);
    report({ name: 'load.board_charts', value: await sizeOf(charts), unit: 'KB' });
    report({ name: 'load.wall', value: await sizeOf(wall), unit: 'KB', bar: { atMost: WALL_KB } });
  },
};

export default bench;
