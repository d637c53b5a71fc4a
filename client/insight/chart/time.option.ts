/** A measure over time as lines or bars, with what it was before: an option for the chart, and nothing of the page. */
import type { EChartsCoreOption } from 'echarts/core';
import type { NamedPoint } from '../tile/points.ts';
import type { Colours } from './colours.ts';
import { shareScale } from './share-scale.ts';

export type TimeChart = {
  readonly shape: 'line' | 'bar';
  readonly points: readonly NamedPoint[];
  readonly name: string;
  /** What the comparison is called; null draws none. */
  readonly beforeName: string | null;
  /** Neither is drawn when its name was taken out of the legend. */
  readonly hidden: ReadonlySet<string>;
  readonly text: (value: number) => string;
  /** The same beside the axis, where there is room for little. */
  readonly onAxis: (value: number) => string;
  /** A share is drawn between its lowest and the whole, not from nothing. */
  readonly share: boolean;
  readonly still: boolean;
  readonly colours: Colours;
  /** What those hear who do not see it. */
  readonly said: string;
  readonly font: string;
};

export const timeOption = (chart: TimeChart): EChartsCoreOption => {
  const { shape, points, colours, text, hidden, name, beforeName } = chart;
  const [accent = '', , , , grey = ''] = colours.series;
  const isThin = points.length > 40;
  const now = {
    id: 'now',
    name,
    type: shape,
    data: points.map(({ value }) => value),
    // A day without deliveries has no share: the line goes on to the next that has.
    connectNulls: chart.share,
    ...(shape === 'line'
      ? {
          symbol: 'circle',
          symbolSize: 5,
          showSymbol: points.length <= 14,
          lineStyle: { width: 2, color: accent },
          areaStyle: { color: accent, opacity: chart.share ? 0 : 0.08 },
          emphasis: { disabled: false, scale: 1.4 },
        }
      : { barMaxWidth: 26, barCategoryGap: isThin ? '20%' : '36%' }),
    itemStyle: { color: accent },
    z: 3,
  };
  const noted = points.flatMap(({ happened }, at) => (happened ? [{ xAxis: at }] : []));
  /** What happened stands on its points whatever else is drawn: a fine dotted line, its words with the point's. */
  const marks = {
    id: 'marks',
    type: 'line',
    data: points.map(() => null),
    tooltip: { show: false },
    silent: true,
    markLine: {
      silent: true,
      animation: false,
      symbol: ['none', 'none'],
      lineStyle: { color: colours.muted, width: 1, type: [1, 3] },
      label: { show: true, position: 'end', distance: 0, formatter: '▾', color: colours.muted, fontSize: 10 },
      data: noted,
    },
    z: 1,
  };
  const before = {
    id: 'before',
    name: beforeName ?? '',
    type: 'line',
    data: points.map((point) => point.before),
    connectNulls: chart.share,
    symbol: 'none',
    lineStyle: { width: 1.25, type: [3, 3], color: grey },
    itemStyle: { color: grey },
    emphasis: { disabled: true },
    z: 2,
  };
  return {
    animation: !chart.still,
    animationDuration: 140,
    animationDurationUpdate: 140,
    textStyle: { fontFamily: chart.font, fontSize: 12, color: colours.muted },
    aria: { enabled: true, label: { enabled: true, description: chart.said } },
    grid: { left: 0, right: 8, top: 10, bottom: 0, containLabel: true },
    tooltip: {
      trigger: 'axis',
      confine: true,
      transitionDuration: 0,
      axisPointer: {
        type: shape === 'line' ? 'line' : 'shadow',
        lineStyle: { color: colours.line },
        shadowStyle: { color: colours.line, opacity: 0.4 },
      },
      backgroundColor: colours.inverted,
      borderWidth: 0,
      padding: [6, 10],
      textStyle: { color: colours.onInverted, fontSize: 12, fontFamily: chart.font },
      extraCssText: 'border-radius:3px;box-shadow:none;white-space:pre-line;max-width:18rem;',
      valueFormatter: (value: unknown) => (typeof value === 'number' ? text(value) : '–'),
    },
    xAxis: {
      type: 'category',
      data: points.map(({ label }) => label),
      boundaryGap: shape === 'bar',
      axisLine: { lineStyle: { color: colours.line } },
      axisTick: { show: false },
      axisPointer: {
        label: {
          show: false,
          formatter: ({ value, seriesData }: { value: unknown; seriesData: readonly { dataIndex: number }[] }) => {
            const happened = points[seriesData[0]?.dataIndex ?? -1]?.happened;
            return happened ? `${value}\n${happened}` : String(value);
          },
        },
      },
      axisLabel: {
        color: colours.muted,
        hideOverlap: true,
        margin: 8,
        // The last day of a line stands at the very edge: its label ends there instead of being cut.
        ...(shape === 'line' ? { alignMaxLabel: 'right' } : {}),
      },
    },
    yAxis: {
      type: 'value',
      ...(chart.share
        ? shareScale(points.flatMap(({ value, before }) => [value, before]))
        : { minInterval: 1, splitNumber: 4 }),
      axisLabel: { color: colours.muted, formatter: (value: number) => chart.onAxis(value) },
      splitLine: { lineStyle: { color: colours.line } },
    },
    // What is drawn first is what the keyboard walks along.
    series: [
      ...(hidden.has('now') ? [] : [now]),
      ...(beforeName === null || hidden.has('before') ? [] : [before]),
      ...(noted.length > 0 ? [marks] : []),
    ],
  };
};
