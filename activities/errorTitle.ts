/**
 * What is told of an error's title. A vendor may echo into it what it was sent, a name too, and nothing tells a name
 * from other words. So only words of Meta's and Sunshine's own titles are kept (Meta's "Error codes" of Cloud API and
 * Graph API; Sunshine's OpenAPI file).
 */
import { kindOfCode } from '../workflows/core/errorCodes';

const WORDS = new Set(
  `a about accept accepted accepts access account accounts action active added after again allowed already an and any api app
  application apply are as at attempts authentication authorized bad be because been before blocked body business but button
  buttons by call called calls can cannot capability catalog category change changed channel character characters check client
  closed cloud code component components configuration configured connected connection contact contain contains content
  conversation conversations could country create created credentials customer daily data date deactivated deleted delivered
  delivery denied deprecated deregistration destination details device different direct disabled display does download
  downloaded due duplicate duplicated duration ecosystem eligibility eligible empty engagement engine entity error errors exceeded
  exceeds exist existing exists expected experiment expired external failed failure feature field file flow footer for forbidden
  format formatted found from full function general generic graph group guide has have header headers healthy hit hour hours
  hsm http https id identifier ids if image in inactive incomplete incorrect input integration interactive internal invalid is
  issue it item json key language languages last later length level limit limited limits link list location locale locked long
  longer lower maintain maintenance malformed mandatory many marketing match matches max maximum media meet message messages
  messaging meta method mime minimum minutes mismatch missing mode month more must name named namespace need network new no
  non not notification notifications number numbers object occurred of offline old on one only operation opted or order other
  out outside over page pair parameter parameters params parse part partially passed pattern paused payload payment pending per
  permission permissions phone pin place please policies policy position positional possible prohibited provided public quality
  quota range rate re re-engagement reached read ready reason receive received receiving recipient reengagement register
  registered registration rejected removed replied reply request requested requests require required requires resource response
  restricted restriction restrictions retry review same scope second seconds section security send sender sending sent server
  service session sessions set shorthand since size small some something spam specified state status sticker stopped subcode
  successful successfully support supported system takes template templates temporarily temporary terms test text than that the
  their then there they this throttled throughput time timed timeout title to token too translated translation try type
  unable unauthorized unavailable undeliverable under unexpected unknown unprocessable unreachable unsupported until update
  upload uploaded uppercase url usage use used user users using valid validation value values variable variables verification
  verified verify version video violated violates violation was web webhook week were whatsapp when which while with without
  work wrong year you your`.split(/\s+/),
);

/** A longer title is none. */
const MOST_LETTERS = 500;
/** The window of WhatsApp. Any other number may be part of a telephone number. */
const WINDOW_HOURS = '24';
const HIDDEN = '…';
/** A word between its punctuation. */
const PARTS = /^([("'“«[]{0,3})(.*?)([)"'”»\].,:;!?]{0,3})$/u;
/** What stands in quotation marks is a value; without an end, the rest may be. */
const QUOTED = /"[^"]*(?:"|$)|“[^”]*(?:”|$)|«[^»]*(?:»|$)/g;

/** The title with everything hidden that is no word of a title; undefined if too little of it is left. */
export function shownTitle(title: string): string | undefined {
  const words = title.slice(0, MOST_LETTERS).replace(QUOTED, HIDDEN).split(/\s+/u).filter(Boolean);
  let known = 0;
  const shown: string[] = [];
  for (const [index, word] of words.entries()) {
    const [, before = '', bare = '', after = ''] = PARTS.exec(word) ?? [];
    if (isShown(bare) && !(isNumber(bare) && isNumber(words[index - 1] ?? ''))) {
      known += 1;
      shown.push(before + bare + after);
    } else if (shown.at(-1) !== HIDDEN) shown.push(HIDDEN);
  }
  return known > shown.length - known ? shown.join(' ') : undefined;
}

const isNumber = (word: string): boolean => /\p{N}/u.test(word);

function isShown(word: string): boolean {
  const code = /^(?:#(\d{1,6})|(\d{6}))$/.exec(word);
  if (code) return kindOfCode(Number(code[1] ?? code[2])) !== undefined;
  return word
    .split(/[/_-]|'s?$/)
    .every((part) => part === '' || part === WINDOW_HOURS || WORDS.has(part.toLowerCase()));
}
