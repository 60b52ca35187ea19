import type { Carrier } from './carrier.ts';
import { connect } from './connect/connect.ts';
import { freeswitch } from './freeswitch/freeswitch.ts';
import { generic } from './generic/generic.ts';
import { imported } from './imported/imported.ts';

/** Every kind of carrier by its `type`. Parse settings and secrets with its schemas before handing them over. */
export const carriers: ReadonlyMap<string, Carrier<unknown, unknown>> = new Map(
  [connect, freeswitch, generic, imported].map((each): [string, Carrier<unknown, unknown>] => [each.type, each]),
);

/** Those that accounts can be made of: they come through hooks. */
export const accountCarriers: typeof carriers = new Map([...carriers].filter(([, { hooks }]) => hooks.length > 0));
