import * as z from 'zod';
import type { Abilities, Destination, HttpRequest } from '../../../lambdas/deliveries/destinations/destination.ts';

/** How a receiver treats what it gets: `ids` drops what it knows, `overwrites` keeps the last value, `counts` counts each. */
export type Memory = 'ids' | 'overwrites' | 'counts';

const message = z.object({ id: z.string(), revision: z.number(), minor: z.number() });

/** What a request tells. */
export function toldIn({ body }: HttpRequest): z.infer<typeof message> {
  return message.parse(JSON.parse(body!));
}

/** One that tells a receiver of such a memory of each revision; `answersLater`: it is asked for what came of it. */
export function modelDestination(memory: Memory, answersLater: boolean): Destination<unknown, unknown> {
  const dedupe: Abilities['dedupe'] = memory === 'counts' ? 'none' : { key: 'id', windowSeconds: 5 * 86_400 };
  const request = (method: 'GET' | 'POST', url: string) => ({ method, url, headers: {} });
  const failed = (status: number) => ({ kind: 'transient', detail: `answered ${status}` }) as const;
  return {
    type: 'model',
    settings: z.unknown(),
    secrets: z.unknown(),
    can: { restate: true, retract: memory === 'ids', dedupe, identifiers: [], consentNeeded: 'none' },
    build: ({ conversion: { revision, value }, delivery }) => ({
      kind: 'request',
      request: {
        ...request('POST', 'https://model.example'),
        body: JSON.stringify({ id: `${delivery.id}_${revision}`, revision, minor: value.minor }),
      },
    }),
    read: ({ status, body }) => {
      if (status === 202) return { kind: 'accepted', receipt: body, afterSeconds: 600 };
      return status === 200 ? { kind: 'delivered' } : failed(status);
    },
    ...(answersLater && {
      ask: {
        request: (receipt: string) => request('GET', `https://model.example/${receipt}`),
        read: ({ status }, receipt) => {
          if (status === 202) return { kind: 'accepted', receipt, afterSeconds: 600 };
          return status === 200 ? { kind: 'delivered' } : failed(status);
        },
      } satisfies Destination<unknown, unknown>['ask'],
    }),
  };
}
