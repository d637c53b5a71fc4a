/** Screens that ask to be walls, and walls: browsers without a person, by every door that they have. */
import { io, type Socket } from 'socket.io-client';
import { sceneNames } from '../../shared/insight/wall/scene-names.ts';
import type { Desk } from '../live/desk.ts';
import type { Firm } from '../live/firm.ts';
import { Ear } from './ear.ts';

export type Answer = { readonly [name: string]: unknown };

/** A browser without a person: it keeps the cookie that it is given. */
export class WallScreen {
  readonly address: string;
  readonly ear = new Ear();
  cookie = '';
  socket: Socket | null = null;
  readonly told: [event: string, payload: unknown][] = [];
  constructor(address: string) {
    this.address = address;
  }
  async send(
    method: string,
    path: string,
    body?: object,
    cookie = this.cookie,
  ): Promise<{ status: number; text: string }> {
    const answer = await fetch(`${this.address}${path}`, {
      method,
      headers: { cookie, 'content-type': 'application/json', 'idempotency-key': 'wall-tries-it-1' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    for (const set of answer.headers.getSetCookie()) this.cookie = set.split(';')[0] ?? '';
    const text = await answer.text();
    this.ear.road = `${method} ${path}`;
    this.ear.hear(text);
    return { status: answer.status, text };
  }
  enter(cookie = this.cookie, auth: object = { as: 'wall' }): Promise<string> {
    return new Promise((resolve) => {
      const socket = io(this.address, {
        transports: ['websocket'],
        auth,
        extraHeaders: { cookie },
        forceNew: true,
        reconnection: false,
      });
      this.socket = socket;
      socket.onAny((event: string, payload: unknown) => {
        this.told.push([event, payload]);
        this.ear.road = event;
        this.ear.hear(JSON.stringify(payload ?? null));
      });
      socket.once('ready', () => resolve('in'));
      socket.once('connect_error', (error) => resolve(error.message));
    });
  }
  async ask(event: string, payload: unknown): Promise<Answer> {
    const answer = (await this.socket?.timeout(5_000).emitWithAck(event, payload)) as Answer;
    this.ear.road = `${event} ${JSON.stringify(payload)}`;
    this.ear.hear(JSON.stringify(answer));
    return answer;
  }
}

export type Hung = { readonly screen: WallScreen; readonly wallId: string };

/** Walls of a firm, hung by its administrator. */
export class Walls {
  readonly firm: Firm;
  readonly admin: Desk;
  readonly #screens: WallScreen[] = [];
  constructor(firm: Firm, admin: Desk) {
    this.firm = firm;
    this.admin = admin;
  }
  /** A screen that shows a code. */
  async ask(): Promise<{ readonly screen: WallScreen; readonly code: string }> {
    const screen = new WallScreen(this.firm.address);
    this.#screens.push(screen);
    const { code } = JSON.parse((await screen.send('POST', '/api/wall/code')).text) as { code: string };
    return { screen, code };
  }
  /** Asks for a code as a screen does, and has it entered by whoever may. */
  async hang(more: object = {}): Promise<Hung> {
    const { screen, code } = await this.ask();
    const input = { code, name: 'Hall', scenes: sceneNames, language: 'en', theme: 'dark', pace: 20, ...more };
    const { body } = await this.admin.command('wall.pair', input);
    return { screen, wallId: String((body as { answer: { id: string } }).answer.id) };
  }
  close(): void {
    for (const { socket } of this.#screens) socket?.disconnect();
  }
}
