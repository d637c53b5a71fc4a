type Together<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer All) => void ? All : never;

type Tree = { [name: string]: string | Tree };

function lay(over: Tree, part: Tree): Tree {
  for (const [name, value] of Object.entries(part)) {
    const there = over[name];
    over[name] = typeof value === 'object' ? lay(typeof there === 'object' ? there : {}, value) : value;
  }
  return over;
}

/** The words of all capabilities as one tree; a file may add to another's branches (`nouns`, `fields`, `values` …). */
export const merge = <Parts extends readonly object[]>(...parts: Parts): Together<Parts[number]> =>
  parts.reduce<Tree>((all, part) => lay(all, part as Tree), {}) as Together<Parts[number]>;
