import type { steps as source } from '../en/steps.ts'

export const steps: Record<keyof typeof source, string> = {
  'code.heading': 'Geben Sie den Code ein, den wir an {address} gesendet haben',
  'code.why':
    'Links werden weitergeleitet. Bevor eine Anmeldung entsteht, stellen wir sicher, dass hier die eingeladene Person ist.',
  'code.label': 'Code, 6 Ziffern',
  'code.hint':
    '{n, plural, one {Er gilt bis {time} Uhr. Noch 1 Versuch.} other {Er gilt bis {time} Uhr. Noch # Versuche.}}',
  'code.void': 'Dieser Code gilt nicht mehr. Fordern Sie einen neuen an.',
  'code.new': 'Neuen Code senden',
  'code.new.what':
    'Ein neuer Code macht den alten ungültig. Sie haben keinen Zugriff auf dieses Postfach? Dann ist diese Einladung nicht für Sie bestimmt.',
  'code.sent': 'Ein neuer Code ist unterwegs. Der alte gilt nicht mehr.',

  'signIn.accept.heading': 'Zum Annehmen anmelden',
  'signIn.accept.what':
    'Die Einladung von {inviter} zum Konto von {account} ging an eine Adresse, die schon eine Anmeldung hat. Sie bleibt, wie sie ist; diese Einladung ändert nichts daran.',
  'signIn.accept.button': 'Anmelden und annehmen',
  'signIn.accept.proof':
    'Mit der Anmeldung zeigen Sie, dass die Einladung Ihnen gehört. Eine noch gültige Identitätsprüfung wird wieder verwendet.',
  'signIn.resume.heading': 'Anmelden und weitermachen',
  'signIn.resume.what': 'Mit Ihrer Anmeldung machen Sie dort weiter, wo Sie aufgehört haben.',
  'signIn.invited':
    'Eingeladen, aber noch nicht angenommen? Öffnen Sie den Link in der Mail mit der Einladung noch einmal.',
  'signIn.name': 'E-Mail-Adresse oder Benutzername',
  'signIn.over': 'Ihre Sitzung ist zu Ende. Nichts Gespeichertes ging verloren.',
  'signIn.forgot': 'Passwort vergessen?',

  'about.heading': 'Zur Person',
  'about.heading.again': 'Prüfen Sie Ihren Namen noch einmal',
  'about.what': 'Sie haben die Einladung zum Konto von {account} angenommen.',
  'about.what.identity':
    'Sie haben die Einladung zum Konto von {account} angenommen. Die Identitätsprüfung am Ende vergleicht diese beiden Angaben mit Ihrem Dokument.',
  'about.name': 'Voller Name, wie auf dem Dokument',
  'about.name.plain': 'Voller Name',
  'about.name.hint': 'Alle Vornamen und der Familienname, auch solche, die Sie nie verwenden.',
  'about.birth': 'Geburtsdatum',
  'about.birth.hint': 'Zum Beispiel 9 3 1988.',
  'about.day': 'Tag',
  'about.month': 'Monat',
  'about.year': 'Jahr',
  'about.sees': '{inviter} und die anderen Personen, die dieses Konto verwalten, sehen Ihren Namen.',
  'about.sees.birth':
    '{inviter} und die anderen Personen, die dieses Konto verwalten, sehen Ihren Namen, nie Ihr Geburtsdatum. Das Team von {platform} sieht es bei der Prüfung; jeder Blick wird festgehalten.',
  'about.change':
    'Bis die Identitätsprüfung gesendet ist, können Sie zurückkommen und beides ändern. Sagt ein Dokument später etwas anderes, fragen wir hier noch einmal.',

  'login.heading': 'Ihre Anmeldung einrichten',
  'login.what': 'Damit machen Sie auf jedem Gerät weiter und können diesen Zugang später ansehen oder aufgeben.',
  'login.email.hint': 'Die Einladung gehört zu dieser Adresse; hier lässt sie sich nicht ändern.',
  'login.secret': 'Niemand bei {account} oder {platform} sieht je Ihr Passwort, und niemand darf Sie danach fragen.',

  'legal.power.heading': 'Was Sie hier annehmen',
  'legal.power':
    '{holder} erteilt Ihnen diese beschränkte Vollmacht für das Konto von {account}. Mit Haken: was sie umfasst. Mit Kreuz: was nicht. Im Text steht, wie sie endet.',
  'legal.heading': 'Lesen und annehmen',
  'legal.about': '{minutes, plural, one {Version {version} · # Minute} other {Version {version} · # Minuten}}',
  'legal.open': 'Lesen (öffnet sich hier)',
  'legal.close': 'Schließen',
  'legal.file': 'Als Datei speichern',
  'legal.accept': 'Ich nehme an: {title}, Version {version}',
  'legal.disagree': 'Nicht einverstanden? <link>Doch ablehnen</link>: Dann wird nichts eingerichtet.',

  'mailLink.heading': 'Anmeldelink zusenden',
  'mailLink.what':
    'Er gilt 15 Minuten, einmal, und öffnet nur diese Einrichtung. Er geht an die eingeladene Adresse, nirgends sonst hin.',
  'mailLink.address': 'Er geht an <b>{address}</b>.',
  'mailSent.heading': 'Sehen Sie in Ihr Postfach',
  'mailSent.what':
    'Wenn {address} hier verwendet werden kann, ist ein Anmeldelink unterwegs. Er gilt 15 Minuten, einmal, und öffnet nur diese Einrichtung.',
  'mailSent.spam': 'Nichts da? Sehen Sie auch im Spam-Ordner nach.',
  'go.heading': 'Dort weitermachen, wo Sie aufgehört haben',
  'go.what':
    'Dieser Link öffnet Ihre Einrichtung für das Konto von {account} und sonst nichts. Er führt einmal hinein, wenn Sie den Knopf drücken.',
  'go.button': 'Weitermachen',
  'go.notYou': 'Sie haben diesen Link nicht angefordert? <link>Waren Sie das nicht?</link>',

  'forgot.heading': 'Passwort vergessen?',
  'forgot.what':
    'Geben Sie Ihre E-Mail-Adresse ein. Gibt es eine Anmeldung, kommt ein Link für ein neues Passwort; er gilt 30 Minuten. Alle Ihre Sitzungen enden, wenn Sie ihn benutzen.',
  'forgot.button': 'Link zusenden',
  'forgotSent.what':
    'Wenn es für {address} hier eine Anmeldung gibt, ist ein Link für ein neues Passwort unterwegs. Er gilt 30 Minuten, einmal. Bis dahin bleibt Ihr Passwort, wie es ist.',
  'password.heading': 'Ein neues Passwort wählen',
  'password.what':
    'Alle Ihre Sitzungen enden, auch auf anderen Geräten. Danach melden Sie sich mit dem neuen Passwort an.',
  'password.new': 'Neues Passwort',
  'password.button': 'Neues Passwort setzen',
  'passwordDone.heading': 'Ihr Passwort wurde geändert',
  'passwordDone.what': 'Alle anderen Sitzungen sind beendet. Melden Sie sich mit dem neuen Passwort an.',
}
