import { createTranslationRef } from '@backstage/core-plugin-api/alpha';

/** Texts of the sign-in page in English. */
export const messages = {
  heading: 'Who are you today?',
  explanation:
    'This is a demo: pick a person, no password. Each sees and may do what that person’s team may.',
  enter: 'Sign in as {{name}}',
  otherPerson: 'Pick another person',
  failed: 'The sign-in as {{name}} did not work.',
  nobody: 'No demo users are configured (demo.users).',
  language: 'Language',
} as const;

/** Texts of the sign-in page; Korean comes along. */
export const demoSignInTranslationRef = createTranslationRef({
  id: 'demo-sign-in',
  messages,
  translations: {
    ko: () => import('./ko'),
  },
});
