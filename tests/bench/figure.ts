/**
 * One measured number. `floor` is what the bare thing reached beside it in the same run, in the same unit, and
 * `ratio` is value to floor. A `bar` binds the ratio where there is one, else the value.
 */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly floor?: number;
  readonly ratio?: number;
  readonly bar?: { readonly atMost: number } | { readonly atLeast: number };
};

/** What a file `tests/bench/<group>.bench.ts` exports by default. `figures` are the names that `run` must report. */
export type Bench = {
  readonly group: string;
  readonly figures: readonly string[];
  run(report: (figure: Figure) => void): Promise<void>;
};

/** A figure as `--json` prints it, a line each. `holds` is null where there is no bar. */
export type Line = {
  name: string;
  value: number;
  unit: string;
  floor: number | null;
  ratio: number | null;
  bar: number | null;
  holds: boolean | null;
};

export function line(figure: Figure): Line {
  const { name, value, unit, floor, bar } = figure;
  const ratio = figure.ratio ?? (floor ? value / floor : undefined);
  const bound = ratio ?? value;
  let holds: boolean | null = null;
  if (bar) holds = 'atMost' in bar ? bound <= bar.atMost : bound >= bar.atLeast;
  const limit = bar ? ('atMost' in bar ? bar.atMost : bar.atLeast) : null;
  return { name, value, unit, floor: floor ?? null, ratio: ratio ?? null, bar: limit, holds };
}

/** The figure as a row for people: name, value, beside, ratio, bar, verdict. */
export function row(figure: Figure): string[] {
  const { name, value, unit, floor, ratio, holds } = line(figure);
  const { bar } = figure;
  const limit = bar ? ('atMost' in bar ? `≤ ${short(bar.atMost)}` : `≥ ${short(bar.atLeast)}`) : '';
  const verdict = holds === null ? '' : holds ? 'holds' : 'FALLS SHORT';
  return [
    name,
    `${short(value)} ${unit}`,
    floor === null ? '' : short(floor),
    ratio === null ? '' : short(ratio),
    limit,
    verdict,
  ];
}

function short(n: number): string {
  if (Number.isInteger(n)) return n.toLocaleString('en-US');
  return Math.abs(n) >= 100 ? Math.round(n).toLocaleString('en-US') : n.toPrecision(3);
}
