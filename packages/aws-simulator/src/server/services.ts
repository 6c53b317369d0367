import { cloudtrail } from '../services/cloudtrail';
import { eks } from '../services/eks';
import { iam } from '../services/iam';
import type { Service } from '../services/service';
import { sts } from '../services/sts';

/** The services that the simulator serves, by their signing name. */
export const services: ReadonlyMap<string, Service> = new Map(
  [eks, iam, sts, cloudtrail].map(service => [service.name, service]),
);

/** Services with one endpoint for the whole partition. */
export const globalServices: ReadonlySet<string> = new Set(['iam']);
