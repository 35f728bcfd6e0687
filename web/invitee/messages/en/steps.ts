/** The steps between accepting and the identity check, and the ways to sign in (R36, R37). */
export const steps = {
  'code.heading': 'Enter the code we sent to {address}',
  'code.why': 'Links get forwarded. Before a login is set, we make sure that this is the invited person.',
  'code.label': 'Code, 6 digits',
  'code.hint': '{n, plural, one {It works until {time}. 1 try left.} other {It works until {time}. # tries left.}}',
  'code.void': 'This code is void. Send a new one.',
  'code.new': 'Send a new code',
  'code.new.what':
    'A new code makes the old one void. You can’t open that mailbox? Then this invitation isn’t yours to accept.',
  'code.sent': 'A new code is on its way. The old one is void.',

  'signIn.accept.heading': 'Sign in to accept',
  'signIn.accept.what':
    'The invitation from {inviter} to the account of {account} was sent to an address that has a login. It stays as it is; this invitation changes nothing about it.',
  'signIn.accept.button': 'Sign in and accept',
  'signIn.accept.proof': 'Signing in proves that the invitation is yours. A still valid identity check is used again.',
  'signIn.resume.heading': 'Sign in and go on',
  'signIn.resume.what': 'With the login you set up, you go on where you stopped.',
  'signIn.invited': 'Invited, and not accepted yet? Open the link in the invitation’s mail again.',
  'signIn.name': 'E-mail or user name',
  'signIn.over': 'Your session has ended. Nothing you saved was lost.',
  'signIn.forgot': 'Forgot your password?',

  'about.heading': 'About you',
  'about.heading.again': 'Check your name once more',
  'about.what': 'You accepted the invitation to the account of {account}.',
  'about.what.identity':
    'You accepted the invitation to the account of {account}. The identity check at the end compares these two things with your document.',
  'about.name': 'Full name, as on the document',
  'about.name.plain': 'Full name',
  'about.name.hint': 'All given names and the family name, also those you never use.',
  'about.birth': 'Date of birth',
  'about.birth.hint': 'For example 9 3 1988.',
  'about.day': 'Day',
  'about.month': 'Month',
  'about.year': 'Year',
  'about.sees': '{inviter} and the other people who manage this account see your name.',
  'about.sees.birth':
    '{inviter} and the other people who manage this account see your name, never your date of birth. Staff at {platform} see it when they check; each look is recorded.',
  'about.change':
    'Until the identity check is sent you can come back and change both. If a document says otherwise later, we ask you here again.',

  'login.heading': 'Set up your login',
  'login.what': 'With it you go on from any device, and later look at or leave this access.',
  'login.email.hint': 'The invitation belongs to this address; it can’t be changed here.',
  'login.secret': 'Nobody at {account} or {platform} ever sees your password, and nobody may ask you for it.',

  'legal.power.heading': 'What you accept here',
  'legal.power':
    '{holder} gives you this limited power of attorney for the account of {account}. With a check: what it covers. With a cross: what it does not. The text says how it ends.',
  'legal.heading': 'Read and accept',
  'legal.about': '{minutes, plural, one {Version {version} · # minute} other {Version {version} · # minutes}}',
  'legal.open': 'Read (opens here)',
  'legal.close': 'Close',
  'legal.file': 'Save as a file',
  'legal.accept': 'I accept the {title}, version {version}',
  'legal.disagree': 'You don’t agree? <link>Decline after all</link>: then nothing is set up.',

  'mailLink.heading': 'Mail me a sign-in link',
  'mailLink.what':
    'It works for 15 minutes, once, and opens this onboarding only. It goes to the invited address, nowhere else.',
  'mailLink.address': 'It goes to <b>{address}</b>.',
  'mailSent.heading': 'Look into your mailbox',
  'mailSent.what':
    'If {address} can be used here, a sign-in link is on its way. It works for 15 minutes, once, and opens this onboarding only.',
  'mailSent.spam': 'Nothing there? Look in the spam folder, too.',
  'go.heading': 'Go on where you stopped',
  'go.what':
    'This link opens your onboarding for the account of {account} and nothing else. It leads in once, when you press the button.',
  'go.button': 'Go on with the onboarding',
  'go.notYou': 'You didn’t ask for this link? <link>Was it not you?</link>',

  'forgot.heading': 'Forgot your password?',
  'forgot.what':
    'Enter your e-mail. If there is a login, a link to choose a new password comes by mail; it works for 30 minutes. All your sessions end when you use it.',
  'forgot.button': 'Mail me the link',
  'forgotSent.what':
    'If {address} has a login here, a link to choose a new password is on its way. It works for 30 minutes, once. Until then your password stays as it is.',
  'password.heading': 'Choose a new password',
  'password.what': 'All your sessions end, also on other devices. Then you sign in with the new password.',
  'password.new': 'New password',
  'password.button': 'Set the new password',
  'passwordDone.heading': 'Your password was changed',
  'passwordDone.what': 'All other sessions have ended. Sign in with the new password.',
} as const
