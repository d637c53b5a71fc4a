/**
 * One person's pages in one browser share what is kept on the device: one of them at a time sends it, and each says to the
 * others what became of it.
 */
import type { Answer } from '../../shared/live/protocol.ts';
import type { Pending } from './locker.ts';

export type Word = {
  /** Whose pages it is for: another person may be signed in on one of them meanwhile. */
  readonly person: string;
} & (
  | /** It waits for a connection: whichever page has one sends it. */ { readonly waits: Pending }
  | /** It was answered, and settled what had come back before (`mended`, by id). */ {
      readonly answered: Pending;
      readonly answer: Answer;
      readonly isBack: boolean;
      readonly mended: readonly string[];
    }
  | /** What had come back was given up. */ { readonly dismissed: string }
  | /** The person has signed out. */ { readonly over: true }
);

export type Beside = {
  /** Runs `work` while no other page sends; whoever's turn it is next has it when this page is closed. */
  inTurn(work: () => Promise<void>): Promise<void>;
  /** To the person's other pages. */
  say(word: Word): void;
};

/** `hear` what another page says. Where a browser has no locks (plain http beyond this machine) nothing is kept to be shared either. */
export const besideIn = (name: string, hear: (word: Word) => void): Beside => {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
  channel?.addEventListener('message', ({ data }) => hear(JSON.parse(String(data)) as Word));
  const { locks } = navigator as { readonly locks?: LockManager };
  return {
    inTurn: (work) => (locks ? locks.request(name, work) : work()),
    // As text: what was typed may stand in objects that watch their readers, and those cannot be handed over.
    say: (word) => channel?.postMessage(JSON.stringify(word)),
  };
};
