/**
 * Actions of flows of Amazon Connect as data. Types and parameters follow exported flows, whose names differ from the
 * documentation's here and there; every parameter is a text.
 */

/** A flow as Amazon Connect stores it. */
export interface Flow {
  readonly Version: '2019-10-30';
  /** Identifier of the action that begins. */
  readonly StartAction: string;
  readonly Metadata: object;
  readonly Actions: readonly FlowAction[];
}

/** A block of a flow, in the language of Amazon Connect. */
export interface FlowAction {
  readonly Identifier: string;
  readonly Type: string;
  readonly Parameters: object;
  readonly Transitions: Transitions;
}

interface Transitions {
  readonly NextAction?: string;
  readonly Errors?: readonly { readonly NextAction: string; readonly ErrorType: string }[];
  readonly Conditions?: readonly {
    readonly NextAction: string;
    readonly Condition: { readonly Operator: 'Equals'; readonly Operands: readonly string[] };
  }[];
}

/** Where it goes on, by the identifier of an action: usually, and when the action failed. */
interface Ways {
  readonly next: string;
  readonly failed: string;
}

/** The flow that begins with the first of these actions. */
export function flow(...actions: readonly [FlowAction, ...FlowAction[]]): Flow {
  return { Version: '2019-10-30', StartAction: actions[0].Identifier, Metadata: {}, Actions: actions };
}

/** Asks a function; its answer is `$.External.<key>` until another function is asked. */
export function askFunction(id: string, functionArn: string, seconds: number, ways: Ways): FlowAction {
  const parameters = {
    LambdaFunctionARN: functionArn,
    InvocationTimeLimitSeconds: String(seconds),
    ResponseValidation: { ResponseType: 'STRING_MAP' },
  };
  return action(id, 'InvokeLambdaFunction', parameters, transitions(ways));
}

/** Keeps values with the contact, for whisper flows, the agent's desktop and the contact record. */
export function keepAttributes(id: string, attributes: Readonly<Record<string, string>>, ways: Ways): FlowAction {
  return action(id, 'UpdateContactAttributes', { Attributes: attributes, TargetContact: 'Current' }, transitions(ways));
}

/** Goes on by what a value equals. */
export function choose(
  id: string,
  value: string,
  cases: Readonly<Record<string, string>>,
  otherwise: string,
): FlowAction {
  return action(
    id,
    'Compare',
    { ComparisonValue: value },
    {
      NextAction: otherwise,
      Conditions: conditions(cases),
      Errors: [{ NextAction: otherwise, ErrorType: 'NoMatchingCondition' }],
    },
  );
}

/** Reads a row of a data table by one key; its values are `$.DataTables.<query>.<column>`, empty where there is no such row. */
export function readTable(
  id: string,
  tableArn: string,
  query: { readonly name: string; readonly key: string; readonly value: string; readonly columns: readonly string[] },
  ways: Ways,
): FlowAction {
  const { name, key, value, columns } = query;
  const queries = [{ QueryName: name, Attributes: columns, PrimaryValues: [{ AttributeName: key, Value: value }] }];
  return action(id, 'EvaluateDataTableValues', { DataTableId: tableArn, Queries: queries }, transitions(ways));
}

/** Asks for a key; whoever presses none in time, or another, goes on otherwise. */
export function askForKey(
  id: string,
  text: string,
  seconds: number,
  cases: Readonly<Record<string, string>>,
  otherwise: string,
): FlowAction {
  const parameters = { Text: text, StoreInput: 'False', InputTimeLimitSeconds: String(seconds) };
  const errors = ['InputTimeLimitExceeded', 'NoMatchingCondition', 'NoMatchingError'];
  return action(id, 'GetParticipantInput', parameters, {
    NextAction: otherwise,
    Conditions: conditions(cases),
    Errors: errors.map((ErrorType) => ({ NextAction: otherwise, ErrorType })),
  });
}

/** Asks for digits, which are `$.StoredCustomerInput` then: `Timeout` where the caller pressed none in time. Ends at `#`. */
export function askForDigits(
  id: string,
  text: string,
  { digits, seconds }: { readonly digits: number; readonly seconds: number },
  ways: Ways,
): FlowAction {
  const parameters = {
    Text: text,
    StoreInput: 'True',
    InputTimeLimitSeconds: String(seconds),
    InputValidation: { CustomValidation: { MaximumLength: String(digits) } },
    DTMFConfiguration: { InputTerminationSequence: '#' },
  };
  return action(id, 'GetParticipantInput', parameters, transitions(ways));
}

/** Who speaks from here on, until it is set again. */
export function setVoice(id: string, voice: string, engine: string, next: string): FlowAction {
  const parameters = { TextToSpeechVoice: voice, TextToSpeechEngine: engine, TextToSpeechStyle: 'None' };
  return action(id, 'UpdateContactTextToSpeechVoice', parameters, { NextAction: next });
}

/** The language of the contact, as BCP 47. */
export function setLanguage(id: string, tag: string, next: string): FlowAction {
  return action(id, 'UpdateContactData', { LanguageCode: tag }, transitions({ next, failed: next }));
}

/** The agent who takes the call hears this flow first. */
export function whisperToAgent(id: string, flowArn: string, ways: Ways): FlowAction {
  return action(id, 'UpdateContactEventHooks', { EventHooks: { AgentWhisper: flowArn } }, transitions(ways));
}

/** Chooses the queue that the caller is about to enter. */
export function chooseQueue(id: string, queueArn: string, ways: Ways): FlowAction {
  return action(id, 'UpdateContactTargetQueue', { QueueId: queueArn }, transitions(ways));
}

/** The caller enters the chosen queue, and leaves this flow. */
export function enterQueue(id: string, failed: string): FlowAction {
  return action(id, 'TransferContactToQueue', {}, transitions({ next: failed, failed }, ['QueueAtCapacity']));
}

/**
 * Rings a phone outside, which sees the tracking number as the caller: a caller who withholds the number could not be put through
 * otherwise. Goes on after that phone hung up, or when nobody took the call in time.
 */
export function ringPhone(id: string, number: string, seconds: number, ways: Ways): FlowAction {
  const parameters = {
    ThirdPartyPhoneNumber: number,
    ThirdPartyConnectionTimeLimitSeconds: String(seconds),
    ContinueFlowExecution: 'True',
    CallerId: { Number: '$.SystemEndpoint.Address' },
  };
  const errors = ['ConnectionTimeLimitExceeded', 'CallFailed'];
  return action(id, 'TransferParticipantToThirdParty', parameters, transitions(ways, errors));
}

/** Says a text. */
export function say(id: string, text: string, next: string): FlowAction {
  return action(id, 'MessageParticipant', { Text: text }, transitions({ next, failed: next }));
}

/** Ends the call. */
export function hangUp(id: string): FlowAction {
  return action(id, 'DisconnectParticipant', {}, {});
}

/** Ends a flow that runs beside the caller's. */
export function endFlow(id: string): FlowAction {
  return action(id, 'EndFlowExecution', {}, {});
}

function conditions(cases: Readonly<Record<string, string>>): NonNullable<Transitions['Conditions']> {
  return Object.entries(cases).map(([operand, next]) => ({
    NextAction: next,
    Condition: { Operator: 'Equals', Operands: [operand] },
  }));
}

/** Any action; the functions above know which parameters and ways those that are used here have. */
export function action(id: string, type: string, parameters: object, ways: Transitions): FlowAction {
  return { Identifier: id, Type: type, Parameters: parameters, Transitions: ways };
}

/** Every error goes the same way; `NoMatchingError` is whichever is not named. */
function transitions({ next, failed }: Ways, errors: readonly string[] = []): Transitions {
  return {
    NextAction: next,
    Errors: [...errors, 'NoMatchingError'].map((ErrorType) => ({ NextAction: failed, ErrorType })),
  };
}
