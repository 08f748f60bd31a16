import { makeDocx, wordParagraph } from '../../support/documents/office'
import { makePdf, pageOf } from '../../support/documents/pdf'
import { readBytes, readFixture } from '../../support/documents/read'
import { makeZip } from '../../support/documents/zip'

const EXE = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200, 0x90)])
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')
/** The first bytes of a compound file, then the name of a stream as its directory has it. */
const compound = (stream: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from(stream, 'utf16le')])

const outcomeOf = async (bytes: string | Uint8Array, name: string) => (await readBytes(bytes, name)).outcome

describe('what a file is, by what is in it (F114)', () => {
  it.each([
    ['a PDF named .txt', makePdf([pageOf('Hello')]), 'a.txt', 'pdf'],
    ['a Word file named .xlsx', makeDocx(wordParagraph('Hello')), 'a.xlsx', 'docx'],
    ['HTML named .txt', '<!doctype html><p>Hello', 'a.txt', 'html'],
    ['text named .pdf', 'Only text.', 'a.pdf', 'txt'],
    ['text without an ending', 'Only text.', 'README', 'txt'],
    ['text named .md', '# Hello\n\nyou', 'a.MD', 'md'],
    ['text named .csv', 'a,b\n1,2\n', 'a.csv', 'csv'],
    ['a part of a page named .htm', '<p>Hello</p>', 'a.htm', 'html'],
  ])('reads %s as such', async (_, bytes, name, type) => {
    expect(await outcomeOf(bytes, name)).toMatchObject({ type })
  })

  it.each([
    ['a program named .pdf', EXE, 'a.pdf', 'exe', null],
    ['a picture named .txt', PNG, 'a.txt', 'png', null],
    [
      'bytes that are no text',
      Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 131) % 256)),
      'a.txt',
      null,
      null,
    ],
    ['a bare archive', makeZip([{ name: 'a.txt', content: 'Hello' }]), 'a.zip', 'zip', null],
    ['a bare archive named .docx', makeZip([{ name: 'a.txt', content: 'Hello' }]), 'a.docx', 'docx', null],
    ['rich text', '{\\rtf1 Hello}', 'a.docx', 'rtf', 'docx'],
    ['an old presentation', compound('PowerPoint Document'), 'a.ppt', 'ppt', 'pptx'],
  ])('refuses %s, with what to save it as', async (_, bytes, name, found, saveAs) => {
    expect(await outcomeOf(bytes, name)).toEqual({ code: 'unknownType', found, saveAs })
  })

  it('refuses the formats of Office 97 with the new ones', async () => {
    expect((await readFixture('old.doc')).outcome).toEqual({
      code: 'unknownType',
      found: 'doc',
      saveAs: 'docx',
    })
    expect((await readFixture('old.xls')).outcome).toEqual({
      code: 'unknownType',
      found: 'xls',
      saveAs: 'xlsx',
    })
  })

  it('says that a file needs a password', async () => {
    expect((await readFixture('encrypted.pdf')).outcome).toEqual({ code: 'encrypted', type: 'pdf' })
    expect(await outcomeOf(compound('EncryptedPackage'), 'plan.docx')).toEqual({
      code: 'encrypted',
      type: 'docx',
    })
  })

  it('is not held up by thousands of comments at the beginning', async () => {
    expect(await outcomeOf(`${'<!-- -->'.repeat(5_000)}plain`, 'a.txt')).toMatchObject({ type: 'txt' })
    expect(await outcomeOf(`${'<!-- -->'.repeat(50)}<html><p>Hello`, 'a.txt')).toMatchObject({ type: 'html' })
  })

  it('tells an empty file from one without text', async () => {
    expect(await outcomeOf('', 'a.txt')).toEqual({ code: 'empty' })
    expect(await outcomeOf(' \n\n', 'a.txt')).toEqual({ code: 'noText', type: 'txt', pages: null })
  })

  it('holds a file to the limit of what it is, not of what it is named (F112)', async () => {
    const html = `<html>${' '.repeat(21 * 1024 * 1024)}`
    expect(await outcomeOf(html, 'a.txt')).toEqual({
      code: 'tooBig',
      type: 'html',
      sizeBytes: html.length,
      limitBytes: 20 * 1024 * 1024,
    })
  })
})
