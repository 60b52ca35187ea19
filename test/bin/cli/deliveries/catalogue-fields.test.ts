import {
  catalogueActionText,
  catalogueDestinationText,
  catalogueListText,
} from '../../../../bin/cli/deliveries/catalogue-fields.ts';
import { destinationFieldsText } from '../../../../bin/cli/deliveries/destination-fields.ts';
import { catalogueNames } from '../../../../lambdas/deliveries/destinations/catalogue/catalogue-entry.ts';

test('all destinations of the catalogue are listed with their actions, those marked that were tried', () => {
  const text = catalogueListText();
  expect(catalogueNames.filter((name) => !text.includes(name))).toEqual([]);
  expect(text).toMatch(/^mixpanel \* +.*trackEvent/m);
});

test('one of them says what it wants to know of the account, what of it is secret, and its actions', () => {
  const text = catalogueDestinationText('mixpanel');
  expect(text).toMatch(/projectToken +string +required/);
  expect(text).toMatch(/secrets[\s\S]*apiSecret +password/);
  expect(text).toMatch(/trackEvent +event/);
  expect(catalogueDestinationText('google-sheets')).toMatch(/refreshToken/);
  expect(JSON.parse(catalogueDestinationText('mixpanel', true))).toHaveProperty('actions.trackEvent');
});

test('an action says its fields, what is counted once, and settings to begin with', () => {
  const text = catalogueActionText('mixpanel', 'trackEvent');
  expect(text).toMatch(/insert_id +string +optional/);
  expect(text).toMatch(/sent again +knows it by insert_id for 20 days/);
  expect(text).toMatch(/consent +the visitor must allow analytics/);
  const begin = JSON.parse(text.slice(text.indexOf('\n{') + 1));
  expect(begin).toMatchObject({
    destination: 'mixpanel',
    action: 'trackEvent',
    fields: { insert_id: '{{conversion.id}}' },
  });
  const json = JSON.parse(catalogueActionText('slack', 'postToChannel', true));
  expect(json).toMatchObject({ can: { consentNeeded: 'none' }, suggested: { destination: 'slack' } });
});

test('what is not there is said, with what there is', () => {
  expect(() => catalogueDestinationText('pixpanel')).toThrow(/has no destination pixpanel/);
  expect(() => catalogueDestinationText('tiktok')).toThrow(/there are .*tiktok-conversions/);
  expect(() => catalogueActionText('mixpanel', 'send')).toThrow(/has no action send; it has .*trackEvent/);
});

test('abilities say what other settings change', () => {
  const text = destinationFieldsText('ga4');
  expect(text).toMatch(
    /with event: purchase[\s\S]*withdrawal +takes it[\s\S]*sold again +counts under an id of its own/,
  );
  expect(destinationFieldsText('amocrm')).toMatch(/new values +takes them for what it has/);
  expect(destinationFieldsText('yandex-metrica')).toMatch(
    /with as: orders[\s\S]*identifiers +one of ymUid, phone, email/,
  );
  expect(destinationFieldsText('microsoft-ads')).toMatch(/e-mail address +is told[\s\S]*test +it is asked/);
});
