import { useEffect, useState } from 'preact/hooks';
import type { ListedCall } from '../../../lambdas/journal/call-answer.ts';
import { type CallsPart, readCalls } from '../calls/read-calls.ts';
import type { Get } from '../requests/api.ts';

const pageSize = 50;

/** What was read so far of a list, and how to read on. */
export interface Pages {
  /** Undefined until the first page is there. */
  readonly items: readonly ListedCall[] | undefined;
  /** So many stand between these that only a newer version can read. */
  readonly unsupportedCalls: number | undefined;
  readonly hasMore: boolean;
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly more: () => void;
}

interface Read {
  readonly query: string;
  readonly items?: readonly ListedCall[];
  readonly unsupportedCalls?: number;
  readonly cursor?: string | undefined;
  readonly busy: boolean;
  readonly error?: string;
}

/** Calls page by page. Another `query` (or `round`) starts afresh; a late answer to an earlier one is dropped. */
export function usePages(get: Get, query: string, round: number): Pages {
  const asked = `${query}#${round}`;
  const [read, setRead] = useState<Read>({ query: asked, busy: true });
  const current: Read = read.query === asked ? read : { query: asked, busy: true };
  const load = async (before: Read, isCurrent: () => boolean) => {
    setRead({ ...before, busy: true });
    const parameters = new URLSearchParams(query);
    parameters.set('limit', String(pageSize));
    if (before.cursor !== undefined) parameters.set('cursor', before.cursor);
    const next = await readCalls(get, parameters).then(
      (page: CallsPart): Read => ({
        query: asked,
        items: [...(before.items ?? []), ...page.items],
        unsupportedCalls: (before.unsupportedCalls ?? 0) + (page.unsupportedCalls ?? 0),
        cursor: page.cursor,
        busy: false,
      }),
      (cause: unknown): Read => ({
        ...before,
        busy: false,
        error: cause instanceof Error ? cause.message : String(cause),
      }),
    );
    if (isCurrent()) setRead((now) => (now.query === asked ? next : now));
  };
  useEffect(() => {
    let ended = false;
    void load({ query: asked, busy: true }, () => !ended);
    return () => {
      ended = true;
    };
  }, [get, asked]);
  return {
    items: current.items,
    unsupportedCalls: current.unsupportedCalls,
    hasMore: current.cursor !== undefined,
    busy: current.busy,
    error: current.error,
    more: () => void load(current, () => true),
  };
}
