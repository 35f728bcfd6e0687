/** Pages that a link opens before anybody is signed in, and the dead links (R35, R36). */
export const invitation = {
  'welcome.title': 'Invitation from {inviter}',
  'welcome.heading': '{inviter} invites you to the account of {account}',
  'welcome.for': 'The invitation is for <b>{address}</b>.',
  'welcome.quote': '“{message}”',
  'welcome.wrote': '{inviter} wrote this',
  'welcome.steps': 'If you accept: about {n, plural, one {# minute} other {# minutes}}',
  'welcome.step.about': 'Your name',
  'welcome.step.about.birth': 'Your name and date of birth',
  'welcome.step.login': 'Choose a password',
  'welcome.step.legal': 'Read and accept the legal texts',
  'welcome.step.identity': 'Identity check with your passport or ID card and a selfie',
  'welcome.accept': 'Accept the invitation',
  'welcome.unknown':
    'You don’t know {inviter}? Then decline, or just close this page: opening it changed nothing. <link>Report this invitation</link>: the link ends, staff are told.',

  'decline.heading': 'Decline the invitation?',
  'decline.told': '{inviter} is told that you declined. You can’t undo it, but you can be invited again.',
  'decline.reason': 'Reason',
  'decline.reason.hint': 'Optional. {inviter} reads it.',
  'decline.button': 'Decline',
  'declined.heading': 'You declined this invitation',
  'declined.told': '{inviter} has been told. Nothing was set up, and you don’t need to do anything.',
  'declineAfterAll.heading': 'Decline after all?',
  'declineAfterAll.told':
    'The onboarding for the account of {account} ends at once. {inviter} is told that you declined. You can’t undo it, but you can be invited again.',
  'declineAfterAll.keep': 'Go on with the onboarding',
  'declinedAfterAll.told':
    '{inviter} has been told. You have no access to the account of {account}, and you don’t need to do anything.',

  'report.heading': 'Report this invitation?',
  'report.what': 'The link ends at once and staff at {platform} are told. {inviter} is not told who reported.',
  'report.reason.hint': 'Optional. Staff read it.',
  'report.button': 'Report and end the link',
  'reported.heading': 'Reported. This link has ended.',
  'reported.what':
    'Staff at {platform} have been told and look at it; {inviter} is not told who reported. You don’t need to do anything.',

  'quiet.heading': 'No reminders?',
  'quiet.what': 'We stop reminding you of this invitation. You still get the mails that you need, and the date stays.',
  'quiet.button': 'No reminders, please',
  'quieted.heading': 'No more reminders',
  'quieted.what': 'The date stays: after it nothing can be accepted or finished.',
  'stop.heading': 'Was it not you?',
  'stop.what':
    'We end the link and every session that came from it. The onboarding stands still until staff have looked.',
  'stop.button': 'Stop it now',
  'stop.access.what':
    'Somebody set up this access with your invitation. We end every session of it and tell staff at {platform}, who can pause it. Until they have looked, the access itself stays as it is.',
  'stop.access.button': 'Tell staff and end the sessions',
  'stopped.heading': 'Stopped. Staff have been told.',
  'stopped.what':
    'The link and every session that came from it have ended. The onboarding stands still until staff at {platform} have looked. You don’t need to do anything.',
  'stopped.access.heading': 'Reported. Staff have been told.',
  'stopped.access.what':
    'Every session of this access has ended. The access itself stays as it is until staff at {platform} have looked. Whoever knows the password can sign in again: choose a new one, by a mail to your address.',
  'stopped.access.password': 'Choose a new password',

  'dead.expired': 'This invitation has expired',
  'dead.expired.what': 'It was open until <b>{until}</b> ({zone}). Nothing was set up.',
  'dead.expired.accepted':
    'It was open until <b>{until}</b> ({zone}). You have no access, and you don’t need to do anything.',
  'dead.expired.typing': 'The invitation ran out at {time}, before you sent this. Nothing was changed.',
  'dead.ask': 'Ask for a new invitation',
  'dead.ask.who': 'We tell {inviter} that you would like one. You can ask once a day.',
  'dead.ask.still': 'Only if you still want access: we tell {inviter}, who decides. You can ask once a day.',
  'dead.asked': 'We have asked {inviter}.',
  'dead.used': 'This link was already used',
  'dead.used.what':
    'You accepted on <b>{when}</b> ({zone}). Each link leads in once. To go on where you stopped, sign in with the login you set up.',
  'dead.used.noLogin':
    'You accepted on <b>{when}</b> ({zone}). Each link leads in once. To go on where you stopped, let us mail you a sign-in link.',
  'dead.used.notYou':
    '<link>Was it not you?</link> Then the link and every session from it end at once, and staff are told.',
  'dead.used.notYourAccess':
    '<link>Was it not you?</link> Then every session of this access ends at once, and staff are told.',
  'dead.revoked': 'This invitation was revoked',
  'dead.revoked.what':
    'It was revoked on <b>{when}</b> ({zone}), before it was accepted. Nothing was set up, and you don’t need to do anything.',
  'dead.revoked.accepted':
    'It was revoked on <b>{when}</b> ({zone}). You have no access, and you don’t need to do anything.',
  'dead.reason': 'Reason: {reason}',
  'dead.replaced': 'There is a newer link',
  'dead.replaced.what':
    'On <b>{when}</b> ({zone}) we sent a new link to <b>{address}</b>. This older one stopped working then. The newest mail is the right one.',
  'dead.replaced.again': 'Mail it to me again',
  'dead.replaced.subject': 'Look in the spam folder, too. Subject: “{subject}”.',
  'dead.replaced.mailed': 'We have mailed it again to {address}.',
  'dead.declined': 'You declined this invitation',
  'dead.declined.what':
    'On <b>{when}</b> ({zone}). Changed your mind? Ask for a new invitation; the one who invited you decides.',
  'dead.unknown': 'This link is not complete',
  'dead.unknown.what':
    'Part of it is missing, or it was never one of ours. Open the mail again and press the button, or copy the whole address.',
  'dead.reported': 'This link has ended',
  'dead.reported.what': 'It was reported on <b>{when}</b> ({zone}). Staff look at it.',
  'dead.somebodyElse': 'You are signed in as somebody else',
  'dead.somebodyElse.what':
    'This invitation belongs to another person. Sign out, then this link opens again. Nothing was changed.',
  'dead.somebodyElse.button': 'Sign out and go on',
  'dead.limited': 'Too many tries from here',
  'dead.limited.what':
    '{minutes, plural, one {To protect accounts we wait a little. Try again in 1 minute. Your invitation stays as it is.} other {To protect accounts we wait a little. Try again in # minutes. Your invitation stays as it is.}}',
  'dead.signInOver': 'This sign-in link no longer works',
  'dead.signInOver.what': 'A sign-in link works for 15 minutes, once. Nothing was changed. We can mail you a new one.',
  'dead.signInOver.signIn':
    'A sign-in link works for 15 minutes, once. Nothing was changed. From here on, the login you set up leads in.',
  'dead.claimOver': 'This page was open too long',
  'dead.claimOver.what':
    'Nothing was changed, and your invitation stays as it is. Open the link in the invitation’s mail again and press “Accept the invitation” once more.',
  'dead.passwordOver': 'This link no longer works',
  'dead.passwordOver.what': 'A link to choose a new password works for 30 minutes, once. Your password stays as it is.',
  'dead.passwordOver.button': 'Ask for a new link',
} as const
