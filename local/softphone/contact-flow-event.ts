import type { Instance } from './instance.ts';
import type { SoftphoneCall } from './softphone-call.ts';

/** What a flow hands to its lookup function when a call comes in. */
export function contactFlowEvent(call: SoftphoneCall, instance: Instance): object {
  return {
    Name: 'ContactFlowEvent',
    Details: {
      ContactData: {
        Attributes: {},
        Channel: 'VOICE',
        ContactId: call.id,
        CustomerEndpoint: customerEndpoint(call),
        CustomerId: null,
        Description: null,
        // On the first contact of a call the flow says its own id here; records and events say null or nothing.
        InitialContactId: call.id,
        InitiationMethod: 'INBOUND',
        InstanceARN: instance.arn,
        LanguageCode: 'en-US',
        MediaStreams: { Customer: { Audio: null } },
        Name: null,
        PreviousContactId: call.id,
        // No queue is set yet when the flow asks.
        Queue: null,
        References: {},
        SystemEndpoint: { Address: call.number, Type: 'TELEPHONE_NUMBER' },
      },
      Parameters: {},
    },
  };
}

/** The documents do not say how a caller who withholds the number appears, so all that is plausible is played. */
export function customerEndpoint({ caller, withheldAs }: SoftphoneCall): object | null {
  if (caller !== null) return { Address: caller, Type: 'TELEPHONE_NUMBER' };
  if (withheldAs === 'null') return null;
  return { Address: withheldAs === 'anonymous' ? 'anonymous' : '', Type: 'TELEPHONE_NUMBER' };
}
