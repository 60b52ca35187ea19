import * as z from 'zod';
import { e164 } from '../../settings/e164.ts';
import { label, visible } from '../../settings/label.ts';
import { connectQueue } from '../../settings/sites/site-settings.ts';
import { routeConditions, storedRouteConditions } from './route-conditions.ts';
import { isRouteText } from './route-text.ts';

const text = visible(z.string().trim().min(1).max(200)).refine(isRouteText, {
  message: 'may name {source}, {medium}, {campaign}, {keyword}, {recipient} and {pool}, and nothing else',
});

/** One of a site's routes as its owner writes it: the first whose conditions hold takes the call. */
const routeSettings = z
  .strictObject({
    /** What people call it; each route of a site has its own. */
    name: label(60),
    when: routeConditions.default({}),
    /** The ARN of a queue of Amazon Connect. */
    queue: connectQueue.optional(),
    /** Phones that ring. Amazon Connect takes the first two, one after the other. */
    forwardTo: z.array(e164).min(1).max(10).optional(),
    /** Nobody takes the call. */
    reject: z.literal(true).optional(),
    /** One phone after the other, or together where the carrier can. */
    ring: z.enum(['in-order', 'together']).optional(),
    ringSeconds: z.number().int().min(5).max(120).optional(),
    /** What whoever takes the call has to be able to do. */
    skill: label(80).optional(),
    /** Said to whoever takes the call. */
    whisper: text.optional(),
    /** Shown to whoever takes the call. */
    screenText: text.optional(),
    record: z.enum(['on', 'ask', 'off']).optional(),
    /** The caller is asked to key in the code that a page shows, before anybody is rung. */
    askPhoneCode: z.boolean().optional(),
  })
  .refine(({ queue, forwardTo, reject }) => [queue, forwardTo, reject].filter((one) => one !== undefined).length < 2, {
    message: 'must name one of `queue`, `forwardTo` and `reject`',
  })
  .refine(({ forwardTo, ring, ringSeconds }) => forwardTo !== undefined || (ring ?? ringSeconds) === undefined, {
    path: ['forwardTo'],
    message: 'must be given with `ring` and `ringSeconds`: they say how these phones ring',
  })
  .refine(({ name: _name, when: _when, ...does }) => Object.values(does).some((one) => one !== undefined), {
    message: 'must say where calls go, or what becomes of them: `queue`, `forwardTo`, `reject`, `whisper` ...',
  });

/** `routes` of a site, in the order in which they are asked. */
export const routesSettings = z
  .array(routeSettings)
  .max(50)
  .superRefine((routes, context) => {
    const seen = new Set<string>();
    for (const [index, { name }] of routes.entries()) {
      if (seen.has(name)) {
        context.addIssue({ code: 'custom', path: [index, 'name'], message: 'is the name of a route before it' });
      }
      seen.add(name);
    }
  });

/** As it is stored: the types alone, but known to the last field. */
const storedRoute = z.strictObject({
  name: z.string(),
  when: storedRouteConditions.default({}),
  queue: z.string().optional(),
  forwardTo: z.array(z.string()).optional(),
  reject: z.literal(true).optional(),
  ring: z.enum(['in-order', 'together']).optional(),
  ringSeconds: z.number().optional(),
  skill: z.string().optional(),
  whisper: z.string().optional(),
  screenText: z.string().optional(),
  record: z.enum(['on', 'ask', 'off']).optional(),
  askPhoneCode: z.boolean().optional(),
});
export type StoredRoute = Readonly<z.infer<typeof storedRoute>>;

/** One route of a site; only the name, if that, of one that a newer version wrote. */
export type KnownRoute = { readonly known: StoredRoute } | { readonly unsupported: string };

/** The routes of a site as they are stored. What only a newer version knows is passed over, and said. */
export function readRoutes(routes: unknown): KnownRoute[] {
  if (!Array.isArray(routes)) return routes === undefined ? [] : [{ unsupported: 'routes' }];
  return routes.map((route: unknown, index) => {
    const read = storedRoute.safeParse(route);
    if (read.success) return { known: read.data };
    return { unsupported: named.safeParse(route).data?.name ?? `route ${index + 1}` };
  });
}

const named = z.object({ name: z.string() });
