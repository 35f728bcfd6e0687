// What makes the invitee pages more comfortable where there is JavaScript. Every form works without it.
// Words come from the page’s data attributes; nothing is loaded from elsewhere.

const longestEdge = 2400
const shrinkAboveBytes = 1_500_000

document.querySelectorAll('.password').forEach(addShow)
document.querySelectorAll('form[data-send-on="change"]').forEach(sendOnChange)
document.querySelectorAll('form.photo').forEach(offerCamera)
document.querySelectorAll('form:not(.photo)').forEach(sendOnce)
document.querySelectorAll('[data-look-again]').forEach(lookAgain)

/** “Show” and “Hide” beside a password. */
function addShow(wrapper) {
  const { show, hide } = wrapper.dataset
  const input = wrapper.querySelector('input')
  const shown = element('div', { className: 'shown' })
  const button = element('button', { type: 'button', textContent: show })
  button.setAttribute('aria-pressed', 'false')
  button.addEventListener('click', () => {
    const visible = input.type === 'password'
    input.type = visible ? 'text' : 'password'
    button.textContent = visible ? hide : show
    button.setAttribute('aria-pressed', String(visible))
  })
  input.replaceWith(shown)
  shown.append(input, button)
}

/** A pointer sends the document type at once; with the keyboard the button does, so that arrows may pass by. */
function sendOnChange(form) {
  const button = form.querySelector('button')
  const chosen = () => form.querySelector('input:checked')?.value
  const before = chosen()
  button.hidden = before !== undefined
  form.addEventListener('change', () => (button.hidden = chosen() === before))
  form.addEventListener('click', ({ target, detail }) => {
    if (target.matches('input') && detail > 0 && chosen() !== before) form.requestSubmit()
  })
}

/** One effect for one press, also on an impatient second one. */
function sendOnce(form) {
  form.addEventListener('submit', (event) => {
    const [button] = form.querySelectorAll('button:not([type="button"])')
    if (form.dataset.sent) return event.preventDefault()
    form.dataset.sent = 'yes'
    button?.setAttribute('aria-disabled', 'true')
  })
  addEventListener('pageshow', () => {
    delete form.dataset.sent
    form.querySelector('[aria-disabled]')?.removeAttribute('aria-disabled')
  })
}

/** The camera and “Choose a photo” as two buttons; either sends at once, with progress. */
function offerCamera(form) {
  const { camera, take, choose, convert } = form.dataset
  const file = form.querySelector('input[type="file"]')
  const plain = [form.querySelector('label'), file, form.querySelector('button')]
  const name = plain[0].querySelector('.sr')?.textContent ?? ''
  const buttons = [fileButton('btn b', take, name, { capture: camera }), fileButton('btn q', choose, name, {})]
  buttons[0].label.prepend(form.querySelector('template').content.cloneNode(true))
  const status = element('p', { className: 'hint' })
  status.setAttribute('role', 'status')
  if (/iPhone|iPad/.test(navigator.userAgent)) status.textContent = convert
  plain.forEach((part) => (part.hidden = true))
  file.disabled = true
  form.append(...buttons.map(({ label }) => label), status)
  const described = file.getAttribute('aria-describedby')
  if (described) buttons[0].input.setAttribute('aria-describedby', described)
  if (file.id) {
    const { id } = file
    file.removeAttribute('id')
    buttons[0].input.id = id
  }
  for (const { input } of buttons) {
    input.addEventListener('change', () => void (input.files[0] && judge(form, input, buttons, status)))
  }
}

function fileButton(className, text, name, { capture }) {
  const label = element('label', { className })
  const input = element('input', { type: 'file', accept: 'image/jpeg,image/png' })
  if (capture) input.setAttribute('capture', capture)
  label.append(element('span', { className: 'sr', textContent: name }), text, input)
  return { label, input }
}

/** A very dark or blurred picture is told before it is sent; it can be sent anyway, or taken again. */
async function judge(form, input, buttons, status) {
  const words = document.querySelector('[data-dark]')?.dataset
  const go = () => send(form, input, buttons, status)
  const fault = words && (await faultOf(input.files[0]))
  form.querySelector('.anyway')?.remove()
  if (!fault) return go()
  status.textContent = words[fault]
  const anyway = element('button', { type: 'button', className: 'btn anyway', textContent: words.anyway })
  anyway.addEventListener('click', () => (anyway.remove(), void go()))
  form.append(anyway)
}

/** Judged on a small copy: its brightness, and the largest step between neighbours. */
async function faultOf(file) {
  try {
    const side = 256
    const pen = element('canvas', { width: side, height: side }).getContext('2d')
    pen.drawImage(await createImageBitmap(file), 0, 0, side, side)
    const { data } = pen.getImageData(0, 0, side, side)
    let [light, step] = [0, 0]
    for (let i = 5; i < data.length; i += 4) {
      light += data[i] / side ** 2
      step = Math.max(step, Math.abs(data[i] - data[i - 4]))
    }
    return light < 40 ? 'dark' : step < 10 ? 'blurred' : ''
  } catch {
    return '' // the server says why it can’t be read
  }
}

/** Sends the photo; “Stop” ends it, and a broken or offline connection says so and keeps the page. */
async function send(form, input, buttons, status) {
  const { sending, stop, broken, offline } = form.dataset
  if (!navigator.onLine) {
    status.textContent = offline
    addEventListener('online', () => void send(form, input, buttons, status), { once: true })
    return
  }
  const body = new FormData(form)
  const photo = await shrunk(input.files[0])
  body.set('photo', photo, input.files[0].name)
  const request = new XMLHttpRequest()
  const progress = element('progress', { max: 100 })
  const halt = element('button', { type: 'button', className: 'btn', textContent: stop })
  const end = (text) => {
    progress.remove()
    halt.remove()
    buttons.forEach(({ label }) => (label.hidden = false))
    input.value = ''
    status.textContent = text
  }
  progress.setAttribute('aria-label', sending.replace(/…?\s*\{percent\}.*/, ''))
  buttons.forEach(({ label }) => (label.hidden = true))
  form.append(progress, halt)
  halt.addEventListener('click', () => request.abort())
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    progress.value = Math.floor((loaded / total) * 100)
    status.textContent = sending.replace('{percent}', String(progress.value))
  })
  request.addEventListener('abort', () => end(''))
  request.addEventListener('error', () => end(navigator.onLine ? broken : offline))
  request.addEventListener('load', () => showAnswer(request, () => end(broken)))
  request.open('POST', form.action)
  request.send(body)
}

/** After a redirect the new page is loaded; a page with errors is shown in place. */
function showAnswer(request, failed) {
  const isPage = request.getResponseHeader('content-type')?.includes('text/html')
  if (request.status < 400) return location.assign(request.responseURL)
  if (!isPage) return failed()
  const page = new DOMParser().parseFromString(request.responseText, 'text/html')
  document.title = page.title
  document.body.replaceWith(page.body)
  document.querySelectorAll('form.photo').forEach(offerCamera)
  document.querySelectorAll('form[data-send-on="change"]').forEach(sendOnChange)
  document.querySelectorAll('form:not(.photo)').forEach(sendOnce)
  document.querySelector('.summary')?.focus()
}

/** A large photo made smaller before it is sent; whatever can’t be read goes as it is, the server says why. */
async function shrunk(file) {
  if (file.size < shrinkAboveBytes || !self.createImageBitmap) return file
  try {
    const image = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, longestEdge / Math.max(image.width, image.height))
    const canvas = element('canvas', {
      width: Math.round(image.width * scale),
      height: Math.round(image.height * scale),
    })
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height)
    const smaller = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9))
    return smaller && smaller.size < file.size ? smaller : file
  } catch {
    return file
  }
}

/** Looks whether this page has changed, when told so and every few seconds, and loads it anew only then: it never moves under a reader. */
function lookAgain(mark) {
  const heading = () => document.querySelector('h1').textContent + document.querySelector('.lead')?.textContent
  const before = heading()
  const look = async () => {
    if (document.hidden) return
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const now = page.querySelector('h1')?.textContent + page.querySelector('.lead')?.textContent
      if (answer.redirected || (answer.ok && now !== before)) location.assign(answer.url)
    } catch {
      // Offline: the next look comes in a while.
    }
  }
  setInterval(() => void look(), Number(mark.dataset.lookAgain) * 1000)
  document.addEventListener('visibilitychange', () => void look())
  const line = new EventSource('/me/changes')
  for (const event of ['open', 'change']) line.addEventListener(event, () => void look()) // what came before it was open
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties)
}
