import type { LegalText } from './index.ts'

export const privacy: Readonly<Record<string, LegalText>> = {
  en: {
    key: 'privacy',
    version: '3.0',
    title: 'Privacy Notice',
    body: `1. What is kept. Your e-mail address, your name, your date of birth where an identity check follows, your documents and selfie for that check, what you accepted and when, and what you do on the account.

2. Why. To give you access, to know who acts on the account, and because the law requires platforms of this kind to identify the people who trade on them.

3. Who sees it. The holder of the account sees your name, your address, your role and what you do on the account. Staff of the platform who review documents see them; each time they open one is recorded. Nobody else sees your documents or your date of birth.

4. How it is kept. Documents are encrypted. Passwords are kept in a form that can’t be turned back.

5. For how long. Documents are deleted when the time is over that the law requires; the record of what was done stays under a reference without your name.

6. Your rights. You may ask what is kept about you, have it corrected, and have it deleted where the law does not require it to be kept. The help page tells how to reach the platform.`,
  },
  de: {
    key: 'privacy',
    version: '3.0',
    title: 'Datenschutzhinweise',
    body: `1. Was gespeichert wird. Ihre E-Mail-Adresse, Ihr Name, Ihr Geburtsdatum, sofern eine Identitätsprüfung folgt, Ihre Dokumente und Ihr Selfie für diese Prüfung, was Sie wann angenommen haben und was Sie im Konto tun.

2. Wozu. Um Ihnen Zugang zu geben, um zu wissen, wer im Konto handelt, und weil das Gesetz Plattformen dieser Art verpflichtet, handelnde Personen zu identifizieren.

3. Wer es sieht. Der Inhaber des Kontos sieht Ihren Namen, Ihre Adresse, Ihre Rolle und was Sie im Konto tun. Beschäftigte der Plattform, die Dokumente prüfen, sehen diese; jedes Öffnen wird aufgezeichnet. Niemand sonst sieht Ihre Dokumente oder Ihr Geburtsdatum.

4. Wie es aufbewahrt wird. Dokumente sind verschlüsselt. Passwörter liegen in einer Form vor, die sich nicht zurückrechnen lässt.

5. Wie lange. Dokumente werden gelöscht, wenn die gesetzliche Frist vorbei ist; der Nachweis über das Geschehene bleibt unter einer Kennung ohne Ihren Namen.

6. Ihre Rechte. Sie können erfragen, was über Sie gespeichert ist, es berichtigen und löschen lassen, soweit das Gesetz die Aufbewahrung nicht verlangt. Die Hilfeseite sagt, wie Sie die Plattform erreichen.`,
  },
}
