import { AwsError } from '../../protocol/errors';

/** HTTP status of EKS's errors (service model). */
const statuses = {
  AccessDeniedException: 403,
  BadRequestException: 400,
  ClientException: 400,
  InvalidParameterException: 400,
  InvalidRequestException: 400,
  NotFoundException: 404,
  ResourceInUseException: 409,
  ResourceLimitExceededException: 400,
  ResourceNotFoundException: 404,
  ServerException: 500,
  ThrottlingException: 429,
} as const;

/** An error of EKS; `members` are those beside `message`, such as clusterName. */
export function eksError(
  code: keyof typeof statuses,
  message: string,
  members: Record<string, string | undefined> = {},
): AwsError {
  return new AwsError(code, statuses[code], message, members);
}
