import { audienceKey } from '../../shared/access/rule.ts';
import { figureKey } from '../insight/figure.room.ts';
import type { Actor } from '../write/handlers.ts';
import { type Guest, readerOf, rightsText } from './guest.ts';
import type { Hall } from './hall.ts';

/** Leaves the rooms that are not this guest's by the rights of now. */
const leaveOthers = ({ guests }: Hall, guest: Guest): void => {
  const { rights } = guest.actor;
  for (const [noun, room] of guest.rooms) {
    if (audienceKey(noun, rights.view(noun).grants) !== audienceKey(noun, room.view.grants)) guests.leave(guest, noun);
  }
  for (const room of guest.figures.values()) {
    const key = figureKey((noun) => rights.view(noun), room.plan, room.query);
    if (key !== room.key) guests.leaveFigure(guest, room);
  }
};

/** Rights changed: every guest leaves the rooms that are no longer theirs before anything else is sent. */
export const refresh = async (hall: Hall): Promise<void> => {
  const { guests, rooms, presence } = hall;
  const { people } = hall.means;
  const actors = new Map<Guest, Actor | null>();
  // All at once: one after another, two hundred people would keep everybody's frames waiting. Some come meanwhile.
  for (let some = guests.all(); some.length > 0; some = guests.all().filter((guest) => !actors.has(guest)))
    await Promise.all(
      some.map(async (guest) => actors.set(guest, await people.actor(guest.actor.id, guest.sessionId))),
    );
  const turned = new Set<string>();
  const leaving: Promise<void>[] = [];
  // Without a pause: who is told of one that goes has been judged by the rules of now as well.
  for (const guest of guests.all()) {
    const actor = actors.get(guest);
    if (!actor) {
      guests.dismiss(guest.socket);
      continue;
    }
    const rights = rightsText(actor.rights);
    const moved = rights !== guest.rights;
    guest.actor = actor;
    guest.rights = rights;
    if (!moved) continue;
    turned.add(readerOf(actor));
    leaveOthers(hall, guest);
    guest.socket.emit('reset');
    leaving.push(presence.gone(guest.visitor));
  }
  await Promise.all(leaving);
  // Of who is away nobody knows what they may have been denied meanwhile: they take the rows anew.
  const known = new Map(guests.all().map(({ actor }) => [readerOf(actor), actor.rights]));
  rooms.letGo((reader, { noun, grants }) => {
    const rights = known.get(reader);
    if (!rights || !turned.has(reader)) return rights !== undefined;
    return audienceKey(noun, rights.view(noun).grants) === audienceKey(noun, grants);
  });
};
