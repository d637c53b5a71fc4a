import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildIn } from '../../../shared/insight/wall/build.ts';

/** The build that the server hands out, read once a folder: a wall that runs another one loads itself anew. */
export const servedBuild = (dir: () => string | null): (() => Promise<string | null>) => {
  let known: { readonly dir: string; readonly build: Promise<string | null> } | null = null;
  return () => {
    const now = dir();
    if (now === null) return Promise.resolve(null);
    if (known?.dir !== now) {
      const build = readFile(join(now, 'index.html'), 'utf8').then(buildIn, () => null);
      known = { dir: now, build };
    }
    return known.build;
  };
};
