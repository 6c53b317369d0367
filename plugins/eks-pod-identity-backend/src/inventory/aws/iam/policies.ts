import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from '@aws-sdk/client-iam';
import type {
  RoleFacts,
  RolePolicyFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { allItems, checked, look, type ReadContext } from '../context';
import { decodeDocument } from './documents';

const attachedSchema = z.object({
  PolicyName: z.string().min(1),
  PolicyArn: z.string().startsWith('arn:'),
});

/** Reads the policies of roles; a managed policy that many roles share is read once. */
export class PolicyReader {
  readonly #documents = new Map<string, Promise<string>>();

  constructor(
    private readonly context: ReadContext,
    private readonly region: string,
  ) {}

  /** Attached and inline policies, and the boundary; one that cannot be read makes all of them unseen. */
  ofRole(
    role: RoleFacts,
    boundaryArn: string | undefined,
  ): Promise<RoleFacts['policies']> {
    return look(
      this.context,
      'iam:ListAttachedRolePolicies',
      role.arn,
      async () => {
        const [attached, inline, boundary] = await Promise.all([
          this.#attached(role.name),
          this.#inline(role.name),
          boundaryArn ? this.#boundary(boundaryArn) : [],
        ]);
        return [...attached, ...inline, ...boundary];
      },
    );
  }

  async #attached(RoleName: string): Promise<RolePolicyFacts[]> {
    const policies = await allItems(
      this.context,
      paginateListAttachedRolePolicies(
        { client: this.#client, pageSize: 100 },
        { RoleName },
        { abortSignal: this.context.signal },
      ),
      'AttachedPolicies',
    );
    return Promise.all(
      policies.map(async policy => {
        const { PolicyName, PolicyArn } = checked(
          attachedSchema,
          policy,
          `attached policies of ${RoleName}`,
        );
        return {
          name: PolicyName,
          arn: PolicyArn,
          kind: 'attached' as const,
          document: await this.#managed(PolicyArn),
        };
      }),
    );
  }

  async #inline(RoleName: string): Promise<RolePolicyFacts[]> {
    const names = await allItems(
      this.context,
      paginateListRolePolicies(
        { client: this.#client, pageSize: 100 },
        { RoleName },
        { abortSignal: this.context.signal },
      ),
      'PolicyNames',
    );
    return Promise.all(
      names.map(async PolicyName => {
        const answer = await this.context.limit(() =>
          this.#client.send(
            new GetRolePolicyCommand({ RoleName, PolicyName }),
            { abortSignal: this.context.signal },
          ),
        );
        const { PolicyDocument } = checked(
          z.object({ PolicyDocument: z.string() }),
          answer,
          `inline policy ${PolicyName} of ${RoleName}`,
        );
        return {
          name: PolicyName,
          kind: 'inline' as const,
          document: decodeDocument(PolicyDocument),
        };
      }),
    );
  }

  async #boundary(arn: string): Promise<RolePolicyFacts[]> {
    return [
      {
        name: arn.slice(arn.lastIndexOf('/') + 1),
        arn,
        kind: 'boundary',
        document: await this.#managed(arn),
      },
    ];
  }

  /** Document of a managed policy's default version. */
  #managed(PolicyArn: string): Promise<string> {
    const read = async () => {
      const { Policy } = await this.context.limit(() =>
        this.#client.send(new GetPolicyCommand({ PolicyArn }), {
          abortSignal: this.context.signal,
        }),
      );
      const { DefaultVersionId } = checked(
        z.object({ DefaultVersionId: z.string() }),
        Policy,
        PolicyArn,
      );
      const answer = await this.context.limit(() =>
        this.#client.send(
          new GetPolicyVersionCommand({
            PolicyArn,
            VersionId: DefaultVersionId,
          }),
          { abortSignal: this.context.signal },
        ),
      );
      const { Document } = checked(
        z.object({ Document: z.string() }),
        answer.PolicyVersion,
        `${PolicyArn} ${DefaultVersionId}`,
      );
      return decodeDocument(Document);
    };
    const asked = this.#documents.get(PolicyArn) ?? read();
    this.#documents.set(PolicyArn, asked);
    return asked;
  }

  get #client() {
    return this.context.clients.iam(this.region);
  }
}
