import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app'
import { SandboxProvider } from './state/use-sandbox'
import 'slack-blocks-to-jsx/dist/style.css'
import './styles/base.css'
import './styles/layout.css'
import './styles/chat.css'
import './styles/message.css'
import './styles/thread.css'
import './styles/files.css'
import './styles/composer.css'
import './styles/form.css'
import './styles/slack.css'
import './styles/markdown.css'
import './styles/discord.css'
import './styles/mail.css'

const root = document.getElementById('app')
if (!root) throw new Error('no #app')
createRoot(root).render(
  <StrictMode>
    <SandboxProvider>
      <App />
    </SandboxProvider>
  </StrictMode>,
)
