import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';

export type Behaviour = 'ok' | 'error' | 'hang' | 'redirect' | 'gone' | 'busy';

/** A request as it came, with what was answered; `status` 0: nothing. */
export interface Received {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  /** ms since 1970. */
  readonly at: number;
  readonly status: number;
  /** The body of a webhook as verified on arrival, or why it was not. */
  readonly told?: Told | Error;
}

/** The part of a webhook's body that tests look at. */
export interface Told {
  readonly type: string;
  readonly timestamp: string;
  readonly data: {
    readonly delivery: string;
    readonly site: string;
    readonly conversion: {
      readonly id: string;
      readonly rule: string;
      readonly name: string;
      readonly value: { readonly amount: string; readonly currency: string };
      readonly revision: number;
    };
    readonly call: Record<string, unknown> & { readonly id: string };
    readonly match: Record<string, unknown> & { readonly method: string };
    readonly visit: (Record<string, unknown> & { readonly clickIds: Record<string, string> }) | null;
  };
}

/** Whoever is told of conversions: webhooks at `/hook/<name>`, Google's API at `/google`. On the loopback address. */
export interface Receiver {
  readonly url: string;
  /** Everything that came so far, in order, below this path. */
  received(path: string): Received[];
  /** What webhooks to `/hook/<name>` are to be signed with. */
  secretOf(name: string): string;
  /** The webhooks that were taken (2xx). @throws if one had no good signature when it came */
  told(name: string): Told[];
  /** What happens at a path from now on. */
  behave(path: string, behaviour: Behaviour): void;
  /** Nobody listens any more; `up` ends that. What came before is kept. */
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const all: Received[] = [];
  const behaviours = new Map<string, Behaviour>();
  const secrets = new Map<string, string>();
  let server = await listen(0);
  const { port } = server.address() as { port: number };

  async function listen(on: number): Promise<Server> {
    const starting = createServer((request, response) => void take(request, response)).listen(on, '127.0.0.1');
    await once(starting, 'listening');
    return starting;
  }
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const behaviour = [...behaviours].find(([prefix]) => path.startsWith(prefix))?.[1] ?? 'ok';
    const { status, headers, body } = answer(behaviour, path);
    const sent = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const);
    const received = { path, headers: Object.fromEntries(sent), body: Buffer.concat(parts).toString('utf8') };
    const secret = secrets.get(path);
    all.push({ ...received, at: Date.now(), status, ...(secret && { told: verified(received, secret) }) });
    if (status !== 0) response.writeHead(status, headers).end(body);
  }
  async function down(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }
  return {
    url: `http://127.0.0.1:${port}`,
    received: (path) => all.filter((request) => request.path.startsWith(path)),
    secretOf(name) {
      const path = `/hook/${name}`;
      const secret = secrets.get(path) ?? `whsec_${randomBytes(24).toString('base64')}`;
      secrets.set(path, secret);
      return secret;
    },
    told(name) {
      const taken = all.filter(({ path, status }) => path === `/hook/${name}` && status === 200);
      return taken.map(({ told }) => {
        if (told === undefined || told instanceof Error) throw told ?? new Error('nobody knows its secret');
        return told;
      });
    },
    behave(path, behaviour) {
      behaviours.delete(path);
      behaviours.set(path, behaviour);
    },
    down,
    async up() {
      server = await listen(port);
    },
    close: down,
  };
}

function verified({ body, headers }: Pick<Received, 'body' | 'headers'>, secret: string): Told | Error {
  try {
    return new Webhook(secret).verify(body, headers) as Told;
  } catch (error) {
    return error as Error;
  }
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

function answer(behaviour: Behaviour, path: string): Answer {
  const headers = { 'content-type': 'application/json' };
  switch (behaviour) {
    case 'ok':
      return { status: 200, headers, body: JSON.stringify(fine(path)) };
    case 'error':
      return { status: 500, headers, body: '{"error": "out of order"}' };
    case 'busy':
      return { status: 429, headers: { ...headers, 'retry-after': '2' }, body: '{}' };
    case 'gone':
      return { status: 410, headers, body: '{}' };
    case 'redirect':
      return { status: 302, headers: { ...headers, location: '/elsewhere' }, body: '{}' };
    case 'hang':
      return { status: 0, headers, body: '' };
  }
}

function fine(path: string): object {
  if (path === '/google/token') return { access_token: 'ya29.test', expires_in: 3599, token_type: 'Bearer' };
  if (path.startsWith('/google/v1/events:ingest')) return { requestId: 'request-1' };
  if (path.startsWith('/google/v1/requestStatus'))
    return { requestStatusPerDestination: [{ requestStatus: 'SUCCESS' }] };
  return {};
}
