/** A device without its encryption, for outboxes in tests: what lies on it outlives a page. */
import { type Kept, LEASE } from '../../client/live/locker.ts';

export class Device {
  readonly rows = new Map<string, { readonly person: string; readonly kept: Kept }>();

  readonly keep = async (person: string, kept: Kept): Promise<void> => {
    await new Promise((done) => setImmediate(done));
    this.rows.set(kept.id, { person, kept });
  };
  readonly drop = async (id: string): Promise<void> => void this.rows.delete(id);
  readonly sweep = async (now: number): Promise<number> => {
    const over = [...this.rows].filter(([, { kept }]) => now - kept.at >= LEASE);
    for (const [id] of over) this.rows.delete(id);
    return over.length;
  };
  readonly left = async (person: string, now: number) => {
    if ([...this.rows.values()].some((row) => row.person !== person)) this.rows.clear();
    const lapsed = await this.sweep(now);
    const kept = [...this.rows.values()].map((row) => row.kept).sort((a, b) => a.at - b.at);
    return { kept, lapsed };
  };
  readonly wipe = async (): Promise<void> => this.rows.clear();
}
