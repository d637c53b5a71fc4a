// Builds the page into the folder named by the first argument and tells the parent process how far it is.
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

try {
  await build({ root: import.meta.dirname, logLevel: 'warn', plugins: [progress], build: { outDir } });
  process.send?.({ modules });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
process.disconnect?.();
