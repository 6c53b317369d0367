import {
  clustersOf,
  failingClusters,
  failingEvidence,
  silent,
} from '../account';
import { Cause, nameOr } from '../cause';
import { CONTAINER_HOST_REFUSED, javaScriptAge } from '../javaScript';
import { agentAddresses } from './addresses';
import { unreadable } from './elsewhere';

const refused = [
  'connection refused',
  'ECONNREFUSED',
  'Could not connect to the endpoint URL',
  'no route to host',
  'EHOSTUNREACH',
  'network is unreachable',
  'ENETUNREACH',
  'failed to connect to',
  "couldn't connect to server",
];

const noAnswer = [
  'context deadline exceeded',
  'Client.Timeout exceeded',
  'i/o timeout',
  'timed out',
  'connect timeout',
  'ETIMEDOUT',
  'TimeoutError',
  'ConnectTimeout',
  'read timeout',
  'operation timed out',
  'Policy denied',
  'connect: operation not permitted',
  'DROPPED',
  'deadline has elapsed',
];

/** How much the refusal of JavaScript v3 says that the agent did not answer, by what is known of its version. */
const hiddenByNext = { new: 0.7, unclear: 0.45, old: 0 };

const agentLog = [
  'pod-identity-agent',
  'Unable to start server',
  ...agentAddresses,
];

/** Causes around the EKS Pod Identity Agent and the way to it. Texts after docs/facts/agent-webhook.md. */
export const agentCauses: Cause[] = [
  {
    id: 'agent-missing',
    title: 'No Pod Identity Agent answers on this node',
    what: 'Nothing listens on 169.254.170.23:80 (IPv6: [fd00:ec2::23]:80) there: the agent is not installed, has no pod on this node, or is not ready.',
    steps: names => {
      const cluster = nameOr(names.clusters, 'CLUSTER');
      return [
        `Is it installed? aws eks describe-addon --cluster-name ${cluster} --addon-name eks-pod-identity-agent`,
        `If not: aws eks create-addon --cluster-name ${cluster} --addon-name eks-pod-identity-agent (EKS Auto Mode has it built in).`,
        'Is there a pod on the node? kubectl -n kube-system get pods -o wide -l app.kubernetes.io/name=eks-pod-identity-agent; look at tolerations and node affinity of the DaemonSet.',
        'Read its log: kubectl -n kube-system logs ds/eks-pod-identity-agent',
      ];
    },
    signatures: [
      ...agentAddresses.map(address => ({
        phrases: [address],
        with: refused,
        without: ['bind:', 'eks-auth.', 'connect to proxy', 'proxyconnect'],
        weight: 0.93,
      })),
      {
        phrases: [CONTAINER_HOST_REFUSED],
        weight: context => hiddenByNext[javaScriptAge(context)],
        explains: false,
      },
      {
        phrases: ['eks-pod-identity-agent addon must be installed'],
        weight: 0.93,
      },
      {
        // Its probe asks the agent itself, which answers 404 where it is well.
        phrases: ['Failed probe', 'expected 404, got'],
        weight: 0.85,
      },
      {
        phrases: ['eks-pod-identity-agent'],
        with: [
          'Readiness probe failed',
          'Liveness probe failed',
          'Startup probe failed',
          'InsufficientNumberOfReplicas',
          'daemonsets.apps…not found',
          'CrashLoopBackOff',
          'expected 404, got',
        ],
        weight: 0.8,
      },
    ],
    prove: (names, account) => {
      const missing = failingClusters('agent-present', names, account);
      return missing.speaks === 'for'
        ? missing
        : failingClusters('agent-healthy', names, account);
    },
  },
  {
    id: 'agent-blocked',
    title: 'Traffic from the pod to the agent is dropped',
    what: 'The agent listens in the network of the node, on a link-local address. A network policy, a host firewall or a proxy keeps the pod from it.',
    steps: names => [
      'Allow egress to 169.254.170.23/32 port 80 (IPv6: fd00:ec2::23/128) in the network policies that select the pod; with Cilium the entity is host.',
      'Pods with HTTP_PROXY or HTTPS_PROXY need 169.254.170.23 and [fd00:ec2::23] in NO_PROXY and no_proxy.',
      'Security groups for pods: set POD_SECURITY_GROUP_ENFORCING_MODE=standard on the VPC CNI.',
      `Try from a pod: kubectl -n ${
        nameOr(names.serviceAccounts, 'NAMESPACE/NAME').split('/')[0]
      } exec POD -- curl -m 3 -s -o /dev/null -w '%{http_code}' http://169.254.170.23/v1/credentials (400 means it is reachable).`,
    ],
    signatures: [
      {
        phrases: [CONTAINER_HOST_REFUSED],
        weight: context => hiddenByNext[javaScriptAge(context)] * 0.95,
        explains: false,
      },
      ...agentAddresses.map(address => ({
        phrases: [address],
        with: noAnswer,
        without: ['eks-auth.', 'bind:'],
        weight: 0.93,
      })),
      { phrases: ['Called agent through invalid address'], weight: 0.8 },
      {
        phrases: ['IPv4 endpoint attempt failed', 'pod identity agent failed'],
        weight: 0.9,
      },
      {
        phrases: ['HTTP request to pod identity agent failed'],
        without: refused,
        weight: 0.8,
      },
      ...agentAddresses.map(address => ({
        phrases: [address],
        with: [
          'Proxy Authentication Required',
          'X-Squid-Error',
          'ERR_ACCESS_DENIED',
          'Tunnel connection failed',
          '407 Proxy',
          'ProxyError',
          'connect to proxy',
          'proxyconnect',
        ],
        weight: 0.94,
      })),
    ],
    prove: (names, account) => {
      const policy = failingEvidence('network-policy', names, account);
      return policy.speaks === 'for'
        ? policy
        : failingEvidence('proxy-bypass', names, account);
    },
  },
  {
    id: 'agent-ipv6-disabled',
    title: 'The agent can’t bind its IPv6 address',
    what: 'The agent binds 169.254.170.23 and [fd00:ec2::23]. The node has IPv6 switched off, so it does not start.',
    steps: names => [
      `Bind IPv4 only: aws eks update-addon --cluster-name ${nameOr(
        names.clusters,
        'CLUSTER',
      )} --addon-name eks-pod-identity-agent --resolve-conflicts PRESERVE --configuration-values '{"agent":{"additionalArgs":{"-b":"169.254.170.23"}}}'`,
      'Or switch IPv6 on for the nodes (kernel parameters net.ipv6.conf.all.disable_ipv6, ipv6.disable).',
    ],
    signatures: [
      {
        phrases: ['fd00:ec2::23', 'cannot assign requested address'],
        weight: 0.97,
      },
      {
        phrases: ['fd00:ec2::23', 'address family not supported'],
        weight: 0.95,
      },
      {
        phrases: ['bind: cannot assign requested address'],
        with: agentLog,
        weight: 0.85,
      },
    ],
    prove: (names, account) => failingClusters('agent-healthy', names, account),
  },
  {
    id: 'agent-port-taken',
    title: "Another process on the node holds the agent's port",
    what: 'The agent needs port 80 on its link-local address, and 2703 for its probes, in the network of the node; something with hostNetwork listens there, often on all addresses.',
    steps: () => [
      'Find it: kubectl get pods -A -o json | jq -r \'.items[] | select(.spec.hostNetwork) | .metadata.namespace + "/" + .metadata.name\', and ss -ltnp on the node.',
      'Let it listen on another port, or on its own address only instead of 0.0.0.0.',
    ],
    signatures: [
      {
        phrases: ['bind: address already in use'],
        with: agentLog,
        weight: 0.96,
      },
      {
        phrases: ['address already in use'],
        with: ['pod-identity-agent', ...agentAddresses],
        weight: 0.9,
      },
      {
        phrases: ['Unable to start server', 'address already in use'],
        weight: 0.9,
      },
      { phrases: ['2703', 'address already in use'], weight: 0.8 },
    ],
  },
  {
    id: 'agent-cannot-reach-eks-auth',
    title: 'The agent does not reach the EKS Auth API',
    what: 'The agent got the request and could not ask EKS Auth in time: no endpoint in a private network, DNS, a security group, or overload.',
    steps: () => [
      'Private subnets: create the interface endpoint com.amazonaws.REGION.eks-auth, with private DNS and a security group that lets the nodes in on 443.',
      'Try from the node: curl -m 3 https://eks-auth.REGION.api.aws',
      'Look at the log for throttling: kubectl -n kube-system logs ds/eks-pod-identity-agent',
    ],
    signatures: [
      {
        phrases: ['unable to fetch credentials from EKS Auth'],
        with: [
          'canceled',
          'timeout',
          'deadline',
          'dial tcp',
          'no such host',
          'request send failed',
          'StatusCode: 0',
          'connection',
        ],
        without: ['not authorized to perform', 'ResourceNotFoundException'],
        weight: 0.95,
      },
      {
        phrases: ['AssumeRoleForPodIdentity', 'StatusCode: 0'],
        weight: 0.9,
      },
      {
        phrases: ['eks-auth.'],
        with: [
          'i/o timeout',
          'no such host',
          'deadline exceeded',
          'dial tcp',
          'connection refused',
          'timed out',
          'could not resolve',
        ],
        weight: 0.9,
      },
    ],
    prove: (names, account) => {
      const isolated = clustersOf(names, account).filter(
        ({ privateOnly }) => privateOnly,
      );
      return isolated.length > 0
        ? {
            speaks: 'silent',
            evidence: isolated.map(({ name, arn }) => ({
              what: `${name} has a private API endpoint only: its nodes may need an eks-auth endpoint in the VPC`,
              where: `eks:DescribeCluster ${arn}`,
            })),
          }
        : silent;
    },
  },
  {
    id: 'token-invalid',
    title: 'The service account token was refused',
    what: 'The agent or EKS Auth got a token that is empty, malformed, expired or made for another audience.',
    steps: () => [
      'Send the content of the file in AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE as it is: no Bearer, no line end, read anew for each request.',
      'See that the pod has the volume eks-pod-identity-token with the audience pods.eks.amazonaws.com; a token of another volume is not taken.',
      'Restart the pod where the volume is missing.',
    ],
    signatures: [
      { phrases: ['Service account token cannot be parsed'], weight: 0.95 },
      { phrases: ['Service account token cannot be empty'], weight: 0.95 },
      {
        phrases: ['Service account token failed basic claim validations'],
        weight: 0.95,
      },
      {
        phrases: ['InvalidTokenException'],
        with: [
          'AssumeRoleForPodIdentity',
          'EKS Auth',
          'fault: client',
          'container',
          ...agentAddresses,
        ],
        weight: 0.9,
      },
      {
        phrases: ['ExpiredTokenException'],
        with: [
          'AssumeRoleForPodIdentity',
          'EKS Auth',
          'fault: client',
          ...agentAddresses,
        ],
        without: ['container metadata', 'container-role', 'botocore'],
        weight: 0.85,
      },
      { phrases: ['TokenFileReadError'], without: unreadable, weight: 0.8 },
      {
        phrases: [
          '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/eks-pod-identity-token',
        ],
        with: [
          'no such file',
          'ENOENT',
          'FileNotFound',
          'NoSuchFile',
          'cannot read',
          'unable to read',
        ],
        without: unreadable,
        weight: 0.85,
      },
    ],
  },
];
