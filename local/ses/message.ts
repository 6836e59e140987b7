import PostalMime, { type Address } from 'postal-mime';

/** A mail as it was handed to SES, by either of its calls. */
export interface Message {
  /** The address of the sender alone. */
  readonly source: string;
  readonly recipients: readonly string[];
  readonly configurationSet: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** In the order and spelling of the mail. */
  readonly headers: Readonly<Record<string, string>>;
}

/** `Credence <credit@example.com>` or the bare address. */
const bareAddress = (text: string): string => (/<([^<>]*)>\s*$/.exec(text)?.[1] ?? text).trim();

const listOf = (form: URLSearchParams, prefix: string): readonly string[] => {
  const values: string[] = [];
  for (let index = 1; form.has(`${prefix}.member.${index}`); index += 1) {
    values.push(form.get(`${prefix}.member.${index}`) ?? '');
  }
  return values;
};

const tagsOf = (form: URLSearchParams): Readonly<Record<string, string>> => {
  const tags: Record<string, string> = {};
  for (let index = 1; form.has(`Tags.member.${index}.Name`); index += 1) {
    tags[form.get(`Tags.member.${index}.Name`) ?? ''] = form.get(`Tags.member.${index}.Value`) ?? '';
  }
  return tags;
};

const envelopeOf = (form: URLSearchParams) => ({
  configurationSet: form.get('ConfigurationSetName') ?? undefined,
  tags: tagsOf(form),
});

/** Reads the fields of `SendEmail`. */
export const readSendEmail = (form: URLSearchParams): Message => {
  const from = form.get('Source') ?? '';
  const part = (name: string): readonly string[] => listOf(form, `Destination.${name}Addresses`);
  const [to, cc] = [part('To'), part('Cc')];
  const replyTo = listOf(form, 'ReplyToAddresses');
  const subject = form.get('Message.Subject.Data') ?? '';
  return {
    ...envelopeOf(form),
    source: bareAddress(from),
    recipients: [...to, ...cc, ...part('Bcc')].map(bareAddress),
    subject,
    text: form.get('Message.Body.Text.Data') ?? '',
    html: form.get('Message.Body.Html.Data') ?? '',
    headers: {
      From: from,
      To: to.join(', '),
      ...(cc.length > 0 && { Cc: cc.join(', ') }),
      ...(replyTo.length > 0 && { 'Reply-To': replyTo.join(', ') }),
      Subject: subject,
    },
  };
};

const addressesOf = (addresses: readonly Address[] | undefined): readonly string[] =>
  (addresses ?? []).flatMap(({ address, group }) => address ?? group?.map((member) => member.address) ?? []);

/** Reads the mail of `SendRawEmail`: sender and recipients as named beside it, else as in its headers. */
export const readSendRawEmail = async (form: URLSearchParams): Promise<Message> => {
  const mail = await PostalMime.parse(Buffer.from(form.get('RawMessage.Data') ?? '', 'base64'));
  const named = listOf(form, 'Destinations').map(bareAddress);
  const written = [mail.to, mail.cc, mail.bcc].flatMap(addressesOf);
  return {
    ...envelopeOf(form),
    source: bareAddress(form.get('Source') ?? mail.from?.address ?? ''),
    recipients: named.length > 0 ? named : written,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? '',
    headers: Object.fromEntries(mail.headers.map(({ originalKey, value }) => [originalKey, value])),
  };
};
