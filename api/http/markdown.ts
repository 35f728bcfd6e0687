const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)

/** The part of Markdown that our own pages use, as HTML: headings, paragraphs, lists, fenced code, `code`, **strong**, [links](/path). */
export const markdownHtml = (markdown: string): string =>
  markdown
    .trim()
    .split(/\n{2,}(?=[^\n])/)
    .map(blockHtml)
    .join('\n')

function blockHtml(block: string): string {
  const fence = /^```\w*\n([\s\S]*?)\n```$/.exec(block)
  if (fence) return `<pre><code>${escapeHtml(fence[1] ?? '')}</code></pre>`
  const heading = /^(#{1,3}) (.*)$/.exec(block)
  if (heading) return `<h${heading[1]?.length ?? 1}>${inlineHtml(heading[2] ?? '')}</h${heading[1]?.length ?? 1}>`
  if (block.startsWith('- ')) return `<ul>${block.split(/\n(?=- )/).map((item) => `<li>${inlineHtml(item.slice(2))}</li>`).join('')}</ul>` // prettier-ignore
  return `<p>${inlineHtml(block)}</p>`
}

const inlineHtml = (text: string): string =>
  escapeHtml(text)
    .replaceAll(/`([^`]+)`/g, '<code>$1</code>')
    .replaceAll(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replaceAll(/\[([^\]]+)\]\((\/[\w/.#-]*)\)/g, '<a href="$2">$1</a>')
