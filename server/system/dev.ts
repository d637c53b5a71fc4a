// `npm run dev`: the server, started anew when its sources change, and the page's own server with hot reload.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const page = 'http://127.0.0.1:5173';
const children: ChildProcess[] = [];
let stopping = false;

function run(what: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): void {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  children.push(child);
  child.on('exit', (code, signal) => {
    if (!stopping) console.error(`crossdock: ${what} ended (${signal ?? `exit code ${code}`}).`);
    stop(code ?? 1);
  });
}

function stop(code: number): void {
  if (stopping) return;
  stopping = true;
  process.exitCode = code;
  for (const child of children) child.kill('SIGTERM');
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));

// The browser's origin is the page's server; CROSSDOCK_DEV tells the server not to build the page itself.
const env = { CROSSDOCK_ORIGIN: page, ...process.env, CROSSDOCK_DEV: page };
run('the server', ['--watch', '--watch-preserve-output', 'server/main.ts', ...process.argv.slice(2)], root, env);
run("the page's server", ['node_modules/vite/bin/vite.js', '--clearScreen', 'false'], join(root, 'client'), env);
console.log(`crossdock: open ${page}`);
