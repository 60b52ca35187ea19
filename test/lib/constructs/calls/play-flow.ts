import type { Flow, FlowAction } from '../../../../lib/constructs/calls/flow-actions.ts';

/** What a call meets on its way through a flow. */
export interface World {
  /** What the function answers; without it, it fails. */
  readonly lookup?: Readonly<Record<string, string>>;
  /** The row of the table; without it there is none. */
  readonly table?: Readonly<Record<string, string>>;
  /** Blocks that fail, by identifier. */
  readonly fails?: readonly string[];
  /** What the caller presses when asked. */
  readonly key?: string | undefined;
  /** What the caller keys in when asked for digits; without it none in time. */
  readonly digits?: string;
}

/** What a block does: what is told of it, and the error or the operand by which it goes on, if not as usual. */
interface Done {
  readonly told?: string;
  readonly error?: string | undefined;
  readonly operand?: string;
  readonly isOver?: boolean;
}

/** Plays a flow as Amazon Connect would, as far as its blocks are known here, and says what the call went through. */
export function play({ StartAction, Actions }: Flow, world: World): string[] {
  const blocks = new Map(Actions.map((action) => [action.Identifier, action]));
  const attributes: Record<string, string> = {};
  const told: string[] = [];
  let id: string | undefined = StartAction;
  for (let steps = 0; id !== undefined; steps++) {
    const block = blocks.get(id);
    if (block === undefined || steps > 100) throw new Error(`the call is lost at ${id}`);
    const done = doBlock(block, world, attributes);
    if (done.told !== undefined) told.push(done.told);
    const error: string | undefined = world.fails?.includes(id) ? 'NoMatchingError' : done.error;
    id = done.isOver && error === undefined ? undefined : wayOn(block, { ...done, error });
  }
  return told;
}

function wayOn({ Transitions }: FlowAction, { operand, error }: Done): string | undefined {
  const { Conditions = [], Errors = [], NextAction } = Transitions;
  if (operand !== undefined) {
    const chosen = Conditions.find(({ Condition }) => Condition.Operands.includes(operand));
    if (chosen !== undefined) return chosen.NextAction;
  }
  const wanted = error ?? (operand === undefined ? undefined : 'NoMatchingCondition');
  return wanted === undefined ? NextAction : Errors.find(({ ErrorType }) => ErrorType === wanted)?.NextAction;
}

function doBlock({ Identifier, Type, Parameters }: FlowAction, world: World, attributes: Record<string, string>): Done {
  const said: Record<string, unknown> = { ...Parameters };
  const text = (name: string) => {
    const value = said[name];
    return read(typeof value === 'string' ? value : '', world, attributes);
  };
  switch (Type) {
    case 'InvokeLambdaFunction':
      return world.lookup === undefined ? { error: 'NoMatchingError' } : {};
    case 'UpdateContactAttributes': {
      for (const [name, value] of Object.entries(said.Attributes ?? {})) {
        attributes[name] = read(String(value), world, attributes);
      }
      if (Identifier === 'keep-code') return { told: `keeps code ${attributes.leaseline_phone_code}` };
      const isAnswer = Identifier === 'allowed' || Identifier === 'refused';
      return isAnswer ? { told: `keeps ${attributes.leaseline_recording}` } : {};
    }
    case 'Compare':
      return { operand: text('ComparisonValue') };
    case 'GetParticipantInput': {
      const asked = { told: `asks ${text('Text')}` };
      if (said.StoreInput === 'True') return asked;
      return world.key === undefined ? { ...asked, error: 'InputTimeLimitExceeded' } : { ...asked, operand: world.key };
    }
    case 'TransferParticipantToThirdParty':
      return { told: `rings ${text('ThirdPartyPhoneNumber')} for ${text('ThirdPartyConnectionTimeLimitSeconds')} s` };
    case 'UpdateContactRecordingBehavior':
      return { told: `record ${recorded(said)}` };
    case 'UpdateContactTextToSpeechVoice':
      return { told: `voice ${text('TextToSpeechVoice')}` };
    case 'UpdateContactData':
      return { told: `language ${text('LanguageCode')}` };
    case 'UpdateContactEventHooks':
      return { told: `whisper ${Object.values(said.EventHooks ?? {}).join()}` };
    case 'UpdateContactTargetQueue':
      // A queue without a name is none.
      return text('QueueId') === '' ? { error: 'NoMatchingError' } : { told: `queue ${text('QueueId')}` };
    case 'TransferContactToQueue':
      return world.fails?.includes(Identifier) ? {} : { told: 'enters the queue', isOver: true };
    case 'MessageParticipant':
      return { told: `says ${text('Text')}` };
    case 'DisconnectParticipant':
      return { told: 'hangs up', isOver: true };
    default:
      return {};
  }
}

function read(
  value: string,
  { lookup = {}, table = {}, digits = 'Timeout' }: World,
  attributes: Readonly<Record<string, string>>,
): string {
  if (value === '$.StoredCustomerInput') return digits;
  const [, space, name = ''] = /^\$\.(External|Attributes|DataTables\.fallback)\.(\w+)$/.exec(value) ?? [];
  switch (space) {
    case 'External':
      return lookup[name] ?? '';
    case 'Attributes':
      return attributes[name] ?? '';
    case 'DataTables.fallback':
      return table[name] ?? '';
    default:
      return value;
  }
}

function recorded({ RecordingBehavior, AnalyticsBehavior }: Record<string, unknown>): string {
  if (!JSON.stringify(RecordingBehavior).includes('"Customer"')) return 'nobody';
  const { language } =
    /"AnalyticsLanguage":"(?<language>[^"]+)"/.exec(JSON.stringify(AnalyticsBehavior ?? {}))?.groups ?? {};
  return language === undefined ? 'both' : `both, analysed in ${language}`;
}
