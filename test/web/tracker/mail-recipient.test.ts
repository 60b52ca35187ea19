import { mailRecipient } from '../../../web/tracker/tell-identity.ts';

const token = 'mail.Ab3-_dEfGhIjKlMnOpQrSg';

test.each([
  ['in the query', [`https://shop.example/?leaseline_recipient=${token}`]],
  ['among others', [`https://shop.example/a?utm_source=x&leaseline_recipient=${token}&b=1#top`]],
  ['in the fragment', [`https://shop.example/#leaseline_recipient=${token}`]],
  ['where a program wrote `&` anew', [`https://shop.example/?a=1&amp;leaseline_recipient=${token}`]],
  ['of an address before', ['https://shop.example/', `https://shop.example/?Leaseline_Recipient=${token}`]],
])('%s', (_, addresses) => {
  expect(mailRecipient(...addresses)).toBe(token);
});

test.each([
  [[]],
  [['https://shop.example/?recipient=x']],
  [['https://shop.example/?xleaseline_recipient=x']],
  [['https://shop.example/?leaseline_recipient=']],
])('none in %j', (addresses) => {
  expect(mailRecipient(...addresses)).toBeUndefined();
});
