import '@mantine/core/styles.layer.css'
import '../kit/tokens.css'
import '../kit/shared.css'
import '../kit/app/styles/base.css'
import '../kit/app/styles/marks.css'
import '../kit/app/styles/buttons.css'
import '../kit/app/styles/fields.css'
import '../kit/app/styles/floating.css'
import './styles/frame.css'
import './styles/users.css'
import './styles/add.css'
import './styles/approvals.css'
import './styles/history.css'
import './styles/wizard.css'
import './styles/review.css'
import './styles/access.css'
import { setNonce } from 'get-nonce'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { metaOf } from './frame/platform.ts'

const nonce = metaOf('csp-nonce')
if (nonce) setNonce(nonce) // what Mantine's dialogs use to stop the page behind from scrolling reads it here

const place = document.getElementById('root')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <App nonce={nonce} />
    </StrictMode>,
  )
}
