import type { Carrier, CarrierType } from './carrier.ts';
import { connect } from './connect/connect.ts';
import { freeswitch } from './freeswitch/freeswitch.ts';
import { generic } from './generic/generic.ts';
import { imported } from './imported/imported.ts';
import { telnyx } from './telnyx/telnyx.ts';
import { twilio } from './twilio/twilio.ts';

const ofCalls: Readonly<Record<CarrierType, Carrier<unknown, unknown>>> = {
  connect,
  freeswitch,
  generic,
  telnyx,
  twilio,
};

/** Every kind of carrier by its `type`. Parse settings and secrets with its schemas before handing them over. */
export const carriers: ReadonlyMap<string, Carrier<unknown, unknown>> = new Map(
  [...Object.values(ofCalls), imported].map((each) => [each.type, each] as const),
);

/** Those that accounts can be made of: they come through hooks. */
export const accountCarriers: typeof carriers = new Map([...carriers].filter(([, { hooks }]) => hooks.length > 0));
