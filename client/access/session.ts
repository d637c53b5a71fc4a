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
  if (answer.ok) return { ok: true };
  const said = (await answer.json().catch(() => ({}))) as { refused?: string; with?: Record<string, unknown> };
  return { ok: false, refused: said.refused ?? `status_${answer.status}`, with: said.with };
}

/** Rejects when the server cannot be reached. */
export const signIn = (email: string, password: string) => post('/api/session', { email, password });
export const signInAs = (email: string) => signIn(email, DEMO_PASSWORD);
export const acceptInvitation = (token: string, password: string) => post('/api/session/accept', { token, password });

export async function signOut(): Promise<void> {
  await fetch('/api/session', { method: 'DELETE' });
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
