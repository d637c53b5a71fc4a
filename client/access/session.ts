export type SignInAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly refused: string; readonly with?: Record<string, unknown> };

export type Welcome = {
  readonly demo: boolean;
  readonly company: string | null;
  readonly accounts: readonly { readonly email: string; readonly role: string }[];
  readonly ready: boolean;
  readonly progress: { readonly step: string; readonly done: number; readonly total: number } | null;
};

/** Password of the demonstration company's accounts; they never work in a real one. */
const DEMO_PASSWORD = 'crossdock-demo';

async function post(path: string, body: unknown): Promise<SignInAnswer> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
  if (answer.ok) {
    // Whoever signs in has another session: it is not the one that was to end.
    localStorage.removeItem(OWED);
    return { ok: true };
  }
  const said = (await answer.json().catch(() => ({}))) as { refused?: string; with?: Record<string, unknown> };
  return { ok: false, refused: said.refused ?? `status_${answer.status}`, with: said.with };
}

/** Rejects when the server cannot be reached. */
export const signIn = (email: string, password: string) => post('/api/session', { email, password });
export const signInAs = (email: string) => signIn(email, DEMO_PASSWORD);
export const acceptInvitation = (token: string, password: string) => post('/api/session/accept', { token, password });

/** Says on this device that the server has not heard of a sign-out yet: nothing of whom, nor of what they did. */
const OWED = 'crossdock.signed_out';

/** Ends the session; false where the server could not be told, which is made up for by `endOwed`. */
export async function signOut(): Promise<boolean> {
  localStorage.setItem(OWED, '1');
  const answer = await fetch('/api/session', { method: 'DELETE' }).catch(() => null);
  const isTold = answer !== null && (answer.ok || answer.status === 401);
  if (isTold) localStorage.removeItem(OWED);
  return isTold;
}
/** Before the session is made use of again. Rejects while the server cannot be told. */
export async function endOwed(): Promise<void> {
  if (localStorage.getItem(OWED) && !(await signOut())) throw new Error('the server was not told of the sign-out');
}

/** What the sign-in page may offer; null when the server does not say. */
export async function welcome(signal?: AbortSignal): Promise<Welcome | null> {
  const answer = await fetch('/api/welcome', { signal, headers: { accept: 'application/json' } }).catch(() => null);
  if (!answer?.ok) return null;
  const said = (await answer.json()) as Partial<Welcome>;
  return {
    demo: said.demo ?? false,
    company: said.company ?? null,
    accounts: said.accounts ?? [],
    ready: said.ready ?? true,
    progress: said.progress ?? null,
  };
}

/** `sales.rep@demo.example` is the role `sales_rep`; a role's code in either spelling is one too. */
export const roleCode = (account: { readonly email: string; readonly role: string }): string => {
  const code = (account.role || account.email.split('@')[0] || '').toLowerCase().replaceAll(/[^a-z]+/g, '_');
  return code === 'admin' ? 'administrator' : code;
};
