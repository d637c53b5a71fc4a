import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
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

test('[STORE8] another process is kept out, and the lock dies with the process that held it', async () => {
  const script = `import { lockFolder } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))};
    lockFolder(process.argv[1]); console.log('taken'); setInterval(() => undefined, 1000);`;
  const other = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(other.stdout, 'data');
  expect(() => lockFolder(folder)).toThrow(refusal);
  other.kill('SIGKILL');
  await once(other, 'exit');
  lockFolder(folder).release();
});
