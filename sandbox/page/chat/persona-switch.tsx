import type { PlatformInfo } from '../../protocol'
import { countUnread } from '../state/sandbox-state'
import { useSandbox } from '../state/use-sandbox'
import { Avatar } from './avatar'

/** Who you are on this side. */
export function PersonaSwitch({ info: { platform, people } }: { info: PlatformInfo }) {
  const { state, tell } = useSandbox()
  const chosen = people.find(({ userId }) => userId === state.personas[platform])
  const view = state.views[platform]
  const groups = view?.userId === chosen?.userId ? (view?.groups ?? []) : []
  return (
    <div className="personas">
      <fieldset>
        <legend className="visually-hidden">
          Who you are in {platform === 'slack' ? 'Slack' : 'Discord'}
        </legend>
        {people.map(({ userId, name }) => {
          const news = userId !== chosen?.userId && countUnread(state, platform, userId) > 0
          return (
            <label key={userId} title={name} className={news ? 'news' : undefined}>
              <input
                type="radio"
                name={`${platform}-persona`}
                checked={userId === chosen?.userId}
                onChange={() => tell({ kind: 'persona', platform, userId })}
              />
              <Avatar name={name} />
              <span>{name.split(' ')[0]}</span>
              {news && <span className="visually-hidden">, has something new</span>}
            </label>
          )
        })}
      </fieldset>
      {chosen && (
        <p className="about">
          You are <strong>{chosen.name}</strong>
          {groups.length > 0 && ` · ${groups.join(', ')}`} · {chosen.email} · {chosen.about}
        </p>
      )}
    </div>
  )
}
