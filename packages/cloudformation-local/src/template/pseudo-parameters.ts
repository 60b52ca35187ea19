/** What `AWS::Region` and its like stand for on one machine. */
export function pseudoParameters(machine: {
  readonly region: string;
  readonly accountId: string;
  readonly stackName: string;
}): Readonly<Record<string, string>> {
  const { region, accountId, stackName } = machine;
  return {
    'AWS::AccountId': accountId,
    'AWS::Partition': 'aws',
    'AWS::Region': region,
    'AWS::StackId': `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/local`,
    'AWS::StackName': stackName,
    'AWS::URLSuffix': 'amazonaws.com',
  };
}
