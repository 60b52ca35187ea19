/** What a TwiML document asks for, as far as a phone can do it. */
export interface TwimlAnswer {
  readonly rejects: boolean;
  /** The phones that ring together; none: the call is over. */
  readonly phones: readonly string[];
  readonly ringSeconds: number;
  /** Where it is asked how to go on when the phones have rung. */
  readonly action: string | undefined;
  /** Where it is asked what to tell who takes the call. */
  readonly whisper: string | undefined;
  readonly status: string | undefined;
  readonly recording: string | undefined;
  /** What is said, one after the other. */
  readonly says: readonly string[];
}

/** Reads a document of ours: one `Dial`, whose phones have the same addresses. */
export function readTwiml(text: string): TwimlAnswer {
  const dial = /<Dial[^>]*>/.exec(text)?.[0] ?? '';
  const numbers = [...text.matchAll(/(<Number[^>]*>)([^<]*)<\/Number>/g)];
  const [first = ''] = numbers.map(([, tag]) => tag ?? '');
  return {
    rejects: text.includes('<Reject'),
    phones: numbers.map(([, , phone = '']) => phone),
    ringSeconds: Number(attribute(dial, 'timeout') ?? 30),
    action: attribute(dial, 'action'),
    whisper: attribute(first, 'url'),
    status: attribute(first, 'statusCallback'),
    recording: attribute(dial, 'recordingStatusCallback'),
    says: [...text.matchAll(/<Say[^>]*>([^<]*)<\/Say>/g)].map(([, said = '']) => plain(said)),
  };
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : plain(found);
}

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function plain(text: string): string {
  return text.replace(/&(\w+);/g, (whole, name: string) => entities.get(name) ?? whole);
}
