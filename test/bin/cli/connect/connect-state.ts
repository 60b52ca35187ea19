/** What an instance has, and how it changes by requests. */
interface Claimed {
  readonly number: string;
  readonly id: string;
  /** How often it is still in progress when it is looked at. */
  looks: number;
  flow?: string;
  failed?: string;
}

interface Refused {
  readonly error: string;
  readonly status?: number;
  readonly message?: string;
}

type Outcome = Readonly<Record<string, unknown>> | Refused;

export function isRefused(outcome: Outcome): outcome is Refused {
  return 'error' in outcome && typeof outcome.error === 'string';
}

interface Body {
  readonly PhoneNumber?: string;
  readonly ClientToken?: string;
  readonly ContactFlowId?: string;
  readonly NextToken?: string;
  readonly Values?: readonly {
    readonly PrimaryValues: readonly { readonly Value: string }[];
    readonly AttributeName: string;
    readonly Value: string;
  }[];
}

export interface StateOptions {
  readonly available?: readonly string[];
  readonly quota?: number;
  /** Numbers whose claim fails, with what the service says. */
  readonly failing?: Readonly<Record<string, string>>;
  /** Numbers that somebody else takes between the search and the claim. */
  readonly taken?: readonly string[];
  readonly pageSize?: number;
  readonly tests?: Readonly<Record<string, 'PASSED' | 'FAILED' | 'INVALID'>>;
}

/** Amazon Connect, as far as the commands ask it. */
export class ConnectState {
  readonly claimed: Claimed[] = [];
  readonly rows = new Map<string, Map<string, string>>();
  readonly published: string[] = [];
  private readonly tokens = new Map<string, Claimed>();
  private readonly options: StateOptions;

  constructor(options: StateOptions = {}) {
    this.options = options;
  }

  /** A number that the instance has already. */
  has(number: string, flow?: string): this {
    this.claimed.push({ number, id: `id-${number.slice(1)}`, looks: 0, ...(flow !== undefined && { flow }) });
    return this;
  }

  answer(asked: string, body: Body, query: URLSearchParams): Outcome {
    const [, id = ''] = /\/phone-number\/([^/]+)/.exec(asked) ?? [];
    if (asked === 'POST /phone-number/list') return this.list(body);
    if (asked === 'POST /phone-number/search-available') return this.search();
    if (asked === 'POST /phone-number/claim') return this.claim(body);
    if (asked.startsWith('GET /phone-number/')) return this.describe(id);
    if (/^PUT \/phone-number\/[^/]+\/contact-flow$/.test(asked)) return this.attach(id, body);
    if (asked.startsWith('GET /flow-associations-summary/')) return this.flows(query);
    if (asked.startsWith('POST /data-tables/')) return this.table(asked, body, query);
    if (/^(GET|PUT|POST) \/test-cases/.test(asked)) return this.test(asked);
    throw new Error(`${asked}: the stand-in does not know it`);
  }

  private page<T>(all: readonly T[], next: string | null | undefined): { part: readonly T[]; token?: string } {
    const from = Number(next ?? 0);
    const to = from + (this.options.pageSize ?? 1000);
    return { part: all.slice(from, to), ...(to < all.length && { token: String(to) }) };
  }

  private list({ NextToken }: Body): Outcome {
    const { part, token } = this.page(this.ours(), NextToken);
    const numbers = part.map(({ id, number }) => ({
      PhoneNumberId: id,
      PhoneNumberArn: `arn:aws:connect:eu-central-1:123456789012:phone-number/${id}`,
      PhoneNumber: number,
    }));
    return { ListPhoneNumbersSummaryList: numbers, NextToken: token };
  }

  private flows(query: URLSearchParams): Outcome {
    const { part, token } = this.page(this.ours(), query.get('nextToken'));
    const flows = part.filter(({ flow }) => flow !== undefined);
    return {
      FlowAssociationSummaryList: flows.map(({ id, flow }) => ({
        ResourceId: `arn:aws:connect:eu-central-1:123456789012:phone-number/${id}`,
        FlowId: flow,
        ResourceType: 'VOICE_PHONE_NUMBER',
      })),
      NextToken: token,
    };
  }

  /** What failed was never ours. */
  private ours(): Claimed[] {
    return this.claimed.filter(({ failed }) => failed === undefined);
  }

  private search(): Outcome {
    const gone = new Set(this.claimed.map(({ number }) => number));
    const free = (this.options.available ?? []).filter((number) => !gone.has(number));
    return { AvailableNumbersList: free.slice(0, 10).map((PhoneNumber) => ({ PhoneNumber })) };
  }

  private claim({ PhoneNumber: number = '', ClientToken: token = '' }: Body): Outcome {
    const before = this.tokens.get(token);
    if (before !== undefined) return { PhoneNumberId: before.id };
    if (this.ours().length >= (this.options.quota ?? 1e6)) {
      return { error: 'ServiceQuotaExceededException', status: 402, message: 'The service quota has been exceeded.' };
    }
    const isGone = this.options.taken?.includes(number) || this.claimed.some((one) => one.number === number);
    if (isGone) return { error: 'ResourceNotFoundException', status: 404, message: 'Phone number not found.' };
    const failed = this.options.failing?.[number];
    const claimed: Claimed = { number, id: `id-${number.slice(1)}`, looks: 1, ...(failed !== undefined && { failed }) };
    this.claimed.push(claimed);
    this.tokens.set(token, claimed);
    return { PhoneNumberId: claimed.id };
  }

  private describe(id: string): Outcome {
    const found = this.claimed.find((one) => one.id === id);
    if (found === undefined) return { error: 'ResourceNotFoundException', status: 404 };
    found.looks -= 1;
    const state = found.failed === undefined ? { Status: 'CLAIMED' } : { Status: 'FAILED', Message: found.failed };
    const status = found.looks >= 0 ? { Status: 'IN_PROGRESS' } : state;
    return { ClaimedPhoneNumberSummary: { PhoneNumberId: id, PhoneNumberStatus: status } };
  }

  private attach(id: string, { ContactFlowId: flow = '' }: Body): Outcome {
    const found = this.claimed.find((one) => one.id === id);
    if (found === undefined || found.looks > 0) return { error: 'ResourceNotFoundException', status: 404 };
    found.flow = flow;
    return {};
  }

  private table(asked: string, { Values = [] }: Body, query: URLSearchParams): Outcome {
    if (asked.endsWith('/list')) {
      const all = [...this.rows].flatMap(([number, row]) =>
        [...row].map(([AttributeName, Value]) => ({
          PrimaryValues: [{ AttributeName: 'number', Value: number }],
          AttributeName,
          ValueType: 'TEXT',
          Value,
        })),
      );
      const { part, token } = this.page(all, query.get('nextToken'));
      return { Values: part, NextToken: token };
    }
    for (const { PrimaryValues, AttributeName, Value } of Values) {
      const number = PrimaryValues[0]?.Value ?? '';
      this.rows.set(number, (this.rows.get(number) ?? new Map()).set(AttributeName, Value));
    }
    return { Successful: [], Failed: [] };
  }

  private test(asked: string): Outcome {
    const tests = Object.keys(this.options.tests ?? {});
    if (asked.startsWith('GET /test-cases-summary/')) {
      return { TestCaseSummaryList: tests.map((Name) => ({ Id: Name.replaceAll(' ', '-'), Name, Status: 'SAVED' })) };
    }
    const name = tests.find((one) => asked.includes(`/${one.replaceAll(' ', '-')}`)) ?? '';
    const result = this.options.tests?.[name];
    if (asked.startsWith('POST ')) {
      if (result === 'INVALID') return { error: 'InvalidTestCaseException', message: 'Invalid test case content' };
      this.published.push(name);
      return {};
    }
    if (asked.startsWith('PUT ')) {
      const isPublished = this.published.includes(name);
      return isPublished ? { TestCaseExecutionId: 'run-1', Status: 'INITIATED' } : { error: 'InvalidRequestException' };
    }
    return {
      Status: result,
      ObservationSummary: { TotalObservations: 3, ObservationsPassed: 2, ObservationsFailed: 1 },
    };
  }
}
