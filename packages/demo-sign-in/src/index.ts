/**
 * Sign-in page of the demo.
 *
 * @packageDocumentation
 */
export { DemoSignInPage } from './DemoSignInPage';
export { demoSignInTranslationRef } from './translation';
