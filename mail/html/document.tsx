import { renderToStaticMarkup } from 'react-dom/server'
import { type BrandColours, brandColours } from '../brand.ts'
import { type Button, type Letter, previewOf } from '../letter.ts'
import type { Pen } from '../letters/pen.ts'
import { Blocks, Runs } from './blocks.tsx'
import { darkAndNarrow, look } from './look.ts'

/** The letter as a whole HTML document: 600 px, one column, styles inline, nothing loaded from anywhere. */
export const htmlOf = (letter: Letter, pen: Pen): string =>
  `<!doctype html>${renderToStaticMarkup(<Document letter={letter} pen={pen} />)}`

type Parts = { letter: Letter; pen: Pen }

function Document({ letter, pen }: Parts) {
  const colours = brandColours(pen.frame.brand)
  return (
    <html lang={pen.say.locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{letter.subject}</title>
        <style>{darkAndNarrow(colours)}</style>
      </head>
      <body className="bg" style={look.page}>
        <div className="pre" style={look.preview}>
          {previewOf(letter)}
        </div>
        <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} className="bg" style={look.frame}>
          <tbody>
            <tr>
              <td align="center" style={look.around}>
                <Card letter={letter} pen={pen} colours={colours} />
                <Footer lines={letter.footer} />
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  )
}

function Card({ letter, pen, colours }: Parts & { colours: BrandColours }) {
  const { button } = letter
  const style = { ...look.card, borderTop: `4px solid ${colours.light}` }
  return (
    <table role="presentation" width="600" cellPadding={0} cellSpacing={0} className="cd" style={style}>
      <tbody>
        <tr>
          <td className="pd" align="left" style={look.inside}>
            <p className="tx" style={look.platform}>
              {pen.frame.platformName}
            </p>
            <h1 className="tx" style={look.heading}>
              {letter.heading}
            </h1>
            <Blocks blocks={letter.body} />
            {button && <MailButton button={button} colours={colours} />}
            <Blocks blocks={letter.after} />
            {button && <Address intro={pen.say.text('button.copy')} href={button.href} />}
            <Blocks blocks={letter.closing} />
          </td>
        </tr>
      </tbody>
    </table>
  )
}

function MailButton({ button, colours }: { button: Button; colours: BrandColours }) {
  const { quiet } = button
  const cell = quiet ? look.quiet : { background: colours.light, borderRadius: 8 }
  const label = { ...look.button, ...(quiet ? look.quietLabel : { color: colours.onLight }) }
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} className="bx" style={look.buttonTable}>
      <tbody>
        <tr>
          <td className={quiet ? 'bq' : 'bt'} align="center" style={cell}>
            <a href={button.href} style={label}>
              {button.label}
            </a>
          </td>
        </tr>
      </tbody>
    </table>
  )
}

/** For mail programs that show no button. The plain text has the address under the button's label instead. */
function Address({ intro, href }: { intro: string; href: string }) {
  return (
    <p className="t2 copy" style={look.address}>
      {intro}
      <br />
      <span style={{ wordBreak: 'break-all' }}>{href}</span>
    </p>
  )
}

function Footer({ lines }: { lines: Letter['footer'] }) {
  return lines.map((runs, index) => (
    <p key={index} className="t2" style={{ ...look.footer, ...(index > 0 && { margin: '4px auto 0' }) }}>
      <Runs runs={runs} quiet />
    </p>
  ))
}
