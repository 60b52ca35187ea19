import {
  catalogueEntry,
  catalogueNames,
} from '../../../../../lambdas/deliveries/destinations/catalogue/catalogue-entry.ts';
import { actionFaults } from '../../../../../lambdas/deliveries/destinations/catalogue/check-action.ts';
import { suggestedFields } from '../../../../../lambdas/deliveries/destinations/catalogue/suggested-fields.ts';

test('fields that say what they are for get that fact, nested ones too; what is required says what it wants', () => {
  const text = { type: 'string' };
  const fields = {
    eventId: text,
    event_time: { type: 'datetime' },
    phone_numbers: { type: 'string', multiple: true as const },
    utm_source: text,
    segment: { type: 'string', required: true as const },
    currency: { type: 'string', choices: ['EUR', 'USD'] },
    level: { type: 'string', choices: ['low', 'high'], required: true as const },
    note: text,
    user: { type: 'object', properties: { email: text, nickname: text, gclid: text } },
    items: { type: 'object', multiple: true as const, properties: { value: text } },
  };
  expect(suggestedFields({ fields, syncModes: ['upsert', 'add'] })).toEqual({
    syncMode: 'upsert',
    eventId: '{{conversion.id}}',
    event_time: '{{conversion.time}}',
    phone_numbers: ['{{phone}}'],
    utm_source: '{{source}}',
    segment: '<string>',
    level: 'low',
    user: { email: '{{email}}', gclid: '{{click.gclid}}' },
  });
});

test('of every action they are settings that are taken, but for what stands in angle brackets', () => {
  const faults = catalogueNames.flatMap((destination) => {
    const actions = catalogueEntry(destination)?.actions ?? {};
    return Object.entries(actions).flatMap(([action, known]) => {
      const fields = suggestedFields(known);
      const found = actionFaults({ destination, action, settings: {}, fields });
      const isOpen = /<[a-z]+>/.test(JSON.stringify(fields));
      // What an object must have that names nothing of its own is for its owner to say.
      return found
        .filter(({ message }) => !(isOpen && message.startsWith('must be a')) && !/is required/.test(message))
        .map(({ path, message }) => `${destination} ${action} ${path.join('.')} ${message}`);
    });
  });
  expect(faults).toEqual([]);
});
