/**
 * Texts that payloads of Amazon Connect have in common: the fields of contact records, lookups and contact events (developer and
 * administrator guide). What was packed can only be unpacked with this very text, and says so (by its checksum): it must never change.
 * Another one needs an attribute of its own.
 */
export const payloadDictionary = Buffer.from(
  [
    '"Attributes":{},"AWSAccountId":"","AWSContactTraceRecordFormatVersion":"2017-03-10","Agent":{"ARN":"arn:aws:connect:us-east-1',
    ':","AfterContactWorkDuration":0,"AfterContactWorkEndTimestamp":"","AfterContactWorkStartTimestamp":"","AgentInteractionDurati',
    'on":0,"ConnectedToAgentTimestamp":"","CustomerHoldDuration":0,"HierarchyGroups":null,"LongestHoldDuration":0,"NumberOfHolds":',
    '0,"RoutingProfile":{"ARN":":instance/routing-profile/","Name":"Basic Routing Profile"},"Username":"","AgentPauseDuration":0,"',
    'StateTransitions":[],"DeviceInfo":{"OperatingSystem":"Windows","PlatformName":"Chrome","PlatformVersion":".0.0.0"},"AgentConn',
    'ectionAttempts":1,"AnsweringMachineDetectionStatus":null,"Campaign":{"CampaignId":null},"Channel":"VOICE","ConnectedToSystemT',
    'imestamp":"","ContactDetails":{},"ContactEvaluations":{},"ContactId":"","CustomerEndpoint":{"Address":"+1","Type":"TELEPHONE_',
    'NUMBER"},"CustomerVoiceActivity":{"GreetingStartTimestamp":null,"GreetingEndTimestamp":null},"DisconnectDetails":{"PotentialD',
    'isconnectIssue":null},"DisconnectReason":"AGENT_DISCONNECT""TELECOM_PROBLEM""CONTACT_FLOW_DISCONNECT""CUSTOMER_DISCONNECT","D',
    'isconnectTimestamp":"","GlobalResiliencyMetadata":{"ActiveRegion":"us-east-1","OriginRegion":"us-east-1","TrafficDistribution',
    'GroupId":null},"InitialContactId":null,"InitiationMethod":"OUTBOUND""TRANSFER""CALLBACK""INBOUND","InitiationTimestamp":"","I',
    'nstanceARN":"","LastUpdateTimestamp":"","MediaStreams":[{"Type":"AUTOMATED"},{"Type":"AUDIO"}],"NextContactId":null,"NextCont',
    'acts":[],"PreviousContactId":null,"QualityMetrics":{"Agent":{"Audio":{"PotentialQualityIssues":[],"QualityScore":4.}},"Custom',
    'er":{"Audio":{"PotentialQualityIssues":["HighPacketLoss"],"QualityScore":4.}}},"Queue":{"ARN":":instance/queue/","DequeueTime',
    'stamp":"","Duration":0,"EnqueueTimestamp":"","Name":"BasicQueue"},"Recording":{"DeletionReason":null,"Location":"","Status":"',
    'AVAILABLE","Type":"AUDIO"},"Recordings":[{"DeletionReason":null,"FragmentStartNumber":"913438","FragmentStopNumber":"913438",',
    '"Location":"connect-recordings/connect//CallRecordings/20/_.wav","MediaStreamType":"AUDIO","ParticipantType":"IVR""AGENT""CUS',
    'TOMER","StartTimestamp":"","Status":"AVAILABLE","StopTimestamp":"","StorageType":"S3"}],"References":[],"RoutingCriteria":{"A',
    'ctivationTimestamp":null,"Index":0,"Steps":[]},"ScheduledTimestamp":null,"SegmentAttributes":{"connect:Subtype":{"ValueString',
    '":"connect:Telephony"}},"SystemEndpoint":{"Address":"+1","Type":"TELEPHONE_NUMBER"},"Tags":{"aws:connect:instanceId":"","aws:',
    'connect:systemEndpoint":"+1"},"TotalPauseCount":0,"TotalPauseDurationInSeconds":0,"TransferCompletedTimestamp":null,"Transfer',
    'redToEndpoint":null,"VoiceIdResult":null}{"Name":"ContactFlowEvent","Details":{"ContactData":{"Attributes":{},"Channel":"VOIC',
    'E","ContactId":"","CustomerEndpoint":{"Address":"+1","Type":"TELEPHONE_NUMBER"},"InitialContactId":"","InitiationMethod":"INB',
    'OUND","InstanceARN":"arn:aws:connect:","MediaStreams":{"Customer":{"Audio":null}},"PreviousContactId":"","Queue":null,"System',
    'Endpoint":{"Address":"+1","Type":"TELEPHONE_NUMBER"}},"Parameters":{}}}{"version":"0","id":"","detail-type":"Amazon Connect C',
    'ontact Event","source":"aws.connect","account":"","time":"Z","region":"us-east-1","resources":["arn:aws:connect:us-east-1::in',
    'stance/","/contact/"],"detail":{"eventType":"COMPLETED""QUEUED""INITIATED""CONNECTED_TO_AGENT""DISCONNECTED","contactId":"","',
    'initialContactId":"","channel":"VOICE","instanceArn":"arn:aws:connect:us-east-1::instance/","initiationMethod":"INBOUND","ini',
    'tiationTimestamp":"","connectedToSystemTimestamp":"","disconnectTimestamp":"1970-01-01T00:00:00.001Z","queueInfo":{"queueArn"',
    ':"/queue/","queueType":"STANDARD","enqueueTimestamp":""},"agentInfo":{"agentArn":"/agent/","connectedToAgentTimestamp":""},"c',
    'ontactDetails":{},"tags":{"aws:connect:instanceId":"","aws:connect:systemEndpoint":"+1"}}}',
  ].join(''),
);
