/** An error that a service answers: its AWS name, HTTP status, text, and further members of the body. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly members: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = 'AwsError';
  }
}

/** The connection is to be dropped without an answer: a region that is lost. */
export class DroppedConnection extends Error {
  constructor() {
    super('the connection is dropped');
    this.name = 'DroppedConnection';
  }
}
