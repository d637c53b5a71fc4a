/** Many pages in one process that say where they are, and keep what they are told of the others. */
import { answering, pause } from './child.ts';
import type { PresenceServed } from './presence.ts';

/** A word, from the beginning of the moves on: how many ms after it, and by whose pages it was heard. */
export type Heard = { at: number; readonly text: string; readonly cookies: string[] };

type Page = { readonly cookie: string; say(place: object): void };
const pages: Page[] = [];
let began = 0;
let last = new Map<string, Heard>();
let all: Heard[] = [];

const hear = (cookie: string, text: string): void => {
  const at = performance.now() - began;
  const known = last.get(text);
  // What the same beat says to others; later it is another word.
  if (known && at - known.at < 300) known.cookies.push(cookie);
  else {
    const heard = { at, text, cookies: [cookie] };
    last.set(text, heard);
    all.push(heard);
  }
};

const open = (port: number, cookie: string): Promise<Page> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, {
      headers: { cookie: `crossdock=${cookie}` },
    } as never);
    let n = 0;
    const say = (place: object): void => socket.send(`42${n++}["presence.here",${JSON.stringify(place)}]`);
    socket.addEventListener('error', () => reject(new Error('a socket failed')));
    socket.addEventListener('close', ({ reason, code }) => reject(new Error(`a socket was closed: ${code} ${reason}`)));
    socket.addEventListener('message', ({ data }) => {
      const text = data as string;
      if (text === '2') socket.send('3');
      else if (text.startsWith('0')) socket.send('40');
      else if (text.startsWith('44')) reject(new Error(text));
      else if (text.startsWith('42["ready"')) resolve({ cookie, say });
      else if (text.startsWith('42["presence",')) hear(cookie, text.slice('42["presence",'.length, -1));
    });
  });

let orders: readonly string[] = [];
let walkers = 0;
const connect = async (to: PresenceServed): Promise<void> => {
  orders = to.orders;
  walkers = to.walkers.length;
  for (const cookie of [...to.walkers, ...to.readers]) pages.push(await open(to.port, cookie));
  for (const [n, page] of pages.entries())
    page.say(n < walkers ? { noun: 'order', id: orders[n] } : { noun: 'order', id: null, list: true });
  await pause(3_000);
};

/** So many moves, one every `ms`, each of another person to an order on which nobody is. Answers what was heard of them. */
const move = async ({ moves, ms }: { readonly moves: number; readonly ms: number }): Promise<readonly Heard[]> => {
  [last, all, began] = [new Map(), [], performance.now()];
  for (let n = 0; n < moves; n++) {
    await pause(Math.max(1, began + n * ms - performance.now()));
    pages[n % walkers]?.say({ noun: 'order', id: orders[(walkers + n) % orders.length] });
  }
  await pause(ms);
  return all;
};

answering({ connect, move });
