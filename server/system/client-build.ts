import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** `fraction` is 0 to 1 and an estimate by the number of modules of the last build. */
export type BuildProgress = { readonly state: 'current' | 'building' | 'built'; readonly fraction: number };

const root = join(import.meta.dirname, '..', '..');
const dist = join(root, 'client', 'dist');
const countFile = join(dist, 'modules.json');
const KEPT = 2;
const FIRST_GUESS = 1000;

/**
 * The page's files, built if the sources changed since the last build, in a child process so that the
 * server goes on answering. Each state of the sources has a folder of its own, put in place whole: a server that
 * still hands out the former one is not disturbed. `again` builds even so. Rejects with the builder's own words if the build fails.
 */
export async function buildClient(
  onProgress: (progress: BuildProgress) => void = () => {},
  { again = false }: { readonly again?: boolean } = {},
): Promise<{ dir: string }> {
  const stamp = await sourcesStamp();
  const dir = join(dist, stamp);
  if (!again && existsSync(join(dir, 'index.html'))) {
    await utimes(dir, new Date(), new Date());
    onProgress({ state: 'current', fraction: 1 });
    return { dir };
  }
  await mkdir(dist, { recursive: true });
  const making = join(dist, `.${stamp}-${process.pid}`);
  try {
    const expected = await lastCount();
    onProgress({ state: 'building', fraction: 0 });
    const modules = await runBuild(making, (n) => {
      onProgress({ state: 'building', fraction: Math.min(0.95, n / expected) });
    });
    await writeFile(countFile, JSON.stringify({ modules }));
    await rename(making, dir).catch((error: NodeJS.ErrnoException) => {
      // Another process built the same sources meanwhile.
      if (!existsSync(join(dir, 'index.html'))) throw error;
    });
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  await dropOld(stamp);
  onProgress({ state: 'built', fraction: 1 });
  return { dir };
}

/** A hash of everything that the page is made of: content, not times, so that a fresh clone and a branch agree. */
export async function sourcesStamp(): Promise<string> {
  const hash = createHash('sha256');
  const files = ['pnpm-lock.yaml', 'client/package.json'];
  const skip = (name: string) => name === 'node_modules' || name === 'dist' || name === '.nuxt-ui';
  for (const side of ['client', 'shared']) {
    for await (const entry of glob(`${side}/**/*`, { cwd: root, withFileTypes: true, exclude: (e) => skip(e.name) })) {
      if (!entry.isFile()) continue;
      if (/\.test\.ts$|^(auto-imports|components)\.d\.ts$/.test(entry.name)) continue;
      files.push(join(entry.parentPath, entry.name).slice(root.length + 1));
    }
  }
  for (const file of files.sort()) {
    hash.update(`${file}\0`).update(await readFile(join(root, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

function runBuild(outDir: string, onModules: (n: number) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = fork(join(root, 'client', 'build.ts'), [outDir], {
      cwd: join(root, 'client'),
      // Whoever asks for it, tests too: the pages that are kept are those that people get.
      env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
      silent: true,
    });
    let said = '';
    let modules = 0;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('message', (message) => {
      modules = (message as { modules: number }).modules;
      onModules(modules);
    });
    const stop = () => child.kill();
    process.once('exit', stop);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.off('exit', stop);
      if (code === 0) resolve(modules);
      else reject(new Error(`Building the page failed (${signal ?? `exit code ${code}`}).\n${said.trim()}`));
    });
  });
}

async function lastCount(): Promise<number> {
  try {
    return Math.max(1, (JSON.parse(await readFile(countFile, 'utf8')) as { modules: number }).modules);
  } catch {
    return FIRST_GUESS;
  }
}

async function dropOld(current: string): Promise<void> {
  const others: { path: string; at: number }[] = [];
  for (const entry of await readdir(dist, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name === current || entry.name.startsWith('.')) continue;
    const path = join(dist, entry.name);
    others.push({ path, at: (await stat(path)).mtimeMs });
  }
  others.sort((a, b) => b.at - a.at);
  for (const { path } of others.slice(KEPT - 1)) await rm(path, { recursive: true, force: true });
}
