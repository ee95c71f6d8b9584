/** The v2 triggers in Sunshine's API specification. */
export const v2Triggers = [
  'client:add',
  'client:remove',
  'client:update',
  'conversation:create',
  'conversation:join',
  'conversation:leave',
  'conversation:remove',
  'conversation:message',
  'conversation:message:delivery:channel',
  'conversation:message:delivery:failure',
  'conversation:message:delivery:user',
  'conversation:postback',
  'conversation:read',
  'conversation:referral',
  'conversation:typing',
  'passthrough:messaging',
  'switchboard:acceptControl',
  'switchboard:offerControl',
  'switchboard:passControl',
  'switchboard:releaseControl',
  'user:merge',
  'user:remove',
  'user:update',
] as const;

/** The v1.1 triggers in use. Only `notification:*` ever happen here. */
export const v11Triggers = [
  'notification:delivery:channel',
  'notification:delivery:user',
  'notification:delivery:failure',
  'conversation:read',
  'message:appUser',
  'message:appMaker',
  'message:delivery:channel',
  'message:delivery:user',
  'message:delivery:failure',
] as const;
