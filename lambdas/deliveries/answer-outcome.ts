import type { EmailAnswer } from '../platform/aws/email.ts';
import type { Destination } from './destinations/destination.ts';
import type { Outcome } from './destinations/outcome.ts';
import type { Answer } from './send-request.ts';

/** What came of a request. `receipt`: it asked what became of that. */
export function outcomeOf(answer: Answer, destination: Destination<unknown, unknown>, receipt?: string): Outcome {
  switch (answer.kind) {
    case 'not-sent':
      return { kind: answer.refused ? 'rejected' : 'transient', detail: answer.detail };
    case 'no-answer':
      return { kind: 'unknown', detail: answer.detail };
    case 'response':
      return receipt === undefined || destination.ask === undefined
        ? destination.read(answer.response)
        : destination.ask.read(answer.response, receipt);
  }
}

/** What came of a mail. */
export function emailOutcome(answer: EmailAnswer): Outcome {
  switch (answer.kind) {
    case 'sent':
      return { kind: 'delivered' };
    case 'refused': {
      const detail = `the mail service answered ${answer.error}`;
      return answer.passing ? { kind: 'transient', detail } : { kind: 'rejected', detail };
    }
    case 'no-answer':
      return { kind: 'unknown', detail: 'the mail service did not answer' };
  }
}
