import { explainCard, plainText, type Refusal } from '../chat'
import { html, type Page } from '../web'
import type { Installation } from './install'

/** What the browser shows after an installation, and what to do next. */
export function installedPage(done: Installation): Page {
  switch (done.how) {
    case 'founded':
      return {
        title: `Welcome, ${done.person}`,
        body: html`
<p>Rolecall is in <strong>${done.place}</strong>. You are account admin and own team <strong>${done.team}</strong>.</p>
<p>Go to Slack: <code>/team invite</code> invites people, <code>/rolecall</code> shows everything else.</p>
<p>To use Discord too, press “Connect Slack or Discord” in <code>/rolecall</code>.</p>`,
      }
    case 'connected':
      return {
        title: `${done.place} is connected`,
        body: html`
<p>It belongs to workspace <strong>${done.workspace}</strong> now.</p>
<p>Next, everybody who is known there types <code>/link</code> where they are known, then the code it gives in ${done.place}.</p>`,
      }
    case 'resumed':
      return {
        title: `${done.place} is connected again`,
        body: html`<p>Workspace <strong>${done.workspace}</strong>, its teams and roles are as they were. Go on in Slack.</p>`,
      }
    case 'renewed':
      return {
        title: `${done.place} was connected already`,
        body: html`<p>It stays with workspace <strong>${done.workspace}</strong>, and nobody’s role has changed. Go on in Slack.</p>`,
      }
  }
}

export function refusedPage(refusal: Refusal, url: string, now: number): Page {
  const { title, text = '' } = explainCard(refusal)
  return {
    title,
    body: html`<p>${plainText(text, { locale: 'en', timeZone: 'UTC', now })}</p><p>Nothing was connected.</p>${again(url)}`,
  }
}

export const deniedPage = (url: string): Page => ({
  title: 'Nothing was installed',
  body: html`<p>Slack was not allowed to add Rolecall, so nothing has changed.</p>${again(url)}`,
})

export const overPage = (url: string): Page => ({
  title: 'This installation is over',
  body: html`<p>It was begun elsewhere, more than ten minutes ago, or is finished already. Nothing has changed.</p>${again(url)}`,
})

/** Asked before a Slack workspace joins an account that is there already. */
export const joinPage = (workspace: string, authorizeUrl: string, url: string): Page => ({
  title: `Connect Slack to workspace ${workspace}?`,
  body: html`
<p>The Slack workspace that you choose next will belong to workspace <strong>${workspace}</strong> in Rolecall, and the admins there decide who does what in it.</p>
<p>Go on only if you know who gave you this link.</p>
<p><a class="button" href="${authorizeUrl}">Go on to Slack</a></p>
<p>Or <a href="${url}">begin an account of your own</a>.</p>`,
})

export const wrongCodePage: Page = {
  title: 'This code is not valid',
  body: html`<p>Ask for a new one: “Connect Slack or Discord” in <code>/rolecall</code> gives it.</p>`,
}

const again = (url: string) => html`<p><a class="button" href="${url}">Add to Slack</a></p>`
