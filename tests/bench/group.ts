// One group in a process of its own, so that no group's memory or warm code is in another's figures.
import type { Bench } from './figure.ts';

const file = process.argv[2];
if (!file) throw new Error('name the bench to run');
const { default: bench } = (await import(file)) as { default: Bench };
await bench.run((figure) => process.send?.({ figure }));
process.send?.({ done: true }, () => process.exit(0));
