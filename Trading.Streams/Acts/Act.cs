using Trading.Crypto;

namespace Trading.Streams.Acts;

/// <summary>What a person declares.</summary>
public enum ActKind : byte
{
    /// <summary>A bidder signs in after the opening (签到).</summary>
    Attend = 1,

    /// <summary>A bidder raises an objection (异议) or a question (询问).</summary>
    Object = 2,

    /// <summary>The host, the tenderer or the agent answers one.</summary>
    Answer = 3,

    /// <summary>A bidder confirms the record.</summary>
    Confirm = 4,

    /// <summary>The host closes the session.</summary>
    Conclude = 5,

    /// <summary>
    /// Host and supervisor, one act each, order that trustees cosign a frozen head that none of them saw in time.
    /// </summary>
    LateFreeze = 6,
}

/// <summary>
/// A statutory act as a statement that a person's key signs: a click is not a signature. Source: docs/spec/feed.md,
/// "Acts".
/// </summary>
/// <param name="Kind">What is declared.</param>
/// <param name="Session">Session id.</param>
/// <param name="Lot">The lot; empty for a conclusion.</param>
/// <param name="Subject">The submission (32 digits), for an answer the objection (64 digits), for a late freeze the
/// frozen root (64 digits), for a conclusion empty.</param>
/// <param name="Text">1 to 2,000 letters for an objection and an answer, else empty.</param>
/// <param name="Nonce">16 bytes of the signer's choice; two objections with the same words are two.</param>
public sealed record Act(ActKind Kind, string Session, string Lot, string Subject, string Text, byte[] Nonce)
{
    /// <summary>Bytes of a nonce.</summary>
    public const int NonceBytes = 16;

    /// <summary>Most letters of a text.</summary>
    public const int MostTextLetters = 2_000;

    private const byte Version = 1;

    /// <summary>Statement of a bidder that signs in.</summary>
    public static byte[] Attend(string session, string lot, string submission, byte[] nonce) =>
        new Act(ActKind.Attend, session, lot, submission, "", nonce).ToBytes();

    /// <summary>Statement of an objection or question.</summary>
    public static byte[] Object(string session, string lot, string submission, string text, byte[] nonce) =>
        new Act(ActKind.Object, session, lot, submission, text, nonce).ToBytes();

    /// <summary>Statement of an answer to an objection.</summary>
    public static byte[] Answer(string session, string lot, string objection, string text, byte[] nonce) =>
        new Act(ActKind.Answer, session, lot, objection, text, nonce).ToBytes();

    /// <summary>Statement of a bidder that confirms the record.</summary>
    public static byte[] Confirm(string session, string lot, string submission, byte[] nonce) =>
        new Act(ActKind.Confirm, session, lot, submission, "", nonce).ToBytes();

    /// <summary>Statement of the host that closes the session.</summary>
    public static byte[] Conclude(string session, byte[] nonce) =>
        new Act(ActKind.Conclude, session, "", "", "", nonce).ToBytes();

    /// <summary>
    /// Statement of the host or the supervisor that this frozen root (32 bytes) of the lot is to be cosigned although
    /// it was seen late.
    /// </summary>
    public static byte[] LateFreeze(string session, string lot, byte[] root, byte[] nonce) =>
        new Act(ActKind.LateFreeze, session, lot, Convert.ToHexStringLower(root), "", nonce).ToBytes();

    /// <summary>What the key signs: the statement under <see cref="Tags.Act"/>.</summary>
    public static byte[] Message(byte[] statement) => Tags.Join(Tags.Act, statement);

    /// <summary>An objection's id: the hash of its statement, 64 hexadecimal digits.</summary>
    public static string Id(Suite suite, byte[] statement) =>
        Convert.ToHexStringLower(Tags.Hash(suite, Tags.Act, statement));

    /// <summary>
    /// The canonical bytes. An act that breaks the form has none and is an <see cref="ArgumentException"/>.
    /// </summary>
    public byte[] ToBytes()
    {
        if (!IsWellFormed())
            throw new ArgumentException($"This {Kind} breaks the form of an act.");
        return new WireWriter()
            .U8(Version)
            .U8((byte)Kind)
            .Text(Session)
            .Text(Lot)
            .Text(Subject)
            .Text(Text)
            .Fixed(Nonce)
            .ToArray();
    }

    /// <summary>Parses a statement; false for anything that <see cref="ToBytes"/> would not print.</summary>
    public static bool TryParse(ReadOnlySpan<byte> statement, out Act act)
    {
        act = null!;
        try
        {
            var reader = new WireReader(statement);
            if (reader.U8() != Version)
                return false;
            var parsed = new Act(
                (ActKind)reader.U8(),
                reader.Text(Names.IdDigits),
                reader.Text(Names.LotCharacters),
                reader.Text(2 * Suite.HashBytes),
                reader.Text(Letters.MostBytes(MostTextLetters)),
                reader.Fixed(NonceBytes)
            );
            reader.End();
            if (!parsed.IsWellFormed())
                return false;
            act = parsed;
            return true;
        }
        catch (WireException)
        {
            return false;
        }
    }

    private bool IsWellFormed() =>
        Names.IsSession(Session)
        && Nonce.Length == NonceBytes
        && Kind switch
        {
            ActKind.Attend or ActKind.Confirm => Names.IsLot(Lot) && Names.IsSubmission(Subject) && Text.Length == 0,
            ActKind.Object => Names.IsLot(Lot) && Names.IsSubmission(Subject) && HasText(),
            ActKind.Answer => Names.IsLot(Lot) && Names.IsHash(Subject) && HasText(),
            ActKind.LateFreeze => Names.IsLot(Lot) && Names.IsHash(Subject) && Text.Length == 0,
            ActKind.Conclude => Lot.Length == 0 && Subject.Length == 0 && Text.Length == 0,
            _ => false,
        };

    private bool HasText() => Letters.Fits(Text, 1, MostTextLetters);
}
