import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

export type Child = { ask<T>(name: string, value?: unknown): Promise<T>; end(): Promise<void> };

/** A process of the benchmark that answers one question after another. */
export const child = (file: string, args: readonly string[] = []): Child => {
  const forked: ChildProcess = fork(join(import.meta.dirname, file), [...args], {
    serialization: 'advanced',
    execArgv: ['--expose-gc'],
  });
  let ended = false;
  forked.once('exit', () => {
    ended = true;
  });
  return {
    ask: (name, value) =>
      new Promise((resolve, reject) => {
        if (ended) {
          reject(new Error(`${file} has ended`));
          return;
        }
        const gone = (): void => reject(new Error(`${file} ended while it was asked to ${name}`));
        forked.once('exit', gone);
        forked.once('message', (answer: { readonly value?: unknown; readonly error?: string }) => {
          forked.off('exit', gone);
          if (answer.error) reject(new Error(`${file}: ${answer.error}`));
          else resolve(answer.value as never);
        });
        forked.send({ name, value });
      }),
    end: () =>
      new Promise((resolve) => {
        if (ended) {
          resolve();
          return;
        }
        forked.once('exit', () => resolve());
        forked.kill('SIGKILL');
      }),
  };
};

/** The other end: answers each question by the work of its name. */
export const answering = (works: { readonly [name: string]: (value: never) => Promise<unknown> }): void => {
  process.on('message', ({ name, value }: { readonly name: string; readonly value: never }) => {
    const work = works[name];
    if (!work) throw new Error(`asked to ${name}`);
    work(value).then(
      (answer) => process.send?.({ value: answer }),
      (error: unknown) =>
        process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
};

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
