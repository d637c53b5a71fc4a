/** The press's own process: fonts and template once, then one document after another. It ends with the server. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import type { Paper } from './paper.ts';

export type Pressing = { readonly paper: Paper };
/** `missing`: signs that no font here has, printed as boxes. `failed`: what was the matter, without a word of the document. */
export type Pressed = { readonly ready: true } | Printed | { readonly failed: string };
export type Printed = { readonly pdf: Uint8Array; readonly missing: string };

const memory = Number(process.argv[2]);
// While a document is being set this thread hears nothing: another one watches the memory of both.
new Worker(
  `setInterval(() => { if (process.memoryUsage.rss() > ${memory}) process.kill(process.pid, 'SIGKILL'); }, 25);`,
  { eval: true },
).unref();
process.on('disconnect', () => process.exit(0));

const { resolve } = createRequire(import.meta.url);
const font = (path: string): Buffer => readFileSync(resolve(`@expo-google-fonts/${path}`));
const fontBlobs = [
  font('noto-sans-tc/400Regular/NotoSansTC_400Regular.ttf'),
  font('noto-sans-tc/700Bold/NotoSansTC_700Bold.ttf'),
  font('noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  font('noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
];
const template = readFileSync(new URL('./paper.typ', import.meta.url), 'utf8');
// A template can read what lies in its workspace, and this one holds nothing but the document.
const workspace = mkdtempSync(join(tmpdir(), 'crossdock-press-'));
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] });
rmSync(workspace, { recursive: true, force: true });

const messageOf = (error: unknown): string => String((error as { readonly code?: unknown }).code ?? error);
/** Signs that steer a terminal have no place on paper. */
const printable = (_name: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/[^\P{Cc}\n]/gu, ' ') : value;
/** The engine spells some signs by their number. */
const spelt = (sign: string): string =>
  sign.replaceAll(/\\+u\{([0-9a-f]{1,6})\}/g, (_whole, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  );
/** The archive's standard wants a glyph for every sign; a document with a box in it is better than none, and says so. */
const exported = (document: NodeTypstDocument): Printed => {
  try {
    return { pdf: compiler.pdf(document, { pdfStandard: 'a-2a' }), missing: '' };
  } catch (error) {
    const signs = [...messageOf(error).matchAll(/the text `\\?"(.{1,16}?)\\?"` could not be displayed/gu)];
    if (signs.length === 0) throw error;
    const missing = [...new Set(signs.map(([, sign]) => spelt(sign ?? '')))].join('');
    return { pdf: compiler.pdf(document), missing };
  }
};

const set = (paper: Paper): Printed => {
  compiler.mapShadow(join(workspace, 'paper.json'), Buffer.from(JSON.stringify(paper, printable)));
  try {
    const compiled = compiler.compile({ mainFileContent: template });
    const { result } = compiled;
    if (!result) throw new Error(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics ?? 'no document'));
    return exported(result);
  } finally {
    compiler.resetShadow();
    // Nothing of a document is kept beyond the next few.
    compiler.evictCache(1);
  }
};

const tell = (told: Pressed): void => void process.send?.(told);
process.on('message', ({ paper }: Pressing) => {
  try {
    tell(set(paper));
  } catch (error) {
    tell({ failed: messageOf(error).replaceAll(/`[^`]*`/g, '…') });
  }
});
tell({ ready: true });
