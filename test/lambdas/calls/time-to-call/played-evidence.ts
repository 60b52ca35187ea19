import type { CallEvidence } from '../../../../lambdas/calls/time-to-call/call-evidence.ts';

/** What is played: one number after the other is shown to visitors, some of whom call; the truth is known. */
export interface Play {
  /** How long it takes until the number is shown to the next visitor: at least, and on average longer by, s. */
  readonly lease: number;
  readonly idle: number;
  /** How long a visitor takes to call, s. */
  readonly timeToCall: (random: () => number) => number;
  /** Of those who call within the stay (s), the share that clicks. */
  readonly clicks: number;
  readonly stay: number;
  /** Of callers who did not click, the share that is known by more than the number. */
  readonly known: number;
  /** Of all calls, the share that no visit led to. */
  readonly unrelated: number;
  readonly calls: number;
  /** Of all callers who did not click, the share that says a code; and of those whose page is closed, who does so on another device. */
  readonly codes?: { readonly says: number; readonly elsewhere: number };
}

/** The calls as evidence, and the truth. */
export interface PlayedEvidence {
  readonly evidence: CallEvidence[];
  /** Of the calls by visitors, the share that came from the present holder. */
  readonly accuracy: number;
  /** Of those whose caller nothing but the time speaks for, the share that no visit led to. */
  readonly unrelatedShare: number;
}

/** Calls one after the other, each to a number that was shown to others before its caller and after. */
export function playEvidence(play: Play, random: () => number): PlayedEvidence {
  const evidence: CallEvidence[] = [];
  let [visitors, present, unknown] = [0, 0, 0];
  while (evidence.length < play.calls) {
    const isVisitor = random() >= play.unrelated;
    const callTime = play.timeToCall(random);
    const at = isVisitor ? callTime : random() * play.lease * 50;
    // Its own visitor was shown the number at 0.
    const later = showings(play, random, at);
    const own = later.length;
    const all = [...later.reverse(), 0, ...showings(play, random, play.lease * 50).map((time) => -time)].map(
      (time) => at - time,
    );
    const ages = all.slice(0, 8);
    if (isVisitor) {
      visitors += 1;
      if (own === 0) present += 1;
    }
    const isClick = isVisitor && callTime < play.stay && random() < play.clicks;
    const holder = own < 8 ? own : undefined;
    const isKnown = isVisitor && !isClick && holder !== undefined && random() < play.known;
    if (!isClick && !isKnown) unknown += 1;
    const said = play.codes && !isClick && !isKnown && random() < play.codes.says ? play.codes : undefined;
    const isElsewhere = !isVisitor || (callTime > play.stay && random() < (said?.elsewhere ?? 0));
    evidence.push({
      call: `call-${evidence.length}`,
      startedAt: 1e12 + evidence.length * 1000,
      ages,
      caller: 'first',
      ...(isClick && { confirmed: { by: 'click', holder: own } }),
      ...(isKnown && { confirmed: { by: 'caller-memory', holder: holder ?? null } }),
      ...(said && isElsewhere && { otherCode: true }),
      ...(said && !isElsewhere && { confirmed: codeOf(holder, at) }),
    });
  }
  return { evidence, accuracy: present / visitors, unrelatedShare: (evidence.length - visitors) / unknown };
}

function codeOf(holder: number | undefined, age: number) {
  return holder === undefined
    ? ({ by: 'phone-code', holder: null, age } as const)
    : ({ by: 'phone-code', holder } as const);
}

/** Calls by people who are remembered, some of whom say a code. */
export function playAgain(play: Play, count: number, random: () => number): CallEvidence[] {
  const { says = 0, elsewhere = 0 } = play.codes ?? {};
  return Array.from({ length: count }, (_, index) => {
    const isOther = random() < elsewhere;
    const memory = { by: 'caller-memory', holder: null } as const;
    const own = { confirmed: codeOf(undefined, 300_000), also: memory };
    return {
      call: `again-${index}`,
      startedAt: 1e12 + index * 1000,
      ages: [600, 4000],
      caller: 'again',
      ...(random() >= says ? { confirmed: memory } : isOther ? { confirmed: memory, otherCode: true } : own),
    };
  });
}

/** When the number is shown to others after it was shown to somebody, up to that time, s; the 500 first ones. */
function showings({ lease, idle }: Play, random: () => number, until: number): number[] {
  const next = () => lease - idle * Math.log(1 - random());
  const times: number[] = [];
  for (let time = next(); time <= until && times.length < 500; time += next()) times.push(time);
  return times;
}
