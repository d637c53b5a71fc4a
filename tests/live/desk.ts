/** A person at the http door: what they sent for, and every byte that came back. */
export type Answered = { readonly status: number; readonly body: unknown; readonly text: string };
export type Heard = (text: string, road: string) => void;

export class Desk {
  readonly code: string;
  readonly #address: () => string;
  readonly #commandId: () => string;
  cookie = '';
  /** Told of every answer: status line, headers and body. */
  heard: Heard = () => undefined;

  constructor(address: () => string, code: string, commandId: () => string) {
    this.#address = address;
    this.code = code;
    this.#commandId = commandId;
  }

  async signIn(email: string, password: string): Promise<void> {
    const response = await fetch(`${this.#address()}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    if (response.status !== 204) throw new Error(`${email} may not sign in: ${response.status}`);
    this.cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] as string;
  }

  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: { [name: string]: string } = {},
  ): Promise<Answered> {
    const response = await fetch(`${this.#address()}${path}`, {
      method,
      headers: { cookie: this.cookie, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const about = [...response.headers].filter(([name]) => name !== 'date' && name !== 'set-cookie');
    const road = `${method} ${path}`;
    this.heard(about.map(([name, value]) => `${name}: ${value}`).join('\n'), road);
    this.heard(text, road);
    let parsed: unknown = text;
    try {
      parsed = JSON.parse(text);
    } catch {}
    return { status: response.status, body: parsed, text };
  }

  get(path: string): Promise<Answered> {
    return this.send('GET', path);
  }

  command(name: string, input: unknown, id = this.#commandId()): Promise<Answered> {
    return this.send('POST', `/api/commands/${name}`, input, { 'idempotency-key': id });
  }

  async list(plural: string, asked: { [name: string]: unknown } = {}): Promise<Answered> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(asked)) {
      if (value === null || value === undefined) continue;
      query.set(name, typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value));
    }
    return this.get(`/api/${plural}?${query}`);
  }
}

/** The sort of a window as a query string has it. */
export const sortText = (sort: readonly { readonly field: string; readonly down?: boolean | undefined }[]): string =>
  sort.map(({ field, down }) => `${down ? '-' : ''}${field}`).join(',');
