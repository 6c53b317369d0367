import { AwsError } from '../../protocol/errors';
import { accountOf, roleNameOf } from '../../state/arns';
import { iamId } from '../../state/callers';
import { digest, uuid } from '../../state/ids';
import type { Caller } from '../../state/types';
import { evaluateTrust } from '../../trust/evaluate';
import { deniedText, type CallContext } from '../context';
import { queryOperation, queryService } from '../queryService';

interface AssumeRoleInput {
  RoleArn: string;
  RoleSessionName: string;
  DurationSeconds?: number;
  ExternalId?: string;
  Tags?: { Key: string; Value: string }[];
}

function refuse(context: CallContext, action: string, arn: string): AwsError {
  return new AwsError('AccessDenied', 403, deniedText(context, action, arn));
}

function assumeRole(input: AssumeRoleInput, context: CallContext): object {
  const { state, caller } = context;
  const role = state.roles.get(roleNameOf(input.RoleArn));
  if (!role || role.arn !== input.RoleArn) {
    throw refuse(context, 'sts:AssumeRole', input.RoleArn);
  }
  const tags = input.Tags ?? [];
  const request = {
    principal: { type: 'AWS', arn: caller.arn } as const,
    context: {
      'aws:PrincipalArn': caller.arn,
      'aws:PrincipalAccount': caller.accountId,
      'sts:RoleSessionName': input.RoleSessionName,
      ...(input.ExternalId ? { 'sts:ExternalId': input.ExternalId } : {}),
      ...(tags.length > 0 ? { 'aws:TagKeys': tags.map(({ Key }) => Key) } : {}),
      ...Object.fromEntries(
        tags.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, Value]),
      ),
    },
  };
  const actions = [
    'sts:AssumeRole',
    ...(tags.length ? ['sts:TagSession'] : []),
  ];
  for (const action of actions) {
    if (evaluateTrust(role.trust, { ...request, action }) !== 'allow') {
      throw refuse(context, action, input.RoleArn);
    }
  }
  const duration = input.DurationSeconds ?? 3600;
  if (duration > role.maxSessionDuration) {
    throw new AwsError(
      'ValidationError',
      400,
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  }
  const session: Caller = {
    accessKeyId: iamId('ASIA', uuid()).slice(0, 20),
    secretAccessKey: digest(uuid()).toString('base64').slice(0, 40),
    arn: `arn:${state.partition}:sts::${state.accountId}:assumed-role/${role.name}/${input.RoleSessionName}`,
    userId: `${role.roleId}:${input.RoleSessionName}`,
    accountId: accountOf(role.arn),
    deny: [],
  };
  state.callers.set(session.accessKeyId, session);
  return {
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: digest(session.accessKeyId).toString('base64'),
      Expiration: new Date(state.clock.now().getTime() + duration * 1000),
    },
    AssumedRoleUser: { AssumedRoleId: session.userId, Arn: session.arn },
    PackedPolicySize: 0,
  };
}

/** STS: who calls, and sessions of the account's roles. */
export const sts = queryService({
  name: 'sts',
  namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  operations: {
    GetCallerIdentity: queryOperation({
      run: (_, { caller }) => ({
        UserId: caller.userId,
        Account: caller.accountId,
        Arn: caller.arn,
      }),
    }),
    AssumeRole: queryOperation<AssumeRoleInput>({
      isWrite: true,
      resource: input => input.RoleArn,
      run: assumeRole,
    }),
  },
});
