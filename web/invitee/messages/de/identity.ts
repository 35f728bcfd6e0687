import type { identity as source } from '../en/identity.ts'

export const identity: Record<keyof typeof source, string> = {
  'renewal.heading': 'Identitätsprüfung erneuern',
  'renewal.minutes': 'Etwa 3 Minuten.',
  'renewal.until': 'Ihr Zugang bleibt bis {day}.',
  'renewal.paused': 'Ihr Zugang ruht, bis diese Prüfung abgeschlossen ist.',
  'renewal.now': 'Jetzt erneuern',
  'renewal.due':
    'Ihre Identitätsprüfung läuft am {day} ab. Erneuern Sie sie, dann behalten Sie Ihren Zugang. Etwa 3 Minuten.',
  'renewal.checking': 'Wir prüfen Ihre Dokumente. Ihr Zugang bleibt bis {day}.',
  'identity.heading': 'Identitätsprüfung',
  'identity.which': 'Welches Dokument haben Sie bei sich?',
  'identity.choose': 'Dieses Dokument verwenden',
  'identity.other': 'Ein anderes Dokument verwenden',
  'identity.other.note': 'Fotos des vorher gewählten Dokuments gehen; ein Selfie bleibt.',
  'identity.added': 'Foto hinzugefügt',
  'identity.done': 'fertig',
  'identity.again': 'Noch einmal aufnehmen',
  'identity.file': 'Foto, JPEG oder PNG, höchstens 20 MB',
  'identity.file.convert': 'Ihr Telefon wandelt es selbst um.',
  'identity.add': 'Dieses Foto hinzufügen',
  'identity.choosePhoto': 'Stattdessen ein Foto wählen (JPEG oder PNG)',
  'identity.sending': 'Wird gesendet… {percent} %',
  'identity.stop': 'Anhalten',
  'identity.offline': 'Sie sind offline. Es geht weiter, wenn Sie wieder verbunden sind.',
  'identity.send': 'Zur Identitätsprüfung senden',
  'identity.privacy':
    'Nur die Personen, die Ihre Identität prüfen, sehen diese Fotos. Verschlüsselt, jeder Blick wird festgehalten, gelöscht nach {years, plural, one {# Jahr} other {# Jahren}}. Der Inhaber des Kontos sieht sie nie.',
  'identity.still': 'Nach dem Senden steht die Frist still, während wir prüfen: Sie kann nicht ablaufen.',
  'identity.noCamera': 'Keine Kamera hier? <link>Anmeldelink zusenden</link> und auf dem Telefon öffnen.',
  'identity.name': 'Name oder Geburtsdatum ändern',
  'identity.expired': 'Ihre Identitätsprüfung ist abgelaufen. Beginnen Sie eine neue; sie dauert etwa 3 Minuten.',
  'identity.cancelled': 'Diese Identitätsprüfung wurde abgebrochen. Beginnen Sie neu, wann Sie möchten.',

  'handOver.heading': 'Die Prüfung übernimmt {vendor}',
  'handOver.what': '{vendor} prüft Identitäten für {platform}. Danach kommen Sie hierher zurück.',
  'handOver.again': 'Sie machen die Prüfung bei {vendor} noch einmal und kommen danach hierher zurück.',
  'handOver.preparing':
    'Wir bereiten Ihre Prüfung bei {vendor} vor. Das dauert wenige Sekunden; diese Seite geht von selbst weiter.',
  'handOver.silent':
    'Wir haben von {vendor} noch nichts gehört. Diese Seite sieht alle 10 Sekunden selbst wieder nach.',
  'handOver.go': 'Zu {vendor}',
  'handOver.look': 'Noch einmal nachsehen',
  'handOver.unreachable':
    'Wir erreichen {vendor} gerade nicht. Es wurde nichts geändert. Versuchen Sie es gleich noch einmal.',
  'handOver.name': 'Ihr Name',

  'waiting.heading': 'Wir prüfen Ihre Dokumente',
  'waiting.processing': 'Meist dauert es wenige Minuten. Sie können diese Seite schließen; wir schreiben Ihnen.',
  'waiting.in_review':
    'Meist dauert es höchstens 4 Arbeitsstunden. Sie können diese Seite schließen; wir schreiben Ihnen.',
  'waiting.late':
    'Es dauert länger als gewöhnlich. Mit Ihren Dokumenten ist bisher alles in Ordnung, und die Frist steht still, während wir prüfen.',
  'waiting.reload': 'Diese Seite sieht alle 30 Sekunden selbst wieder nach.',
  'waiting.sent': 'Gesendet am {when} ({zone})',
  'waiting.setup.heading': 'Ihr Zugang wird eingerichtet',
  'waiting.setup': 'Alles ist da. Das dauert wenige Sekunden; Sie können diese Seite schließen, wir schreiben Ihnen.',
  'waiting.stopped.heading': 'Diese Einrichtung steht still',
  'waiting.stopped':
    'Das Team von {platform} sieht sich zuerst etwas an. Sie müssen nichts tun; Sie bekommen eine Nachricht.',

  'again.heading': '{n, plural, one {Wir brauchen ein neues Foto} other {Wir brauchen # neue Fotos}}',
  'again.heading.name': 'Prüfen Sie Ihren Namen noch einmal',
  'again.what': 'Alles andere ist in Ordnung und bleibt. Es dauert etwa eine Minute.',
  'again.yours': 'Ihr letztes Foto',
  'again.sketch': 'So nicht',
  'again.good': 'Alles lesbar',
  'again.helps': '<b>Was hilft:</b> {helps}.',
  'again.take': 'Foto noch einmal aufnehmen',
  'again.name': 'Den Namen unter „Zur Person“ berichtigen',
  'again.name.document': 'Oder ein Dokument mit Ihrem jetzigen Namen verwenden',
  'again.added': 'Neues Foto hinzugefügt',
  'again.kept': 'Angenommen, Sie müssen nichts tun.',
  'again.still': 'Die Frist steht still, während wir prüfen.',
  'again.tries': 'Das ist Versuch {n} von {all}.',
  'again.lastTry':
    'Das ist Versuch {n} von {all}; gelingt auch er nicht, entscheidet ein Mensch bei {platform} und schreibt Ihnen.',

  'lastTry.heading': 'Jetzt entscheidet ein Mensch',
  'lastTry.what':
    '{n, plural, one {Sie haben # Versuch verbraucht.} other {Sie haben # Versuche verbraucht.}} Jemand bei {platform} sieht es sich an und schreibt Ihnen innerhalb eines Arbeitstags.',
}
