import type { IncomingMessage, ServerResponse } from 'node:http';
import { stringify } from 'yaml';
import { z } from 'zod';
import { AccountFileError } from '../account/faults';
import { faultsSchema } from '../account/schema/faults';
import { BodyTooLarge, readRequest } from '../protocol/http';
import type { SimulatorControl } from './simulatorControl';

const clockSchema = z.strictObject({
  advanceSeconds: z.number().min(0).optional(),
  stopped: z.boolean().optional(),
  timeScale: z.number().positive().optional(),
});

const resetSchema = z.strictObject({
  account: z.unknown().optional(),
});

/** What the control port offers, as `GET /_control` tells. */
const index = {
  'GET /_control/health': 'what runs',
  'POST /_control/reset': 'back to the account file, or {"account": {…}}',
  'GET|PUT|PATCH|DELETE /_control/faults':
    'latencyMs, throttling, quotas, denyActions, lostRegions, disabledRegions, hangingClusters, errors',
  'GET|POST /_control/clock': '{"advanceSeconds", "stopped", "timeScale"}',
  'GET /_control/account':
    'the state as an account file (YAML; JSON with Accept: application/json)',
};

class BadControlRequest extends Error {}

function parsed<T>(schema: z.ZodType<T>, body: Buffer): T {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8') || '{}');
  } catch {
    throw new BadControlRequest('The request body is not JSON.');
  }
  const result = schema.safeParse(value);
  if (!result.success) {
    throw new BadControlRequest(z.prettifyError(result.error));
  }
  return result.data;
}

type Answer = { status: number; json?: unknown; yaml?: unknown };

async function answer(
  route: string,
  body: Buffer,
  control: SimulatorControl,
  wantsJson: boolean,
): Promise<Answer> {
  switch (route) {
    case 'GET ':
      return { status: 200, json: index };
    case 'GET health':
      return { status: 200, json: control.health() };
    case 'POST reset':
      await control.reset(parsed(resetSchema, body).account);
      return { status: 200, json: control.health() };
    case 'GET faults':
      return { status: 200, json: control.faults() };
    case 'PUT faults':
      control.clearFaults();
      control.changeFaults(parsed(faultsSchema, body));
      return { status: 200, json: control.faults() };
    case 'PATCH faults':
      control.changeFaults(parsed(faultsSchema, body));
      return { status: 200, json: control.faults() };
    case 'DELETE faults':
      control.clearFaults();
      return { status: 200, json: control.faults() };
    case 'GET clock':
      return { status: 200, json: control.clock() };
    case 'POST clock':
      control.changeClock(parsed(clockSchema, body));
      return { status: 200, json: control.clock() };
    case 'GET account': {
      const account = control.exportAccount();
      return wantsJson
        ? { status: 200, json: account }
        : { status: 200, yaml: account };
    }
    default:
      return {
        status: 404,
        json: { message: 'No such control.', controls: index },
      };
  }
}

/**
 * Answers requests below /_control. Requests that a browser made for another page are refused: the
 * port is open to everything on this machine, and pages are not to steer it.
 */
export async function answerControl(
  request: IncomingMessage,
  response: ServerResponse,
  control: SimulatorControl,
): Promise<void> {
  const send = (status: number, type: string, text: string) => {
    response.writeHead(status, { 'content-type': type });
    response.end(text);
  };
  const sendJson = (status: number, value: unknown) =>
    send(status, 'application/json', `${JSON.stringify(value, null, 2)}\n`);
  if (request.headers.origin !== undefined) {
    sendJson(403, { message: 'Not for requests from web pages.' });
    return;
  }
  try {
    const { method, path, body } = await readRequest(request);
    const name = path.replace(/^\/_control\/?/, '').replace(/\/+$/, '');
    const wantsJson = /\bjson\b/.test(request.headers.accept ?? '');
    const result = await answer(`${method} ${name}`, body, control, wantsJson);
    if (result.yaml !== undefined) {
      send(result.status, 'application/yaml', stringify(result.yaml));
    } else {
      sendJson(result.status, result.json);
    }
  } catch (error) {
    if (error instanceof BadControlRequest || error instanceof BodyTooLarge) {
      sendJson(400, { message: error.message });
    } else if (error instanceof AccountFileError) {
      sendJson(400, { message: error.message, faults: error.faults });
    } else {
      throw error;
    }
  }
}
