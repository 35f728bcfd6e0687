export const enterWords = {
  title: 'Manage the users of your account',
  loading: 'One moment…',
  continueAs: (name: string) => `Continue as ${name}`,
  who: { holder: (account: string) => `Holder of ${account}`, administrator: (account: string) => `Administrator of ${account}` }, // prettier-ignore
  account: 'Account',
  person: 'You',
  go: 'Continue',
  notYou: 'Not you? Close this page. Nothing was opened.',
  dead: 'This link leads nowhere any more',
  deadHint: (platform: string) =>
    `Each link leads in once, for 5 minutes. Go back to ${platform} and open the page from there.`,
  failed: 'We can’t open this right now. Try again.',
} as const
