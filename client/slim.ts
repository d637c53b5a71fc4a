/**
 * What the component library brings along and no page of ours uses is left out of the built page, and what every desk
 * loads anyway is laid into few files: a hundred small ones compress badly and cost a header each.
 */
import { join } from 'node:path';
import type { Plugin } from 'vite';

const root = import.meta.dirname;
const own = (name: string): string => join(root, 'slim', name);

/** By whom, what, and what stands there instead. The library's own code asks; ours may ask for the whole. */
const STAND_INS: readonly (readonly [from: RegExp, what: RegExp, instead: string])[] = [
  // Icons are bundled: the part that fetches them elsewhere has nothing to do.
  [/@nuxt\/ui\//, /^@iconify\/vue$/, own('icons.ts')],
  // One style of colours, once: no manager of a page's head.
  [/@nuxt\/ui\//, /^@unhead\/vue(\/client)?$/, own('head.ts')],
  // Our colours are our own (face/face.css): the palette is only what would stand there without them.
  [/@nuxt\/ui\//, /^tailwindcss\/colors$/, own('colors.ts')],
  // Notices are ours (face/shell/NoticeCorner.vue).
  [/@nuxt\/ui\/.*\/App\.vue/, /^\.\/Toaster\.vue$/, own('toaster.ts')],
];

export const slim = (): Plugin => ({
  name: 'crossdock:slim',
  apply: 'build',
  enforce: 'pre',
  resolveId(source, importer) {
    if (importer === undefined) return null;
    return STAND_INS.find(([from, what]) => from.test(importer) && what.test(source))?.[2] ?? null;
  },
});

type Graph = { getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null };

/** Modules that are loaded with these, ways that open later left out. */
const loadedWith = (entries: readonly string[], graph: Graph): ReadonlySet<string> => {
  const found = new Set<string>();
  const waiting = entries.map((name) => join(root, name));
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(graph.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
};

/** Parts that most pages show come with the frame around them. */
const PARTS = ['Page', 'LoadingRows', 'EmptyState', 'ActionButton', 'KeyHint', 'StatusPill', 'Amount', 'DayText'];
/** The library names all of its parts in one file: these only some pages draw. */
const SOME_PAGES = /reka-ui\/dist\/(Select|Combobox|Listbox|RadioGroup|Checkbox|Progress)\/|\/@tanstack\//;

let wall: ReadonlySet<string> | null = null;
let desk: ReadonlySet<string> | null = null;

/** What wall and desk share is a file, and what every desk loads is another: neither makes the wall heavier. */
export const fileOf = (id: string, graph: Graph): string | null => {
  wall ??= loadedWith(['wall/main.ts'], graph);
  desk ??= loadedWith(['desk.ts', 'face/shell/Shell.vue', ...PARTS.map((name) => `face/parts/${name}.vue`)], graph);
  if (!desk.has(id) || SOME_PAGES.test(id)) return null;
  return wall.has(id) ? 'ground' : 'shell';
};
