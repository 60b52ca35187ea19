/** A site as the API answers it. */
export const site = {
  id: 'shop',
  name: 'Shop',
  siteKey: 'pk_shop',
  origins: ['https://shop.example'],
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  country: 'DE',
  consentDefault: 'granted',
};
