/** Plain pictures for the demonstration's goods: a shape in a colour, drawn here, so that nobody's photograph is needed. */
import { crc32, deflateSync } from 'node:zlib';
import type { Goods } from './goods.ts';
import type { Stage } from './stage.ts';

/** Products that get one. */
const DRAWN = 60;
const colours = [
  [15, 99, 116],
  [194, 138, 44],
  [122, 106, 156],
  [154, 59, 46],
  [90, 120, 70],
] as const;

const chunk = (name: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
};

/** How far inside a shape a point lies, 0..1 on the picture: below 0 is outside. */
const shapes: readonly ((x: number, y: number) => number)[] = [
  (x, y) => 0.3 - Math.hypot(x - 0.5, y - 0.5),
  (x, y) => 0.27 - Math.max(Math.abs(x - 0.5), Math.abs(y - 0.5)),
  (x, y) => Math.min(0.32 - Math.hypot(x - 0.5, y - 0.5), Math.hypot(x - 0.5, y - 0.5) - 0.14),
  (x, y) => Math.min(y - 0.24, 0.76 - y, 0.3 - Math.abs(x - 0.5) - (y - 0.24) * 0.18),
];

/** A PNG of `side` px. */
export const drawnPicture = (side: number, kind: number): Buffer => {
  const inside = shapes[kind % shapes.length] as (typeof shapes)[number];
  const [red, green, blue] = colours[kind % colours.length] as (typeof colours)[number];
  const rows = Buffer.alloc(side * (side * 3 + 1));
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const depth = Math.min(1, Math.max(0, inside((x + 0.5) / side, (y + 0.5) / side) * side));
      const light = 1.08 - (0.3 * y) / side;
      const at = y * (side * 3 + 1) + 1 + x * 3;
      [red, green, blue].forEach((colour, n) => {
        rows[at + n] = Math.min(255, Math.round(255 + (colour * light - 255) * depth));
      });
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  // Eight bits of red, green and blue.
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

export const enterPictures = async (stage: Stage, at: number, managerId: string, { goods }: Goods): Promise<void> => {
  const base64 = (side: number, kind: number): string => drawnPicture(side, kind).toString('base64');
  const kinds = Array.from({ length: shapes.length * colours.length }, (_, kind) => ({
    small: base64(128, kind),
    large: base64(480, kind),
  }));
  for (const [n, { id }] of goods.slice(0, DRAWN).entries())
    await stage.must(managerId, at, 'product.picture', { id, picture: kinds[n % kinds.length] });
};
