import {
  TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { checkIds } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type { CheckId } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { eksPodIdentityTranslationRef } from '../translation/ref';

/** Gives the text of a key in the reader's language. */
export type T = TranslationFunction<typeof eksPodIdentityTranslationRef.T>;

/** The texts of this plugin in the reader's language. */
export function useT(): T {
  return useTranslationRef(eksPodIdentityTranslationRef).t;
}

const known: ReadonlySet<string> = new Set(checkIds);

/** The title of a check: ours in the reader's language, a third party's as it brings it (or its id). */
export function checkTitle(t: T, id: string, title?: string): string {
  return known.has(id) ? t(`check.${id as CheckId}`) : title ?? id;
}
