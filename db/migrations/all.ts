import { PeopleAndConversations1761000000001 } from './0001-people-and-conversations.ts';
import { CasesAndKnowledge1761000000002 } from './0002-cases-and-knowledge.ts';
import { FieldService1761000000003 } from './0003-field-service.ts';
import { Messaging1761000000004 } from './0004-messaging.ts';
import { Devices1761000000005 } from './0005-devices.ts';
import { DevicesHub1761000000006 } from './0006-devices-hub.ts';

/** Every step of the schema, oldest first; a released one is never changed, only followed by another. */
export const migrations = [
  PeopleAndConversations1761000000001,
  CasesAndKnowledge1761000000002,
  FieldService1761000000003,
  Messaging1761000000004,
  Devices1761000000005,
  DevicesHub1761000000006,
] as const;
