/** A server on the folder that it is given, without anything to make: what is measured is how soon it is ready. */
import { ready, serving } from '../serving.ts';

const [data] = process.argv.slice(2);
if (!data) throw new Error('which folder?');
await ready(await serving(data, import.meta.dirname));
process.stdout.write('ready\n');
