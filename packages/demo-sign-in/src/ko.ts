import type { messages } from './translation';

/** Every message in Korean. Plain, since the reference that loads it can't be referred to from here. */
const korean: Record<keyof typeof messages, string> = {
  heading: '누구로 로그인할까요?',
  explanation:
    '데모입니다. 비밀번호 없이 사람을 고르세요. 그 사람의 팀이 볼 수 있고 할 수 있는 만큼 보이고 할 수 있습니다.',
  enter: '{{name}}(으)로 로그인',
  otherPerson: '다른 사람 고르기',
  failed: '{{name}}(으)로 로그인하지 못했습니다.',
  nobody: '설정된 데모 사용자가 없습니다(demo.users).',
  language: '언어',
};

export default korean;
