/** What the gallery shows; made up, and shown to no one else. */
import type { NamedPoint } from './points.ts';

const point = (key: string, label: string, value: number, before: number | null = null): NamedPoint => ({
  key,
  label,
  value,
  before,
  count: value,
});

export const galleryStages: readonly NamedPoint[] = [
  point('backordered', 'Back-ordered', 38),
  point('reserved', 'Reserved', 412),
  point('picking', 'Picking', 131),
  point('packed', 'Packed', 64),
  point('shipped', 'Shipped', 220),
  point('delivered', 'Delivered', 890),
];
export const galleryRanks: readonly NamedPoint[] = [
  point('1', 'Guang Hua Trading 光華貿易', 3_420),
  point('2', 'Northgate Supply', 1_830),
  point('3', 'Ho Ping Books 和平書局', 760),
  point('rest', 'Others', 5_210),
];
export const galleryAges: readonly NamedPoint[] = [
  point('current', 'Not due', 3_200),
  point('d1_30', '1–30 days', 1_210),
  point('d31_60', '31–60 days', 640),
  point('d61_90', '61–90 days', 310),
  point('d90_plus', 'Over 90 days', 290),
];
const DAYS = 28;
export const galleryDays: readonly NamedPoint[] = Array.from({ length: DAYS }, (_, at) =>
  point(
    `2026-11-${String(at + 1).padStart(2, '0')}`,
    `Nov ${at + 1}`,
    700 + Math.round(220 * Math.sin(at / 3)),
    640 + Math.round(180 * Math.cos(at / 4)),
  ),
);
