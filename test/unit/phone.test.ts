import { describe, expect, it } from 'vitest';
import { readPhone } from '../../activities/phone';
import { phoneDigits } from '../support/phoneDigits';

describe('P7 a phone number is read as its country writes it', () => {
  it.each([
    // Mexico: ten digits, whatever was once dialled before them.
    ['+5215512345678', 'ES', '525512345678'],
    ['+52 1 55 1234 5678', 'MX', '525512345678'],
    ['+52 55 1234 5678', 'ES', '525512345678'],
    ['+52 044 55 1234 5678', 'MX', '525512345678'],
    ['5215512345678', 'MX', '525512345678'],
    ['5215512345678', 'ES', '525512345678'],
    ['525512345678', 'MX', '525512345678'],
    ['52 1 (55) 1234-5678', 'MX', '525512345678'],
    ['0052 1 55 1234 5678', 'MX', '525512345678'],
    ['1 55 1234 5678', 'MX', '525512345678'],
    ['044 55 1234 5678', 'MX', '525512345678'],
    ['045 55 1234 5678', 'MX', '525512345678'],
    ['01 55 1234 5678', 'MX', '525512345678'],
    ['55 1234 5678', 'MX', '525512345678'],
    ['044 33 1234 5678', 'MX', '523312345678'],
    ['011 52 1 55 1234 5678', 'US', '525512345678'],
    ['+52 1 55 1234 5678 ext. 4', 'ES', '525512345678'],
    // Argentina: 9 after the country code, 15 in the country.
    ['+54 9 11 1234 5678', 'ES', '5491112345678'],
    ['5491112345678', 'AR', '5491112345678'],
    ['11 15 1234 5678', 'AR', '5491112345678'],
    ['011 15 1234-5678', 'AR', '5491112345678'],
    ['54 11 15 1234-5678', 'AR', '5491112345678'],
    // Brazil: eight digits or nine.
    ['+55 11 91234-5678', 'ES', '5511912345678'],
    ['5511912345678', 'BR', '5511912345678'],
    ['551112345678', 'BR', '551112345678'],
    ['(11) 91234-5678', 'BR', '5511912345678'],
    ['011 91234-5678', 'BR', '5511912345678'],
    ['11 3123-4567', 'BR', '551131234567'],
    // Others, with the prefix of the country, with its code, and without.
    ['600 111 222', 'ES', '34600111222'],
    ['34600111222', 'ES', '34600111222'],
    ['0034 600 111 222', 'ES', '34600111222'],
    ['0034 600 111 222', 'BR', '34600111222'],
    ['+34600111222', 'BR', '34600111222'],
    ['06 12 34 56 78', 'FR', '33612345678'],
    ['33612345678', 'FR', '33612345678'],
    ['0151 12345678', 'DE', '4915112345678'],
    ['4915112345678', 'DE', '4915112345678'],
    ['07911 123456', 'GB', '447911123456'],
    ['+44 (0)7911 123456', 'ES', '447911123456'],
    ['347 123 4567', 'IT', '393471234567'],
    ['39 347 123 4567', 'IT', '393471234567'],
    ['(202) 555-0123', 'US', '12025550123'],
    ['1 202 555 0123', 'US', '12025550123'],
    ['300 123 4567', 'CO', '573001234567'],
    ['573001234567', 'CO', '573001234567'],
    ['9 8765 4321', 'CL', '56987654321'],
    ['912 345 678', 'PE', '51912345678'],
    ['98765 43210', 'IN', '919876543210'],
    ['919876543210', 'IN', '919876543210'],
    ['8 912 345-67-89', 'RU', '79123456789'],
  ])('%s in %s is %s', (phone, country, digits) => {
    expect(phoneDigits(phone, country)).toBe(digits);
  });

  it.each([
    ['(+1) 202 456 1111', '12024561111'],
    ['\u202a+1 (202) 456-1111\u202c', '12024561111'],
    ['tel:+1-202-456-1111', '12024561111'],
    ['whatsapp:+12024561111', '12024561111'],
    ['＋1 202 456 1111', '12024561111'],
    ['(001) 202 456 1111', '12024561111'],
    ['(0034) 600 111 222', '34600111222'],
    ['\u202a+34 600 11 12 22\u202c', '34600111222'],
  ])('P7 %s has a country code, whatever stands before it, and keeps it', (phone, digits) => {
    for (const country of ['MX', 'ES', 'BR', 'US', 'AR']) expect(phoneDigits(phone, country)).toBe(digits);
  });

  it.each([
    ['34600111222', 'BR', '34600111222'],
    ['33612345678', 'BR', '33612345678'],
    ['34600111222', 'MX', '34600111222'],
    ['447911123456', 'ES', '447911123456'],
    ['5491112345678', 'ES', '5491112345678'],
  ])('%s in %s is valid only with its country code in it: %s', (phone, country, digits) => {
    expect(phoneDigits(phone, country)).toBe(digits);
  });

  it.each([
    ['34915551234', 'BR'],
    ['15012345678', 'CN'],
  ])('P8 %s in %s is valid in two countries: no number, and it says so', (phone, country) => {
    expect(phoneDigits(phone, country)).toBeUndefined();
    expect(readPhone(phone, country)).toEqual({ why: 'ambiguousPhone' });
  });

  it.each([
    ['6561234567', 'ES'],
    ['155 1234 56789', 'MX'],
    ['1 155 1234 56789', 'MX'],
    ['4791234567', 'ES'],
  ])('%s in %s has a digit too few or too many: it does not become another country’s', (phone, country) => {
    expect(readPhone(phone, country)).toEqual({ why: 'invalidPhone' });
  });

  it.each(['12', '+34 1', 'no phone', '', '+', '00'])('P4 %j is none', (phone) => {
    for (const country of ['ES', 'MX', 'BR', 'AR', 'US']) expect(phoneDigits(phone, country)).toBeUndefined();
  });

  it('never begins with a code of another country than the one that was meant', () => {
    expect(phoneDigits('1 212 555 0123', 'MX') ?? '52').toMatch(/^52/);
    expect(phoneDigits('1 55 1234 567', 'MX') ?? '52').toMatch(/^52/);
    for (const prefix of ['', '1', '01', '044', '045', '52', '521', '+52', '+521', '00521'])
      for (const number of ['5512345678', '3312345678', '8112345678', '2221234567', '9991234567'])
        expect(phoneDigits(`${prefix}${number}`, 'MX') ?? '52').toMatch(/^52/);
  });
});
