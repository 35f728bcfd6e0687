import type { invitation as source } from '../en/invitation.ts'

export const invitation: Record<keyof typeof source, string> = {
  'welcome.title': 'Einladung von {inviter}',
  'welcome.heading': '{inviter} lädt Sie zum Konto von {account} ein',
  'welcome.for': 'Die Einladung ist für <b>{address}</b>.',
  'welcome.quote': '„{message}“',
  'welcome.wrote': 'Geschrieben von {inviter}',
  'welcome.steps': 'Wenn Sie annehmen: etwa {n, plural, one {# Minute} other {# Minuten}}',
  'welcome.step.about': 'Ihr Name',
  'welcome.step.about.birth': 'Ihr Name und Ihr Geburtsdatum',
  'welcome.step.login': 'Ein Passwort wählen',
  'welcome.step.legal': 'Die Rechtstexte lesen und annehmen',
  'welcome.step.identity': 'Identitätsprüfung mit Reisepass oder Personalausweis und einem Selfie',
  'welcome.accept': 'Einladung annehmen',
  'welcome.unknown':
    '{inviter} sagt Ihnen nichts? Dann lehnen Sie ab, oder schließen Sie einfach diese Seite: Das Öffnen hat nichts verändert. <link>Diese Einladung melden</link>: Der Link endet, und unser Team erfährt davon.',

  'decline.heading': 'Die Einladung ablehnen?',
  'decline.told':
    '{inviter} erfährt, dass Sie abgelehnt haben. Das lässt sich nicht rückgängig machen, aber Sie können neu eingeladen werden.',
  'decline.reason': 'Grund',
  'decline.reason.hint': 'Freiwillig. {inviter} liest ihn.',
  'decline.button': 'Ablehnen',
  'declined.heading': 'Sie haben diese Einladung abgelehnt',
  'declined.told': '{inviter} weiß Bescheid. Es wurde nichts eingerichtet, und Sie müssen nichts tun.',
  'declineAfterAll.heading': 'Doch ablehnen?',
  'declineAfterAll.told':
    'Die Einrichtung für das Konto von {account} endet sofort. {inviter} erfährt, dass Sie abgelehnt haben. Das lässt sich nicht rückgängig machen, aber Sie können neu eingeladen werden.',
  'declineAfterAll.keep': 'Weitermachen',
  'declinedAfterAll.told':
    '{inviter} weiß Bescheid. Sie haben keinen Zugang zum Konto von {account}, und Sie müssen nichts tun.',

  'report.heading': 'Diese Einladung melden?',
  'report.what':
    'Der Link endet sofort, und das Team von {platform} erfährt davon. {inviter} erfährt nicht, wer gemeldet hat.',
  'report.reason.hint': 'Freiwillig. Unser Team liest ihn.',
  'report.button': 'Melden und den Link beenden',
  'reported.heading': 'Gemeldet. Dieser Link ist beendet.',
  'reported.what':
    'Das Team von {platform} weiß Bescheid und sieht es sich an; {inviter} erfährt nicht, wer gemeldet hat. Sie müssen nichts tun.',

  'quiet.heading': 'Keine Erinnerungen?',
  'quiet.what':
    'Wir erinnern Sie nicht mehr an diese Einladung. Nötige Mails bekommen Sie weiterhin, und die Frist bleibt.',
  'quiet.button': 'Bitte keine Erinnerungen',
  'quieted.heading': 'Keine Erinnerungen mehr',
  'quieted.what': 'Die Frist bleibt: Danach kann nichts mehr angenommen oder abgeschlossen werden.',
  'stop.heading': 'Waren Sie das nicht?',
  'stop.what':
    'Wir beenden den Link und jede Sitzung, die aus ihm entstanden ist. Die Einrichtung steht still, bis unser Team nachgesehen hat.',
  'stop.button': 'Jetzt anhalten',
  'stop.access.what':
    'Jemand hat mit Ihrer Einladung diesen Zugang eingerichtet. Wir beenden jede Sitzung und sagen es dem Team von {platform}, das ihn sperren kann. Bis es nachgesehen hat, bleibt der Zugang selbst, wie er ist.',
  'stop.access.button': 'Melden und Sitzungen beenden',
  'stopped.heading': 'Angehalten. Unser Team weiß Bescheid.',
  'stopped.what':
    'Der Link und jede Sitzung aus ihm sind beendet. Die Einrichtung steht still, bis das Team von {platform} nachgesehen hat. Sie müssen nichts tun.',
  'stopped.access.heading': 'Gemeldet. Unser Team weiß Bescheid.',
  'stopped.access.what':
    'Jede Sitzung dieses Zugangs ist beendet. Der Zugang selbst bleibt, wie er ist, bis das Team von {platform} nachgesehen hat. Wer das Passwort kennt, kann sich wieder anmelden: Wählen Sie ein neues, mit einer Mail an Ihre Adresse.',
  'stopped.access.password': 'Neues Passwort wählen',

  'dead.expired': 'Diese Einladung ist abgelaufen',
  'dead.expired.what': 'Sie war offen bis <b>{until}</b> ({zone}). Es wurde nichts eingerichtet.',
  'dead.expired.accepted':
    'Sie war offen bis <b>{until}</b> ({zone}). Sie haben keinen Zugang, und Sie müssen nichts tun.',
  'dead.expired.typing': 'Die Einladung lief um {time} ab, bevor Sie dies gesendet haben. Es wurde nichts verändert.',
  'dead.ask': 'Um eine neue Einladung bitten',
  'dead.ask.who': 'Wir sagen {inviter}, dass Sie eine möchten. Sie können einmal am Tag fragen.',
  'dead.ask.still':
    'Nur wenn Sie noch Zugang möchten: Wir fragen {inviter}; dort wird entschieden. Sie können einmal am Tag fragen.',
  'dead.asked': 'Wir haben {inviter} gefragt.',
  'dead.used': 'Dieser Link wurde schon benutzt',
  'dead.used.what':
    'Sie haben am <b>{when}</b> ({zone}) angenommen. Jeder Link führt einmal hinein. Um weiterzumachen, melden Sie sich mit Ihrer Anmeldung an.',
  'dead.used.noLogin':
    'Sie haben am <b>{when}</b> ({zone}) angenommen. Jeder Link führt einmal hinein. Um weiterzumachen, lassen Sie sich einen Anmeldelink zusenden.',
  'dead.used.notYou':
    '<link>Waren Sie das nicht?</link> Dann enden der Link und jede Sitzung aus ihm sofort, und unser Team erfährt davon.',
  'dead.used.notYourAccess':
    '<link>Waren Sie das nicht?</link> Dann endet jede Sitzung dieses Zugangs sofort, und unser Team erfährt davon.',
  'dead.revoked': 'Diese Einladung wurde zurückgezogen',
  'dead.revoked.what':
    'Sie wurde am <b>{when}</b> ({zone}) zurückgezogen, bevor sie angenommen war. Es wurde nichts eingerichtet, und Sie müssen nichts tun.',
  'dead.revoked.accepted':
    'Sie wurde am <b>{when}</b> ({zone}) zurückgezogen. Sie haben keinen Zugang, und Sie müssen nichts tun.',
  'dead.reason': 'Grund: {reason}',
  'dead.replaced': 'Es gibt einen neueren Link',
  'dead.replaced.what':
    'Am <b>{when}</b> ({zone}) ging ein neuer Link an <b>{address}</b>. Dieser ältere gilt seitdem nicht mehr. Die neueste E-Mail ist die richtige.',
  'dead.replaced.again': 'Noch einmal zusenden',
  'dead.replaced.subject': 'Sehen Sie auch im Spam-Ordner nach. Betreff: „{subject}“.',
  'dead.replaced.mailed': 'Wir haben ihn noch einmal an {address} gesendet.',
  'dead.declined': 'Sie haben diese Einladung abgelehnt',
  'dead.declined.what':
    'Am <b>{when}</b> ({zone}). Anders überlegt? Bitten Sie um eine neue Einladung; entschieden wird dort, wo die erste herkam.',
  'dead.unknown': 'Dieser Link ist nicht vollständig',
  'dead.unknown.what':
    'Ein Teil fehlt, oder er war nie einer von uns. Öffnen Sie die E-Mail noch einmal und drücken Sie den Knopf, oder kopieren Sie die ganze Adresse.',
  'dead.reported': 'Dieser Link ist beendet',
  'dead.reported.what': 'Er wurde am <b>{when}</b> ({zone}) gemeldet. Unser Team sieht es sich an.',
  'dead.somebodyElse': 'Es ist jemand anderes angemeldet',
  'dead.somebodyElse.what':
    'Diese Einladung gehört einer anderen Person. Melden Sie sich ab, dann öffnet sich dieser Link wieder. Es wurde nichts verändert.',
  'dead.somebodyElse.button': 'Abmelden und weitermachen',
  'dead.limited': 'Zu viele Versuche von hier',
  'dead.limited.what':
    '{minutes, plural, one {Zum Schutz der Konten warten wir etwas. Versuchen Sie es in 1 Minute wieder. Ihre Einladung bleibt, wie sie ist.} other {Zum Schutz der Konten warten wir etwas. Versuchen Sie es in # Minuten wieder. Ihre Einladung bleibt, wie sie ist.}}',
  'dead.signInOver': 'Dieser Anmeldelink gilt nicht mehr',
  'dead.signInOver.what':
    'Ein Anmeldelink gilt 15 Minuten, einmal. Es wurde nichts verändert. Wir können Ihnen einen neuen zusenden.',
  'dead.signInOver.signIn':
    'Ein Anmeldelink gilt 15 Minuten, einmal. Es wurde nichts verändert. Ab jetzt führt Ihre Anmeldung hinein.',
  'dead.claimOver': 'Diese Seite war zu lange offen',
  'dead.claimOver.what':
    'Es wurde nichts verändert, und Ihre Einladung bleibt, wie sie ist. Öffnen Sie den Link in der Mail mit der Einladung noch einmal und drücken Sie wieder „Einladung annehmen“.',
  'dead.passwordOver': 'Dieser Link gilt nicht mehr',
  'dead.passwordOver.what': 'Ein Link für ein neues Passwort gilt 30 Minuten, einmal. Ihr Passwort bleibt, wie es ist.',
  'dead.passwordOver.button': 'Einen neuen Link anfordern',
}
