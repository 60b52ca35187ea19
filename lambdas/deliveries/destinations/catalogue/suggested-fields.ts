import type { CatalogueAction, CatalogueField } from './catalogue-entry.ts';

/** What fields of such names are usually for, by facts of a conversion; the first that fits holds. */
const usual: readonly (readonly [name: RegExp, fact: string])[] = [
  [
    /^(event_?id|insert_?id|message_?id|transaction_?id|order_?id|dedup\w*|conversion_?id|record_identifier)$/,
    'conversion.id',
  ],
  [/^(event_?name|event_?type|event|name|title)$/, 'conversion.name'],
  [/^(event_?time|time|timestamp|occurred_?at|conversion_?(happened_?at|time)|sent_?at)$/, 'conversion.time'],
  [/^(currency|currency_?code|value_currency)$/, 'conversion.currency'],
  [/^(value|revenue|amount|price|conversion_?value|total)$/, 'conversion.value'],
  [/^(e_?mail|email_?address(es)?)$/, 'email'],
  [/^(phone|phones|phone_?numbers?|telephone)$/, 'phone'],
  [/^(distinct_?id|anonymous_?id|device_?id|user_?id|external_?ids?)$/, 'visitor'],
  [/^(gclid|fbclid|msclkid|ttclid|yclid|li_fat_id|twclid|rdt_cid|epik)$/, 'click.$name'],
  [/^sc_click_id$/, 'click.ScCid'],
  [/^(utm_)?(source|campaign|medium|keyword|content)$/, '$bare'],
  [/^(page_?url|url|event_source_url|landing_?page)$/, 'landingPage'],
  [/^(referrer|page_?referrer)$/, 'referrer'],
];

/**
 * What a set-up may begin with: each field whose name says what it is for is filled with that fact, and each other that is required says what it wants
 * in angle brackets. Nested fields are looked through; what is neither is left out.
 */
export function suggestedFields({
  fields,
  syncModes,
}: Pick<CatalogueAction, 'fields' | 'syncModes'>): Record<string, unknown> {
  const [mode] = syncModes ?? [];
  return { ...(mode !== undefined && { syncMode: mode }), ...suggested(fields) };
}

function suggested(fields: Readonly<Record<string, CatalogueField>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const value = suggestion(name, field);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

function suggestion(name: string, field: CatalogueField): unknown {
  const { type, required, multiple, choices, properties } = field;
  if (type === 'object') {
    const inner = multiple || properties === undefined ? {} : suggested(properties);
    return Object.keys(inner).length > 0 ? inner : required ? {} : undefined;
  }
  const fact = choices === undefined && type !== 'boolean' ? factFor(name) : undefined;
  const one = fact === undefined ? (required ? (choices?.[0] ?? `<${type}>`) : undefined) : `{{${fact}}}`;
  return one !== undefined && multiple ? [one] : one;
}

function factFor(name: string): string | undefined {
  const plain = name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  const fact = usual.find(([form]) => form.test(plain))?.[1];
  return fact?.replace('$name', plain).replace('$bare', plain.replace(/^utm_/, ''));
}
