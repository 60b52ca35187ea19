import { action, type FlowAction } from './flow-actions.ts';

/**
 * Records what both sides say to each other, not what is heard of the flow. With a language, Contact Lens analyses it afterwards, and keeps
 * the redacted text and sound alone. The last of these blocks wins; a transfer is another contact, and needs its own.
 */
export function record(id: string, analysedIn: string | undefined, next: string): FlowAction {
  const parameters = {
    RecordingBehavior: { RecordedParticipants: ['Agent', 'Customer'], IVRRecordingBehavior: 'Disabled' },
    ...(analysedIn !== undefined && { AnalyticsBehavior: redactedAnalysis(analysedIn) }),
  };
  return action(id, 'UpdateContactRecordingBehavior', parameters, { NextAction: next });
}

/** Records nothing: the flow itself is a switch of its own, which goes on recording where only the participants are taken out. */
export function recordNothing(id: string, next: string): FlowAction {
  const parameters = { RecordingBehavior: { RecordedParticipants: [], IVRRecordingBehavior: 'Disabled' } };
  return action(id, 'UpdateContactRecordingBehavior', parameters, { NextAction: next });
}

function redactedAnalysis(language: string): object {
  return {
    Enabled: 'True',
    AnalyticsLanguage: language,
    AnalyticsRedactionBehavior: 'Enabled',
    AnalyticsRedactionResults: 'RedactedOnly',
    ChannelConfiguration: { Chat: { AnalyticsModes: [] }, Voice: { AnalyticsModes: ['PostContact'] } },
  };
}
