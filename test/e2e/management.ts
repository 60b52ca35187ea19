/** The parts of `GET /v1/calls/{call}` that tests look at. */
export interface CallDetail {
  readonly call: Record<string, unknown> & {
    readonly id: string;
    readonly status: string;
    readonly final: boolean;
    readonly talkSeconds?: number;
    readonly waitSeconds?: number;
  };
  readonly match: Record<string, unknown> & {
    readonly method: string;
    readonly source: string;
    readonly reason: string;
    readonly visit: (Record<string, unknown> & { readonly id: string; readonly visitor: string }) | null;
  };
  readonly conversions: readonly {
    readonly id: string;
    readonly rule: string;
    readonly value: { readonly amount: string; readonly currency: string };
    readonly revision: number;
    readonly deliveries: readonly DeliveryDetail[];
  }[];
  readonly events?: readonly { readonly deliveries: readonly DeliveryDetail[] }[];
  readonly ledger?: readonly Record<string, unknown>[];
  readonly revenue?: { readonly amount: string };
}

export interface DeliveryDetail {
  readonly id: string;
  readonly destination: string;
  readonly wanted: number;
  readonly sent: number;
  readonly state: 'pending' | 'delivered' | 'parked' | 'skipped';
  readonly attempts: number;
  readonly reason?: string;
}

export interface Answer<Body = unknown> {
  readonly status: number;
  readonly body: Body;
}

/** The management API, as a user calls it. */
export interface Management {
  /** `ask('PUT /v1/sites/shop', {...})`: whatever is answered. */
  ask<Body = Record<string, unknown>>(request: string, body?: unknown): Promise<Answer<Body>>;
  /** The same. @throws unless it is a success */
  must<Body = Record<string, unknown>>(request: string, body?: unknown): Promise<Body>;
  /** Undefined while nothing is known of it. */
  call(id: string): Promise<CallDetail | undefined>;
}

export function management({ url, key }: { url: string; key: string }): Management {
  const ask = async <Body>(request: string, body?: unknown): Promise<Answer<Body>> => {
    const [method = '', path = ''] = request.split(' ');
    const response = await fetch(new URL(path, url), {
      method,
      headers: { authorization: `Bearer ${key}` },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, body: (isJson ? JSON.parse(text) : text) as Body };
  };
  const must = async <Body>(request: string, body?: unknown): Promise<Body> => {
    const answer = await ask<Body>(request, body);
    if (answer.status < 300) return answer.body;
    throw new Error(`${request} answers ${answer.status}: ${JSON.stringify(answer.body)}`);
  };
  return {
    ask,
    must,
    async call(id) {
      const answer = await ask<CallDetail>(`GET /v1/calls/${id}`);
      if (answer.status === 404) return undefined;
      if (answer.status !== 200) throw new Error(`the call is answered ${answer.status}`);
      return answer.body;
    },
  };
}
