using Trading.Crypto;

namespace Trading.Opening;

/// <summary>
/// The canonical bytes of the opening record. A form outside its limits does not parse; the bid is then shown raw and marked, never refused.
/// Source: docs/spec/form.md.
/// </summary>
public sealed partial record OpeningForm
{
    /// <summary>First byte of every form of this version.</summary>
    public const byte Version = 1;

    /// <summary>Most letters (Unicode scalar values) of the bidder's name, of an item's name and of a unit's name.</summary>
    public const int MostNameLetters = 500;

    /// <summary>Most letters of an item's value.</summary>
    public const int MostValueLetters = 2_000;

    /// <summary>Most letters of an amount in words.</summary>
    public const int MostWordsLetters = 200;

    /// <summary>Most further items.</summary>
    public const int MostItems = 64;

    /// <summary>Most unit prices.</summary>
    public const int MostUnits = 256;

    /// <summary>The canonical bytes. A form outside its limits has none and is an <see cref="ArgumentException"/>.</summary>
    public byte[] ToBytes()
    {
        var problem = Check();
        if (problem.Length > 0) throw new ArgumentException(problem);
        return new WireWriter().U8(Version).Text(BidderName)
            .U8((byte)Price.Kind).I64(Price.Value).Text(Price.Words).List(Price.Units, (w, u) => w.Text(u.Name).I64(u.PriceFen))
            .List(Items, (w, i) => w.Text(i.Name).Text(i.Value))
            .Bytes(Certificate).Fixed(Ownership).ToArray();
    }

    /// <summary>Parses canonical bytes; false with one English sentence about the first departure.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out OpeningForm form, out string problem)
    {
        form = null!;
        try
        {
            var parsed = Parse(bytes);
            problem = parsed.Check();
            if (problem.Length > 0) return false;
            form = parsed;
            return true;
        }
        catch (WireException broken)
        {
            problem = broken.Message;
            return false;
        }
    }

    /// <summary>What the bidder's certificate key signs: the submission key (65 bytes), the context hash and the lock id (32 bytes each), under <see cref="Tags.Ownership"/>.</summary>
    public static byte[] OwnershipMessage(byte[] submissionKey, byte[] contextHash, byte[] lockId) => Tags.Join(Tags.Ownership, submissionKey, contextHash, lockId);

    /// <summary>
    /// Whether the certificate is readable, its key signed the ownership of this submission, and one of the authorities issued it and it
    /// is valid at the instant (UTC microseconds). False costs the bid a mark, nothing else.
    /// </summary>
    public bool ProvesOwner(Suite suite, byte[] submissionKey, byte[] contextHash, byte[] lockId, IEnumerable<Certificate> authorities, long at)
    {
        ArgumentNullException.ThrowIfNull(suite);
        return Opening.Certificate.TryParse(Certificate, out var certificate)
            && suite.VerifySignature(certificate.Key, OwnershipMessage(submissionKey, contextHash, lockId), Ownership)
            && certificate.IsAnchored(authorities, at);
    }

    private static OpeningForm Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        if (reader.U8() != Version) throw reader.Wrong("unknown version of a form");
        var name = Name(ref reader);
        var price = new Price((PriceKind)reader.U8(), reader.I64(), reader.Text(Letters.MostBytes(MostWordsLetters)),
            reader.List((ref WireReader r) => new UnitPrice(Name(ref r), r.I64()), MostUnits));
        var items = reader.List((ref WireReader r) => new FormItem(Name(ref r), r.Text(Letters.MostBytes(MostValueLetters))), MostItems);
        var form = new OpeningForm(name, price, items, reader.Bytes(Opening.Certificate.MostBytes), reader.Fixed(Suite.SignatureBytes));
        reader.End();
        return form;
    }

    private static string Name(ref WireReader reader) => reader.Text(Letters.MostBytes(MostNameLetters));

    private string Check() =>
        !Letters.Fits(BidderName, 1, MostNameLetters) ? $"The bidder's name has 1 to {MostNameLetters} letters."
        : !Enum.IsDefined(Price.Kind) ? "The price kind is unknown."
        : !Letters.Fits(Price.Words, 0, MostWordsLetters) ? $"The amount in words has at most {MostWordsLetters} letters."
        : Price.Units.Count > MostUnits || (Price.Kind == PriceKind.UnitPrices) != (Price.Units.Count > 0) ? "Unit prices stand where, and only where, the kind asks for them."
        : Price.Units.Any(u => !Letters.Fits(u.Name, 1, MostNameLetters)) ? $"A unit's name has 1 to {MostNameLetters} letters."
        : Items.Count > MostItems || Items.Any(i => !Letters.Fits(i.Name, 1, MostNameLetters) || !Letters.Fits(i.Value, 0, MostValueLetters)) ? "An item is out of its limits."
        : Certificate.Length > Opening.Certificate.MostBytes || Ownership.Length != Suite.SignatureBytes ? "The certificate or its signature is out of its limits."
        : "";
}
