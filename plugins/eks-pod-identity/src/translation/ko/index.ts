import { flatten } from '../flatten';
import type { Messages } from '../ref';
import { check } from './checks';
import { common } from './common';
import { entity } from './entity';
import { fleet } from './fleet';
import { request } from './requests';

/** Every message in Korean; the types of the parts hold it to the keys of English. */
export default flatten({
  ...common,
  check,
  entity,
  fleet,
  request,
}) as Messages;
