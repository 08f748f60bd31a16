const LISTS = {
  en: `a about above after all also am an and another any anybody anyone are as ask at be been before being below but by
    can cannot could did do does doing done each else ever explain every find for from get give gives go had has have
    he her here hers him his how i if in into is it its just know let like list many may me mean might mine more most
    much must my no not of off often on one only or other our ours out please possible say shall she should show so
    some somebody someone such tell than thank thanks that the their them then there these they thing things this those
    to too under up us use want was we were what when where whether which while who whom whose why will with would yes
    you your yours long`,
  de: `aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist bitte da damit dann darf das
    dass dem den denn der des dich die dies diese diesem diesen dieser dieses dir doch du durch ein eine einem einen
    einer eines er es etwas euch euer eure fur gegen bekomme bekommen bekommt gib gibt habe haben hast hat habt hatte hatten hier ich ihm ihn ihnen ihr ihre
    ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes jemand kann kannst kein keine konnen konnte lang
    lange man mehr mein meine mich mir mit muss mussen nach nicht nichts noch nun nur ob oder ohne oft sag sehr sein
    seine seit sich sie sind so soll sollen uber um und uns unser unsere viel viele vom von vor wann war waren warum
    was weil welche welchem welchen welcher welches wem wen wenn wer werde werden wessen weshalb wie wieder wieso will
    wird wo woher wohin wollen wurde zeig zu zum zur zwischen`,
  fr: `a ai alors apres as au aucun aussi autre aux avant avec avez avoir avons ca car ce cela ces cet cette ceux chez
    combien comme comment dans de depuis des dis dit dois doit donc dont du elle elles en encore entre es est et ete
    etes etre eu fait faire faut il ils j je jusqu l la le les leur leurs lui m ma mais me meme mes moi mon n ne ni non
    nos notre nous on ont ou ou par pas peut peux plus pour pourquoi puis qu quand que quel quelle quelles quels qui
    quoi s sa sans se sera ses si son sont sous sur suis t ta te tes toi ton tous tout toute toutes tres tu un une vers
    votre vos vous y quelqu chaque longtemps`,
  es: `a al algo alguien algun alguna algunas algunos ante antes aqui asi aun aunque bien cada como con contra cual
    cuales cuando cuanta cuantas cuanto cuantos de debe debo del desde dime donde dos e el ella ellas ellos en entre
    era es esa esas ese eso esos esta estan estar estas este esto estos estoy fue ha hace hacer hacia han has hasta hay
    la las le les lo los mas me mi mis mucho muy nada ni no nos nosotros nuestra nuestro o os otra otro para pero poco
    por porque pues puede puedo que quien quienes se sea ser si sin sobre son soy su sus tal tambien tan te tener tengo
    ti tiene tienen todo todos tu tus un una unas uno unos usted y ya yo`,
  it: `ai al alla alle anche che chi ci come con cosa da dal dalla dei del della delle di dove e era gli ha hanno ho i il
    in io la le lo loro ma mi mio nei nel nella non o per perche piu puo posso quale quali quando quanto quanti questa
    questo se si sono su sua suo sul sulla un una uno`,
  pt: `ao aos as com como da das de dela dele do dos ela ele em eu ha isso isto ja mais mas na nao nas no nos o onde os
    ou para pela pelo pode por porque posso qual quais quando quanto quantos que quem se sem ser seu sua sao tem um uma`,
  nl: `aan als bij dat de deze die dit door een en er het hij hoe ik in is je kan kunnen maar meer met mijn moet naar niet
    of om ons ook op over te tot u uit van veel voor waar waarom wanneer was wat welke we wie wij worden ze zijn zo`,
  zh: '的 了 是 在 有 和 与 或 吗 呢 吧 我 你 您 他 她 它 我们 你们 什么 哪里 哪些 哪个 怎么 如何 为什么 多少 几 能 可以 请 这 那 这个 那个',
  ja: '何 方 時 事 物 私 人 誰 教え 下さい 何時 何処 何日 何故 場合',
}

const BY_LANGUAGE = Object.entries(LISTS).map(
  ([language, list]) => [language, new Set(list.split(/\s+/))] as const,
)

/** Words that say nothing of what a text is about, folded, of all these languages at once: questions carry no tag. */
export const STOP_WORDS: ReadonlySet<string> = new Set(BY_LANGUAGE.flatMap(([, words]) => [...words]))

/** The language whose small words these are, by its ISO 639-1 code; undefined when they do not tell. */
export function languageOf(words: readonly string[]): string | undefined {
  const counts = BY_LANGUAGE.map(([language, list]) => ({
    language,
    count: words.filter((word) => list.has(word)).length,
  })).sort((a, b) => b.count - a.count)
  const [first, second] = counts
  return first && second && first.count > second.count ? first.language : undefined
}
