import type { Conversion } from '../../lambdas/conversions/conversion.ts';
import type {
  Abilities,
  Action,
  Built,
  DeliveryKind,
  Destination,
  Email,
  HttpRequest,
} from '../../lambdas/deliveries/destinations/destination.ts';
import { isGivenBack } from '../../lambdas/deliveries/news/taken-back.ts';
import type { Answer } from '../../lambdas/deliveries/send-request.ts';
import { valueOf } from '../lambdas/deliveries/destinations/built.ts';
import { type Fault, faults } from './faults.ts';
import { type Counting, emptyBook, receive, type Told } from './receiver-book.ts';
import type { Manner, StandIn } from './stand-in.ts';
import type { Trial } from './trials.ts';
import { broken, busy, token } from './vendor-answers.ts';

/** What the receiver is told of at this moment. */
export interface Place {
  readonly conversion: Conversion;
  readonly index: number;
}

/** How it is with the world around. */
interface Around {
  /** ms */
  readonly now: () => number;
  /** Nothing goes wrong any more. */
  readonly isCalm: () => boolean;
  readonly place: () => Place;
}

/** What is sent is news, a question about news, or one for a token. */
type Sent =
  | { readonly purpose: 'asks' }
  | { readonly purpose: 'token' }
  | { readonly purpose: 'tells'; readonly told: Told; readonly counting: Counting };

/** So long a slow request is under way, ms: shorter than a newer revision waits. */
const late = 200_000;

/** The abilities of a destination as it is set up, and how its receiver counts by them. */
export function countingOf({ destination, settings, sample }: Trial, isRetired: boolean): Abilities & Counting {
  const parsed = destination.settings.parse(settings);
  return { ...destination.can, ...destination.canBy?.(parsed, isRetired), idPer: sample.idPer };
}

/** One conversion as its receiver has it, and all that goes wrong on the way there. */
export class Receiver {
  readonly book = emptyBook();
  requests = 0;
  faults = 0;
  losses = 0;
  refusals = 0;
  failures = 0;
  private readonly sent = new WeakMap<object, Sent>();
  private underWay: { readonly at: number; readonly sent: Sent }[] = [];
  private made = 0;
  private readonly trial: Trial;
  private readonly standIn: StandIn;
  private readonly faulty: number;
  private readonly random: () => number;
  private readonly around: Around;

  constructor(
    { trial, standIn, faulty }: { readonly trial: Trial; readonly standIn: StandIn; readonly faulty: number },
    random: () => number,
    around: Around,
  ) {
    this.trial = trial;
    this.standIn = standIn;
    this.faulty = faulty;
    this.random = random;
    this.around = around;
  }

  /** The same destination, of whose requests it is known what they are for. */
  overheard(destination: Destination<unknown, unknown>): Destination<unknown, unknown> {
    const { access, ask } = destination;
    const asked = (request: HttpRequest, purpose: 'asks' | 'token') => {
      this.sent.set(request, { purpose });
      return request;
    };
    return {
      ...destination,
      build: (input) => {
        const built = destination.build(input);
        this.note(built, input.kind, input.conversion);
        return built;
      },
      ...(access && { access: { ...access, request: (...of) => asked(access.request(...of), 'token') } }),
      ...(ask && { ask: { ...ask, request: (...of) => asked(ask.request(...of), 'asks') } }),
    };
  }

  private note(built: Built, kind: DeliveryKind, conversion: Conversion): void {
    const { revision } = conversion;
    const counting = countingOf(this.trial, conversion.state === 'retired' || isGivenBack(conversion));
    const known = countingOf(this.trial, false).dedupe;
    const { dedupe } = counting;
    const key = dedupe === 'none' ? undefined : String(valueOf(built, dedupe.key));
    const what = built.kind === 'request' ? built.request : built.kind === 'email' ? built.email : undefined;
    const subject = what ?? (built.kind === 'action' ? built.action : undefined);
    if (subject === undefined) return;
    const name = known === 'none' ? undefined : String(valueOf(built, known.key));
    const told = { kind, revision, key, name, text: JSON.stringify(subject) };
    this.sent.set(subject, { purpose: 'tells', told, counting });
  }

  /** What is no HTTP of ours, as a request that tells the same. */
  toldAs(subject: Email | Action): HttpRequest {
    const request = {
      method: 'POST',
      url: 'https://stand-in.example/',
      headers: {},
      body: JSON.stringify(subject),
    } as const;
    const sent = this.sent.get(subject);
    if (sent !== undefined) this.sent.set(request, sent);
    return request;
  }

  async send(request: HttpRequest): Promise<Answer> {
    const sent = this.sent.get(request);
    if (sent === undefined) throw new Error('something is sent that no destination made');
    this.requests += 1;
    const fault = this.nextFault();
    const { answer, hasArrived } = await this.standIn.exchange(request, this.answerTo(sent, fault), mannerOf(fault));
    if (fault !== undefined) this.account(fault);
    if (fault === 'slow' && hasArrived) this.underWay.push({ at: this.around.now() + late, sent });
    const isTaken = fault === undefined || fault === 'hang-up' || (fault === 'broken' && this.mayTakeBroken());
    if (isTaken && hasArrived) this.take(sent);
    return answer;
  }

  /** What was under way until then arrives. */
  arriveUntil(time: number): void {
    for (const { sent, at } of this.underWay.filter(({ at }) => at <= time)) this.take(sent, at);
    this.underWay = this.underWay.filter(({ at }) => at > time);
  }

  private take(sent: Sent, at = this.around.now()): void {
    if (sent.purpose === 'tells') receive(this.book, sent.told, sent.counting, at);
  }

  private nextFault(): Fault | undefined {
    if (this.around.isCalm() || this.random() >= this.faulty) return undefined;
    const { failedWithin } = this.trial.answers;
    const possible = faults.filter((fault) => fault !== 'failed-within' || failedWithin !== undefined);
    return possible[Math.floor(this.random() * possible.length)];
  }

  private mayTakeBroken(): boolean {
    return this.random() < 0.5 && this.trial.answers.takesNothingBroken !== true;
  }

  private account(fault: Fault): void {
    this.faults += 1;
    this.failures += 1;
    if (fault === 'slow' || fault === 'hang-up' || fault === 'broken') this.losses += 1;
    if (fault === 'refused' || fault === 'failed-within') this.refusals += 1;
  }

  private answerTo(sent: Sent, fault: Fault | undefined) {
    const { answers } = this.trial;
    if (fault === 'busy') return busy;
    if (fault === 'broken') return broken;
    // Whoever refuses to give a token stops all of the destination until a person acts: that is not tried here.
    if (sent.purpose === 'token') return fault === 'refused' || fault === 'failed-within' ? broken : token;
    if (fault === 'refused') return answers.refused;
    if (fault === 'failed-within') return answers.failedWithin ?? broken;
    return sent.purpose === 'asks' ? (answers.asked ?? broken) : answers.taken(this.nameFor(sent.told.kind));
  }

  /** What is made new gets another name than what was there. */
  private nameFor(kind: DeliveryKind): number {
    const { index } = this.around.place();
    if (kind === 'new') this.made += 1;
    return 1000 * (index + 1) + this.made;
  }
}

function mannerOf(fault: Fault | undefined): Manner {
  if (fault === 'slow') return 'silent';
  return fault === 'hang-up' ? 'break-off' : 'answer';
}
