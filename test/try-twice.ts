import type { Circus } from '@jest/types';
import { TestEnvironment } from 'jest-environment-node';

/**
 * An environment in which each test that succeeds is said to have failed the first time, and is tried again: what then fails
 * depends on being the first. `npm run jest -- --testEnvironment=./test/try-twice.ts test/browser`
 */
export default class TryTwice extends TestEnvironment {
  handleTestEvent(event: Circus.AsyncEvent | Circus.SyncEvent): void {
    if (event.name === 'setup') Reflect.set(this.global, Symbol.for('RETRY_TIMES'), '1');
    if (event.name === 'test_fn_success' && event.test.invocations === 1) event.test.errors.push('the first try');
  }
}
