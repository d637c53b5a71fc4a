import { ratioOf } from '../measure.ts';

/** Of the lines of confirmed orders with goods still to leave, the share that stock covers. */
export const fillRate = ratioOf({
  name: 'fill_rate',
  over: ['lines_covered', 'lines_open'],
  unit: 'ppm',
  scale: 1000000,
});
