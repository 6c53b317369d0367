import {
  CheckResult,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { evidenceOf } from '../evidence';
import { envOf, WEB_IDENTITY_ROLE } from '../podEnvironment';
import { CONSEQUENCES } from '../shadowConsequences';
import { PlacedContainer } from '../workloadContainers';
import { because, fail, unknown, warn } from './results';

/** What the command, the arguments and the values of variables say of credentials. */
export function judgeCommand(
  workload: WorkloadSubject,
  { container, where, read }: PlacedContainer,
): CheckResult[] {
  return (container.command?.shadows ?? []).map(({ what, kind, effect }) => {
    const evidence = [
      evidenceOf(
        `container ${container.name}: ${what} in command, arguments or variables`,
        read,
        where,
      ),
    ];
    const parameters = { container: container.name, what, kind };
    if (effect === 'warn') {
      return because(
        'chain-shadowing.command-warns',
        parameters,
        warn(
          `The command of container ${container.name} contains ${what}. ${CONSEQUENCES[kind]}`,
          evidence,
        ),
      );
    }
    if (effect === 'unknown') {
      return because(
        'chain-shadowing.command-unclear',
        parameters,
        unknown(
          `The command of container ${container.name} contains ${what}: whether the program takes credentials by it is not known.`,
          [
            {
              what: `Meaning of ${what} in container ${container.name}`,
              reason: 'only the program knows what its arguments mean',
              permission: `${what} removed from the command, where it names credentials`,
            },
          ],
          evidence,
        ),
      );
    }
    return because(
      'chain-shadowing.command',
      parameters,
      fail(
        `The command of container ${container.name} contains ${what}. ${CONSEQUENCES[kind]}`,
        evidence,
        {
          summary: `Remove ${what} from container ${container.name}.`,
          steps: [
            `Remove ${what} from the command, the arguments or the variables of ${where}.`,
            `Deploy the change, then sync ${workload.cluster.name} again.`,
          ],
        },
      ),
    );
  });
}

/**
 * No SDK takes a role without the file of a token, but whoever wrote it there may have code that reads it.
 * @param inUse Pod Identity is in use by the container
 */
export function judgeLoneRole(
  { container, template, where, read }: PlacedContainer,
  inUse: boolean,
): CheckResult[] {
  if (!template || !envOf(container, WEB_IDENTITY_ROLE) || inUse) {
    return [];
  }
  return [
    because(
      'chain-shadowing.lone-role',
      { container: container.name },
      unknown(
        `${WEB_IDENTITY_ROLE} is set in container ${container.name} without a token file: no SDK uses it alone, but the program may read it.`,
        [
          {
            what: `Use of ${WEB_IDENTITY_ROLE} in container ${container.name}`,
            reason: 'what the program does with it is not known',
            permission: `${WEB_IDENTITY_ROLE} removed from the manifest, if nothing reads it`,
          },
        ],
        [
          evidenceOf(
            `container ${container.name}: ${WEB_IDENTITY_ROLE} is set`,
            read,
            where,
          ),
        ],
      ),
    ),
  ];
}
