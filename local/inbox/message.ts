/** What a stand-in for the outside world received. */
export interface Message {
  /** Order of arrival over all inboxes. */
  readonly sequence: number;
  readonly id: string;
  /** The inbox: the first part of the path below `/inbox/`. */
  readonly name: string;
  /** ms since 1970 */
  readonly receivedAt: number;
  readonly method: string;
  /** What follows the name in the path; `/` if nothing does. */
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The status that was answered, or `hang`. */
  readonly answer: string;
}

export type NewMessage = Omit<Message, 'sequence'>;

/** The message as `/inbox/messages.json` tells it: the body as text, byte for byte, where it is UTF-8. */
export function messageView({ body, receivedAt, ...message }: Message): object {
  const text = asText(body);
  return {
    ...message,
    receivedAt: new Date(receivedAt).toISOString(),
    ...(text === undefined ? { bodyBase64: Buffer.from(body).toString('base64') } : { body: text }),
  };
}

export function asText(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}
