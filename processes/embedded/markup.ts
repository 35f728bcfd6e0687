/** Markup that is already escaped. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Part = string | number | Markup | Markup[]

/** A template whose values are escaped unless they are markup themselves. */
export function markup(strings: TemplateStringsArray, ...values: Part[]): Markup {
  return new Markup(strings.reduce((all, string, i) => all + render(values[i - 1] ?? '') + string))
}

function render(part: Part): string {
  if (Array.isArray(part)) return part.map(render).join('')
  if (part instanceof Markup) return part.text
  return String(part).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
