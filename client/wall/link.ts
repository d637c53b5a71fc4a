/** The wall's connection: it says that it is there, hears what it is to show, and comes back by itself, however long it takes. */
import { io, type Socket } from 'socket.io-client';
import type { FigureTold } from '../../shared/insight/figure.ts';
import type { WallBeat } from '../../shared/insight/wall/protocol.ts';
import { Figures } from '../insight/figure/figures.ts';

/** How often the wall says that it is there, ms. */
const BEAT = 5_000;
/** An answer that takes longer is none, ms. */
const PATIENCE = 10_000;
/** A connection that says nothing for so long is broken off and made anew, ms. */
const DEAD = 30_000;

export type Hearing = {
  /** Any word from the server; `now` is its clock where it said one, ms. */
  readonly heard: (now: number | null) => void;
  readonly beat: (told: WallBeat) => void;
  /** The identity is no more: what is shown goes at once. */
  readonly gone: () => void;
};

export class Link {
  readonly figures: Figures;
  readonly #hearing: Hearing;
  readonly #build: string | null;
  #socket: Socket | null = null;
  #beating: number | undefined;
  #lastHeard = 0;

  constructor(build: string | null, hearing: Hearing) {
    this.#build = build;
    this.#hearing = hearing;
    this.figures = new Figures({
      connected: () => this.#socket?.connected ?? false,
      ask: (event, load) => this.#ask(event, load),
    });
  }

  open(): void {
    if (this.#socket) return;
    const socket = io({
      auth: { as: 'wall' },
      transports: ['websocket', 'polling'],
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
      randomizationFactor: 0.5,
    });
    this.#socket = socket;
    const heard = (now: unknown = null): void => {
      this.#lastHeard = Date.now();
      this.#hearing.heard(typeof now === 'number' ? now : null);
    };
    socket.on('ready', () => {
      heard();
      void this.#beat();
      this.figures.connected();
    });
    socket.on('alive', heard);
    socket.on('figure', (told: FigureTold) => {
      heard();
      this.figures.told(told);
    });
    // The role's rules changed: what was shown goes before anything is asked again.
    socket.on('reset', () => {
      heard();
      this.figures.wipe();
      void this.#beat();
      this.figures.connected();
    });
    socket.on('bye', () => this.#end());
    socket.on('connect_error', (error) => {
      if (error.message === 'signed_out') this.#end();
    });
    this.#lastHeard = Date.now();
    this.#beating = window.setInterval(() => this.#tick(), BEAT);
    window.addEventListener('online', this.#online);
  }

  /** Leaves without a word; nothing that was seen stays. */
  close(): void {
    window.clearInterval(this.#beating);
    window.removeEventListener('online', this.#online);
    this.#socket?.disconnect();
    this.#socket = null;
    this.figures.wipe();
  }

  #end(): void {
    this.close();
    this.#hearing.gone();
  }

  /** A network that is back is tried at once. */
  readonly #online = (): void => {
    if (this.#socket && !this.#socket.connected) this.#socket.connect();
  };

  #tick(): void {
    const socket = this.#socket;
    if (!socket) return;
    if (Date.now() - this.#lastHeard > DEAD) {
      // Half-open lines and sleeping proxies: the library would go on believing in them.
      this.#lastHeard = Date.now();
      socket.disconnect().connect();
      return;
    }
    void this.#beat();
  }

  async #beat(): Promise<void> {
    const told = (await this.#ask('wall.beat', { build: this.#build }).catch(() => null)) as
      | WallBeat
      | { readonly refused: string }
      | null;
    if (told === null) return;
    this.#lastHeard = Date.now();
    if (!('refused' in told)) this.#hearing.beat(told);
    else if (told.refused === 'signed_out') this.#end();
  }

  #ask(event: string, payload: unknown): Promise<unknown> {
    const socket = this.#socket;
    if (!socket?.connected) return Promise.reject(new Error('not connected'));
    return socket.timeout(PATIENCE).emitWithAck(event, payload);
  }
}
