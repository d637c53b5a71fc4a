/**
 * The press: sets documents as PDF in a process of its own, one after another. It starts with the first document, ends
 * when nothing was asked of it for a while, and is begun anew after it was lost.
 */
import { type ChildProcess, fork } from 'node:child_process';
import type { Refusal } from '../../shared/base/decision.ts';
import type { Paper } from './paper.ts';
import type { Pressed, Pressing, Printed } from './press-process.ts';

export type PressLimits = {
  /** Documents that may wait, of everybody and of one person. */
  readonly waiting: number;
  readonly waitingEach: number;
  /** ms that one document may take, the process's own start not counted; and that the start may take. */
  readonly time: number;
  readonly start: number;
  /** Bytes of memory that the process may hold. */
  readonly memory: number;
  /** ms without a document after which the process is ended. */
  readonly idle: number;
};
export const PRESS: PressLimits = {
  waiting: 40,
  waitingEach: 4,
  time: 10_000,
  start: 30_000,
  memory: 768 * 1024 * 1024,
  idle: 120_000,
};

type Job = {
  readonly personId: string;
  readonly paper: Paper;
  readonly done: (answer: Printed | Refusal) => void;
};

export class Press {
  readonly #report: (error: unknown) => void;
  readonly #limits: PressLimits;
  readonly #waiting: Job[] = [];
  #child: ChildProcess | null = null;
  /** Fonts are read and the process can set. */
  #ready = false;
  #current: Job | null = null;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(report: (error: unknown) => void, limits: Partial<PressLimits> = {}) {
    this.#report = report;
    this.#limits = { ...PRESS, ...limits };
  }

  /**
   * The document as PDF/A, or as plain PDF where no font has one of its signs. Refuses `document.busy` where too many wait already, `document.failed` when the time or the
   * memory was too little or the process was lost; what was the matter is reported without a word of the document.
   */
  print(personId: string, paper: Paper): Promise<Printed | Refusal> {
    const own = this.#waiting.filter((job) => job.personId === personId).length;
    if (this.#closed || this.#waiting.length >= this.#limits.waiting || own >= this.#limits.waitingEach)
      return Promise.resolve({ refused: 'document.busy' });
    return new Promise((done) => {
      this.#waiting.push({ personId, paper, done });
      this.#next();
    });
  }

  #next(): void {
    if (this.#current) return;
    clearTimeout(this.#timer);
    this.#current = this.#waiting.shift() ?? null;
    if (this.#current === null) {
      this.#timer = setTimeout(() => this.#end(), this.#limits.idle).unref();
      return;
    }
    if (this.#ready) this.#send();
    else if (this.#child === null) this.#begin();
  }

  #begin(): void {
    const child = fork(new URL('./press-process.ts', import.meta.url), [String(this.#limits.memory)], {
      serialization: 'advanced',
      // What the engine writes when it breaks may hold words of the document: it goes nowhere.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {},
      execArgv: [],
    });
    this.#child = child;
    child.on('message', (told: Pressed) => this.#heard(child, told));
    child.on('exit', (code, signal) => this.#lost(child, `ended with ${signal ?? code}`));
    child.on('error', () => this.#lost(child, 'did not start'));
    this.#timer = setTimeout(() => this.#lost(child, 'took too long to start'), this.#limits.start);
  }

  #send(): void {
    const child = this.#child as ChildProcess;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#lost(child, 'took too long'), this.#limits.time);
    child.send({ paper: (this.#current as Job).paper } satisfies Pressing, (error) => {
      if (error) this.#lost(child, 'could not be reached');
    });
  }

  #heard(child: ChildProcess, told: Pressed): void {
    if (child !== this.#child) return;
    if ('ready' in told) {
      this.#ready = true;
      if (this.#current) this.#send();
      return;
    }
    if ('failed' in told) this.#report(new Error('a document could not be set', { cause: told.failed }));
    this.#answer('pdf' in told ? told : { refused: 'document.failed' });
  }

  #lost(child: ChildProcess, how: string): void {
    if (child !== this.#child) return;
    this.#end();
    if (!this.#closed) this.#report(new Error(`the press ${how}`));
    if (this.#current) this.#answer({ refused: 'document.failed' });
  }

  #answer(answer: Printed | Refusal): void {
    const job = this.#current;
    this.#current = null;
    job?.done(answer);
    this.#next();
  }

  #end(): void {
    clearTimeout(this.#timer);
    const child = this.#child;
    this.#child = null;
    this.#ready = false;
    child?.kill('SIGKILL');
  }

  /** Refuses what waits and ends the process. */
  close(): void {
    this.#closed = true;
    const waiting = this.#waiting.splice(0);
    this.#end();
    this.#current?.done({ refused: 'document.failed' });
    this.#current = null;
    clearTimeout(this.#timer);
    for (const job of waiting) job.done({ refused: 'document.failed' });
  }
}
