/** A tile as a picture: its name, its figure, what has become of it, and its drawing, in the colours of the theme. */

import { words } from '../../words/words.ts';
import { beforeText } from '../chart/chart.ts';
import { coloursNow } from '../chart/colours.ts';
import { init } from '../chart/echarts.ts';
import { timeOption } from '../chart/time.option.ts';
import { cutTo } from './cut.ts';
import type { Tile } from './library.ts';
import { isRest, largest, type NamedPoint, widthOf } from './points.ts';
import { paintOf } from './shares.ts';
import type { TileSeen } from './tile.ts';
import { inOneLine } from './value.ts';

const WIDTH = 720;
const EDGE = 24;
const HEAD = 112;
const CHART = 300;
/** The line that says which line is which. */
const LEGEND = 26;
const BAR = 30;
const SCALE = 2;
/** Of a bar's name, and of its value. */
const NAME = 240;
const VALUE = 96;

type Brush = CanvasRenderingContext2D;
const resolved = (paint: string): string => {
  const name = /^var\((--[\w-]+)\)$/.exec(paint)?.[1];
  return name ? getComputedStyle(document.documentElement).getPropertyValue(name).trim() : paint;
};

const drawBars = (
  brush: Brush,
  tile: Tile,
  points: readonly NamedPoint[],
  text: TileSeen['text'],
  font: string,
): void => {
  const colours = coloursNow();
  const whole = largest(points);
  const room = WIDTH - 2 * EDGE - NAME - VALUE - 12;
  points.forEach((point, at) => {
    const y = HEAD + at * BAR;
    const paint =
      tile.view === 'ageing' || tile.view === 'stacked' ? paintOf(point.key, at, tile.view === 'ageing') : null;
    brush.font = `13px ${font}`;
    brush.fillStyle = colours.text;
    brush.textAlign = 'left';
    brush.fillText(
      cutTo(point.label, NAME, (label) => brush.measureText(label).width),
      EDGE,
      y + 14,
    );
    brush.fillStyle = paint ? resolved(paint) : (colours.series[0] ?? colours.text);
    // What is left beyond the largest is no bar beside them, as on the tile: it may be many times as long.
    if (!isRest(point)) brush.fillRect(EDGE + NAME + 12, y + 2, (room * widthOf(point.value, whole)) / 100, 15);
    brush.fillStyle = colours.text;
    brush.textAlign = 'right';
    brush.fillText(point.value === null ? '–' : text(point.value), WIDTH - EDGE, y + 14);
  });
  brush.textAlign = 'left';
};

/** What the lines are called, as they are drawn; nothing where there is one alone. */
const legendOf = ({ points, query }: TileSeen): readonly { readonly name: string; readonly dashed: boolean }[] => {
  const { compare } = query.value;
  if (!compare || points.value.every(({ before }) => before === null)) return [];
  return [
    { name: words.t('insight.chart.now'), dashed: false },
    { name: beforeText(compare), dashed: true },
  ];
};
const drawLegend = (brush: Brush, legend: ReturnType<typeof legendOf>, font: string): void => {
  const { series, text } = coloursNow();
  let x = EDGE;
  for (const { name, dashed } of legend) {
    brush.strokeStyle = (dashed ? series[4] : series[0]) ?? text;
    brush.lineWidth = 2;
    brush.setLineDash(dashed ? [3, 3] : []);
    brush.beginPath();
    brush.moveTo(x, HEAD + 8);
    brush.lineTo(x + 18, HEAD + 8);
    brush.stroke();
    brush.font = `12px ${font}`;
    brush.fillStyle = text;
    brush.fillText(name, x + 25, HEAD + 12);
    x += 25 + brush.measureText(name).width + 22;
  }
  brush.setLineDash([]);
};

const drawTime = (brush: Brush, tile: Tile, name: string, seen: TileSeen, font: string): void => {
  const { points, text, onAxis, unit, query } = seen;
  const legend = legendOf(seen);
  drawLegend(brush, legend, font);
  const canvas = document.createElement('canvas');
  canvas.width = (WIDTH - 2 * EDGE) * SCALE;
  canvas.height = CHART * SCALE;
  const chart = init(canvas, null, { width: WIDTH - 2 * EDGE, height: CHART, devicePixelRatio: SCALE });
  const { compare } = query.value;
  const named = legend.length > 0;
  chart.setOption(
    timeOption({
      shape: tile.view === 'bar' ? 'bar' : 'line',
      points: points.value,
      name,
      beforeName: named && compare ? beforeText(compare) : null,
      hidden: new Set(),
      text,
      onAxis,
      share: unit.value === 'ppm',
      still: true,
      colours: coloursNow(),
      said: name,
      font,
    }),
  );
  brush.drawImage(canvas, EDGE, HEAD + (named ? LEGEND : 0), WIDTH - 2 * EDGE, CHART);
  chart.dispose();
};

/** Null where the browser gives no canvas. */
export const pictureOf = async (tile: Tile, name: string, seen: TileSeen): Promise<Blob | null> => {
  const points = seen.points.value;
  const height =
    HEAD +
    (points.length === 0
      ? 0
      : seen.timed.value
        ? CHART + (legendOf(seen).length > 0 ? LEGEND : 0)
        : points.length * BAR) +
    EDGE;
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH * SCALE;
  canvas.height = height * SCALE;
  const brush = canvas.getContext('2d');
  if (!brush) return null;
  const colours = coloursNow();
  const font = getComputedStyle(document.body).fontFamily;
  brush.scale(SCALE, SCALE);
  brush.fillStyle = colours.sheet;
  brush.fillRect(0, 0, WIDTH, height);
  brush.fillStyle = colours.text;
  brush.font = `14px ${font}`;
  brush.fillText(seen.span.value ? `${name} · ${seen.span.value}` : name, EDGE, 34);
  brush.font = `300 36px ${font}`;
  const large = seen.large.value;
  brush.fillText(large ? inOneLine(large) : '–', EDGE, 76);
  const { change, against } = seen.comparison.value ?? {};
  if (change && against) {
    brush.font = `13px ${font}`;
    brush.fillStyle = colours.muted;
    const by = words.t(`insight.change.${change.way}`, { by: change.by });
    brush.fillText(change.by ? `${by} ${words.t(`insight.against.${against}`)}` : by, EDGE, 98);
  }
  if (points.length > 0 && seen.timed.value) drawTime(brush, tile, name, seen, font);
  else if (points.length > 0) drawBars(brush, tile, points, seen.text, font);
  return new Promise((done) => canvas.toBlob(done, 'image/png'));
};
