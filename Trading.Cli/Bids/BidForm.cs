using System.Text.Json;
using System.Text.Json.Serialization;
using Trading.Crypto;
using Trading.Opening;

namespace Trading.Cli;

/// <summary>A unit price as text in yuan.</summary>
public sealed record UnitDraft(string Name, string Price);

/// <summary>
/// What is read out at the opening, as a bidder writes it. The price is text in the unit of its kind ("1,234,567.89", "98.5%"); words
/// are taken as they stand, for it is the bidder's business what they say; "auto" spells the figures.
/// </summary>
public sealed record BidForm
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>As it is read out; left empty, the certificate's.</summary>
    public string BidderName { get; init; } = "";

    /// <summary>The unified social credit code; null for the certificate's, empty for none.</summary>
    public string? CreditCode { get; init; }
    public PriceKind PriceKind { get; init; } = PriceKind.Amount;
    public required string Price { get; init; }
    public string Words { get; init; } = "";
    public IReadOnlyList<UnitDraft> Units { get; init; } = [];
    public IReadOnlyList<FormItem> Items { get; init; } = [];

    public static BidForm Read(string path) => JsonFile.Read<BidForm>(path, "a form", Strict, "see the example in: trading seal --help");

    /// <summary>The content of section 0: the form with the bidder's certificate and its signature over the submission key.</summary>
    public OpeningForm Sign(PersonKey bidder, byte[] submissionKey, byte[] contextHash, byte[] lockId, byte version = OpeningForm.Newest)
    {
        if (bidder.Certificate.Length == 0) throw CommandException.Usage("The bidder's certificate is missing beside its key.", "trading keygen --name … --ca-key …");
        var ownership = bidder.Sign(OpeningForm.OwnershipMessage(submissionKey, contextHash, lockId));
        var (name, code) = Bidder(bidder);
        return new OpeningForm(name, ReadPrice(), Items, bidder.Certificate, ownership, version == OpeningForm.First ? "" : code, version);
    }

    /// <summary>Name and credit code as they are sealed: as written, else as the certificate has them.</summary>
    public (string Name, string Code) Bidder(PersonKey bidder)
    {
        var holder = Certificate.TryParse(bidder.Certificate, out var certificate) ? certificate.Holder : null;
        var name = BidderName.Length > 0 ? BidderName : holder?.Names.FirstOrDefault();
        return name is null
            ? throw CommandException.Usage("The certificate names nobody.", "name the bidder with --bidder-name")
            : (name, (CreditCode ?? holder?.Code ?? "").ToUpperInvariant());
    }

    private Price ReadPrice()
    {
        var value = Parse(PriceKind, Price, "The price");
        var words = Words == "auto" ? Opening.Words.Print(value) : Words;
        return new Price(PriceKind, value, words, [.. Units.Select(u => UnitPrice.OfFen(u.Name, Parse(PriceKind.Amount, u.Price, $"The unit price of {u.Name}")))]);
    }

    private static long Parse(PriceKind kind, string text, string what) => PriceText.TryParse(kind, text, out var value)
        ? value
        : throw CommandException.Usage($"{what}, {text}, is no {kind}: {(kind is PriceKind.Rate or PriceKind.Discount ? "per cent with at most four decimals, such as 98.5%" : "yuan with at most two decimals, such as 1,234,567.89")}.");
}
