/** What a destination is tried with: as users write it, and what only its own papers say. */
export interface DestinationSample {
  readonly settings: unknown;
  readonly secrets: Readonly<Record<string, string>>;
  /**
   * Whether the id by which it knows a request again is one for each revision, or one for the conversion, whose value is overwritten; or
   * the person, who is in a set or is not, whatever the conversion is worth.
   */
  readonly idPer?: 'revision' | 'conversion' | 'person';
  /** Its receiver takes the secret nowhere but in the address. */
  readonly secretInAddress?: true;
}

/** By type. A destination without a sample fails the contract. */
export const destinationSamples: Readonly<Record<string, DestinationSample>> = {
  webhook: {
    settings: { url: 'https://tool.example/in' },
    secrets: { signing: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
    idPer: 'revision',
  },
  email: { settings: { to: ['team@shop.example'], from: 'calls@shop.example' }, secrets: {} },
  'yandex-metrica': {
    settings: { counterId: '2215573', as: 'orders', endpoint: 'https://metrica.example' },
    secrets: { token: 'token-of-sample' },
    idPer: 'conversion',
  },
  ga4: {
    settings: { measurementId: 'G-ABC1234567', event: 'purchase', endpoint: 'https://analytics.example' },
    secrets: { apiSecret: 'secret-of-sample' },
    idPer: 'conversion',
    secretInAddress: true,
  },
  'google-ads': {
    settings: {
      customerId: '123-456-7890',
      conversionActionId: '111222333',
      endpoint: 'https://data.example',
      tokenEndpoint: 'https://tokens.example/token',
    },
    secrets: { clientId: 'client-of-sample', clientSecret: 'secret-of-sample', refreshToken: 'refresh-of-sample' },
    idPer: 'conversion',
  },
  'google-audience': {
    settings: {
      customerId: '123-456-7890',
      audienceId: '444555666',
      action: 'add',
      endpoint: 'https://data.example',
      tokenEndpoint: 'https://tokens.example/token',
    },
    secrets: { clientId: 'client-of-sample', clientSecret: 'secret-of-sample', refreshToken: 'refresh-of-sample' },
    idPer: 'person',
  },
  meta: {
    settings: {
      datasetId: '1000000000000001',
      test: { datasetId: '1000000000000002', eventCode: 'TEST12345' },
      endpoint: 'https://graph.example/v26.0',
    },
    secrets: { accessToken: 'token-of-sample' },
    idPer: 'conversion',
  },
  'meta-audience': {
    settings: { audienceId: '23850000000000001', action: 'add', endpoint: 'https://graph.example/v26.0' },
    secrets: { accessToken: 'token-of-sample' },
    idPer: 'person',
  },
  'microsoft-ads': {
    settings: {
      customerId: '1111111',
      accountId: '2222222',
      endpoint: 'https://campaigns.example/CampaignManagement/v13',
      tokenEndpoint: 'https://tokens.example/token',
    },
    secrets: {
      developerToken: 'developer-of-sample',
      clientId: 'client-of-sample',
      clientSecret: 'secret-of-sample',
      refreshToken: 'refresh-of-sample',
    },
    idPer: 'conversion',
  },
  tiktok: {
    settings: {
      eventSource: 'web',
      eventSourceId: 'PIXELOFSAMPLE',
      test: { eventSourceId: 'PIXELFORTESTS', eventCode: 'TEST12345' },
      endpoint: 'https://business.example/open_api/v1.3',
    },
    secrets: { accessToken: 'token-of-sample' },
    idPer: 'conversion',
  },
  klaviyo: {
    settings: { endpoint: 'https://mails.example' },
    secrets: { apiKey: 'key-of-sample' },
    idPer: 'revision',
  },
  mailchimp: {
    settings: { url: 'https://us6.mails.example', audienceId: 'a1b2c3d4e5' },
    secrets: { apiKey: 'key-of-sample' },
  },
  'mailchimp-tag': {
    settings: { url: 'https://us6.mails.example', audienceId: 'a1b2c3d4e5', tag: 'phone-caller' },
    secrets: { apiKey: 'key-of-sample' },
    idPer: 'person',
  },
  hubspot: {
    settings: { endpoint: 'https://crm.example', fields: { caller: 'caller_number', source: 'call_source' } },
    secrets: { accessToken: 'access-of-sample' },
    idPer: 'conversion',
  },
  'hubspot-contact': {
    settings: { endpoint: 'https://crm.example', fields: { startedAt: 'last_call_at', source: 'last_call_source' } },
    secrets: { accessToken: 'access-of-sample' },
    idPer: 'conversion',
  },
  salesforce: {
    settings: {
      url: 'https://shop.crm.example',
      status: { field: 'Status__c', counted: 'Open', retracted: 'Refunded' },
      fields: { caller: 'Phone__c' },
    },
    secrets: { clientId: 'client-of-sample', clientSecret: 'secret-of-sample' },
    idPer: 'conversion',
  },
  amocrm: { settings: { url: 'https://shop.leads.example' }, secrets: { token: 'token-of-sample' } },
  bitrix24: {
    settings: { url: 'https://shop.deals.example', userId: 7 },
    secrets: { code: 'codeofsample' },
    secretInAddress: true,
  },
  // Nothing of it names a person; its owner wants the consent for ads all the same.
  catalogue: {
    settings: {
      destination: 'google-sheets',
      action: 'postSheet2',
      consent: 'ads',
      restates: true,
      tokenEndpoint: 'https://tokens.example/token',
      fields: {
        syncMode: 'upsert',
        record_identifier: '{{conversion.id}}',
        spreadsheet_id: 'sheet-1',
        spreadsheet_name: 'Calls',
        data_format: 'RAW',
        fields: { what: '{{conversion.name}}', value: '{{conversion.amount}}' },
      },
    },
    secrets: { clientId: 'client-of-sample', clientSecret: 'secret-of-sample', refreshToken: 'refresh-of-sample' },
    idPer: 'conversion',
  },
};
