import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';

/** A row of docs/attribution.csv: what came in, and what is told of it. */
export interface AttributionExample {
  readonly rule: string;
  readonly address: string;
  readonly referrer: string;
  /** Like `google/cpc`, or `google/cpc 31d` with the days since. */
  readonly before: string;
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
  /** Like `gclid=abc fbclid=xyz`. */
  readonly 'click ids': string;
}

/** The site of the examples, as docs/attribution.md describes it. */
export const exampleSite = {
  origins: ['https://shop.example', 'https://www.shop.example', 'https://shop-two.example'],
  ignoredReferrers: ['bank.example', 'partner.example/pay/*'],
};

export function attributionExamples(): AttributionExample[] {
  const text = readFileSync(path.join(__dirname, '..', 'docs/attribution.csv'), 'utf8');
  return parse(text, { columns: true }) as AttributionExample[];
}
