import { SYSTEM } from '../write/handlers.ts';
import type { Stage } from './stage.ts';

export type House = {
  readonly id: string;
  readonly code: 'TPE' | 'KHH';
  /** Shelves in the order of the walk. */
  readonly shelves: readonly string[];
};

const houses = [
  { code: 'TPE', name: 'Taipei 台北倉', aisles: 'ABCDEF' },
  { code: 'KHH', name: 'Kaohsiung 高雄倉', aisles: 'ABCDE' },
] as const;
const BAYS = 10;
/** With whom goods leave: code, and the name in each language. */
export const carriers = [
  ['TCAT', 'Black Cat', '黑貓宅急便', '黑猫宅急便'],
  ['HCT', 'Hsinchu Logistics', '新竹物流', '新竹物流'],
  ['OWN', 'Own van', '自有車', '自有车'],
] as const;

/** Ids of the carriers by name. */
export const enterCarriers = async (stage: Stage, at: number): Promise<ReadonlyMap<string, string>> => {
  const ids = new Map<string, string>();
  for (const [code, name, traditionalName, simplifiedName] of carriers) {
    const input = { list: 'carrier', code, name, traditionalName, simplifiedName };
    ids.set(name, await stage.must(SYSTEM, at, 'choice.set', input));
  }
  return ids;
};

/** Two warehouses of some sixty places each: aisles of shelves, a dock, a corner for what is not for sale. */
export const enterPlaces = async (stage: Stage, at: number): Promise<readonly House[]> => {
  const set = (name: Parameters<Stage['must']>[2], input: object): Promise<string> =>
    stage.must(SYSTEM, at, name, input);
  const made: House[] = [];
  for (const { code, name, aisles } of houses) {
    const id = await set('warehouse.create', { code, name });
    const place = (more: object): Promise<string> => set('location.create', { warehouseId: id, ...more });
    const shelves = await Promise.all(
      [...aisles].flatMap((aisle, row) =>
        Array.from({ length: BAYS }, (_, bay) =>
          place({ code: `${aisle}-${String(bay + 1).padStart(2, '0')}`, sequence: (row * BAYS + bay + 1) * 10 }),
        ),
      ),
    );
    await Promise.all([
      place({ code: 'DOCK', sequence: 5, purpose: 'receiving' }),
      place({ code: 'QC', sequence: 9_000, purpose: 'quarantine' }),
      place({ code: 'BACK', sequence: 9_010, purpose: 'put_back' }),
    ]);
    made.push({ id, code, shelves });
  }
  return made;
};
