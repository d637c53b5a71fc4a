import { ROW, type Tile } from './library.ts';

/** How many small figures stand in a row: on a desk, on one beside its menu that is no wider than a tablet, on a narrow one. */
const DENSE = { desk: 7, tablet: 4, narrow: 3 } as const;

/** How many of `n` stand in each row, so that rows hold alike many: 8 at most 6 a row are 4 and 4. */
export const perRow = (n: number, most: number): number => Math.ceil(n / Math.ceil(n / most));

const basis = (share: number): string => `calc(${Math.floor(share * 10_000) / 100}% - 1px)`;

/** Width of a tile in its row, as variables from the widest screen down; a phone has one a row. */
export const rowStyle = (
  { size }: Pick<Tile, 'size'>,
  all: readonly Pick<Tile, 'size'>[],
  dense = false,
): { readonly [name: string]: string } => {
  if (dense)
    return {
      '--row-xl': basis(1 / perRow(all.length, DENSE.desk)),
      '--row-lg': basis(1 / perRow(all.length, DENSE.tablet)),
      '--row-sm': basis(1 / perRow(all.length, DENSE.narrow)),
    };
  const width = all.reduce((sum, one) => sum + one.size.w, 0);
  return {
    // What closes up leaves its place to those that stay.
    '--row-xl': basis(size.w / width),
    '--row-lg': basis(size.w / width),
    '--row-sm': basis(size.w >= 6 || all.length === 1 ? 1 : 0.5),
    '--row-height': `${size.h * ROW}px`,
  };
};
