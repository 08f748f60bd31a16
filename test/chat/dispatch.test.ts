import {
  type Context,
  command,
  press,
  type RefusalReason,
  refuse,
  replace,
  say,
  type Visit,
} from '../../src/chat'
import { ann, createChatStage, echo, FakeResponder, identified, nobody, posted, typed } from './stage'

const refusing = (reason: RefusalReason) => async () => refuse(reason)

describe('a handler', () => {
  test('is told who, where, when and by which key (R15, R19, B2)', async () => {
    const visits: Visit[] = []
    const look = command({
      name: 'look',
      description: 'Look',
      options: {},
      run: async (context: Context) => {
        visits.push(context)
        return say({ title: 'Seen' })
      },
    })
    const { meet, clock } = createChatStage([{ commands: [look] }], {
      identify: async () => ({ ...identified, earlier: { done: true } }),
    })
    const now = clock.now()
    await meet(typed('look'))
    expect(visits).toEqual([
      expect.objectContaining({
        actor: identified.actor,
        home: identified.home,
        sender: ann,
        at: now,
        key: 'slack:I1',
        earlier: { done: true },
        reader: { locale: 'en', timeZone: 'Etc/UTC', now },
      }),
    ])
  })

  test('is not told of an earlier outcome when there is none', async () => {
    const look = command({
      name: 'look',
      description: 'Look',
      options: {},
      run: async (context) => say({ title: 'earlier' in context ? 'Again' : 'First' }),
    })
    expect((await createChatStage([{ commands: [look] }]).meet(typed('look'))).title).toBe('First')
  })

  test('gets the same arguments from Slack and from Discord', async () => {
    const options = { name: { kind: 'text', description: 'Name', maxLength: 80 } } as const
    const { meet } = createChatStage([{ commands: [echo('team create', { options })] }])
    const slack = await meet(typed('team create', { line: 'name:"Alpha: one"' }))
    const discord = await meet(typed('team create', { options: { name: 'Alpha: one' } }))
    expect(slack.only).toEqual(discord.only)
    expect(slack.only).toMatchObject({ card: { text: '{"name":"Alpha: one"}' } })
  })
})

describe('a visit renewed after a change was overtaken', () => {
  const admin = { accountId: 'A1', accountName: 'Acme' }
  const before = { ...identified, actor: identified.actor && { ...identified.actor, accountRoles: [admin] } }

  test.each([
    ['has the rights that are left (H1, H10)', identified],
    ['of somebody unlinked meanwhile is still theirs, without any rights (H1)', nobody],
  ])('%s', async (_, after) => {
    const actors: Visit['actor'][] = []
    const look = command({
      name: 'look',
      description: 'Look',
      options: {},
      run: async (context) => {
        actors.push(context.actor, (await context.renew()).actor)
        return say({ title: 'Seen' })
      },
    })
    const readings = [before, after]
    const { meet } = createChatStage([{ commands: [look] }], {
      identify: async () => readings.shift() ?? after,
    })
    await meet(typed('look'))
    expect(actors).toEqual([before.actor, identified.actor])
  })
})

describe('who may call', () => {
  const known = echo('team leave')
  const open = echo('invite accept', { who: 'anyone' })
  const features = [{ commands: [known, open] }]

  test('somebody nobody knows is led to sign in by a command for known people (R22)', async () => {
    const { meet } = createChatStage(features, { identify: async () => nobody })
    expect((await meet(typed('team leave'))).title).toBe('I do not know you yet')
  })

  test('somebody nobody knows is served by a command for anyone', async () => {
    const { meet } = createChatStage(features, { identify: async () => nobody })
    expect((await meet(typed('invite accept'))).title).toBe('invite accept')
  })

  test.each<[RefusalReason, string]>([
    [{ code: 'bot' }, 'Rolecall works for people'],
    [{ code: 'guest' }, 'Guests of this workspace cannot use Rolecall'],
    [{ code: 'stranger' }, 'Rolecall works for the members of this workspace only'],
    [{ code: 'notConnected' }, 'This server is not connected to a workspace yet'],
    [{ code: 'notLinked', why: 'unlinked' }, 'You have unlinked this chat user'],
  ])('whom identification refuses as $code is told so privately (B18, R22)', async (refusal, title) => {
    const { meet } = createChatStage(features, { identify: async () => ({ ...identified, refusal }) })
    const { only } = await meet(typed('team leave'))
    expect(only).toMatchObject({ kind: 'say', audience: 'private', card: { title, tone: 'warning' } })
  })

  test('who is nobody since the first delivery of this click still gets its outcome (R19)', async () => {
    const unlink = press({
      name: 'unlink',
      run: async ({ earlier, actor }) => replace({ title: `${earlier} ${actor.teamRoles.length}` }),
    })
    const refusal = { code: 'notLinked', why: 'unlinked' } as const
    const { meet } = createChatStage([{ presses: [unlink] }], {
      identify: async () => ({ ...nobody, earlier: 'Unlinked', refusal }),
    })
    expect((await meet({ kind: 'press', press: 'unlink:1' })).title).toBe('Unlinked 0')
  })

  test('a stranger who presses a button leaves the card to the others (B3)', async () => {
    const confirm = press({
      name: 'confirm',
      refusal: 'replace',
      run: async () => replace({ title: 'Gone' }),
    })
    const { meet } = createChatStage([{ presses: [confirm] }], { identify: async () => nobody })
    const { only } = await meet({ kind: 'press', press: 'confirm:1' })
    expect(only).toMatchObject({ kind: 'say', audience: 'private' })
  })
})

describe('a press', () => {
  const presses = [
    press({ name: 'show', run: async (_, ids) => say({ title: ids.join(' and ') }) }),
    press({ name: 'stay', run: refusing({ code: 'codeWrong' }) }),
    press({ name: 'go', refusal: 'replace', run: refusing({ code: 'codeWrong' }) }),
  ]
  const { meet } = createChatStage([{ presses, commands: [echo('team overview')] }])
  const pressed = (ref: string) => meet({ kind: 'press', press: ref })

  test('calls its handler with the ids of the button', async () => {
    expect((await pressed('show:01A:01B')).title).toBe('01A and 01B')
  })

  test('that is refused says so privately and the card stays (B3)', async () => {
    expect((await pressed('stay')).only).toMatchObject({
      kind: 'say',
      audience: 'private',
      card: { title: 'This code is not valid' },
    })
  })

  test('whose card is of no more use gives way to the refusal (H1)', async () => {
    expect((await pressed('go')).only).toMatchObject({
      kind: 'replace',
      card: { title: 'This code is not valid' },
    })
  })

  test('of a command button runs the command', async () => {
    expect((await pressed('command:team overview')).title).toBe('team overview')
  })

  test.each(['old:1', 'command:old', 'command', '', ':::', 'constructor:1', '__proto__'])(
    'of %j, which nothing answers any more, is told apart (B8)',
    async (ref) => {
      expect((await pressed(ref)).title).toBe('I do not know this command')
    },
  )
})

describe('what has no words of its own', () => {
  const home = { kind: 'home' } as const
  const message = { kind: 'message', id: 'M1', text: 'hello', addressed: true } as const

  test.each([home, message])('a $kind shows what /rolecall shows', async (happening) => {
    const { meet } = createChatStage([{ commands: [echo('rolecall', { who: 'anyone' })] }])
    expect((await meet(happening)).title).toBe('rolecall')
  })

  test('an unknown command names the one that helps', async () => {
    const { only } = await createChatStage([]).meet(typed('nonsense'))
    expect(only).toMatchObject({ card: { title: 'I do not know this command' } })
    expect(JSON.stringify(only)).toContain('{"command":"rolecall"}')
  })
})

describe('a posted card', () => {
  const subject = { type: 'invitation', id: '01J', view: 'inviter' }
  const shows = (audience: 'private' | 'channel' | 'direct') =>
    createChatStage([
      { commands: [echo('show', { run: async () => say({ title: 'Card' }, audience, subject) })] },
    ])
  const reader = expect.objectContaining({ locale: 'en' })

  test('is remembered by its subject, so that it can be redrawn for its reader (B4)', async () => {
    const { meet, remembered } = shows('direct')
    await meet(typed('show'))
    expect(remembered).toEqual([[subject, posted, { personId: 'P1', userId: 'U1' }, reader]])
  })

  test('in a channel belongs to no single reader (B4)', async () => {
    const { meet, remembered } = shows('channel')
    await meet(typed('show'))
    expect(remembered).toEqual([[subject, posted, null, reader]])
  })

  test('that the platform cannot edit later is not remembered', async () => {
    const { meet, remembered } = shows('private')
    const responder = new FakeResponder()
    responder.answer = async () => undefined
    await meet(typed('show'), { responder })
    expect(remembered).toEqual([])
  })

  test('without a subject is not remembered', async () => {
    const { meet, remembered } = createChatStage([{ commands: [echo('show')] }])
    await meet(typed('show'))
    expect(remembered).toEqual([])
  })
})
