import { type Language, languages, spokenLanguages } from '../../../lambdas/calls/spoken/languages.ts';
import { lookupSeconds, ringSteps, usualRing } from '../../../lambdas/platform/names.ts';
import { fallbackColumns } from './fallback-columns.ts';
import {
  askForDigits,
  askForKey,
  askFunction,
  choose,
  chooseQueue,
  endFlow,
  enterQueue,
  type Flow,
  type FlowAction,
  flow,
  hangUp,
  keepAttributes,
  readTable,
  ringPhone,
  say,
  setLanguage,
  setVoice,
  whisperToAgent,
} from './flow-actions.ts';
import { record, recordNothing } from './recording-actions.ts';

/** What holds as long as nobody knows better; also for the contact record, which says how the call was routed. */
const defaults = {
  leaseline_lookup: 'failed',
  leaseline_action: 'queue',
  leaseline_language: 'en',
  leaseline_record: 'off',
  leaseline_ask_code: 'off',
  leaseline_ring: '20',
  leaseline_nobody: languages.en.nobody,
};

/** What the lookup said, kept with the contact: for this flow, for the agent's whisper and desktop, and for the contact record. */
const answered = {
  leaseline_lookup: 'answered',
  leaseline_call: '$.External.callId',
  leaseline_action: '$.External.action',
  leaseline_queue: '$.External.queueArn',
  leaseline_phones: '$.External.phones',
  leaseline_ring: '$.External.ring',
  leaseline_phone_1: '$.External.forwardTo1',
  leaseline_phone_2: '$.External.forwardTo2',
  leaseline_language: '$.External.language',
  leaseline_record: '$.External.record',
  leaseline_recorded: '$.External.recordedText',
  leaseline_ask_recording: '$.External.askRecordingText',
  leaseline_ask_code: '$.External.askCode',
  leaseline_ask_code_text: '$.External.askCodeText',
  leaseline_nobody: '$.External.nobodyText',
  leaseline_source: '$.External.source',
  leaseline_medium: '$.External.medium',
  leaseline_campaign: '$.External.campaign',
  leaseline_keyword: '$.External.keyword',
  leaseline_recipient: '$.External.recipient',
  leaseline_whisper: '$.External.whisper',
  leaseline_screen_text: '$.External.screenText',
  leaseline_screen_pop_url: '$.External.screenPopUrl',
};

/** The same from the table: enough to reach somebody. Without the lookup nothing is recorded. */
const fromTable = {
  leaseline_action: '$.DataTables.fallback.action',
  leaseline_queue: '$.DataTables.fallback.queue',
  leaseline_phones: '$.DataTables.fallback.phones',
  leaseline_phone_1: '$.DataTables.fallback.phone1',
  leaseline_phone_2: '$.DataTables.fallback.phone2',
  leaseline_language: '$.DataTables.fallback.language',
  leaseline_nobody: '$.DataTables.fallback.nobody',
};

/** How long the last phone rings at least: whoever is called there has nobody after them. */
const lastRingsAtLeast = 20;

/** How long a caller has for the key that allows a recording. */
const consentSeconds = 5;

/** How many digits a caller keys in, and how long the flow waits for the first. */
const phoneCode = { digits: 7, seconds: 6 };

export interface InboundFlowArns {
  readonly lookupFunction: string;
  readonly agentWhisperFlow: string;
  /** Where callers go when the lookup fails or says nothing better. Without it they are told that nobody is there. */
  readonly defaultQueue: string | undefined;
  /** The data table that says where the calls of a number go when the lookup fails. */
  readonly fallbackTable: string | undefined;
}

/**
 * What a caller goes through: lookup, language, recording, then the site's queue or phones. Where the lookup fails, a table says where the number's
 * calls go; whatever else fails ends in the default queue, never in silence.
 */
export function inboundFlow({ lookupFunction, agentWhisperFlow, ...arns }: InboundFlowArns): Flow {
  const { defaultQueue, fallbackTable } = arns;
  const lastResort = defaultQueue === undefined ? 'nobody' : 'default-queue';
  const withoutLookup = fallbackTable === undefined ? lastResort : 'table';
  return flow(
    keepAttributes('defaults', defaults, { next: 'lookup', failed: 'lookup' }),
    askFunction('lookup', lookupFunction, lookupSeconds, { next: 'answered', failed: withoutLookup }),
    keepAttributes('answered', answered, { next: 'take-call', failed: lastResort }),
    ...(fallbackTable === undefined ? [] : tableActions(fallbackTable, lastResort)),
    choose('take-call', '$.Attributes.leaseline_action', { reject: 'bye' }, 'language'),
    ...languageActions('recording'),
    ...recordingActions('code'),
    ...codeActions('route'),
    choose('route', '$.Attributes.leaseline_action', { phone: 'first-phone' }, 'whisper'),
    whisperToAgent('whisper', agentWhisperFlow, { next: 'queue', failed: 'queue' }),
    chooseQueue('queue', '$.Attributes.leaseline_queue', { next: 'enter-queue', failed: lastResort }),
    ...(defaultQueue === undefined
      ? []
      : [chooseQueue('default-queue', defaultQueue, { next: 'enter-queue', failed: 'nobody' })]),
    enterQueue('enter-queue', 'nobody'),
    ...phoneActions(lastResort),
    say('nobody', '$.Attributes.leaseline_nobody', 'bye'),
    hangUp('bye'),
  );
}

function tableActions(tableArn: string, lastResort: string): FlowAction[] {
  const query = { name: 'fallback', key: 'number', value: '$.SystemEndpoint.Address', columns: fallbackColumns };
  return [
    readTable('table', tableArn, query, { next: 'in-table', failed: lastResort }),
    choose('in-table', '$.DataTables.fallback.known', { true: 'from-table' }, lastResort),
    keepAttributes('from-table', fromTable, { next: 'take-call', failed: lastResort }),
  ];
}

function languageActions(next: string): FlowAction[] {
  const others = spokenLanguages.filter((language) => language !== 'en');
  const cases = Object.fromEntries(others.map((language) => [language, `voice-${language}`]));
  return [
    choose('language', '$.Attributes.leaseline_language', cases, 'voice-en'),
    ...spokenLanguages.flatMap((language) => {
      const { voice, engine, tag } = languages[language];
      return [
        setVoice(`voice-${language}`, voice, engine, `language-${language}`),
        setLanguage(`language-${language}`, tag, next),
      ];
    }),
  ];
}

/** Recorded, or not, or as the caller wants: whoever says nothing is not recorded. */
function recordingActions(next: string): FlowAction[] {
  const isAnalysed = (language: Language) => languages[language].analysis === 'redacted';
  const analysed = spokenLanguages.filter(isAnalysed);
  const cases = Object.fromEntries(analysed.map((language) => [language, `record-${language}`]));
  const keep = (id: string, answer: 'given' | 'refused', then: string) =>
    keepAttributes(id, { leaseline_recording: answer }, { next: then, failed: 'record-nothing' });
  return [
    choose('recording', '$.Attributes.leaseline_record', { on: 'announce', ask: 'ask' }, 'record-nothing'),
    say('announce', '$.Attributes.leaseline_recorded', 'record'),
    askForKey('ask', '$.Attributes.leaseline_ask_recording', consentSeconds, { 1: 'allowed' }, 'refused'),
    keep('allowed', 'given', 'record'),
    keep('refused', 'refused', 'record-nothing'),
    choose('record', '$.Attributes.leaseline_language', cases, 'record-only'),
    ...analysed.map((language) => record(`record-${language}`, languages[language].tag, next)),
    record('record-only', undefined, next),
    recordNothing('record-nothing', next),
  ];
}

/** The code that a page shows, where the site wants it: who has none goes on. */
function codeActions(next: string): FlowAction[] {
  return [
    choose('code', '$.Attributes.leaseline_ask_code', { on: 'ask-code' }, next),
    askForDigits('ask-code', '$.Attributes.leaseline_ask_code_text', phoneCode, { next: 'keyed', failed: next }),
    choose('keyed', '$.StoredCustomerInput', { Timeout: next, '': next }, 'keep-code'),
    keepAttributes('keep-code', { leaseline_phone_code: '$.StoredCustomerInput' }, { next, failed: next }),
  ];
}

function phoneActions(lastResort: string): FlowAction[] {
  return [
    ...ringActions('first-phone', '$.Attributes.leaseline_phone_1', ringSteps, 'another-phone'),
    choose('another-phone', '$.Attributes.leaseline_phones', { 2: 'second-phone' }, lastResort),
    ...ringActions(
      'second-phone',
      '$.Attributes.leaseline_phone_2',
      ringSteps.filter((seconds) => seconds >= lastRingsAtLeast),
      lastResort,
    ),
  ];
}

/** A block for each time that a phone may ring: a time is part of the flow, not of what the lookup says. The usual one where nothing fits. */
function ringActions(id: string, number: string, steps: readonly number[], failed: string): FlowAction[] {
  const others = steps.filter((seconds) => seconds !== usualRing);
  const cases = Object.fromEntries(others.map((seconds) => [String(seconds), `${id}-${seconds}`]));
  return [
    choose(id, '$.Attributes.leaseline_ring', cases, `${id}-${usualRing}`),
    ...steps.map((seconds) => ringPhone(`${id}-${seconds}`, number, seconds, { next: 'bye', failed })),
  ];
}

/** What the agent hears before the caller is put through. */
export function agentWhisperFlow(): Flow {
  return flow(say('whisper', '$.Attributes.leaseline_whisper', 'end'), endFlow('end'));
}
