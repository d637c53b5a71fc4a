/** A person's page without the page: the socket as client/live/connection.ts drives it, and everything that it received. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { Feeds, type Opening, type Question } from '../../client/live/feed.ts';
import type { Seen } from '../../shared/access/project.ts';
import type { FigureTold } from '../../shared/insight/figure.ts';
import type { Answer, Frame, Opened, Present } from '../../shared/live/protocol.ts';
import type { Desk } from './desk.ts';

export class Screen {
  readonly desk: Desk;
  readonly feeds: Feeds;
  readonly windows: Opening[] = [];
  readonly frames: Frame[] = [];
  /** Answers to `collection.open`, in the order of their arrival. */
  readonly opened: Opened[] = [];
  /** Names of everything that the server said of its own accord. */
  readonly told = new Set<string>();
  /** Figures as the server told them, in the order of their arrival. */
  readonly figures: FigureTold[] = [];
  readonly presences: {
    noun: string;
    id: string | null;
    on?: 'list' | 'rows';
    more: number;
    people: readonly (Pick<Present, 'personId' | 'name' | 'idle'> & Partial<Present> & { readonly row?: string })[];
  }[] = [];
  /** Noun of each room that this screen was in. */
  readonly rooms = new Map<string, string>();
  /** Why the line was lost the last time. */
  lost = '';
  resets = 0;
  byes = 0;
  asking = 0;
  /** Told of every packet as it stood on the wire. */
  heard: (text: string) => void = () => undefined;
  /** Called for each frame before the windows have it; answer false to lose it. */
  pass: (frame: Frame) => boolean = () => true;
  #socket: Socket;
  #id = '';
  readonly #address: () => string;

  constructor(desk: Desk, address: () => string) {
    this.desk = desk;
    this.#address = address;
    // No pause between two searches: `settled` waits for questions, and knows of none that is still to come.
    this.feeds = new Feeds(
      { connected: () => this.connected, ask: (event, payload) => this.ask(event, payload) },
      async () => undefined,
    );
    this.#socket = this.#connect();
  }

  get connected(): boolean {
    return this.#socket.connected;
  }

  #connect(): Socket {
    const socket = io(this.#address(), {
      transports: ['websocket'],
      extraHeaders: { cookie: this.desk.cookie },
      forceNew: true,
      reconnection: false,
    });
    socket.io.on('open', () =>
      socket.io.engine.on('packet', ({ data }) => typeof data === 'string' && this.heard(data)),
    );
    socket.onAny((event: string) => this.told.add(event));
    socket.on('disconnect', (why) => {
      this.lost = why;
    });
    socket.on('ready', () => void this.feeds.connected());
    socket.on('frame', (frame: Frame) => {
      this.frames.push(frame);
      if (this.pass(frame)) this.feeds.frame(frame);
    });
    socket.on('figure', (told: FigureTold) => this.figures.push(told));
    socket.on('presence', (payload) => this.presences.push(payload));
    socket.on('reset', () => {
      this.resets++;
      this.feeds.wipe();
      void this.feeds.connected();
    });
    socket.on('bye', () => {
      this.byes++;
      this.feeds.wipe();
      socket.disconnect();
    });
    return socket;
  }

  /** Resolves once the server has said that it listens; rejects with the reason why it does not let in. */
  ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.told.has('ready')) resolve();
      this.#socket.once('ready', () => resolve());
      this.#socket.once('connect_error', reject);
      this.#socket.once('bye', () => reject(new Error('bye')));
    });
  }

  async ask(event: string, payload: unknown): Promise<unknown> {
    const socket = this.#socket;
    if (!socket.connected) throw new Error('not connected');
    this.asking++;
    try {
      return await new Promise((resolve, reject) => {
        const lost = (): void => reject(new Error('connection lost'));
        socket.once('disconnect', lost);
        socket.emit(event, payload, (answer: unknown) => {
          socket.off('disconnect', lost);
          if (event === 'collection.open') this.#noteOpened(payload as { noun?: string } | null, answer as Opened);
          resolve(answer);
        });
      });
    } finally {
      this.asking--;
    }
  }

  #noteOpened(asked: { noun?: string } | null, answer: Opened): void {
    this.opened.push(answer);
    if ('room' in answer) this.rooms.set(answer.room, asked?.noun ?? '');
  }

  /** All that the server sent before has arrived, and no change of rights is under way. */
  async barrier(): Promise<void> {
    await this.ask('collection.count', { noun: 'order' }).catch(() => null);
    await this.ask('collection.open', { noun: 'nothing of that name' }).catch(() => null);
  }

  open(question: Question, tell: Opening['tell'] = () => undefined): Opening {
    const opening = this.feeds.open(question, tell);
    this.windows.push(opening);
    return opening;
  }

  /** A command by the socket; its rows are shown as soon as they are answered. */
  async command(name: string, input: unknown, id: string): Promise<Answer> {
    const since = this.feeds.mark();
    const answer = (await this.ask('command', { name, id, input })) as Answer;
    this.feeds.answered('ok' in answer ? answer.rows : [], since);
    return answer;
  }

  rowsOf(opening: Opening): readonly Seen[] {
    return opening.window.rows;
  }

  /** The line is cut; what is shown stays. */
  cut(): void {
    this.#socket.disconnect();
  }

  /** Reads no more from the line, as a page on a sleeping machine. */
  stall(): void {
    const { ws } = this.#socket.io.engine.transport as unknown as { ws: { pause(): void } };
    ws.pause();
    this.#id = this.#socket.id ?? '';
  }

  /** Does the server still hold the stalled connection? */
  server(firm: { readonly live: { readonly io: Server } }): boolean {
    return firm.live.io.sockets.sockets.has(this.#id);
  }

  async gone(): Promise<void> {
    while (this.connected) await sleep(5);
  }

  /** Comes back, with the same session and the windows as they stand. */
  async back(): Promise<void> {
    this.told.delete('ready');
    this.#socket = this.#connect();
    await this.ready();
  }

  leave(): void {
    this.#socket.disconnect();
  }
}
