import type { Receiver } from './receiver.ts';

/** A destination that is told at the receiver's `/hook/<name>`; its settings, but for the site. */
export function webhookTo(receiver: Receiver, name: string) {
  return {
    type: 'webhook',
    settings: { url: `${receiver.url}/hook/${name}` },
    secrets: { signing: receiver.secretOf(name) },
  };
}

/** One that takes the receiver for Google. */
export function googleAdsTo(receiver: Receiver) {
  return {
    type: 'google-ads',
    settings: {
      customerId: '1234567890',
      conversionActionId: '111222333',
      endpoint: `${receiver.url}/google/v1`,
      tokenEndpoint: `${receiver.url}/google/token`,
    },
    secrets: { clientId: 'client', clientSecret: 'secret', refreshToken: 'refresh' },
  };
}
