/** What a call may look like; tests hold each against its schema. */
export interface Examples {
  readonly body?: Readonly<Record<string, unknown>>;
  readonly answer?: Readonly<Record<string, unknown>>;
}

export const examples: Readonly<Record<string, Examples>> = {
  'POST /v1/numbers': {
    body: { siteKey: 'pk_shop', pageUrl: 'https://shop.example/?gclid=abc&utm_campaign=spring' },
  },
  'PUT /v1/sites/{site}': {
    body: {
      name: 'Shop',
      siteKey: 'pk_shop',
      origins: ['https://shop.example'],
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      swap: { numbers: ['+493023125999'] },
    },
  },
  'PUT /v1/pools/{pool}': {
    body: {
      site: 'shop',
      kind: 'session',
      order: 10,
      source: 'google',
      medium: 'cpc',
      when: [{ clickId: 'gclid' }, { source: 'google', medium: 'cpc' }],
      leaseSeconds: 1200,
      probationSeconds: 60,
      defaultNumber: '+493023125000',
      targets: { coverage: 0.85, accuracy: 0.9 },
    },
  },
  'POST /v1/pools/{pool}/numbers': { body: { numbers: ['+493023125001', '+493023125002'] } },
  'PUT /v1/rules/{rule}': {
    body: {
      site: 'shop',
      when: { status: 'completed', talkSeconds: { gte: 60 } },
      conversion: { name: 'qualified_call', value: { amount: '50.00', currency: 'EUR' } },
      destinations: ['hook'],
    },
  },
  'PUT /v1/destinations/{destination}': {
    body: {
      site: 'shop',
      type: 'webhook',
      settings: { url: 'https://tool.example/in' },
      secrets: { signing: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
    },
    answer: {
      id: 'hook',
      site: 'shop',
      type: 'webhook',
      settings: { url: 'https://tool.example/in' },
      secretNames: ['signing'],
    },
  },
  'POST /v1/calls/{call}/outcome': {
    body: { eventId: 'order-1001', outcome: 'sold', revenue: { kind: 'sale', amount: '129.50', currency: 'EUR' } },
    answer: { call: '2f9d6c1e-8f0a-4b8e-9c39-0d6a3a1f5c11', eventId: 'order-1001' },
  },
};
