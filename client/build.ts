// Builds the page into the folder named by the first argument and tells the parent process how far it is.
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, type Plugin } from 'vite';

const outDir = process.argv[2];
if (!outDir) throw new Error('name the folder to build into');

let modules = 0;
let told = 0;
const progress: Plugin = {
  name: 'crossdock:progress',
  moduleParsed() {
    modules += 1;
    if (modules - told < 25) return;
    told = modules;
    process.send?.({ modules });
  },
};

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];
/** Once here instead of at each visit. Browsers take Brotli over https and from their own machine only, gzip from anywhere. */
const compress = async (): Promise<void> => {
  for await (const name of glob('**/*.{js,css,html,svg,json,webmanifest}', { cwd: outDir })) {
    const path = join(outDir, name);
    const bytes = await readFile(path);
    if (bytes.length < 1_024) continue;
    await writeFile(`${path}.br`, await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
    await writeFile(`${path}.gz`, await zip(bytes, { level: 9 }));
  }
};

try {
  await build({ root: import.meta.dirname, logLevel: 'warn', plugins: [progress], build: { outDir } });
  await compress();
  process.send?.({ modules });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
process.disconnect?.();
