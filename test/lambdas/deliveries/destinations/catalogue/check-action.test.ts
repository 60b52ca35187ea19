import { catalogueEntry } from '../../../../../lambdas/deliveries/destinations/catalogue/catalogue-entry.ts';
import { actionFaults } from '../../../../../lambdas/deliveries/destinations/catalogue/check-action.ts';

function faults(destination: string, action: string, settings: object, fields: object): string[] {
  const given = { destination, action, settings: { ...settings }, fields: { ...fields } };
  return actionFaults(given).map(({ path, message }) => `${path.join('.')} ${message}`);
}

const event = { event: 'x' };

test('destinations and actions are those of the catalogue', () => {
  expect(faults('nobody', 'x', {}, {})[0]).toMatch(/^destination must be one of .*slack/);
  expect(faults('__proto__', 'x', {}, {})[0]).toMatch(/^destination must be one of/);
  expect(faults('slack', 'toString', {}, {})).toEqual(['action must be one of postToChannel']);
  expect(catalogueEntry('constructor')).toBeUndefined();
});

test.each([
  [{ projectToken: 'p' }, []],
  [{ projectToken: 'p', apiRegion: 'Mars' }, ['settings.apiRegion must be one of US 🇺🇸, EU 🇪🇺, IN 🇮🇳']],
  [{ apiSecret: 's' }, ['settings.apiSecret is a secret: give it among the secrets']],
  [{ projectToken: '{{site.id}}' }, ['settings.projectToken is the same for all conversions']],
  [{ colour: 1 }, ['settings.colour must be one of projectToken, apiRegion, sourceName, strictMode']],
  [{ projectToken: ['p'] }, ['settings.projectToken must be a string']],
])('settings %j', (settings, expected) => {
  expect(faults('mixpanel', 'trackEvent', settings, event)).toEqual(expected);
});

test('a destination without settings takes none', () => {
  expect(faults('slack', 'postToChannel', { x: 1 }, { url: 'u', text: 't' })).toEqual([
    'settings.x must be one of none',
  ]);
});

test.each([
  [{}, []],
  [{ time: '{{conversion.time}}', insert_id: 7, bluetooth: true, screen_width: 7 }, []],
  [{ event: null }, ['fields.event must be a string']],
  [{ event: { a: 1 } }, ['fields.event must be a string']],
  [{ bluetooth: 'yes' }, ['fields.bluetooth must be a boolean']],
  [{ bluetooth: '{{params.bluetooth}}' }, []],
  [{ screen_width: '7' }, ['fields.screen_width must be a number']],
  [{ event_properties: 'x' }, ['fields.event_properties must be an object']],
  [{ event_properties: [1] }, ['fields.event_properties must be an object']],
  [{ event_properties: { any: ['{{nonsense}}'] } }, ['fields.event_properties.any.0 there is no fact nonsense']],
  [{ event: '{{click.}}' }, ['fields.event there is no fact click.']],
  [
    { utm_properties: { utm_colour: 'red' } },
    [expect.stringMatching(/^fields.utm_properties.utm_colour must be one of/)],
  ],
])('fields %j', (fields, expected) => {
  expect(faults('mixpanel', 'trackEvent', { projectToken: 'p' }, { ...event, ...fields })).toEqual(expected);
});

test('what an action needs is missed, but for what it has itself', () => {
  expect(faults('mixpanel', 'trackEvent', {}, {})).toEqual(['fields.event is required by the action']);
  expect(faults('google-sheets', 'postSheet2', {}, { record_identifier: 'x', fields: {} })).toEqual([
    'fields.spreadsheet_id is required by the action',
    'fields.syncMode is required by the action',
  ]);
});

test('lists are looked through, whole numbers are whole, and what is open takes other names', () => {
  const amplitude = (fields: object) => faults('amplitude', 'logEventV2', {}, { event_type: 'x', ...fields });
  expect(amplitude({ products: [{ price: 'x', colour: 'red' }, { quantity: 1.5 }] })).toEqual([
    'fields.products.0.price must be a number',
    'fields.products.1.quantity must be a integer',
  ]);
  expect(amplitude({ products: { price: 1 } })).toEqual([]);
});

test('what the set-up of an action answers once may be anything', () => {
  const fields = { conversionHappenedAt: '1', onMappingSave: { id: '1', any: 2 } };
  expect(faults('linkedin-conversions', 'streamConversion', {}, fields)).toEqual([]);
});
