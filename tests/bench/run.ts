// `npm run bench [group …] [--json]`: every tests/bench/*.bench.ts, or the groups named. A table for people, or a
// line of JSON for each figure (all else then goes to stderr). Ends non-zero when a bar is not held, a promised
// figure is missing, or a group broke.
import { type ChildProcess, fork } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Bench, type Figure, line, row } from './figure.ts';

const GROUP_LIMIT_MS = 15 * 60_000;
const HEAD = ['figure', 'value', 'beside', 'ratio', 'bar', ''];

const args = process.argv.slice(2);
// npm takes `npm run bench --json` as its own option and hands it on this way.
const json = args.includes('--json') || process.env.npm_config_json === 'true';
const wanted = args.filter((arg) => !arg.startsWith('-'));
const faults: string[] = [];
const figures: Figure[] = [];
let running: ChildProcess | undefined;

const found = await discover();
const groups = [...found.keys()];
for (const name of wanted) {
  if (!found.has(name)) faults.push(`there is no group ${name}; there are: ${groups.join(', ') || 'none yet'}`);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    running?.kill('SIGTERM');
    process.exitCode = 1;
    setTimeout(() => process.exit(1), 3_000).unref();
  });
}

const began = Date.now();
if (faults.length === 0) {
  for (const [group, { file, bench }] of found) {
    if (wanted.length > 0 && !wanted.includes(group)) continue;
    console.error(`${group} …`);
    const problem = await measure(file);
    if (problem) faults.push(`${group}: ${problem}`);
    const named = new Set(figures.map((figure) => figure.name));
    for (const name of bench.figures) if (!named.has(name)) faults.push(`${group}: no figure ${name}`);
  }
}
conclude();

async function discover(): Promise<Map<string, { file: string; bench: Bench }>> {
  const benches = new Map<string, { file: string; bench: Bench }>();
  for (const name of readdirSync(import.meta.dirname).sort()) {
    if (!name.endsWith('.bench.ts')) continue;
    const file = pathToFileURL(join(import.meta.dirname, name)).href;
    try {
      const { default: bench } = (await import(file)) as { default: Bench };
      benches.set(bench.group, { file, bench });
    } catch (error) {
      faults.push(`${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return benches;
}

/** Undefined when the group went through, else what was wrong. */
function measure(file: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    // What a bench prints is for people: with --json it must not come between the lines.
    const child = fork(join(import.meta.dirname, 'group.ts'), [file], {
      execArgv: [...process.execArgv, '--expose-gc'],
      stdio: ['ignore', 2, 2, 'ipc'],
    });
    running = child;
    let done = false;
    const limit = setTimeout(() => child.kill('SIGKILL'), GROUP_LIMIT_MS);
    child.on('message', (message: { figure?: Figure; done?: boolean }) => {
      if (message.done) done = true;
      if (!message.figure) return;
      figures.push(message.figure);
      if (json) console.log(JSON.stringify(line(message.figure)));
    });
    child.on('exit', (code, signal) => {
      clearTimeout(limit);
      resolve(done && code === 0 ? undefined : `it ended before it was done (${signal ?? `exit code ${code}`})`);
    });
  });
}

function conclude(): void {
  const say = json ? console.error : console.log;
  const rows = [HEAD, ...figures.map(row)];
  const widths = HEAD.map((_, i) => Math.max(...rows.map((cells) => cells[i]?.length ?? 0)));
  say('');
  for (const cells of rows) {
    say(
      cells
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    );
  }
  const short = figures.filter((figure) => line(figure).holds === false);
  for (const figure of short) faults.push(`${figure.name} falls short of its bar`);
  if (figures.length === 0) faults.push('nothing was measured');
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'cpu'}, ${Math.round(totalmem() / 2 ** 30)} GB`;
  say(
    `\n${figures.length} figures in ${Math.round((Date.now() - began) / 1000)} s on ${machine}, Node ${process.version}`,
  );
  for (const fault of faults) say(`! ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}
