import type { Condition } from '../../shared/base/condition.ts';
import type { Clock } from '../../shared/mail/mail_choice/mail_choice.rules.ts';

/** Choices whose digest is due: from its hour on, and one that was missed from when there is a server again. */
export const digestDue = ({ today, hour }: Clock): Condition => ({
  any: [
    { field: 'nextOn', is: 'lt', value: today },
    {
      all: [
        { field: 'nextOn', is: 'eq', value: today },
        { field: 'hour', is: 'le', value: hour },
      ],
    },
  ],
});

/** Mails that a sender may take: waiting ones whose time has come, and those of a sender that was lost. */
export const mailDue = (now: number): Condition => ({
  all: [
    { field: 'state', is: 'in', value: ['waiting', 'sending'] },
    { field: 'dueAt', is: 'le', value: now },
  ],
});
