import { ConfigApi } from '@backstage/core-plugin-api';

/** A person on the sign-in page. */
export interface DemoUser {
  entityRef: string;
  title: string;
  description?: string;
}

/** The people of `demo.users` in the config. */
export function demoUsersOf(config: ConfigApi): DemoUser[] {
  return (config.getOptionalConfigArray('demo.users') ?? []).map(user => ({
    entityRef: user.getString('entityRef'),
    title: user.getString('title'),
    description: user.getOptionalString('description'),
  }));
}
