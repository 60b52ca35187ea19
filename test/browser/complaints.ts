import type { BrowserContext } from 'playwright-core';

/** What pages of this context throw, and what they log as errors; grows while they are open. */
export function complaintsOf(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on('weberror', (error) => complaints.push(String(error.error())));
  context.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  return complaints;
}
