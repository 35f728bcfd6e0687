import type { LegalText } from './index.ts'

export const terms: Readonly<Record<string, LegalText>> = {
  en: {
    key: 'terms',
    version: '4.2',
    title: 'Terms of Use',
    body: `1. What this is about. The holder of an account gives you access to it. You use your own login and never somebody else’s. The access ends when the holder, an administrator of the account or the platform ends it, or when you leave.

2. What you may do. You may do what your role allows, which you were shown before you accepted and can read at any time. Everything you do on the account is recorded with your name and can be seen by the holder.

3. Your login. You keep your password to yourself and tell the platform at once when somebody else may know it. The platform never asks you for it.

4. On whose behalf you act. What you do on the account binds the holder. You act in the holder’s interest and on the holder’s instructions. Deposits come from and withdrawals go to the holder’s own accounts and wallets only.

5. Prices and risk. Prices move. Orders may be carried out at other prices than those shown, or not at all. You can’t hold the platform liable for losses that come from market moves.

6. Suspension. The platform may pause your access when the law requires it, when the identity check is not valid any more, or when there are signs of misuse. You are told, with the reason where the law allows it.

7. Changes. A new version of this text is shown to you before it applies. You may then accept it or leave the account.`,
  },
  de: {
    key: 'terms',
    version: '4.2',
    title: 'Nutzungsbedingungen',
    body: `1. Worum es geht. Der Inhaber eines Kontos gibt Ihnen Zugang dazu. Sie nutzen Ihren eigenen Zugang und niemals den einer anderen Person. Der Zugang endet, wenn der Inhaber, ein Administrator des Kontos oder die Plattform ihn beendet oder wenn Sie das Konto verlassen.

2. Was Sie dürfen. Sie dürfen, was Ihre Rolle erlaubt; sie wurde Ihnen vor dem Annehmen gezeigt und ist jederzeit nachzulesen. Alles, was Sie im Konto tun, wird mit Ihrem Namen aufgezeichnet und ist für den Inhaber sichtbar.

3. Ihr Zugang. Sie behalten Ihr Passwort für sich und melden der Plattform sofort, wenn jemand anderes es kennen könnte. Die Plattform fragt Sie nie danach.

4. Für wen Sie handeln. Was Sie im Konto tun, bindet den Inhaber. Sie handeln in seinem Interesse und nach seinen Weisungen. Einzahlungen kommen nur von eigenen Konten und Wallets des Inhabers, Auszahlungen gehen nur dorthin.

5. Preise und Risiko. Preise bewegen sich. Aufträge können zu anderen als den gezeigten Preisen oder gar nicht ausgeführt werden. Für Verluste durch Marktbewegungen haftet die Plattform nicht.

6. Aussetzen. Die Plattform darf Ihren Zugang anhalten, wenn das Gesetz es verlangt, wenn die Identitätsprüfung nicht mehr gültig ist oder wenn es Anzeichen für Missbrauch gibt. Sie erfahren es, mit dem Grund, soweit das Gesetz es erlaubt.

7. Änderungen. Eine neue Fassung wird Ihnen gezeigt, bevor sie gilt. Sie können sie dann annehmen oder das Konto verlassen.`,
  },
}
