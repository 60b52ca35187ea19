import * as fc from 'fast-check';
import { type Consent, openBrowser } from './tabs-model.ts';

// What waits for an hour here would keep the process from its end; the scheduler says what happens when.
beforeEach(() =>
  jest.useFakeTimers({
    doNotFake: ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'],
  }),
);
afterEach(() => jest.useRealTimers());

const denied: Consent = { ads: false, analytics: false };
const noAds: Consent = { ads: false, analytics: true };
const granted: Consent = { ads: true, analytics: true };

const words = fc.constantFrom(denied, noAds, granted);
const tabs = fc.constantFrom(0, 1);
const events = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('say' as const), tab: tabs, consent: words }) },
  fc.record({ kind: fc.constantFrom('signal' as const, 'look' as const, 'ids' as const), tab: tabs }),
  fc.record({ kind: fc.constantFrom('hide' as const, 'see' as const), tab: tabs }),
  fc.record({ kind: fc.constant('lost' as const), what: fc.constantFrom('requests' as const, 'answers' as const) }),
);

const anyDay = fc.record({
  events: fc.array(events, { maxLength: 8 }),
  last: fc.option(words, { nil: undefined }),
  siteDefault: fc.constantFrom(denied, granted),
});

test.each([
  ['tabs that take turns', true],
  ['tabs that know nothing of each other', false],
])(
  'whatever is said, lost or found while requests are under way, what stays is the last word: %s',
  async (_, locks) => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), anyDay, async (scheduler, { events: happening, last, siteDefault }) => {
        const { storage, api, lost, openTab } = await openBrowser(scheduler, { locks, siteDefault });
        const pages = ['https://shop.example/?gclid=ID&utm_source=x', 'https://shop.example/contact'].map(openTab);
        let word: Consent | undefined;
        const say = (consent: Consent, tab: number) => {
          word = consent;
          pages[tab]!.session.say(consent);
        };
        const plan = happening.map((event) => ({
          label: JSON.stringify(event),
          builder: async () => {
            if (event.kind === 'lost') lost[event.what] = 1;
            else if (event.kind === 'say') say(event.consent, event.tab);
            else {
              const page = pages[event.tab]!;
              if (event.kind === 'signal') page.keeper.signal();
              else if (event.kind === 'look') page.keeper.look();
              else if (event.kind === 'hide') page.isVisible = false;
              else if (event.kind === 'ids') page.ids = { ga: '1.2', fbp: 'fb.1' };
              else {
                page.isVisible = true;
                void page.session.work();
              }
              page.keeper.tellIds();
            }
          },
        }));
        for (const page of pages) void page.session.work();
        scheduler.scheduleSequence(plan);
        await scheduler.waitIdle();
        if (last) say(last, 0);
        await scheduler.waitIdle();
        // The network is there again, and both pages are looked at.
        Object.assign(lost, { requests: 0, answers: 0 });
        for (let time = 0; time < 2; time++) {
          for (const page of pages) {
            page.isVisible = true;
            void page.session.work();
          }
          await scheduler.waitIdle();
        }

        const kept = [...storage.values()].join(' ');
        const allowed = word ?? siteDefault;
        const names = allowed.analytics ? (allowed.ads ? /^$/ : /=ID|fb\.1|clicks/) : /v1\.|=ID|fb\.1|1\.2/;
        // Tabs that do not take turns may each become a visitor; the browser knows the last one only.
        expect(locks || !allowed.analytics ? kept : 'of one of them').not.toMatch(names);
        if (!locks) return;
        const present = allowed.analytics ? /"visitor":"v1\.(\d+)\./.exec(kept)![1]! : '90';
        expect(pages.map(({ shown }) => shown)).toEqual(Array(2).fill(`+1202555${present.padStart(4, '0')}`));
        expect(api.odd).toEqual([]);
        const left = [...api.visitors].filter(([, { isTold, isForgotten }]) => isTold && !isForgotten);
        expect(left.map(([id, { ads }]) => [id, ads])).toEqual(allowed.analytics ? [[present, allowed.ads]] : []);
      }),
      { numRuns: 300 },
    );
  },
);
