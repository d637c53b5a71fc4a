/**
 * Many screens in one process: plain WebSockets that speak as much of Socket.IO as it takes to join a room, answer pings
 * and count what comes. They look for the marks of changes and parse nothing, so that the server stays the bottleneck.
 */
import { answering } from './child.ts';
import { type Heard, MARK } from './messages.ts';

const rooms = new Map<string, string>();
let bytes = 0;
let messages = 0;
/** By change: when it was made, when the last screen heard of it, how many did. */
let heard = new Map<string, { made: number; last: number }>();
const sockets: WebSocket[] = [];

const marks = (text: string, now: number): void => {
  for (let at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + 1)) {
    const mark = text.slice(at + MARK.length, text.indexOf('"', at));
    const known = heard.get(mark);
    if (known) known.last = now;
    else heard.set(mark, { made: Number(mark.slice(0, mark.indexOf('#'))), last: now });
  }
};

const open = (port: number, cookie: string): Promise<void> =>
  new Promise((resolve, reject) => {
    // The built-in client takes headers beside what the standard names; a browser would send the cookie by itself.
    const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, {
      headers: { cookie: `crossdock=${cookie}` },
    } as never);
    sockets.push(socket);
    socket.addEventListener('error', () => reject(new Error('a socket failed')));
    socket.addEventListener('close', ({ reason, code }) => reject(new Error(`a socket was closed: ${code} ${reason}`)));
    socket.addEventListener('message', ({ data }) => {
      const text = data as string;
      if (text === '2') socket.send('3');
      else if (text.startsWith('0')) socket.send('40');
      else if (text.startsWith('44')) reject(new Error(text));
      else if (text.startsWith('42["ready"')) socket.send(`420["collection.open",{"noun":"order","limit":50}]`);
      else if (text.startsWith('430[')) {
        const answer = JSON.parse(text.slice(3)) as [{ room?: string; refused?: string }];
        if (answer[0].refused) reject(new Error(`refused: ${answer[0].refused}`));
        rooms.set(cookie, answer[0].room ?? '');
        resolve();
      } else if (text.startsWith('42["frame"')) {
        bytes += text.length;
        messages++;
        marks(text, Date.now());
      }
    });
  });

/** Opens the sockets, a few at a time, and answers in which room each of them is. */
const connect = async ({
  port,
  cookies,
}: {
  readonly port: number;
  readonly cookies: readonly string[];
}): Promise<{ [cookie: string]: string }> => {
  let next = 0;
  await Promise.all(
    Array.from({ length: 25 }, async () => {
      while (next < cookies.length) await open(port, cookies[next++] as string);
    }),
  );
  return Object.fromEntries(rooms);
};

const listen = async (): Promise<void> => {
  bytes = 0;
  messages = 0;
  heard = new Map();
};

const report = async (): Promise<Heard> => ({
  latencies: [...heard.values()].map(({ made, last }) => last - made),
  bytes,
  messages,
});

answering({ connect, listen, report });
