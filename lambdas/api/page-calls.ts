import type { PageRoute } from '../platform/names.ts';
import type { CallShape } from './call-shape.ts';
import { consentCalls } from './consent-calls.ts';
import { numberCalls } from './number-calls.ts';

/** The calls that a web page makes. */
export const pageCalls: Readonly<Record<PageRoute, CallShape>> = { ...numberCalls, ...consentCalls };
