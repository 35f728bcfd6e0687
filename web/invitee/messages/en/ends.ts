/** Where an onboarding ends, help, and pages for when something is wrong on our side. */
export const ends = {
  'access.heading': 'You have access',
  'access.since': 'To the account of <b>{account}</b>, since {since} ({zone}).',
  'access.since.told': 'To the account of <b>{account}</b>, since {since} ({zone}). {inviter} has been told.',
  'access.go': 'Go to {platform}',
  'access.mine': 'See “My access”',
  'access.signIn': 'Sign in there with the same login.',
  'access.signIn.mine':
    'Sign in there with the same login. <b>My access</b> shows what you may do and what you did, and lets you leave this account.',
  'access.valid': 'Your identity check is valid until <b>{until}</b>. We write in good time before.',
  'access.mail': 'All of this is in a mail to {address}, too.',

  'rejected.heading': 'We could not verify your identity',
  'rejected.what': 'So there is no access to the account of {account}. {inviter} is told only that it did not succeed.',
  'rejected.noReason': 'The law does not let us name the reason.',
  'rejected.object': 'How to object',
  'rejected.object.what':
    'Write to {email} and give the code {code}. A person who did not decide before looks at it again.',
  'rejected.object.plain': 'Write to {email}. A person who did not decide before looks at it again.',
  'rejected.deleted': 'Your photos and what was typed from them are deleted on <b>{day}</b>.',

  'ended.declined': 'You declined this invitation',
  'ended.declined.what':
    'On <b>{when}</b> ({zone}). You have no access to the account of {account}, and you don’t need to do anything.',
  'ended.expired': 'This onboarding has expired',
  'ended.expired.what': 'It was open until <b>{when}</b> ({zone}). You have no access to the account of {account}.',
  'ended.revoked': 'This invitation was revoked',
  'ended.revoked.what':
    'On <b>{when}</b> ({zone}). You have no access to the account of {account}, and you don’t need to do anything.',
  'ended.suspended': 'Your access is paused',
  'ended.suspended.what':
    'To the account of {account}, since <b>{when}</b> ({zone}). Until it is lifted you can’t use it.',
  'ended.deactivated': 'Your access has ended',
  'ended.deactivated.what': 'To the account of {account}, on <b>{when}</b> ({zone}). You can be invited again.',
  'ended.reason': 'Reason: {reason}',

  'left.heading': 'Saved. You can go on later.',
  'left.what': 'You are signed out. Everything you sent is kept.',
  'left.back': 'To go on, sign in with your login, on this or any other device.',
  'left.back.noLogin': 'To go on, let us mail you a sign-in link to the invited address.',
  'signedOut.heading': 'You are signed out',
  'signedOut.what': 'Sign in again whenever you like.',

  'help.heading': 'Get help',
  'help.write': 'Write to <link>{email}</link>',
  'help.call': 'Call <link>{phone}</link>',
  'help.visit': 'Come to {address}',
  'help.give': 'Give the code',
  'help.never': 'They never ask for your password.',
  'help.camera': 'You can’t take a photo? Call or write: a person finds another way with you.',
  'help.time': 'You need more time? Say so before the date; it can be moved.',

  'problem.error': 'Something on our side went wrong',
  'problem.error.what': 'Nothing was changed. Try again; if it stays, give support the code <mono>{code}</mono>.',
  'problem.error.plain': 'Nothing was changed. Try again; if it stays, tell support.',
  'problem.unavailable': 'We are back shortly',
  'problem.unavailable.what': 'Your invitation stays as it is.',
  'problem.notFound': 'There is no page here',
  'problem.notFound.what': 'Open the mail again and press the button, or copy the whole address.',
  'problem.formRefused': 'This form was open too long',
  'problem.formRefused.what': 'Nothing was changed. Go back, load the page again and send it once more.',
  'problem.tooLarge': 'That was too much at once',
  'problem.tooLarge.what': 'Nothing was changed. Go back, shorten what you wrote and send it once more.',
  'problem.unreadable': 'What was sent could not be read',
  'problem.unreadable.what': 'Nothing was changed. Load the page again and send its form once more.',
  'problem.overtaken': 'Something changed meanwhile',
  'problem.overtaken.what':
    'Perhaps in another window. What you sent last changed nothing. Go on from where it stands now.',
  'problem.again': 'Try again',
} as const
