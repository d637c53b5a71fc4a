import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { lockFolder } from './lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crossdock-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const refusal = expect.objectContaining({
  code: 'data_folder_in_use',
  message: expect.stringContaining('Another server'),
});

test('[STORE8] a folder is taken once, and free again after its release', () => {
  const lock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(refusal);
  expect(() => lockFolder(folder)).toThrow(refusal);
  lock.release();
  lock.release();
  lockFolder(folder).release();
});

test('[STORE8] another process is kept out, though nothing refers to the lock, which dies with the process', async () => {
  const script = `import { lockFolder } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))};
    lockFolder(process.argv[1]); globalThis.gc(); setTimeout(() => { globalThis.gc(); console.log('taken'); }, 50);
    setInterval(() => undefined, 1000);`;
  const other = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // What a failed test leaves running would keep the whole run waiting for its output to end.
  onTestFinished(() => void other.kill('SIGKILL'));
  await once(other.stdout, 'data');
  expect(() => lockFolder(folder)).toThrow(refusal);
  other.kill('SIGKILL');
  await once(other, 'exit');
  lockFolder(folder).release();
});
