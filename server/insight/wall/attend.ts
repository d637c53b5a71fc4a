import type { Server } from 'socket.io';
import * as v from 'valibot';
import { isStorable } from '../../../shared/base/text.ts';
import { beatSchema, type WallBeat } from '../../../shared/insight/wall/protocol.ts';
import type { Company } from '../../system/company.ts';
import { screenOf } from './screen.ts';

/** Who comes in by a wall's cookie: what the guard of the door noted. */
export type WallSocket = { readonly wall: true; readonly personId: string; readonly sessionId: string };

/** Answers the walls' sign of life with what they are to show: so that each wall mends itself within one beat. */
export const attendWalls = (
  io: Server,
  company: Company,
  build: () => Promise<string | null>,
  report: (error: unknown) => void,
): void => {
  const beat = async ({ personId, sessionId }: WallSocket, raw: unknown): Promise<WallBeat | { refused: string }> => {
    const parsed = v.safeParse(beatSchema, raw);
    if (!parsed.success || !isStorable(parsed.output.build ?? '')) return { refused: 'input.invalid' };
    const wall = await company.walls.wall(personId);
    if (!wall) return { refused: 'signed_out' };
    const now = company.clock();
    await company.walls.beat(sessionId, personId, parsed.output.build, now);
    return { now, build: await build(), screen: await screenOf(company.store, wall) };
  };
  io.on('connection', (socket) => {
    const { data } = socket as { data: Partial<WallSocket> };
    if (data.wall !== true) return;
    socket.on('wall.beat', (raw: unknown, acknowledge: unknown) => {
      if (typeof acknowledge !== 'function') return;
      beat(data as WallSocket, raw).then(
        (answer) => acknowledge(answer),
        (error) => {
          report(error);
          acknowledge({ refused: 'server.failed' });
        },
      );
    });
  });
};
