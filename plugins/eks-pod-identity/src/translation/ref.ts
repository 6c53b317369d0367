import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { check } from './en/checks';
import { common } from './en/common';
import { entity } from './en/entity';
import { fleet } from './en/fleet';
import { request } from './en/requests';

/** Every English message, nested; Korean has the same shape. */
export const messages = { ...common, check, entity, fleet, request } as const;

/** Every message under its dotted key, as translations bring them. */
export type Messages = Record<
  keyof ReturnType<
    typeof createTranslationRef<'plugin.eks-pod-identity', typeof messages, {}>
  >['T'],
  string
>;

/**
 * The messages of all screens. English is the default; Korean comes along and is loaded when somebody
 * chooses it, so an app only has to list `ko` among its languages.
 */
export const eksPodIdentityTranslationRef = createTranslationRef({
  id: 'plugin.eks-pod-identity',
  messages,
  translations: {
    ko: () => import('./ko'),
  },
});
