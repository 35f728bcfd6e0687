import type { ends as source } from '../en/ends.ts'

export const ends: Record<keyof typeof source, string> = {
  'access.heading': 'Sie haben Zugang',
  'access.since': 'Zum Konto von <b>{account}</b>, seit {since} ({zone}).',
  'access.since.told': 'Zum Konto von <b>{account}</b>, seit {since} ({zone}). {inviter} weiß Bescheid.',
  'access.go': 'Weiter zu {platform}',
  'access.mine': '„Mein Zugang“ ansehen',
  'access.signIn': 'Melden Sie sich dort mit derselben Anmeldung an.',
  'access.signIn.mine':
    'Melden Sie sich dort mit derselben Anmeldung an. <b>Mein Zugang</b> zeigt, was Sie dürfen und getan haben; dort können Sie dieses Konto auch verlassen.',
  'access.valid': 'Ihre Identitätsprüfung gilt bis <b>{until}</b>. Wir schreiben rechtzeitig vorher.',
  'access.mail': 'All das steht auch in einer E-Mail an {address}.',

  'rejected.heading': 'Wir konnten Ihre Identität nicht bestätigen',
  'rejected.what':
    'Deshalb gibt es keinen Zugang zum Konto von {account}. {inviter} erfährt nur, dass es nicht gelungen ist.',
  'rejected.noReason': 'Das Gesetz lässt uns den Grund nicht nennen.',
  'rejected.object': 'So widersprechen Sie',
  'rejected.object.what':
    'Schreiben Sie an {email} und nennen Sie den Code {code}. Jemand, der vorher nicht entschieden hat, sieht es sich noch einmal an.',
  'rejected.object.plain':
    'Schreiben Sie an {email}. Jemand, der vorher nicht entschieden hat, sieht es sich noch einmal an.',
  'rejected.deleted': 'Ihre Fotos und was daraus abgetippt wurde, werden am <b>{day}</b> gelöscht.',

  'ended.declined': 'Sie haben diese Einladung abgelehnt',
  'ended.declined.what':
    'Am <b>{when}</b> ({zone}). Sie haben keinen Zugang zum Konto von {account}, und Sie müssen nichts tun.',
  'ended.expired': 'Diese Einrichtung ist abgelaufen',
  'ended.expired.what': 'Sie war offen bis <b>{when}</b> ({zone}). Sie haben keinen Zugang zum Konto von {account}.',
  'ended.revoked': 'Diese Einladung wurde zurückgezogen',
  'ended.revoked.what':
    'Am <b>{when}</b> ({zone}). Sie haben keinen Zugang zum Konto von {account}, und Sie müssen nichts tun.',
  'ended.suspended': 'Ihr Zugang ist ausgesetzt',
  'ended.suspended.what':
    'Zum Konto von {account}, seit <b>{when}</b> ({zone}). Bis er wieder gilt, können Sie ihn nicht nutzen.',
  'ended.deactivated': 'Ihr Zugang ist beendet',
  'ended.deactivated.what': 'Zum Konto von {account}, am <b>{when}</b> ({zone}). Sie können neu eingeladen werden.',
  'ended.reason': 'Grund: {reason}',

  'left.heading': 'Gespeichert. Sie können später weitermachen.',
  'left.what': 'Sie sind abgemeldet. Alles, was Sie gesendet haben, bleibt.',
  'left.back': 'Zum Weitermachen melden Sie sich mit Ihrer Anmeldung an, auf diesem oder jedem anderen Gerät.',
  'left.back.noLogin': 'Zum Weitermachen lassen Sie sich einen Anmeldelink an die eingeladene Adresse zusenden.',
  'signedOut.heading': 'Sie sind abgemeldet',
  'signedOut.what': 'Melden Sie sich wieder an, wann Sie möchten.',

  'help.heading': 'Hilfe holen',
  'help.write': 'Schreiben Sie an <link>{email}</link>',
  'help.call': 'Rufen Sie an: <link>{phone}</link>',
  'help.visit': 'Kommen Sie vorbei: {address}',
  'help.give': 'Nennen Sie den Code',
  'help.never': 'Nach Ihrem Passwort fragt dort niemand.',
  'help.camera':
    'Sie können kein Foto aufnehmen? Rufen Sie an oder schreiben Sie: Ein Mensch findet mit Ihnen einen anderen Weg.',
  'help.time': 'Sie brauchen mehr Zeit? Sagen Sie es vor dem Ende der Frist; sie lässt sich verschieben.',

  'problem.error': 'Bei uns ist etwas schiefgegangen',
  'problem.error.what':
    'Es wurde nichts verändert. Versuchen Sie es noch einmal; bleibt es so, nennen Sie der Hilfe den Code <mono>{code}</mono>.',
  'problem.error.plain':
    'Es wurde nichts verändert. Versuchen Sie es noch einmal; bleibt es so, sagen Sie es der Hilfe.',
  'problem.unavailable': 'Wir sind gleich zurück',
  'problem.unavailable.what': 'Ihre Einladung bleibt, wie sie ist.',
  'problem.notFound': 'Hier ist keine Seite',
  'problem.notFound.what':
    'Öffnen Sie die E-Mail noch einmal und drücken Sie den Knopf, oder kopieren Sie die ganze Adresse.',
  'problem.formRefused': 'Dieses Formular war zu lange offen',
  'problem.formRefused.what':
    'Es wurde nichts verändert. Gehen Sie zurück, laden Sie die Seite neu und senden Sie es noch einmal.',
  'problem.tooLarge': 'Das war zu viel auf einmal',
  'problem.tooLarge.what':
    'Es wurde nichts verändert. Gehen Sie zurück, kürzen Sie den Text und senden Sie ihn noch einmal.',
  'problem.unreadable': 'Das Gesendete ließ sich nicht lesen',
  'problem.unreadable.what':
    'Es wurde nichts verändert. Laden Sie die Seite neu und senden Sie ihr Formular noch einmal.',
  'problem.overtaken': 'Inzwischen hat sich etwas geändert',
  'problem.overtaken.what':
    'Vielleicht in einem anderen Fenster. Ihre letzte Eingabe hat nichts verändert. Machen Sie dort weiter, wo es jetzt steht.',
  'problem.again': 'Noch einmal versuchen',
}
