import type { LegalText } from '../../../../web/invitee/pages/legal.tsx'

export const termsOfUse: LegalText = {
  key: 'terms',
  title: 'Terms of Use',
  version: '4.2',
  minutes: 9,
  language: 'en',
  fileHref: '/me/legal/terms.txt',
  sections: [
    { heading: '1. Who, and for whom', paragraphs: ['The holder lets you act on the account of Kestrel Joinery.'] },
    {
      heading: '2. What you may do',
      paragraphs: ['All rights are listed at the end of this text.'],
      may: ['See balances, orders and history', 'Buy and sell'],
      mayNot: ['Let somebody else act in your place'],
    },
    { heading: '3. How it ends', paragraphs: ['The holder can end it at any time, without a reason. So can you.'] },
  ],
}
