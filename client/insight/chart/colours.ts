import './chart.css';

/** The colours of the theme as a canvas takes them: resolved to rgb, since it knows neither variables nor oklch. */
export type Colours = {
  readonly series: readonly string[];
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly sheet: string;
  readonly inverted: string;
  readonly onInverted: string;
};

const rgbOf = (brush: CanvasRenderingContext2D, colour: string): string => {
  brush.clearRect(0, 0, 1, 1);
  brush.fillStyle = colour;
  brush.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 255] = brush.getImageData(0, 0, 1, 1).data;
  return `rgba(${red}, ${green}, ${blue}, ${Math.round((alpha / 255) * 1000) / 1000})`;
};

/** Read anew when the theme changes. */
export const coloursNow = (): Colours => {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => {
    const value = style.getPropertyValue(name).trim();
    return brush && value ? rgbOf(brush, value) : '#888888';
  };
  return {
    series: [1, 2, 3, 4, 5, 6].map((n) => read(`--chart-${n}`)),
    text: read('--ui-text'),
    muted: read('--ui-text-muted'),
    line: read('--ui-border'),
    sheet: read('--ui-bg'),
    inverted: read('--ui-bg-inverted'),
    onInverted: read('--ui-text-inverted'),
  };
};
