import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { flatten } from '../flatten';
import { eksPodIdentityTranslationRef } from '../ref';
import { check } from './checks';
import { common } from './common';
import { entity } from './entity';
import { fleet } from './fleet';
import { request } from './requests';

/** Every message in Korean; the types of the parts hold it to the keys of English. */
export default createTranslationMessages({
  ref: eksPodIdentityTranslationRef,
  full: true,
  messages: flatten({
    ...common,
    check,
    entity,
    fleet,
    request,
  }) as typeof eksPodIdentityTranslationRef.T,
});
