// `npm run check`: format and lint, types, words. Every step runs, whatever the others found; a further step is
// one more line below.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildClient } from '../server/system/client-build.ts';
import { wordFaults } from './check-words.ts';

const root = join(import.meta.dirname, '..');

type Step = { readonly name: string; run(): Promise<boolean> };

const steps: readonly Step[] = [
  { name: 'format and lint', run: () => tool('node_modules/@biomejs/biome/bin/biome', 'check', '.') },
  { name: 'types of shared/, with neither Node nor browser', run: () => tool(tsc, '-p', 'shared') },
  { name: 'types of server/ and shared/', run: () => tool(tsc, '-p', '.') },
  { name: 'types of tests/', run: () => tool(tsc, '-p', 'tests') },
  { name: 'the page builds', run: pageBuilds },
  { name: 'types of client/', run: () => tool('client/node_modules/vue-tsc/bin/vue-tsc.js', '-p', 'client') },
  { name: 'words in three languages', run: async () => none(await wordFaults(join(root, 'client', 'words'))) },
];

const tsc = 'node_modules/typescript/bin/tsc';
let failed = 0;
for (const step of steps) {
  const began = Date.now();
  const fine = await step
    .run()
    .catch((error: unknown) => none([error instanceof Error ? error.message : String(error)]));
  if (!fine) failed += 1;
  console.log(`${fine ? 'ok    ' : 'FAILED'} ${step.name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}
if (failed > 0) console.log(`\n${failed} of ${steps.length} checks failed.`);
process.exitCode = failed > 0 ? 1 : 0;

function tool(script: string, ...args: string[]): Promise<boolean> {
  const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code === 0));
  });
}

/** The component library writes its declarations while the page is built: without them no template is typed. */
async function pageBuilds(): Promise<boolean> {
  const written = ['components.d.ts', 'auto-imports.d.ts', 'node_modules/.nuxt-ui/ui'];
  const complete = written.every((path) => existsSync(join(root, 'client', path)));
  await buildClient(() => {}, { again: !complete });
  return true;
}

function none(faults: readonly string[]): boolean {
  for (const fault of faults) console.log(`  ${fault}`);
  return faults.length === 0;
}
