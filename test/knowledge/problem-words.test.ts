import { problemWords } from '../../src/knowledge/problem-words'

test.each([
  [{ code: 'unknownType', found: 'exe', saveAs: null }, 'is really of type EXE'],
  [{ code: 'unknownType', found: 'doc', saveAs: 'docx' }, 'is of type DOC'],
] as const)(
  'a file of another type is named by it, without an article to get wrong (%#)',
  (problem, words) => {
    expect(problemWords(problem)[0]).toBe(words)
  },
)
