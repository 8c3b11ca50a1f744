using Trading.Crypto;

namespace Trading.Opening.Forms;

/// <summary>
/// The canonical bytes of the opening record. A form outside its limits does not parse; the bid is then shown raw and
/// marked, never refused.
/// Source: docs/spec/form.md.
/// </summary>
public sealed partial record OpeningForm
{
    /// <summary>
    /// The first version: no credit code, unit prices in fen. Sealed under policies of version 1 alone, read for ever.
    /// </summary>
    public const byte First = 1;

    /// <summary>The version that bids under a policy of version 2 seal.</summary>
    public const byte Newest = 2;

    /// <summary>
    /// Most letters (Unicode scalar values) of the bidder's name, of an item's name and of a unit's name.
    /// </summary>
    public const int MostNameLetters = 500;

    /// <summary>Most letters of an item's value.</summary>
    public const int MostValueLetters = 2_000;

    /// <summary>Most letters of an amount in words.</summary>
    public const int MostWordsLetters = 200;

    /// <summary>Most further items.</summary>
    public const int MostItems = 64;

    /// <summary>Most unit prices.</summary>
    public const int MostUnits = 256;

    /// <summary>
    /// The canonical bytes. A form outside its limits has none and is an <see cref="ArgumentException"/>.
    /// </summary>
    public byte[] ToBytes()
    {
        var problem = Check();
        if (problem.Length > 0)
            throw new ArgumentException(problem);
        var writer = new WireWriter().U8(Version).Text(BidderName);
        if (Version >= Newest)
            writer.Text(CreditCode);
        return writer
            .U8((byte)Price.Kind)
            .I64(Price.Value)
            .Text(Price.Words)
            .List(Price.Units, (w, u) => w.Text(u.Name).I64((long)(u.Millionths / UnitOf(Version))))
            .List(Items, (w, i) => w.Text(i.Name).Text(i.Value))
            .Bytes(Certificate)
            .Fixed(Ownership)
            .ToArray();
    }

    /// <summary>
    /// Parses canonical bytes of any version; false with one English sentence about the first departure.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out OpeningForm form, out string problem) =>
        TryParse(bytes, Newest, out form, out problem);

    /// <summary>
    /// Parses a form that was opened under a policy. A form newer than the policy does not parse, for who judged by
    /// that policy's rules knew none; an older one does.
    /// </summary>
    /// <param name="bytes">Content of section 0.</param>
    /// <param name="policyVersion">Version of the lock's policy: the newest version that is read.</param>
    /// <param name="form">The form.</param>
    /// <param name="problem">One English sentence about the first departure.</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, byte policyVersion, out OpeningForm form, out string problem)
    {
        form = null!;
        try
        {
            var parsed = Parse(bytes, policyVersion);
            problem = parsed.Check();
            if (problem.Length > 0)
                return false;
            form = parsed;
            return true;
        }
        catch (WireException broken)
        {
            problem = broken.Message;
            return false;
        }
    }

    /// <summary>
    /// What the bidder's certificate key signs: the submission key (65 bytes), the context hash and the lock id (32
    /// bytes each), under <see cref="Tags.Ownership"/>.
    /// </summary>
    public static byte[] OwnershipMessage(byte[] submissionKey, byte[] contextHash, byte[] lockId) =>
        Tags.Join(Tags.Ownership, submissionKey, contextHash, lockId);

    /// <summary>
    /// Whether the certificate is readable, its key signed the ownership of this submission, and one of the authorities
    /// issued it and it is valid at the instant (UTC microseconds). False costs the bid a mark, nothing else.
    /// </summary>
    public bool ProvesOwner(
        Suite suite,
        byte[] submissionKey,
        byte[] contextHash,
        byte[] lockId,
        IEnumerable<Certificate> authorities,
        long at
    )
    {
        ArgumentNullException.ThrowIfNull(suite);
        return Streams.Acts.Certificate.TryParse(Certificate, out var certificate)
            && suite.VerifySignature(certificate.Key, OwnershipMessage(submissionKey, contextHash, lockId), Ownership)
            && certificate.IsAnchored(authorities, at);
    }

    private static OpeningForm Parse(ReadOnlySpan<byte> bytes, byte newest)
    {
        var reader = new WireReader(bytes);
        var version = reader.U8();
        if (version < First || version > newest)
            throw reader.Wrong("unknown version of a form");
        var name = Name(ref reader);
        var code = version >= Newest ? reader.Text(Streams.Acts.CreditCode.Characters) : "";
        var unit = UnitOf(version);
        var price = new Price(
            (PriceKind)reader.U8(),
            reader.I64(),
            reader.Text(Letters.MostBytes(MostWordsLetters)),
            reader.List((ref WireReader r) => new UnitPrice(Name(ref r), (Int128)r.I64() * unit), MostUnits)
        );
        var items = reader.List(
            (ref WireReader r) => new FormItem(Name(ref r), r.Text(Letters.MostBytes(MostValueLetters))),
            MostItems
        );
        var form = new OpeningForm(
            name,
            price,
            items,
            reader.Bytes(Streams.Acts.Certificate.MostBytes),
            reader.Fixed(Suite.SignatureBytes),
            code,
            version
        );
        reader.End();
        return form;
    }

    // Millionths of a yuan in one of what the version writes.
    private static int UnitOf(byte version) => version >= Newest ? 1 : UnitPrice.PerFen;

    private static string Name(ref WireReader reader) => reader.Text(Letters.MostBytes(MostNameLetters));

    private string Check()
    {
        if (Version is < First or > Newest)
            return "The version is unknown.";
        if (!Letters.Fits(BidderName, 1, MostNameLetters))
            return $"The bidder's name has 1 to {MostNameLetters} letters.";
        if (!IsCreditCode(CreditCode, Version))
            return $"The credit code is empty or has {Streams.Acts.CreditCode.Characters} of 0–9 and A–Z; "
                + "version 1 has none.";
        if (CheckPrice() is { Length: > 0 } wrong)
            return wrong;
        if (Items.Count > MostItems || !Items.All(IsItem))
            return "An item is out of its limits.";
        var isSigned =
            Certificate.Length <= Streams.Acts.Certificate.MostBytes && Ownership.Length == Suite.SignatureBytes;
        return isSigned ? "" : "The certificate or its signature is out of its limits.";
    }

    private string CheckPrice()
    {
        if (!Enum.IsDefined(Price.Kind))
            return "The price kind is unknown.";
        if (!Letters.Fits(Price.Words, 0, MostWordsLetters))
            return $"The amount in words has at most {MostWordsLetters} letters.";
        if (Price.Units.Count > MostUnits || (Price.Kind == PriceKind.UnitPrices) != (Price.Units.Count > 0))
            return "Unit prices stand where, and only where, the kind asks for them.";
        if (!Price.Units.All(u => Letters.Fits(u.Name, 1, MostNameLetters)))
            return $"A unit's name has 1 to {MostNameLetters} letters.";
        return Price.Units.All(u => IsWritable(u.Millionths))
            ? ""
            : "A unit price is out of its range, or version 1 cannot hold its decimals.";
    }

    private bool IsWritable(Int128 millionths) =>
        millionths % UnitOf(Version) == 0
        && millionths / UnitOf(Version) is var number
        && number >= long.MinValue
        && number <= long.MaxValue;

    private static bool IsItem(FormItem item) =>
        Letters.Fits(item.Name, 1, MostNameLetters) && Letters.Fits(item.Value, 0, MostValueLetters);

    private static bool IsCreditCode(string code, byte version) =>
        code.Length == 0
        || (
            version >= Newest
            && code.Length == Streams.Acts.CreditCode.Characters
            && code.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c))
        );
}
