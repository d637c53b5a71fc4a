/** The line of one person's browser, cut and mended at will; and what lies on their device. */
import type { Page, WebSocketRoute } from 'playwright-core';
import type { Person } from './browser.ts';

export class Line {
  readonly #person: Person;
  readonly #open = new Set<WebSocketRoute>();
  #cut = false;
  /** What the page sends is lost from here on, while it believes to be heard. */
  mute = false;
  /** Names and ids of the commands that went up, in their order. */
  readonly sent: { readonly name: string; readonly id: string }[] = [];

  private constructor(person: Person) {
    this.#person = person;
  }
  /** Before the page is opened. */
  static async of(person: Person): Promise<Line> {
    const line = new Line(person);
    person.forgives(/net::ERR_|^WebSocket connection to|Failed to fetch/);
    await person.context.routeWebSocket(/socket\.io/, (socket) => line.#take(socket));
    return line;
  }
  #take(socket: WebSocketRoute): void {
    if (this.#cut) {
      void socket.close();
      return;
    }
    this.#open.add(socket);
    const up = socket.connectToServer();
    socket.onMessage((message) => {
      const [, json] = /^42\d*(\["command",.*)$/s.exec(String(message)) ?? [];
      if (json && !this.mute) this.sent.push((JSON.parse(json) as [string, { name: string; id: string }])[1]);
      if (!this.mute) up.send(message);
    });
    up.onMessage((message) => {
      if (!this.mute) socket.send(message);
    });
  }
  /** As in a tunnel. */
  async cut(): Promise<void> {
    this.#cut = true;
    await this.#person.context.setOffline(true);
    for (const socket of this.#open) await socket.close();
    this.#open.clear();
    await this.#person.sees(/^Offline/);
  }
  async mend(): Promise<void> {
    this.#cut = false;
    await this.#person.context.setOffline(false);
  }
}

export type Left = {
  readonly rows: number;
  /** All that can be read of it, as text. */
  readonly text: string;
  /** Keys that could be taken out. */
  readonly extractable: number;
};
/** What lies in IndexedDB and in the storages of the page's origin. */
export const leftOn = (page: Page): Promise<Left> =>
  page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    let rows = 0;
    let extractable = 0;
    const texts: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    const read = (value: unknown): void => {
      if (value instanceof CryptoKey) extractable += value.extractable ? 1 : 0;
      else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
        texts.push(new TextDecoder().decode(value as ArrayBuffer));
      else if (value && typeof value === 'object') for (const one of Object.values(value)) read(one);
      else texts.push(String(value));
    };
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await asked(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const all = await asked(database.transaction(store).objectStore(store).getAll());
        rows += all.length;
        for (const one of all) read(one);
      }
      database.close();
    }
    return { rows, extractable, text: texts.join('\n') };
  });
