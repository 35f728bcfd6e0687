import type { LegalText } from './index.ts'

/** The limited power of attorney under which an individual acts for the holder (R20). The page shows the rights beside it. */
export const lpoa: Readonly<Record<string, LegalText>> = {
  en: {
    key: 'lpoa',
    version: '2.1',
    title: 'Limited power of attorney',
    body: `1. Who and for whom. The holder of the account authorises you to act on the account in the holder’s name. You are not the holder’s employee and you act without pay from the platform.

2. What it covers. You may do what the rights say that were given to you and that are listed with this text. Everything else stays with the holder. You may not pass the power on to anybody else.

3. Whose money. Deposits come from and withdrawals go to the holder’s own accounts only. What you do binds the holder as if the holder had done it.

4. How long it lasts. It begins when the platform activates your access. It ends when the holder or the platform ends your access, when you leave the account, when the account is closed, or when the holder dies or loses the capacity to act, as soon as the platform learns of it.

5. What you keep to. You act on the holder’s instructions and in the holder’s interest, keep your login to yourself, and tell the platform at once when something looks wrong. Everything you do is recorded with your name and can be seen by the holder.

6. Ending it. You can end it at any time under “My access” by leaving the account. The holder can end it at any time in the portal.`,
  },
  de: {
    key: 'lpoa',
    version: '2.1',
    title: 'Beschränkte Vollmacht',
    body: `1. Wer und für wen. Der Kontoinhaber bevollmächtigt Sie, im Konto in seinem Namen zu handeln. Sie sind nicht bei ihm angestellt und erhalten von der Plattform keine Vergütung.

2. Was sie umfasst. Sie dürfen, was die Rechte sagen, die Ihnen gegeben wurden und die bei diesem Text stehen. Alles andere bleibt beim Inhaber. Sie dürfen die Vollmacht nicht weitergeben.

3. Wessen Geld. Einzahlungen kommen nur von eigenen Konten des Inhabers, Auszahlungen gehen nur dorthin. Was Sie tun, bindet den Inhaber, als hätte er es selbst getan.

4. Wie lange sie gilt. Sie beginnt, wenn die Plattform Ihren Zugang freischaltet. Sie endet, wenn der Inhaber oder die Plattform Ihren Zugang beendet, wenn Sie das Konto verlassen, wenn das Konto geschlossen wird oder wenn der Inhaber stirbt oder geschäftsunfähig wird, sobald die Plattform davon erfährt.

5. Woran Sie sich halten. Sie handeln nach den Weisungen und im Interesse des Inhabers, behalten Ihren Zugang für sich und melden der Plattform sofort, wenn etwas nicht stimmt. Alles, was Sie tun, wird mit Ihrem Namen aufgezeichnet und ist für den Inhaber sichtbar.

6. Wie Sie sie beenden. Sie können sie jederzeit unter „Mein Zugang“ beenden, indem Sie das Konto verlassen. Der Inhaber kann sie jederzeit im Portal beenden.`,
  },
}
